"""What the phrases that fill roles stand for, things without a name included.

A group ("separatist officials in Donetsk"), a described place ("a government building"), or equipment gets an IRI of
its document and the phrase as its label; a definite phrase that repeats an earlier one means the same.
"""

from __future__ import annotations

from kgtool.language.document import Span
from kgtool.language.english import words
from kgtool.ontology.lexicon import Lexicon
from kgtool.reading.events import Events
from kgtool.reading.identity import Identity
from kgtool.reading.model import Mention, Thing
from kgtool.reading.naming import fold, slug
from kgtool.reading.registry import (
    ACTOR,
    DELEGATION,
    EQUIPMENT,
    EVENT,
    GROUP,
    ORGANIZATION,
    PERSON,
    PLACE,
    STATE,
)
from kgtool.reading.syntax import HYPHENS
from kgtool.terms import ID, KG

SPEAKERS = (ACTOR, STATE, GROUP, KG + "Delegation", KG + "Delegate")
DESCRIBED = (GROUP, PERSON, PLACE, EQUIPMENT, ACTOR, KG + "Delegate", KG + "Writing", KG + "Sanctions")


class Things:
    """Finds the things of phrases, making those that are only described."""

    def __init__(self, identity: Identity, events: Events, lexicon: Lexicon) -> None:
        self.identity, self.events, self.lexicon = identity, events, lexicon
        self.document, self.slots, self.mentions = identity.document, identity.slots, identity.mentions
        self.capitals = {e.head for found in events.by_head.values() for e in found if "Capital" in e.entry.kinds}
        self.classifiers = events.classifiers
        self.collective = {e.head for found in events.by_head.values() for e in found if "Collective" in e.entry.kinds}
        self.lesser = {
            i
            for found in events.by_head.values()
            for e in found
            if {"Lesser", "Former"} & set(e.entry.kinds)
            for i in e.span
        }
        """Words such as "deputy" and "former"."""
        self.phrases: dict[int, Span] = {}
        self.titled = events.titled
        """The person whose title a noun is, by the noun's position."""
        self.ordinals = {e.words[0]: e.rank for e in lexicon.marked("Ordinal")}

    def of(self, index: int, wanted: tuple[str, ...] = ()) -> tuple[Thing, ...]:
        """What the phrase with this head stands for; empty where it is not known."""
        title = self._title(index)
        if title in self.titled:
            return (self.titled[title],)
        mention = self.mentions.get(index)
        if mention is not None and mention.things:
            return mention.things
        event = self.events.thing_at(index)
        if event is not None:
            return (event,)
        if mention is None:
            return ()
        if mention.kind == "pronoun":
            found = self.identity.settle_pronoun(mention, wanted)
            return found if not self._is_rivalled(mention, found) else ()
        if self.identity.sides.is_side(mention):
            sides = self.identity.sides.settle_side(mention)
            if sides or KG + "Delegation" in mention.classes:
                return sides
        if self._is_single_side(index):
            side = self.identity.state_of(index)
            if side is not None:
                mention.things = (side,)
                return mention.things
        persons = self._apposed_persons(mention)
        if persons:
            mention.things = persons
            return mention.things
        is_party = DELEGATION in mention.classes or (mention.denotes == ACTOR and mention.number == "Sing")
        if self.identity.is_a(mention, *DESCRIBED) and mention.kind == "noun" and not is_party:
            self.identity.attach(mention, *self._described(mention))
        return mention.things

    def _is_rivalled(self, mention: Mention, found: tuple[Thing, ...]) -> bool:
        """Whether "it" may be an event or a team, and the other one is nearer: "A led *it*", "B chaired *it*"."""
        if mention.anaphor != "it" or not found or not self.identity.is_a(found[0], EVENT, DELEGATION, ORGANIZATION):
            return False
        if self.document.tokens[mention.head].deprel == "nsubj":
            return False
        kinds = (EVENT, DELEGATION) if self.identity.is_a(found[0], EVENT) else (EVENT, DELEGATION, ORGANIZATION)
        rival = self.identity.settle_pronoun(mention, kinds)
        return bool(rival) and rival[0] is not found[0] and self.identity.is_a(rival[0], EVENT, DELEGATION)

    def _title(self, index: int) -> int:
        """The head of a title of which a token is the part before a hyphen ("Secretary-General")."""
        behind = self.document.tokens[index + 1 : index + 2]
        return index + 2 if behind and behind[0].text in HYPHENS and index + 2 in self.titled else index

    def filling(self, index: int, wanted: tuple[str, ...]) -> tuple[Thing, ...]:
        """What a phrase stands for in a role that admits ``wanted``: a capital is its state where only doers fit."""
        found = self.of(index, wanted)
        if self._is_single_side(index) and wanted and all(self.identity.is_a_kind(w, DELEGATION) for w in wanted[:1]):
            return tuple(self.identity.sides.delegation_of(t) if t.kind != "delegation" else t for t in found)
        if not wanted or all(self.identity.is_a(t, *wanted) for t in found):
            return found
        return tuple(t if self.identity.is_a(t, *wanted) else self.identity.acting(t) for t in found)

    def _is_single_side(self, index: int) -> bool:
        """ "the Turkish side", "the North's side": one party to the talks."""
        mention = self.mentions.get(index)
        if mention is None or mention.kind != "noun" or mention.denotes != ACTOR or mention.number != "Sing":
            return False
        before = [i for i in mention.span if i != index]
        kinds = {self.mentions[i].kind for i in before if i in self.mentions}
        named = [i for i in before if self.document.tokens[i].upos == "PROPN" and i in self.mentions]
        return not ({"name", "demonym"} <= kinds and named)  # "the *Serb List* party"

    def only_modifies(self, index: int, slot: str) -> bool:
        """Whether a demonym stands in a slot that wants a doer ("Palestinian" in "Palestinian factions")."""
        mention = self.mentions.get(index)
        if mention is None or mention.kind != "demonym" or slot in ("modifier", "possessor", "host"):
            return False
        behind = mention.span.last
        return behind >= len(self.document.tokens) or self.document.tokens[behind].text not in "-‐‑"

    def can_speak(self, thing: Thing) -> bool:
        return self.identity.is_a(thing, *SPEAKERS)

    def span(self, index: int) -> Span:
        """The tokens of the phrase with this head, with a describing phrase behind it and the name beside it."""
        mention = self.mentions.get(index)
        if mention is None:
            return Span(index, index + 1)
        span = self.phrases.get(index, mention.span)
        beside = [self.mentions[i] for i in self.slots.appositions(index) if i in self.mentions]
        named = [other.span for other in beside if other.kind == "name" and set(other.things) & set(mention.things)]
        spans = [span, *named] if mention.kind == "noun" else [span]
        return Span(min(s.first for s in spans), max(s.last for s in spans))

    def _apposed_persons(self, mention: Mention) -> tuple[Thing, ...]:
        """The name that stands beside a title or a kind: "the head of the service, X", "a rebel group, the Y".

        Beside a plural, all that are joined: "the two presidents, X and Y".
        """
        if not self.identity.is_a(mention, PERSON, GROUP, KG + "Delegate", ACTOR):
            return ()
        bodies = (ORGANIZATION, STATE)
        wanted = bodies if self.identity.is_a(mention, ORGANIZATION) else (PERSON,)
        for index in self.slots.appositions(mention.head):
            if self._is_owner(mention.head, index):
                continue
            joined = self.slots.conjuncts(index) if mention.number == "Plur" else [index]
            others = [self.mentions[i] for i in joined if i in self.mentions]
            for kinds in (wanted, bodies) if len(joined) > 1 else (wanted,):  # "the two mediators, A and B"
                named = [o for o in others if o.kind == "name" and o.things and self.identity.is_a(o, *kinds)]
                if named and len(named) == len(joined):
                    return tuple(o.things[0] for o in named)
        return ()

    def _is_owner(self, noun: int, name: int) -> bool:
        """Whether a preposition stands between a noun and a name: "a representative *of* Secretary-General X"."""
        between = self.document.tokens[noun + 1 : name]
        is_of = bool(between) and self.slots.is_word(noun + 1, "genitive")
        return is_of and all(t.text != "," for t in between)

    def _described(self, mention: Mention) -> tuple[Thing, ...]:
        capital = self._capital(mention)
        if capital is not None:
            return (capital,)
        named = self._classified(mention)
        if named:
            return named
        span = self._phrase(mention)
        self.phrases[mention.head] = span
        label = self._label(span)
        kind = "place" if self.identity.is_a(mention, PLACE) else "group"
        kind = "equipment" if self.identity.is_a(mention, EQUIPMENT) else kind
        qualifies = self.document.tokens[mention.head].deprel.startswith("compound")  # "this *drone* attack"
        if mention.antecedent is not None and not qualifies:
            repeated = self.of(mention.antecedent)
            if len(repeated) == 1 and repeated[0].kind == kind:
                return repeated
        if mention.definite and not qualifies and not (self._is_another_s(mention) and span == mention.span):
            for thing in reversed(list(self.identity.things.values())):
                if thing.kind == kind and fold(thing.label) == fold(label):
                    return (thing,)
        thing = self.identity.thing(self.identity.own_iri(kind), self._one(mention), label, kind)
        thing.number = mention.number
        owner = self.identity.state_of(mention.head)
        if owner is not None:
            thing.parties = (owner,)
        return (thing,)

    def _is_another_s(self, mention: Mention) -> bool:
        """Whether a phrase says whose it is, so that it need not be one told of before: "the camp *of their chief*"."""
        last = mention.span.last
        return last < len(self.document.tokens) and self.slots.is_word(last, "genitive")

    def _one(self, mention: Mention) -> frozenset[str]:
        """The classes of one thing: "a diplomat" is a person, "diplomats" are a group."""
        if GROUP not in mention.classes or mention.number != "Sing" or mention.head in self.collective:
            return mention.classes
        if self.document.tokens[mention.head].deprel.startswith("compound"):
            return mention.classes  # "rebel attacks"
        return (mention.classes - {GROUP}) | {PERSON}

    def _capital(self, mention: Mention) -> Thing | None:
        """ "the South African capital": a city that is known from general knowledge."""
        if mention.head not in self.capitals or self._is_of_some_kind(mention):
            return None
        state = self.identity.state_of(mention.head)
        city = self.identity.gazetteer.capital_of(state.iri) if state is not None else None
        if city is None:
            return None
        thing = self.identity.thing(city.iri, city.classes, city.label, "entity")
        thing.entity = city
        return thing

    def _is_of_some_kind(self, mention: Mention) -> bool:
        """Whether an adjective makes it no seat of government: "the *commercial* capital", "the *old* capital"."""
        word = mention.word_span or mention.span
        kinds = [c for c in self.slots.children(mention.head, "amod", "compound") if c < word.first]
        return any(c not in self.mentions or self.mentions[c].kind not in ("demonym", "name") for c in kinds)

    def _classified(self, mention: Mention) -> tuple[Thing, ...]:
        """ "the town of X", "the cities of X and Y": the class word only says what X and Y are."""
        if mention.head not in self.classifiers:
            return ()
        found: list[Thing] = []
        for slot in (*sorted(words("grammar", "genitive")), "apposition", "modifier"):
            for filler in self.slots.fillers(mention.head, slot):
                other = self.mentions.get(filler)
                if other is None or not other.things or other.kind != "name" or not self.identity.is_a(other, PLACE):
                    continue
                if slot == "modifier" and self.identity.is_a(mention, KG + "Venue"):
                    continue  # "the Alpine resort"
                if slot == "modifier" and self.identity.is_a(other, KG + "City", STATE):
                    region = self._region(other, mention)
                    return (region,) if region is not None else ()
                if slot == "modifier" and other.span.last != mention.word_span_first:
                    continue  # "the Red Sea city of X"
                other.things[0].classes.update(mention.classes)
                if mention.number != "Plur":
                    return (other.things[0],)
                found.append(other.things[0])
            if found:
                break
        return tuple(dict.fromkeys(found))

    def _region(self, name: Mention, mention: Mention) -> Thing | None:
        """ "the X region" round a city X: a place of its own."""
        if name.span.last != mention.word_span_first or self.identity.is_a(name, STATE):
            return None
        text = self.document.words(name.span.first, mention.span.last)
        known = self.identity.gazetteer.find(text)
        if known:
            thing = self.identity.thing(known[0].iri, known[0].classes, known[0].label, "entity")
            thing.entity = known[0]
            return thing
        return self.identity.thing(ID + slug(text), mention.classes, text, "named")

    def _phrase(self, mention: Mention) -> Span:
        """The phrase with an "of", "in" or "at" phrase right behind it, up to the end of the name there."""
        last = mention.span.last
        tokens = self.document.tokens
        for child in self.slots.children(mention.head, "nmod"):
            if child >= last and self.slots.case(child) in words("grammar", "describing_prepositions"):
                inner = self.document.subtree(child)
                if inner[0] == last and len(inner) <= 9 and all(tokens[i].upos != "VERB" for i in inner):
                    last = inner[-1] + 1
                    break
        return Span(mention.span.first, last)

    def _label(self, span: Span) -> str:
        text = self.document.words(span.first, span.last)
        first = self.document.tokens[span.first]
        if first.upos == "DET" and span.last - span.first > 1 and first.xpos == "DT":
            text = self.document.words(span.first + 1, span.last)
        return text

    def is_event(self, thing: Thing) -> bool:
        return self.identity.is_a(thing, EVENT)
