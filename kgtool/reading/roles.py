"""Events as statements: kind, label, mode, and what fills their roles.

A verb may open an event or say something of one named beside it ("the talks *began* on …", "X *hosted* …").
"""

from __future__ import annotations

from collections.abc import Iterable

from kgtool.language.dates import DateExpression
from kgtool.ontology.lexicon import Frame, Role
from kgtool.reading.collector import Part, Understanding
from kgtool.reading.dated_objects import DatedObject
from kgtool.reading.event_labels import clause_label
from kgtool.reading.events import EventWord
from kgtool.reading.model import Evocation, Literal, Mention, Thing
from kgtool.reading.modes import AGREED, DENIED, HAPPENED, HYPOTHETICAL, NEGATED, PLANNED
from kgtool.reading.phrases import Phrases
from kgtool.reading.registry import EVENT, ORGANIZATION, PLACE, STATE
from kgtool.terms import KG, RDF, RDFS, XSD

TYPE, LABEL = RDF + "type", RDFS + "label"
ARMED = (KG + "Attack", KG + "Launch", KG + "Interception")
"""What is done with arms."""
DOERS = ("subject", "by")
"""Slots that objects with dates of their own share."""


class Roles(Part):
    """States the events of one article."""

    def __init__(self, article: Understanding, phrases: Phrases) -> None:
        super().__init__(article)
        self.phrases = phrases
        self._universal = [f for f in self.things.lexicon.frames.values() if "Universal" in f.kinds]

    def universal(self, thing: Thing) -> list[Role]:
        """The roles that any event of a kind may have: place, venue …"""
        return [r for f in self._universal if self.identity.is_a(thing, f.reference) for r in f.roles]

    def state_event(self, word: EventWord) -> None:
        head = word.head
        mention = self.identity.mentions.get(head)
        span = set(mention.span) if mention is not None and mention.kind != "pronoun" else {head}
        if word.is_new:
            for cls in sorted(word.thing.classes):
                self.add(word.thing.iri, TYPE, cls, span, head)
            self.add(word.thing.iri, LABEL, Literal(self._event_label(word, span), language="en"), span, head)
            self.add(word.thing.iri, KG + "mode", self._mode(word), span, head)
        if head in self.events.codenames and mention is not None:
            name = Literal(self.events.name_of(mention))
            self.add(word.thing.iri, KG + "codename", name, span | {self.events.codenames[head]}, head)
        others = [o for o in self.events.dated_objects.get(head, ()) if o in self.events.apart]
        beside = frozenset(h for other in others for h in other.heads)
        for frame, evocation in word.frames:
            self.state_roles(word.thing, head, frame.roles, evocation, span, beside)
        self.state_roles(word.thing, head, self.universal(word.thing), None, span)
        if (
            word.is_new or head not in self.modes.denied
        ):  # "denied ordering *the 7 March attack*": its day is not denied
            self.state_time(word.thing, head, self.events.dates_at.get(head, []), KG + "time", span)
        for other in others:
            self._state_again(word, other)
        if mention is not None:
            self._ordinal(word.thing, mention)
        self._outcome(word)

    def _state_again(self, word: EventWord, other: DatedObject) -> None:
        """The event of an object with a date of its own: "took A in October and *B in January*"."""
        thing, head = self.events.apart[other], word.head
        span = {head, *other.phrase, *other.date.span}
        for cls in sorted(thing.classes):
            self.add(thing.iri, TYPE, cls, span, head)
        self.add(thing.iri, LABEL, Literal(thing.label, language="en"), span, head)
        self.add(thing.iri, KG + "mode", self._mode(word), span, head)
        for role in (r for frame, _ in word.frames for r in frame.roles if not r.literal):
            slots = tuple(slot for slot in role.slots if slot in DOERS)
            self.state_roles(thing, head, (role._replace(slots=slots),), None, span)
            for index in other.heads if "object" in role.slots else ():
                for value in self.things.filling(index, role.fillers) if self.events.fits(index, role) else ():
                    if self._fits_thing(value, role):
                        self.add(thing.iri, role.property, value.iri, span | set(self.things.span(index)), head)
        self.state_time(thing, head, [other.date], KG + "time", span)

    def _outcome(self, word: EventWord) -> None:
        """ "The sides held talks, *agreeing* to …": what a participle tells of a meeting is its outcome."""
        token = self.document.tokens[word.head]
        if token.xpos != "VBG" or not token.deprel.startswith("advcl") or self.slots.says_when(word.head):
            return
        meeting = self.events.thing_at(token.head)
        if (
            meeting is not None
            and meeting is not word.thing
            and word.thing.mode == HAPPENED
            and self.identity.is_a(meeting, KG + "Meeting")
        ):
            self.add(meeting.iri, KG + "outcome", word.thing.iri, {token.head, word.head}, word.head)
            self._nested_outcome(meeting, word.head)

    def _nested_outcome(self, meeting: Thing, head: int) -> None:
        """ "… agreeing to an exchange but *without any breakthrough*": how the meeting ended, wherever it hangs."""
        for role in self.universal(meeting):
            if not role.literal:
                continue
            for index in self.document.subtree(head):
                if self.slots.case(index) in role.slots:
                    phrase = self.slots.words_of(index)
                    value = Literal(self.phrases.text(phrase), language="en")
                    self.add(meeting.iri, role.property, value, set(phrase), head)

    def _mode(self, word: EventWord) -> str:
        own = next((frame.mode for frame, _ in word.frames if frame.mode and not frame.content_slots), "")
        found = self.modes.of(word.head)
        if found == HAPPENED and word.thing.mode == PLANNED and word.is_new:
            return PLANNED
        return own if own and found == HAPPENED else found

    def _event_label(self, word: EventWord, span: set[int]) -> str:
        first = min(span)
        if len(span) > 1 or self.document.tokens[first].upos in ("NOUN", "PROPN"):
            return word.thing.label
        return clause_label(self.document, word.head)

    def _ordinal(self, thing: Thing, mention: Mention) -> None:
        if mention.head not in self.things.classifiers and not self.identity.is_a(mention, KG + "NegotiationRound"):
            return
        for child in (mention.head, *self.slots.children(mention.head, "amod")):
            token = self.document.tokens[child]
            if token.feature("NumType") == "Ord" or token.lemma.lower() in self.things.ordinals:
                number = self.things.ordinals.get(token.lemma.lower()) or self.things.ordinals.get(token.text.lower())
                if number:
                    value = Literal(str(number), XSD + "integer")
                    self.add(thing.iri, KG + "ordinal", value, {*mention.span}, mention.head)

    def state_roles(
        self,
        thing: Thing,
        head: int,
        roles: Iterable[Role],
        evocation: Evocation | None,
        span: set[int],
        beside: frozenset[int] = frozenset(),
        at: int | None = None,
    ) -> None:
        """States what fills the roles of an event at one of its words, from phrases that are not ``beside`` it.

        It is said in the voice of the word ``at``, by default the event's own.
        """
        trigger = set(evocation.span) if evocation is not None else set()
        within = self._clauses_within(head) if evocation is None else frozenset()
        for role in roles:
            if role.literal:
                self._literal_role(thing, head, role, span | trigger)
                continue
            for slot in role.slots:
                if evocation is not None and self._is_verb_s(head, slot, role):
                    continue
                for filler in self.slots.fillers(head, slot):
                    if not self.events.fits(filler, role) or self.things.only_modifies(filler, slot):
                        continue
                    own = self._doers(head) if slot == "object" and self._is_personal(filler) else ()
                    if filler in beside or filler in within:
                        continue
                    for value in self.things.filling(filler, role.fillers or self.vocabulary.range_of(role.property)):
                        if slot == "modifier" and value not in self.things.of(filler):
                            continue  # "the *Oslo* agreement" is not Norway's
                        if value is thing or value in own or not self._fits_thing(value, role):
                            continue
                        if slot == "modifier" and self._is_seat(filler, value):
                            continue  # "the *Oslo* accord": a place, not the state whose capital it is
                        places = [f for f in role.fillers if self.identity.is_a_kind(f, PLACE)]
                        if value.kind == "place" and role.fillers and not places:
                            continue  # "signed by *the two countries*"
                        tokens = span | trigger | set(self.things.span(filler))
                        self.add(thing.iri, role.property, value.iri, tokens, head if at is None else at)
                        if slot == "subject" and role.property == KG + "instrument":
                            self._crew(thing, value, filler, tokens, head if at is None else at)

    def _crew(self, thing: Thing, equipment: Thing, filler: int, tokens: set[int], at: int) -> None:
        """ "*Kenyan* jets bombed X", "Kenya said *its* jets bombed X": whose jets they are, he did it."""
        if not self.identity.is_a(equipment, *self.vocabulary.crewed):
            return
        pronouns = [i for i in self.slots.fillers(filler, "possessor") if self._is_personal(i)]
        named = [t for i in pronouns for t in self.things.of(i, (ORGANIZATION, STATE))]
        joined = [m.things[0] for m in self._demonyms(filler)]  # "*Kenyan and Ugandan* jets"
        owners = joined if len(joined) > 1 else [*equipment.parties] or (named if len(named) == 1 else [])
        for owner in dict.fromkeys(owners):
            if self.identity.is_a(owner, STATE, ORGANIZATION) and self.identity.is_a(thing, *ARMED):
                self.add(thing.iri, KG + "conductedBy", owner.iri, tokens, at)

    def _is_verb_s(self, noun: int, slot: str, role: Role) -> bool:
        """Whether a phrase behind a noun belongs to the verb: "blamed the attack *on X*" does not tell what was hit."""
        token = self.document.tokens[noun]
        if token.upos != "NOUN" or token.deprel not in ("obj", "nsubj:pass"):
            return False
        frames = [f for e in self.events.by_head.get(token.head, ()) for f in e.frames if "object" in f.event_slots]
        others = [r for f in frames for r in f.roles if slot in r.slots]
        return bool(others) and all(r.property != role.property for r in others)

    def _demonyms(self, noun: int) -> list[Mention]:
        """The states and bodies named before a noun."""
        found = [self.identity.mentions.get(i) for i in self.slots.fillers(noun, "modifier")]
        return [m for m in found if m is not None and m.things and self.identity.is_a(m.things[0], STATE, ORGANIZATION)]

    def _clauses_within(self, head: int) -> frozenset[int]:
        """What a clause below a verb says is not of that verb's own place: "promised to restore services *in X*"."""
        verbs = [c for c in self.slots.children(head, "xcomp") if self.document.tokens[c].upos == "VERB"]
        return frozenset(i for verb in verbs for i in self.document.subtree(verb))

    def _doers(self, verb: int) -> tuple[Thing, ...]:
        return tuple(t for f in self.slots.fillers(verb, "subject") for t in self.things.of(f))

    def _is_personal(self, index: int) -> bool:
        """Whether a phrase is "him", "her", "them": never whoever does it."""
        mention = self.identity.mentions.get(index)
        return mention is not None and mention.kind == "pronoun"

    def _is_seat(self, filler: int, value: Thing) -> bool:
        """Whether a phrase names a place only, and a value is the state that acts there."""
        mention = self.identity.mentions.get(filler)
        return mention is not None and mention.kind == "name" and bool(mention.things) and value not in mention.things

    def _fits_thing(self, value: Thing, role: Role) -> bool:
        wanted = role.fillers or self.vocabulary.range_of(role.property)
        return not wanted or self.identity.is_a(value, *wanted)

    def _literal_role(self, thing: Thing, head: int, role: Role, span: set[int]) -> None:
        """The words of the first slot that is filled, as a value."""
        for slot in role.slots:
            phrases = [self._beside(head, p) for p in self.phrases.in_slot(head, slot)]
            phrases = [p for p in phrases if p and self.phrases.text(p) and not self._is_pronoun(p)]
            for phrase in phrases:
                for text in self.phrases.values(phrase):
                    value = Literal(text, language="en")
                    self.add(thing.iri, role.property, value, span | set(phrase), head)
            if phrases:
                return

    def state_told(self, verb: int, thing: Thing) -> None:
        """Where and when an attack was that a verb tells the harm of: "an airstrike killed nine *in X on Friday*"."""
        evocations = [e for e in self.events.by_head.get(verb, ()) if e.entry.pos == "verb"]
        measures = [e for e in evocations if any(f.kind == "MeasureFrame" for f in e.frames)]
        is_light = any(f.kind == "EventFrame" and f.event_slots for e in evocations for f in e.frames)
        same = self.document.tokens[verb].sentence == thing.sentence
        if not measures or is_light or not same or not self.identity.is_a(thing, ARMED[0]):
            return
        if self.modes.of(verb) != HAPPENED or thing.number == "Plur":
            return
        span = {verb, *self.things.span(self._word_of(thing, verb))}
        self.state_roles(thing, verb, self.universal(thing), None, span)
        if not thing.dates:
            dates = [d for d in self.events.dates_at.get(verb, []) if d.relation in ("on", "during", "early", "late")]
            self.state_time(thing, verb, dates, KG + "time", span)

    def _word_of(self, thing: Thing, verb: int) -> int:
        """The word of an event nearest to a verb."""
        heads = [head for head, word in self.events.words.items() if word.thing is thing]
        return min(heads, key=lambda head: abs(head - verb), default=verb)

    def _beside(self, head: int, phrase: list[int]) -> list[int]:
        """A phrase without the participle that describes it: "*a report* published by X"."""
        token = self.document.tokens[head]
        below = set(self.document.subtree(head)) if token.deprel.startswith("acl") and token.head in phrase else set()
        kept = [i for i in phrase if i not in below]
        while kept and below and self.document.tokens[kept[-1]].upos == "PUNCT":
            kept.pop()
        return kept

    def _is_pronoun(self, phrase: list[int]) -> bool:
        """Whether a phrase is "it", "him", "what": words that tell nothing without those before."""
        tokens = [self.document.tokens[i] for i in phrase]
        return all(t.upos in ("PRON", "ADP", "PUNCT") for t in tokens) and any(t.upos == "PRON" for t in tokens)

    def state_light(self, evocation: Evocation, frame: Frame) -> None:
        """A verb that says something of an event named beside it: "the talks *began* on …", "X *hosted* …"."""
        head = evocation.head
        for slot in frame.event_slots:
            for filler in self.slots.fillers(head, slot):
                for thing in self._events_of(filler, frame):
                    if not self._holds_of(head, filler, thing):
                        self.report.count("relations that are not said to hold")
                        continue
                    span = {*evocation.span, *self.things.span(filler)}
                    if self._fulfils(frame, head, filler, thing):
                        self._state_fulfilled(thing, head, span)
                    told = any(evocation.span == a.cue for a in self.attributions.around(filler))
                    self.state_roles(thing, head, frame.roles, evocation, span, at=filler if told else head)
                    self.state_roles(thing, head, self.universal(thing), evocation, span)
                    dates = self.events.told_times(head, frame)
                    if frame.time_property == KG + "finish":
                        dates = [d for d in dates if d.relation != "until"]  # "adjourned until Friday"
                    self.state_time(thing, head, dates, frame.time_property or KG + "time", span)

    def _fulfils(self, frame: Frame, verb: int, filler: int, thing: Thing) -> bool:
        """Whether a verb tells that what was agreed or planned took place: "The truce *took effect* on Monday"."""
        if thing.mode not in (AGREED, PLANNED) or frame.mode or self.modes.of(verb) != HAPPENED:
            return False
        word = self.events.words.get(filler)
        if word is None or word.is_new:
            return False
        auxiliaries = [self.document.tokens[c].xpos for c in self.slots.children(verb, "aux")]
        finite = auxiliaries or [self.document.tokens[verb].xpos]
        return finite[0] in ("VBD", "VBZ", "VBP") and frame.time_property in ("", KG + "begin")

    def _state_fulfilled(self, thing: Thing, head: int, span: set[int]) -> None:
        """States that an event happened, in place of what the same voice told of it before."""
        voice = self.voices.at(head)
        if voice is None:
            return
        mode = KG + "mode"
        before = [s for s in self.article.statements if (s.subject, s.predicate, s.voice) == (thing.iri, mode, voice)]
        for statement in before:
            self.article.statements.remove(statement)
        thing.mode = HAPPENED
        self.add(thing.iri, mode, HAPPENED, span, head, voice)

    def _holds_of(self, verb: int, filler: int, thing: Thing) -> bool:
        """Whether a verb may add to an event: "did not sign *it*", "could sign *it*" add nothing to what is known
        to have happened.
        """
        mode = self.modes.of(verb)
        spoken_of = self.identity.mentions.get(filler)
        is_again = spoken_of is not None and spoken_of.kind == "pronoun"  # "are to conclude *it* by August"
        if mode == HYPOTHETICAL or (mode == PLANNED and is_again):
            return thing.mode != HAPPENED
        if mode not in (NEGATED, DENIED):
            return True
        word = self.events.words.get(filler)
        return word is not None and word.is_new and thing.mode == mode

    def state_circumstances(self, thing: Thing, evocation: Evocation) -> None:
        """Where and when a verb of an event's relation stands: "the truce was brokered *in Moscow on Monday*"."""
        if evocation.entry.pos != "verb":
            return
        span = set(evocation.span)
        self.state_roles(thing, evocation.head, self.universal(thing), evocation, span)
        # "has mediated the talks since 2003" does not say when they began
        dates = [d for d in self.events.dates_at.get(evocation.head, []) if d.relation != "since"]
        self.state_time(thing, evocation.head, dates, KG + "time", span)

    def _events_of(self, filler: int, frame: Frame) -> list[Thing]:
        wanted = frame.event_fillers or (EVENT,)
        return [t for t in self.things.of(filler, wanted) if self.identity.is_a(t, *wanted)]

    def state_time(self, thing: Thing, head: int, dates: list[DateExpression], prop: str, span: set[int]) -> None:
        for date in dates:
            if date.relation == "since" and self.document.tokens[head].upos not in ("VERB", "AUX"):
                continue  # "the first such meeting since 2016" does not say when it was
            actual = self.times.property_for(prop, date)
            for subject, predicate, value in self.times.triples(thing, actual, date, self.document):
                self.add(subject, predicate, value, span | set(date.span), head)
