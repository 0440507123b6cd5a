"""Which phrases stand for the same thing, within one article.

In: mentions. Out: the same mentions with their things. Things of the outside world (states, known organisations,
persons with
a full name) get IRIs that all articles share; everything else belongs to its document. What cannot be decided stays
open:
a mention without a thing takes part in no statement.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from kgtool.language.document import Document
from kgtool.ontology.entities import Gazetteer
from kgtool.reading.model import Evocation, Mention, Report, Thing
from kgtool.reading.schema import Schema
from kgtool.reading.slots import Slots
from kgtool.terms import ID, KG

PERSON, ORGANIZATION, PLACE, EVENT = KG + "Person", KG + "Organization", KG + "Place", KG + "Event"
ACTOR, DELEGATION, STATE, GROUP = KG + "Actor", KG + "Delegation", KG + "State", KG + "PeopleGroup"
EQUIPMENT, FIGURE = KG + "Equipment", KG + "Figure"
PRONOUN_REACH = 2
"""Sentences back in which a pronoun's antecedent may stand."""


def slug(text: str) -> str:
    """Words as one part of an IRI: letters (of any script), digits and hyphens; the rest becomes underscores."""
    text = unicodedata.normalize("NFC", text.strip())
    return re.sub(r"[^\w.\-]+", "_", text).strip("_.") or "x"


def fold(text: str) -> str:
    """A name without case, diacritics and punctuation, to compare."""
    text = unicodedata.normalize("NFKD", text).replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d")
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w]+", " ", text.replace("’", "").replace("'", "").replace(".", "")).strip()


class Identity:
    """Settles what the mentions of one document stand for."""

    def __init__(
        self,
        name: str,
        document: Document,
        slots: Slots,
        mentions: dict[int, Mention],
        vocabulary: Schema,
        gazetteer: Gazetteer,
        report: Report,
    ) -> None:
        self.name, self.document, self.slots, self.mentions = name, document, slots, mentions
        self.vocabulary, self.gazetteer, self.report = vocabulary, gazetteer, report
        self.things: dict[str, Thing] = {}
        self.order: list[tuple[int, Thing]] = []
        self.sides: tuple[Thing, ...] = ()
        self.represented: dict[str, list[Thing]] = {}
        """Whom a person (by IRI) is said to represent, as far as it is read."""
        self._counters: dict[str, int] = {}

    # -- making things -------------------------------------------------------------------------------------------

    def own_iri(self, kind: str) -> str:
        """A new IRI of this document, such as ``…/id/NAME/event/3``."""
        self._counters[kind] = self._counters.get(kind, 0) + 1
        return f"{ID}{self.name}/{kind}/{self._counters[kind]}"

    def thing(self, iri: str, classes: Iterable[str], label: str, kind: str) -> Thing:
        if iri not in self.things:
            self.things[iri] = Thing(iri, set(classes), label, kind)
        found = self.things[iri]
        found.classes.update(classes)
        return found

    def attach(self, mention: Mention, *things: Thing) -> None:
        mention.things = things
        for thing in things:
            thing.mentions.append(mention)
            if mention.kind == "name":
                thing.aliases.update(mention.aliases)
            self.order.append((mention.head, thing))

    def is_a(self, thing_or_mention: Thing | Mention, *classes: str) -> bool:
        return any(self.vocabulary.is_subclass(c, wanted) for c in thing_or_mention.classes for wanted in classes)

    def is_a_kind(self, cls: str, wanted: str) -> bool:
        """Whether a class is another or lies below it."""
        return self.vocabulary.is_subclass(cls, wanted)

    # -- the whole -----------------------------------------------------------------------------------------------

    def settle_names(self) -> None:
        """Names first: known entities, persons, organisations, places; short forms join the full ones."""
        names = [m for m in self.mentions.values() if m.kind in ("name", "demonym")]
        for mention in sorted(names, key=lambda m: (m.entity is None, -len(m.span), m.head)):
            if mention.entity is not None:
                entity = mention.entity
                thing = self.thing(entity.iri, entity.classes, entity.label, "entity")
                thing.entity = entity
                thing.aliases.update(mention.aliases)
                self.attach(mention, thing)
            elif self.is_a(mention, PERSON):
                self._person(mention)
            elif not self.is_a(mention, EVENT):
                self._named(mention)
        self._settle_apposed()
        for thing in self.things.values():
            thing.mentions.sort(key=lambda m: m.head)

    def _settle_apposed(self) -> None:
        """Nouns with the name of what they describe right behind them: "the battery maker X", "the news agency Y"."""
        names = {m.span.first: m for m in self.mentions.values() if m.kind == "name" and m.things}
        for mention in self.mentions.values():
            name = names.get(mention.head + 1)
            if name is None or mention.kind != "noun" or mention.things:
                continue
            fits = self.is_a(mention, ORGANIZATION) and self._can_be_same(mention, name.things[0])
            if (fits or not mention.classes) and self.slots.describes(mention.head, name.span):
                mention.classes |= name.classes
                name.things[0].classes.update(mention.classes)
                self.attach(mention, *name.things)

    def settle_aliases(self, evocations: Iterable[Evocation]) -> None:
        """ "X, also known as Y": both names are one thing's."""
        for evocation in evocations:
            if "Alias" not in evocation.entry.kinds:
                continue
            last = evocation.span.first
            before = [m for m in self.mentions.values() if m.kind == "name" and m.span.last in (last, last - 1)]
            behind = [m for m in self.mentions.values() if m.kind == "name" and m.span.first == evocation.span.last]
            if before and behind and before[0].things and before[0].things != behind[0].things:
                self._merge(before[0].things[0], behind[0])

    def _merge(self, thing: Thing, mention: Mention) -> None:
        """Makes all phrases of a mention's thing speak of another thing."""
        text = _plain(self.document.words(mention.span.first, mention.span.last))
        for other in mention.things:
            for phrase in list(other.mentions):
                phrase.things = (thing,)
                thing.mentions.append(phrase)
            self.order = [(head, thing if t is other else t) for head, t in self.order]
            if other.kind != "entity":
                self.things.pop(other.iri, None)
        thing.aliases.add(text)

    def _person(self, mention: Mention) -> None:
        text = self.document.words(mention.span.first, mention.span.last)
        words = [w for w in fold(text).split() if w]
        for thing in self.things.values():
            if thing.kind == "person" and words and _is_short_form(words, fold(thing.label).split()):
                self.attach(mention, thing)
                return
        label = _plain(text)
        iri = ID + slug(label) if len(words) > 1 else f"{ID}{self.name}/person/{slug(label)}"
        self.attach(mention, self.thing(iri, {PERSON}, label, "person"))

    def _named(self, mention: Mention) -> None:
        text = _plain(self.document.words(mention.span.first, mention.span.last))
        key = fold(text)
        for thing in self.things.values():  # a surname that the model took for something else
            if thing.kind == "person" and len(mention.span) == 1 and fold(thing.label).split()[1:][-1:] == [key]:
                self.attach(mention, thing)
                return
        for thing in self.things.values():
            if thing.kind == "person":
                continue
            if key in {fold(thing.label), *(fold(a) for a in thing.aliases)}:
                self.attach(mention, thing)
                return
            if not self._can_be_same(mention, thing):
                continue
            if _is_short_form(key.split(), fold(thing.label).split()) and len(key) > 3:
                self.attach(mention, thing)
                return
        shared = self.is_a(mention, ORGANIZATION, PLACE)
        iri = ID + slug(text) if shared else f"{ID}{self.name}/{slug(text)}"
        thing = self.thing(iri, mention.classes or {KG + "Thing"}, text, "named")
        self.attach(mention, thing)

    def _can_be_same(self, mention: Mention, thing: Thing) -> bool:
        return any(
            self.vocabulary.is_subclass(a, b) or self.vocabulary.is_subclass(b, a)
            for a in mention.classes
            for b in thing.classes
        )

    def acting(self, thing: Thing) -> Thing:
        """Who acts where a thing is named as a doer: for a capital its state ("Moscow released …")."""
        if thing.entity is None or not self.is_a(thing, KG + "City"):
            return thing
        state = self.gazetteer.state_of_capital(thing.entity.label)
        if state is None:
            return thing
        found = self.thing(state.iri, state.classes, state.label, "entity")
        found.entity = state
        return found

    # -- noun phrases --------------------------------------------------------------------------------------------

    def state_of(self, index: int) -> Thing | None:
        """The state, organisation or place that a noun is said to belong to: by demonym, genitive, "of" or "from"."""
        for slot in ("modifier", "possessor", "of", "from", "in"):
            for filler in self.slots.fillers(index, slot):
                mention = self.mentions.get(filler)
                if mention is not None and mention.things and self.is_a(mention, ACTOR, PLACE, STATE):
                    return self.acting(mention.things[0])
        return self._adjacent_state(index)

    def _adjacent_state(self, index: int) -> Thing | None:
        """Surface fallback: a demonym or genitive among the words before the noun."""
        at = index - 1
        while at >= 0 and self.document.tokens[at].upos in ("ADJ", "NOUN", "PROPN", "PART", "PUNCT"):
            token = self.document.tokens[at]
            if token.upos == "PUNCT" and token.text not in "-":
                break
            mention = self.mentions.get(at)
            if mention is not None and mention.kind == "demonym" and mention.things:
                return mention.things[0]
            at -= 1
        return None

    def settle_organisations(self) -> None:
        """Organisations named by a description: "the Russian defence ministry", "Azerbaijan's health ministry"."""
        for mention in self.mentions.values():
            if mention.things or mention.kind != "noun" or not self.is_a(mention, ORGANIZATION):
                continue
            collective = self.is_a(mention, KG + "ArmedForce", KG + "Government")
            if mention.number == "Plur" and (mention.quantity is not None or not collective):
                continue  # "media outlets" are several, "forces" are one
            owner = self.state_of(mention.head)
            if owner is None:
                self._anaphoric_organisation(mention)
                continue
            words = self.document.words(mention.word_span.first, mention.word_span.last) if mention.word_span else ""
            extra = self._inner_modifiers(mention)
            name = slug(f"{owner.label}_{extra}{words.lower()}")
            label = f"{owner.label}: {extra.replace('_', ' ')}{words.lower()}"
            known = self._known_organisation(mention, owner)
            thing = known or self.thing(ID + name, mention.classes, self._label(mention, label), "organisation")
            thing.parties = thing.parties or (owner,)
            self.attach(mention, thing)

    def _label(self, mention: Mention, otherwise: str) -> str:
        words = [
            self.document.tokens[i].text for i in mention.span if self.document.tokens[i].upos not in ("DET", "NUM")
        ]
        text = self.document.words(mention.span.first, mention.span.last)
        for article in ("the ", "The ", "a ", "an ", "A ", "An "):
            text = text.removeprefix(article)
        return text if words else otherwise

    def _inner_modifiers(self, mention: Mention) -> str:
        """Modifiers that tell one organisation from another ("doctors' union", "peacekeeping contingent")."""
        word = mention.word_span or mention.span
        found = []
        for child in self.slots.fillers(mention.head, "modifier") + self.slots.fillers(mention.head, "possessor"):
            inside = self.mentions.get(child)
            if child in word or (inside is not None and inside.kind in ("demonym", "name")):
                continue
            token = self.document.tokens[child]
            if token.upos in ("NOUN", "ADJ") and child < word.first:
                found.append(token.lemma.lower())
        return "".join(f"{w}_" for w in found)

    def _known_organisation(self, mention: Mention, owner: Thing) -> Thing | None:
        """The known or already named organisation of this description: "Ukrainian Security Service" is the SBU."""
        if mention.word_span is None:
            return None
        words = self.document.words(mention.word_span.first, mention.word_span.last)
        for text in (f"{words} of {owner.label}", self._label(mention, words), f"{owner.label} {words}"):
            for entity in self.gazetteer.find(text):
                thing = self.thing(entity.iri, entity.classes, entity.label, "entity")
                thing.entity = entity
                return thing
        for thing in self.things.values():
            if thing.kind in ("named", "organisation") and owner in thing.parties:
                if fold(words) == fold(thing.label) or fold(thing.label).endswith(fold(words)):
                    return thing
        return None

    def _anaphoric_organisation(self, mention: Mention) -> None:
        """ "the army", "the government": the one of this class that the article named before, if there is one."""
        token = self.document.tokens[mention.head]
        above = self.mentions.get(token.head)
        modifies = token.deprel.startswith("compound") and above is not None and DELEGATION in above.classes
        if not (mention.definite or modifies) or mention.word_span is None:
            return
        key = fold(self.document.words(mention.word_span.first, mention.word_span.last))
        before = [
            thing
            for head, thing in self.order
            if head < mention.head and self.is_a(thing, ORGANIZATION, STATE) and thing.kind != "person"
        ]
        kin = [t for t in before if self.is_a(t, mention.denotes)]
        same = [t for t in kin if key in fold(t.label).split() or fold(t.label).endswith(key)]
        if same:
            self.attach(mention, same[-1])
            return
        if mention.denotes == ORGANIZATION:  # "the group", "the movement"
            self._nearest_organisation(mention)
            return
        typed = [t for t in before if mention.denotes in t.classes]
        distinct = list(dict.fromkeys(t.iri for t in typed))
        if len(distinct) == 1:
            self.attach(mention, typed[-1])
        elif not distinct and mention.number == "Sing":
            text = self.document.words(mention.word_span.first, mention.word_span.last).lower()
            thing = self.thing(f"{ID}{self.name}/organisation/{slug(text)}", mention.classes, text, "organisation")
            self.attach(mention, thing)

    def _nearest_organisation(self, mention: Mention) -> None:
        """The one organisation named before in the same sentence, or in the last; none where there are more."""
        sentence = self.document.tokens[mention.head].sentence
        for back in (0, 1):
            found = {
                thing.iri: thing
                for head, thing in self.order
                if head < mention.head
                and self.document.tokens[head].sentence == sentence - back
                and self.is_a(thing, ORGANIZATION)
                and not self.is_a(thing, STATE)
            }
            if len(found) == 1:
                self.attach(mention, next(iter(found.values())))
            if found:
                return

    def settle_delegations(self) -> None:
        """Delegations by their party; "delegations from A and B" are two."""
        for mention in self.mentions.values():
            if mention.things or DELEGATION not in mention.classes:
                continue
            parties = self._parties(mention)
            if mention.number == "Plur" and len(parties) < 2:
                continue  # "the delegations": settled with the sides
            found = []
            for party in parties or self._described_party(mention):
                name = party.label if isinstance(party, Thing) else party
                iri = f"{ID}{self.name}/delegation/{slug(name)}"
                described = f"{name} {self.vocabulary.vocabulary.label(DELEGATION)}"
                thing = self.thing(iri, {DELEGATION}, described, "delegation")
                if mention.number != "Plur" and thing.label == described:
                    thing.label = self._label(mention, described)
                if isinstance(party, Thing):
                    thing.parties = (party,)
                found.append(thing)
            if found:
                self.attach(mention, *found)
            if len(found) > 1 and not self.sides:
                self.sides = tuple(t.parties[0] for t in found if t.parties)

    def _parties(self, mention: Mention) -> list[Thing]:
        found: list[Thing] = []
        for slot in ("modifier", "possessor", "of", "from", "for"):
            for filler in self.slots.fillers(mention.head, slot):
                other = self.mentions.get(filler)
                if other is not None and other.things and other.kind != "pronoun":
                    found.extend(t for t in other.things if t not in found and self.is_a(t, ORGANIZATION, STATE))
        if not found:
            state = self._adjacent_state(mention.head)
            found = [state] if state is not None and self.is_a(state, ORGANIZATION, STATE) else []
        return [self._people_of(party, mention) or party for party in found]

    def _people_of(self, party: Thing, mention: Mention) -> Thing | None:
        """The people that a demonym means where the article speaks of them and never of the state ("ethnic Xs")."""
        if any(m.kind == "name" for m in party.mentions) or not party.mentions:
            return None
        for other in self.mentions.values():
            if other.kind == "noun" and other.people_of == party.iri and other.head < mention.head:
                if not other.things:
                    text = self.document.words(other.span.first, other.span.last)
                    label = text.removeprefix("the ").removeprefix("The ")
                    self.attach(other, self.thing(self.own_iri("group"), other.classes, label, "group"))
                return other.things[0]
        return None

    def _described_party(self, mention: Mention) -> list[str]:
        """A party without a name of its own: the modifier's word ("the rebel delegation")."""
        words = []
        for filler in self.slots.fillers(mention.head, "modifier"):
            token = self.document.tokens[filler]
            counted = self.mentions.get(filler)
            if counted is not None and self.is_a(counted, KG + "Delegate"):
                continue
            if token.upos in ("PROPN", "NOUN") or (token.upos == "ADJ" and token.text[:1].isupper()):
                words.append(token.text)
        return [" ".join(words)] if words else []

    # -- pronouns and other anaphors -----------------------------------------------------------------------------

    def candidates(self, index: int, reach: int = PRONOUN_REACH) -> Iterator[tuple[int, Thing]]:
        """Things mentioned before a token, nearest sentence first, subjects before the rest."""
        sentence = self.document.tokens[index].sentence
        seen = []
        for head, thing in self.order:
            at = self.document.tokens[head]
            if head < index and sentence - at.sentence <= reach:
                subject = at.deprel.startswith("nsubj")
                seen.append((-(at.sentence), not subject, self._depth(head), head, thing))
        for entry in sorted(seen, key=lambda e: e[:4]):
            yield entry[3], entry[4]

    def _depth(self, index: int) -> int:
        """How far a token is from the root of its sentence."""
        depth, at = 0, index
        while not self.document.tokens[at].is_root:
            depth, at = depth + 1, self.document.tokens[at].head
        return depth

    def settle_pronoun(self, mention: Mention, wanted: tuple[str, ...] = ()) -> tuple[Thing, ...]:
        """What a pronoun stands for, given the classes that its place admits; empty where it is not clear."""
        if mention.things:
            return mention.things
        speaker = self._speaker_of(mention)
        if speaker:
            return speaker
        match mention.anaphor:
            case "he" | "she":
                found = self._person_before(mention)
            case "it":
                found = self._singular_before(mention, wanted or (ORGANIZATION, STATE))
            case "this":
                found = self._singular_before(mention, (EVENT,)) if EVENT in wanted else ()
            case "they" | "both" | "each":
                found = self._plural_before(mention, wanted)
            case _:
                found = ()
        return found

    def _speaker_of(self, mention: Mention) -> tuple[Thing, ...]:
        """In "X said it had …" the subject of what is said is X, where number and kind agree."""
        token = self.document.tokens[mention.head]
        clause = self.document.tokens[token.head]
        if not token.deprel.startswith("nsubj") or clause.deprel != "ccomp" or mention.anaphor in ("each", "both"):
            return ()
        for subject in self.slots.fillers(clause.head, "subject"):
            other = self.mentions.get(subject)
            if other is None or not other.things or subject > mention.head:
                continue
            person = self.is_a(other.things[0], PERSON)
            if (mention.anaphor in ("he", "she")) == person and (mention.anaphor == "they") == (other.number == "Plur"):
                return other.things
        return ()

    def _person_before(self, mention: Mention) -> tuple[Thing, ...]:
        sentence = self.document.tokens[mention.head].sentence
        for back in range(PRONOUN_REACH + 1):
            persons = [
                (head, thing)
                for head, thing in self.candidates(mention.head)
                if self.document.tokens[head].sentence == sentence - back
                and self.is_a(thing, PERSON)
                and thing.gender in ("", mention.anaphor)
            ]
            if not persons:
                continue
            subjects = [t for h, t in persons if self.document.tokens[h].deprel.startswith("nsubj")]
            distinct = list(dict.fromkeys(t.iri for t in (subjects or [t for _, t in persons])))
            if len(distinct) == 1:
                return (self.things[distinct[0]],)
            return ()
        return ()

    def _singular_before(self, mention: Mention, wanted: tuple[str, ...]) -> tuple[Thing, ...]:
        for _, thing in self.candidates(mention.head):
            if thing.number != "Plur" and self.is_a(thing, *wanted) and not self.is_a(thing, PERSON):
                return (thing,)
        return ()

    def _plural_before(self, mention: Mention, wanted: tuple[str, ...]) -> tuple[Thing, ...]:
        sentence = self.document.tokens[mention.head].sentence
        for back in range(PRONOUN_REACH + 1):
            for other in sorted(self.mentions.values(), key=lambda m: -m.head):
                at = self.document.tokens[other.head]
                if other.head >= mention.head or at.sentence != sentence - back:
                    continue
                group = [
                    t for c in self.slots.conjuncts(other.head) if c in self.mentions for t in self.mentions[c].things
                ]
                if len(group) > 1 and all(self.is_a(t, *(wanted or (ACTOR,))) for t in group):
                    return tuple(dict.fromkeys(group))
        return ()

    def is_side(self, mention: Mention) -> bool:
        """Whether a phrase speaks of the sides of the talks: "the two sides", "each side", "the delegations"."""
        if mention.kind != "noun":
            return False
        if ACTOR in mention.classes:
            return mention.number == "Plur" or mention.anaphor in ("each", "both")
        return DELEGATION in mention.classes and (mention.number == "Plur" or mention.anaphor in ("each", "both"))

    def settle_side(self, mention: Mention) -> tuple[Thing, ...]:
        """The parties that the talks are between, or their delegations; empty where they are not named before."""
        sides = self.sides or self._pair_before(mention.head)
        if len(sides) < 2:
            self.report.count("sides whose parties the article does not name before")
            return ()
        if ACTOR in mention.classes:
            self.attach(mention, *sides)
        else:
            self.attach(mention, *(self.delegation_of(side) for side in sides))
        return mention.things

    def _is_in_talks(self, index: int) -> bool:
        """Whether a phrase is a subject, or stands behind "between", "from" or "of": not a host or sponsor named in
        passing.
        """
        if self.document.tokens[index].deprel.startswith("nsubj"):
            return True
        return self.slots.case(index) in ("between", "from")

    def delegation_of(self, party: Thing) -> Thing:
        """The delegation of a party at the talks of this article."""
        for thing in self.things.values():
            if thing.kind == "delegation" and party in thing.parties:
                return thing
        label = f"{party.label} {self.vocabulary.vocabulary.label(DELEGATION)}"
        thing = self.thing(f"{ID}{self.name}/delegation/{slug(party.label)}", {DELEGATION}, label, "delegation")
        thing.parties = (party,)
        return thing

    def _pair_before(self, index: int) -> tuple[Thing, ...]:
        """The parties of the delegations named so far, or the last two actors that the text joins with "and"."""
        delegations = [t for h, t in self.order if t.kind == "delegation" and h < index and t.parties]
        parties = tuple(dict.fromkeys(t.parties[0] for t in delegations))
        if len(parties) == 2:
            return parties
        represented = tuple(dict.fromkeys(t for things in self.represented.values() for t in things))
        if len(represented) == 2:
            return represented
        for mention in sorted(self.mentions.values(), key=lambda m: -m.head):
            if mention.head >= index or not mention.things or not self.is_a(mention, ACTOR, STATE):
                continue
            if not self._is_in_talks(mention.head):
                continue
            group = tuple(
                dict.fromkeys(
                    t
                    for c in self.slots.conjuncts(mention.head)
                    if c in self.mentions and self.mentions[c].kind != "demonym"
                    for t in self.mentions[c].things
                    if self.is_a(t, ORGANIZATION, STATE) and not self.is_a(t, PERSON)
                )
            )
            if len(group) == 2:
                return group
        return ()


def _plain(text: str) -> str:
    """A name without its genitive; one in capitals (a dateline's city) as names are written."""
    text = text.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
    return text.title() if text.isupper() and len(text) > 4 and text.isalpha() else text


def _is_short_form(short: list[str], full: list[str]) -> bool:
    """Whether one name is the other with words left out, its last word kept ("Zelenskyy", "V. Zelenskyy")."""
    if not short or not full or len(short) > len(full):
        return False
    if short == full:
        return True
    if short[-1] != full[-1] and not (len(short) == 1 and short[0] == full[0] and len(short[0]) > 2):
        return False
    rest = iter(full)
    return all(any(_agree(word, other) for other in rest) for word in short)


def _agree(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))
