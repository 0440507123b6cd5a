"""The things of one article, and which phrase stands for which of them.

In: mentions, the known entities. Out: things by IRI, and the order in which the text speaks of them. It does not
decide what is the same; its users do.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgtool.language.document import Document
from kgtool.ontology.entities import Gazetteer
from kgtool.reading.model import Mention, Report, Thing
from kgtool.reading.schema import Schema
from kgtool.reading.slots import Slots
from kgtool.terms import ID, KG

PERSON, ORGANIZATION, PLACE, EVENT = KG + "Person", KG + "Organization", KG + "Place", KG + "Event"
ACTOR, DELEGATION, STATE, GROUP = KG + "Actor", KG + "Delegation", KG + "State", KG + "PeopleGroup"
EQUIPMENT, FIGURE = KG + "Equipment", KG + "Figure"

PARTY_SLOTS = ("modifier", "possessor", "of", "from", "for")
"""Where a phrase names whose delegation it is."""


class Registry:
    """The things of one document."""

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
        self._counters: dict[str, int] = {}

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

    def state_of(self, index: int) -> Thing | None:
        """The state, organisation or place that a noun is said to belong to: by demonym, genitive, "of" or "from"."""
        for slot in ("modifier", "possessor", "of", "from", "in"):
            for filler in self.slots.fillers(index, slot):
                mention = self.mentions.get(filler)
                if mention is not None and mention.things and self.is_a(mention, ACTOR, PLACE, STATE):
                    return self.acting(mention.things[0])
        return self.adjacent_state(index)

    def adjacent_state(self, index: int) -> Thing | None:
        """Surface fallback: a demonym or genitive among the words before the noun."""
        at = index - 1
        while at >= 0 and self.document.tokens[at].upos in ("ADJ", "NOUN", "PROPN", "PART", "PUNCT"):
            token = self.document.tokens[at]
            if token.upos == "PUNCT" and token.text not in "-":
                break
            mention = self.mentions.get(at)
            if mention is not None and mention.kind == "demonym" and mention.things and not self.slots.is_half(at):
                return mention.things[0]
            at -= 1
        return None


class Settler:
    """One of those that decide which phrase stands for what, over one registry."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.document, self.slots, self.mentions = registry.document, registry.slots, registry.mentions
        self.vocabulary, self.gazetteer, self.report = registry.vocabulary, registry.gazetteer, registry.report
        self.things, self.order = registry.things, registry.order
