"""Relations between two things that a word expresses: who leads, chairs, represents, targets …

In: relation frames of the lexicon. Each pair of arguments must be admitted by the frame's fillers or the property's
domain and range.
"""

from __future__ import annotations

from collections.abc import Sequence

from kgtool.language.english import words
from kgtool.ontology.lexicon import Frame
from kgtool.reading.collector import Part, Understanding
from kgtool.reading.model import Evocation, Literal, Thing
from kgtool.reading.modes import AGREED, DENIED, HAPPENED, NEGATED, PLANNED
from kgtool.reading.phrases import Phrases
from kgtool.reading.registry import ACTOR, DELEGATION, EVENT, ORGANIZATION, PERSON, PLACE, STATE
from kgtool.terms import KG


class Relations(Part):
    """States the relations of one article."""

    def __init__(self, article: Understanding, phrases: Phrases) -> None:
        super().__init__(article)
        self.phrases = phrases

    def state(self, evocation: Evocation, frame: Frame) -> list[Thing]:
        """States what a frame relates; gives the events of which an actor is said to have a part."""
        stated: list[Thing] = []
        head = evocation.head
        is_literal = self.vocabulary.is_literal_property(frame.reference)
        domain = [(f, t) for slot in frame.domain_slots for f in self._slot(evocation, slot)
                  for t in self._domain_things(f, frame)]  # fmt: skip
        domain = [(f, t) for f, t in domain if self._admits(t, frame.domain_fillers, frame.reference, True)]
        if not domain:
            domain = self._topic(frame, evocation)
        if evocation.entry.pos == "noun" and "self" in frame.range_slots and self._is_lesser(evocation):
            return stated
        is_told = evocation.entry.pos in ("verb", "adjective") or bool(self.slots.children(head, "cop"))
        mode = self.modes.of(head) if is_told else HAPPENED
        if mode != HAPPENED and not (is_literal and mode == NEGATED):
            shared = [(f, t) for f, t in domain if self._shares_mode(t, mode)]
            if domain and not shared:
                self.report.count("relations that are not said to hold")
            domain = shared
            if not domain:
                return stated
        if not is_literal:
            self._gapped(evocation, frame)
            self._each_for(evocation, frame)
            self._distributed(evocation, frame)
            self._that_of(evocation, frame, domain)
        for filler, subject in dict.fromkeys(domain):
            span = {*evocation.span, *self.things.span(filler)}
            if is_literal:
                for slot in frame.range_slots:
                    for words in self.phrases.in_slot(head, slot):
                        phrase = self.phrases.with_negation(head, words) if mode == NEGATED else words
                        phrase = self._whole(phrase) if "Named" in frame.kinds else phrase
                        text = self.phrases.text(phrase)
                        value = Literal(text) if "Named" in frame.kinds else Literal(text, language="en")
                        if "Named" in frame.kinds and not self.phrases.is_title(phrase):
                            continue
                        if "Named" not in frame.kinds and self._is_circumstance(head, slot, words):
                            continue
                        if "Named" not in frame.kinds and self._is_actor(head, slot, words):
                            continue
                        if text and not set(phrase) & set(self.things.span(filler)):
                            self.add(subject.iri, frame.reference, value, span | set(phrase), head)
                continue
            for slot in frame.range_slots:
                for other in self._slot(evocation, slot):
                    for value_thing in self.things.filling(other, frame.range_fillers):
                        if value_thing is subject or self._is_same_word(filler, other):
                            continue
                        if slot == "self" and value_thing.kind == "group":
                            continue  # "the head of the team": that its head leads it tells nothing
                        if value_thing.kind == "place" and PLACE not in frame.range_fillers:
                            continue  # "represented *their countries*"
                        if (
                            frame.reference == KG + "delegationOf"
                            and subject.parties
                            and value_thing not in subject.parties
                        ):
                            continue  # "delegations from A and B": each has its own party
                        if self._is_another_s(evocation, frame, slot, domain, filler, other):
                            continue
                        if self._leads_other(evocation, frame, [t for _, t in domain], subject, value_thing):
                            continue
                        if self._admits(value_thing, frame.range_fillers, frame.reference, False):
                            tokens = span | set(self.things.span(other))
                            self.article.introduce(subject, tokens, head)
                            self.add(subject.iri, frame.reference, value_thing.iri, tokens, head)
                            if self.things.is_event(subject) and subject not in stated:
                                stated.append(subject)
        return stated

    def _whole(self, phrase: list[int]) -> list[int]:
        """The name that a phrase is a part of, where the tree tears it: "called Operation *River* Two"."""
        names = (list(self.identity.mentions[name].span) for name in self.events.codenames)
        return next((name for name in names if set(phrase) <= set(name)), phrase)

    def _leads_other(
        self, evocation: Evocation, frame: Frame, delegations: list[Thing], delegation: Thing, leader: Thing
    ) -> bool:
        """ "A and B led the two delegations": each that of the party whose office he holds, as far as it is known."""
        led = list(dict.fromkeys(t.iri for t in delegations))
        if frame.reference != KG + "ledBy" or len(led) < 2:
            return False
        leaders = dict.fromkeys(
            thing.iri
            for slot in frame.range_slots
            for filler in self._slot(evocation, slot)
            for thing in self.things.filling(filler, frame.range_fillers)
        )
        if len(leaders) == len(led) and self._is_respective(evocation.head):
            return list(leaders).index(leader.iri) != led.index(delegation.iri)
        own = {party.iri for h in self.article.holdings if h.person is leader for party in h.of}
        return len(leaders) > 1 and not own & {party.iri for party in delegation.parties}

    def _is_another_s(
        self, evocation: Evocation, frame: Frame, slot: str, domain: list[tuple[int, Thing]], filler: int, other: int
    ) -> bool:
        """Where several stand for several, who for whom: "signed by A *for X*, by B *for Y*"; else it stays open."""
        if frame.reference != KG + "represents" or len({t.iri for _, t in domain}) < 2:
            return False
        fillers = [f for f, _ in domain]
        if min(fillers) < other < max(fillers):
            return filler != max(f for f in fillers if f < other)
        last = max(fillers)
        if last < other and self.slots.children(last, "case") and self.document.tokens[last].deprel == "conj":
            return filler != last  # "by A, and *by B* on behalf of Y"
        sought = {t.iri for f in self._slot(evocation, slot) for t in self.things.filling(f, frame.range_fillers)}
        return len(sought) > 1

    def _is_circumstance(self, verb: int, slot: str, words: Sequence[int]) -> bool:
        """Whether a phrase says where or when: "ended *in Oslo*" tells no outcome."""
        heads = [f for f in self.slots.fillers(verb, slot) if f in words]
        mentions = [self.identity.mentions[h] for h in heads if h in self.identity.mentions]
        is_place = any(self.identity.is_a(m, PLACE) for m in mentions)
        return is_place or any(h in self.slots.dated for h in heads)

    def _is_actor(self, verb: int, slot: str, words: Sequence[int]) -> bool:
        """Whether a phrase names an actor, which is no outcome and no meaning: "represented *the army*"."""
        heads = [f for f in self.slots.fillers(verb, slot) if f in words and f in self.identity.mentions]
        return any(self.identity.is_a(self.identity.mentions[h], ACTOR, STATE, ORGANIZATION) for h in heads)

    def _is_respective(self, index: int) -> bool:
        """Whether a sentence pairs what it lists, in order: "led by A and B *respectively*"."""
        sentence = self.document.sentences[self.document.tokens[index].sentence]
        return any(self.slots.is_word(i, "pairing_adverbs") for i in sentence)

    def _shares_mode(self, thing: Thing, mode: str) -> bool:
        """ "X will host the talks": the talks themselves are marked as planned, so that nothing is said to be done."""
        if mode in (NEGATED, DENIED) or not self.things.is_event(thing):
            return False
        return thing.mode == mode or (mode == PLANNED and thing.mode == AGREED)

    def _gapped(self, evocation: Evocation, frame: Frame) -> None:
        """Clauses that leave the verb out: "A signed for X and B for Y"."""
        for slot in frame.range_slots:
            for left, right in self.slots.gaps(evocation.head, slot):
                for subject in self._left_out(left, evocation, frame):
                    for value in self.things.filling(right, frame.range_fillers):
                        if self._admits(subject, frame.domain_fillers, frame.reference, True) and self._admits(
                            value, frame.range_fillers, frame.reference, False
                        ):
                            tokens = {*evocation.span, *self.things.span(left), *self.things.span(right)}
                            self.article.introduce(subject, tokens, evocation.head)
                            self.add(subject.iri, frame.reference, value.iri, tokens, evocation.head)

    def _each_for(self, evocation: Evocation, frame: Frame) -> None:
        """ "The negotiators are A *for X* and B *for Y*": each with the phrase right behind the name."""
        if evocation.entry.pos != "noun" or "subject" not in frame.domain_slots:
            return
        for left in self._slot(evocation, "subject"):
            own = [c for c in self.slots.children(left, "nmod") if self.slots.case(c) in frame.range_slots]
            subjects = [t for t in self._domain_things(left, frame) if left in self.identity.mentions]
            for subject in subjects:
                if not self._admits(subject, frame.domain_fillers, frame.reference, True):
                    continue
                for right in own:
                    for value in self.things.filling(right, frame.range_fillers):
                        if self._admits(value, frame.range_fillers, frame.reference, False):
                            tokens = {*evocation.span, *self.things.span(left), *self.things.span(right)}
                            self.article.introduce(subject, tokens, evocation.head)
                            self.add(subject.iri, frame.reference, value.iri, tokens, evocation.head)

    def _left_out(self, left: int, evocation: Evocation, frame: Frame) -> tuple[Thing, ...]:
        """What the subject of a clause without its verb stands for: beside a delegation, "Kenya's" is another one."""
        found = self.things.filling(left, frame.domain_fillers)
        if any(self._admits(thing, frame.domain_fillers, frame.reference, True) for thing in found):
            return found
        beside = [
            t
            for slot in frame.domain_slots
            for f in self._slot(evocation, slot)
            for t in self.things.filling(f, frame.domain_fillers)
        ]
        if not beside or not all(self.identity.is_a(thing, DELEGATION) for thing in beside):
            return ()
        party = next((t for t in found if self.identity.is_a(t, ACTOR)), None) or self.identity.state_of(left)
        if party is None:
            return self._described_delegation(left)
        return (self.identity.sides.delegation_of(party),)

    def _described_delegation(self, left: int) -> tuple[Thing, ...]:
        """That of a party without a name of its own: "… and *the rebels'* by X"."""
        token = self.document.tokens[left]
        if token.upos not in ("NOUN", "PROPN") or not self._is_possessive(left):
            return ()
        return (self.identity.sides.delegation_named(token.lemma if token.upos == "NOUN" else token.text),)

    def _is_possessive(self, index: int) -> bool:
        behind = min(index + 1, len(self.document.tokens) - 1)
        return self.slots.is_word(behind, "possessive_marks")

    def _that_of(self, evocation: Evocation, frame: Frame, domain: Sequence[tuple[int, Thing]]) -> None:
        """ "A led the Kenyan team and B *that of the rebels*": who stands right before the pronoun leads it."""
        tokens, head = self.document.tokens, evocation.head
        if frame.reference != KG + "ledBy" or tokens[head].upos != "VERB" or not domain:
            return
        if not all(self.identity.is_a(thing, DELEGATION) for _, thing in domain):
            return
        for index in range(head + 1, self.document.sentences[tokens[head].sentence].last):
            if tokens[index].upos in ("VERB", "AUX"):
                return
            leader = next((m for m in self.identity.mentions.values() if m.span.last == index and m.things), None)
            if leader is None or leader.head < head or not self.identity.is_a(leader.things[0], PERSON):
                continue
            for delegation in self._stood_for(index):
                used = {*evocation.span, *leader.span, *self.document.subtree(index)}
                self.article.introduce(delegation, used, head)
                self.add(delegation.iri, frame.reference, leader.things[0].iri, used, head)

    def _stood_for(self, index: int) -> tuple[Thing, ...]:
        """The delegation that "that" stands for behind another: "*that of the rebels*"."""
        if not self.slots.is_word(index, "standing_pronouns"):
            return ()
        owners = [c for c in self.slots.children(index, "nmod") if self.slots.case(c) in words("grammar", "genitive")]
        for owner in owners:
            party = next((t for t in self.things.of(owner) if self.identity.is_a(t, ORGANIZATION, STATE)), None)
            if party is not None:
                return (self.identity.sides.delegation_of(party),)
            token = self.document.tokens[owner]
            if token.upos in ("NOUN", "PROPN"):
                return (self.identity.sides.delegation_named(token.lemma if token.upos == "NOUN" else token.text),)
        return ()

    def _distributed(self, evocation: Evocation, frame: Frame) -> None:
        """ "each heads his side's delegation": each of the persons named before, and the side that he represents."""
        subjects = [f for f in self.slots.fillers(evocation.head, "subject") if f in self.identity.mentions]
        self._each_own(evocation, frame)
        each = [f for f in subjects if self.identity.mentions[f].anaphor == "each" and f not in self.events.words]
        if not each or "subject" not in frame.range_slots:
            return
        for filler in self.slots.fillers(evocation.head, "object"):
            mention = self.identity.mentions.get(filler)
            if mention is None or mention.things or not self.identity.is_a(mention, DELEGATION):
                continue
            for person in self.identity.settle_pronoun(self.identity.mentions[each[0]], (PERSON,)) or self._persons(
                each[0]
            ):
                for side in self.identity.sides.represented.get(person.iri, ()):
                    delegation = self.identity.sides.delegation_of(side)
                    self.identity.attach(mention, *mention.things, delegation)
                    tokens = {*evocation.span, *self.things.span(filler), each[0]}
                    self.add(delegation.iri, frame.reference, person.iri, tokens, evocation.head)
                    self.add(delegation.iri, KG + "delegationOf", side.iri, tokens, evocation.head)

    def _each_own(self, evocation: Evocation, frame: Frame) -> None:
        """ "Minister A of X and Minister B of Y led *their* (countries') *delegations*": each that of his state."""
        if frame.reference != KG + "ledBy":
            return
        persons = [t for f in self._slot(evocation, "subject") for t in self.things.filling(f, (PERSON,))]
        own = {h.person.iri: [t for t in h.of if self.identity.is_a(t, STATE)] for h in self.article.holdings}
        for filler in self.slots.fillers(evocation.head, "object"):
            mention = self.identity.mentions.get(filler)
            if mention is None or mention.things or mention.number != "Plur" or DELEGATION not in mention.classes:
                continue
            pronouns = [i for i in mention.span if self.document.tokens[i].xpos == "PRP$"]
            if not pronouns or len(set(persons)) < 2 or not all(len(own.get(p.iri, ())) == 1 for p in persons):
                continue
            for person in dict.fromkeys(persons):
                delegation = self.identity.sides.delegation_of(own[person.iri][0])
                self.identity.attach(mention, *mention.things, delegation)
                tokens = {*evocation.span, *self.things.span(filler)}
                self.article.introduce(delegation, tokens, evocation.head)
                self.add(delegation.iri, frame.reference, person.iri, tokens, evocation.head)

    def _persons(self, index: int) -> list[Thing]:
        """The persons of the same sentence before a token."""
        sentence = self.document.tokens[index].sentence
        found = [
            thing
            for head, thing in sorted(self.identity.order, key=lambda pair: pair[0])
            if head < index and self.document.tokens[head].sentence == sentence and self.identity.is_a(thing, PERSON)
        ]
        return list(dict.fromkeys(found))

    def _is_lesser(self, evocation: Evocation) -> bool:
        """ "deputy leader", "foreign policy chief", "former head": not the one who leads now."""
        for child in self.slots.children(evocation.head, "amod", "compound", "nmod"):
            if child > evocation.head or child in evocation.span or self.slots.case(child):
                continue
            if self.slots.is_word(child, "neutral_adjectives"):
                continue
            mention = self.identity.mentions.get(child)
            if mention is None or (mention.kind not in ("name", "demonym") and not mention.things):
                return True
        own = self.identity.mentions.get(evocation.head)
        first = min(own.span.first if own is not None else evocation.span.first, evocation.span.first - 1)
        return any(i in self.things.lesser for i in range(max(first, 0), evocation.span.first))  # "the *then* UN chief"

    def _domain_things(self, filler: int, frame: Frame) -> tuple[Thing, ...]:
        found = self.things.filling(filler, frame.domain_fillers)
        if DELEGATION in frame.domain_fillers and self._is_left_alone(filler):
            party = next((t for t in found if self.identity.is_a(t, ORGANIZATION, STATE)), None)
            if party is not None:
                return (self.identity.sides.delegation_of(party),)
            return self._described_delegation(filler)
        if DELEGATION in frame.domain_fillers and self._is_behind_delegation(filler):
            return self._stood_for(filler) or found
        if "ForDelegation" not in frame.kinds:
            return found
        return tuple(self._sent_by(t, filler) for t in found)

    def _sent_by(self, party: Thing, filler: int) -> Thing:
        """The delegation of a party, which may have no name of its own: "the chief negotiator of *the rebels*"."""
        if self.identity.is_a(party, ORGANIZATION, STATE):
            return self.identity.sides.delegation_of(party)
        mention = self.identity.mentions.get(filler)
        if party.kind != "group" or party.number != "Plur" or mention is None or not mention.definite:
            return party
        return self.identity.sides.delegation_named(self.document.tokens[filler].lemma)

    def _is_left_alone(self, filler: int) -> bool:
        """Whether a possessor stands for its delegation: "A led the government's team and B *the rebels'*"."""
        token = self.document.tokens[filler]
        if token.deprel.startswith("nmod:poss") or not self._is_possessive(filler):
            return False
        return self._is_behind_delegation(filler)

    def _is_behind_delegation(self, index: int) -> bool:
        """Whether a delegation is named before a word in its sentence."""
        sentence = self.document.sentences[self.document.tokens[index].sentence]
        before = [self.identity.mentions[i] for i in range(sentence.first, index) if i in self.identity.mentions]
        return any(DELEGATION in mention.classes for mention in before)

    def _is_same_word(self, one: int, other: int) -> bool:
        """Whether one phrase is part of the other's name: nothing is said of a thing and a part of its own name."""
        first, second = self.identity.mentions.get(one), self.identity.mentions.get(other)
        if first is None or second is None:
            return False
        return (first.kind == "name" and other in first.span) or (second.kind == "name" and one in second.span)

    def _slot(self, evocation: Evocation, slot: str) -> list[int]:
        if slot == "self":
            return [evocation.head]
        fillers = self.slots.fillers(evocation.head, slot)
        return [f for f in fillers if not self.things.only_modifies(f, slot)]

    def _admits(self, thing: Thing, fillers: tuple[str, ...], prop: str, is_domain: bool) -> bool:
        wanted = fillers or (self.vocabulary.domain_of(prop) if is_domain else self.vocabulary.range_of(prop))
        return bool(wanted) and self.identity.is_a(thing, *wanted)

    def _topic(self, frame: Frame, evocation: Evocation) -> list[tuple[int, Thing]]:
        """ "X mediated." without an object speaks of the talks that the sentences before are about."""
        if not frame.domain_slots or "Topic" not in frame.kinds:
            return []
        if evocation.entry.pos not in ("verb", "adjective") and not self._is_part_taken(evocation):
            return []
        beside = [f for slot in frame.domain_slots for f in self.slots.fillers(evocation.head, slot)]
        if any(not any(self.identity.is_a(t, ACTOR) for t in self.things.of(f)) for f in beside):
            return []  # "participated in the election"
        sentence = self.document.tokens[evocation.head].sentence
        for index in sorted(self.events.words, reverse=True):
            word = self.events.words[index]
            at = self.document.tokens[index].sentence
            if word.thing.mode != HAPPENED and self.modes.of(evocation.head) == HAPPENED:
                continue  # "X was present": not at what is yet to come
            if at < sentence and sentence - at <= 3 and self.identity.is_a(word.thing, *self._topics(frame)):
                return [(evocation.head, word.thing)]
        return []

    def _is_part_taken(self, evocation: Evocation) -> bool:
        """Whether a noun says as what somebody is there: "took part *as an observer*", "A and B were *observers*"."""
        head = evocation.head
        if self.slots.role_verb(head) is not None:
            return True
        fillers = self.slots.fillers(head, "subject")
        things = [t for f in fillers for t in self.things.of(f)]
        bodies = bool(things) and all(self.identity.is_a(t, STATE, ORGANIZATION) for t in things)
        return bodies and self.document.tokens[head].feature("Number") == "Plur"

    def _topics(self, frame: Frame) -> tuple[str, ...]:
        """The kinds of events that a frame may leave out: what it asks for, or else what people come together for."""
        narrow = tuple(c for c in frame.domain_fillers if c != EVENT)
        return narrow or (KG + "Meeting", KG + "Ceremony")
