"""Two persons named together before and meant again: "the two presidents", "both ministers", "the two leaders".

In: holdings and names. Out: the phrases are given their persons. The last sentence that joins exactly two persons, as
subject or as subject and object of one verb, counts; both hold such an office, or any office where the noun is marked
so in the lexicon.
"""

from __future__ import annotations

from collections.abc import Container

from kgtool.language.document import Document
from kgtool.reading.identity import Identity
from kgtool.reading.model import Mention, Thing
from kgtool.reading.offices import Holding
from kgtool.reading.registry import GROUP, PERSON
from kgtool.reading.slots import Slots

REACH = 3
"""Sentences back in which the two must have been named."""


class Pairs:
    """Finds whom "the two …" means in one document."""

    def __init__(
        self, document: Document, slots: Slots, identity: Identity, holdings: list[Holding], any_office: Container[int]
    ) -> None:
        self.document, self.slots, self.identity = document, slots, identity
        self.any_office = any_office
        """Nouns that may mean the holders of any office."""
        self.titles: dict[str, set[str]] = {}
        for holding in holdings:
            for index in holding.title:
                self.titles.setdefault(holding.person.iri, set()).add(document.tokens[index].lemma.lower())

    def settle(self) -> None:
        for mention in list(self.identity.mentions.values()):
            if mention.kind == "noun" and not mention.things and self._is_pair(mention):
                pair = self._before(mention)
                if pair:
                    self.identity.attach(mention, *pair)

    def _is_pair(self, mention: Mention) -> bool:
        if mention.number != "Plur" or not self.identity.is_a(mention, PERSON, GROUP):
            return False
        tied = ("nmod", "acl", "amod", "compound", "appos", "nmod:poss")
        if self.slots.children(mention.head, *tied):
            return False
        counted = mention.quantity is not None and mention.quantity.value == 2
        return mention.anaphor == "both" or (mention.definite and counted)

    def _before(self, mention: Mention) -> tuple[Thing, ...]:
        token = self.document.tokens[mention.head]
        for sentence in range(token.sentence, max(-1, token.sentence - REACH - 1), -1):
            named = [
                other
                for other in self.identity.mentions.values()
                if other.kind == "name"
                and other.head < mention.head
                and self.document.tokens[other.head].sentence == sentence
                and other.things
                and self.identity.is_a(other.things[0], PERSON)
            ]
            pairs = [(a, b) for a in named for b in named if a.head < b.head and self._are_joined(a.head, b.head)]
            fitting = {(a.things[0].iri, b.things[0].iri): (a.things[0], b.things[0]) for a, b in pairs
                       if a.things[0] is not b.things[0] and self._fit(mention, a.things[0], b.things[0])}  # fmt: skip
            if fitting:
                return next(iter(fitting.values())) if len(fitting) == 1 else ()
        return ()

    def _are_joined(self, one: int, other: int) -> bool:
        """Whether two names are joined by "and" as the only two, or are subject and object of one verb."""
        joined = [name for joint in self.slots.conjuncts(one) for name in self._name(joint)]
        if other in joined:
            return len(joined) == 2
        clause = self.slots.clause_head(self.document.tokens[one].head)
        subjects = {c for f in self.slots.fillers(clause, "subject") for c in self.slots.conjuncts(f)}
        met = {n for slot in ("object", "with") for f in self.slots.fillers(clause, slot) for n in self._name(f)}
        return subjects == {one} and met == {other}

    def _name(self, index: int) -> list[int]:
        """A name's head, or for a title that of the name beside it."""
        mention = self.identity.mentions.get(index)
        if mention is not None and mention.kind == "name":
            return [index]
        return [i for i in self.slots.appositions(index) if i > index][:1] or [index]

    def _fit(self, mention: Mention, *persons: Thing) -> bool:
        held = [self.titles.get(person.iri, set()) for person in persons]
        if mention.head in self.any_office:
            return all(held)
        return all(self.document.tokens[mention.head].lemma.lower() in titles for titles in held)
