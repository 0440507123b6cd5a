"""States and places that nobody told the program of: "Sylvania", from "the president of Sylvania" and "Sylvanian".

In: a document with its names and the words of the lexicon in it. Out: a gazetteer that knows what the article adds.
A name is a state where it looks like a place (the model says so most of the time, or a demonym is made from it) and
the article gives it what only states have: a government, an army, a minister. A mere place with a demonym is a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kgtool.language.demonyms import is_demonym_of
from kgtool.language.document import Document, Name
from kgtool.ontology.entities import Entity, Facts, Gazetteer
from kgtool.reading.model import Evocation
from kgtool.reading.naming import plain, slug
from kgtool.reading.schema import Schema
from kgtool.reading.slots import Slots
from kgtool.terms import ID, KG, RDF, RDFS

NATIONAL = tuple(KG + name for name in ("Government", "Ministry", "Legislature", "ArmedForce", "Delegation"))
"""Classes of what states have or send."""
WITHIN = tuple(KG + name for name in ("City", "District", "Region", "Venue"))
"""Classes of places that are no states: "the town of X"."""
REACH = 4
"""Words in which a noun follows the demonym or genitive before it."""
SHORTEST = 4
"""Letters of a name that may be a newcomer."""


class ArticleGazetteer(Gazetteer):
    """What is known beforehand, and behind it what one article adds."""

    def __init__(self, known: Gazetteer, added: Mapping[str, Facts]) -> None:
        super().__init__(added)
        self.known = known

    def find(self, text: str) -> tuple[Entity, ...]:
        return self.known.find(text) or super().find(text)

    def find_demonym(self, text: str) -> tuple[Entity, ...]:
        return self.known.find_demonym(text) or super().find_demonym(text)


@dataclass(slots=True)
class _Candidate:
    label: str
    names: list[Name] = field(default_factory=list)
    demonyms: dict[str, list[int]] = field(default_factory=dict)
    """The demonyms made from the name, with their tokens."""

    @property
    def looks_like_place(self) -> bool:
        places = sum(n.score for n in self.names if n.kind == "LOC")
        return bool(self.demonyms) or 2 * places > sum(n.score for n in self.names)


class Newcomers:
    """Finds the newcomers of one document."""

    def __init__(
        self,
        document: Document,
        slots: Slots,
        evocations: Iterable[Evocation],
        schema: Schema,
        known: Gazetteer,
    ) -> None:
        self.document, self.slots, self.schema, self.known = document, slots, schema, known
        self.national: set[int] = set()
        self.within: set[int] = set()
        self.claiming: set[int] = set()
        for evocation in evocations:
            if evocation.entry.pos == "noun":
                if any("National" in f.kinds for f in evocation.frames) or self._denotes(evocation, NATIONAL):
                    self.national.add(evocation.head)
                if self._denotes(evocation, WITHIN):
                    self.within.add(evocation.head)
            elif any(frame.kind == "ClaimFrame" for frame in evocation.frames):
                self.claiming.add(evocation.head)

    def gazetteer(self) -> Gazetteer:
        """The known things with those that the article adds."""
        candidates = self._candidates()
        states = {c.label for c in candidates if c.looks_like_place and self._has_nation(c)}
        while True:
            joined = {c.label for c in candidates if c.looks_like_place and self._is_joined(c, states)} - states
            if not joined:
                break
            states |= joined
        added: dict[str, Facts] = {}
        for candidate in candidates:
            cls = "State" if candidate.label in states else "Place" if candidate.demonyms else ""
            if cls:
                added[ID + slug(candidate.label)] = {
                    RDFS + "label": [candidate.label],
                    RDF + "type": [KG + cls],
                    KG + "demonym": sorted(candidate.demonyms),
                }
        return ArticleGazetteer(self.known, added) if added else self.known

    def _denotes(self, evocation: Evocation, classes: tuple[str, ...]) -> bool:
        return any(self.schema.is_subclass(d, c) for d in evocation.entry.denotes for c in classes)

    def _candidates(self) -> list[_Candidate]:
        """Names unknown so far that are no part of a person's longer name, with the demonyms made from them."""
        found: dict[str, _Candidate] = {}
        surnames = {self._text(n).split()[-1] for n in self.document.names if n.kind == "PER" and n.last - n.first > 1}
        for name in self.document.names:
            label = self._text(name)
            if len(label) < SHORTEST or label in surnames or self.known.find(label) or self.known.find_demonym(label):
                continue
            found.setdefault(label, _Candidate(label)).names.append(name)
        for label in list(found):
            if any(is_demonym_of(label, other) for other in found):
                del found[label]
        for token in self.document.tokens:
            word = token.text
            if not word[:1].isupper() or len(word) <= SHORTEST or word in surnames or self.known.find_demonym(word):
                continue
            for candidate in found.values():
                if is_demonym_of(word, candidate.label):
                    candidate.demonyms.setdefault(word, []).append(token.index)
        return list(found.values())

    def _text(self, name: Name) -> str:
        return plain(self.document.words(name.first, name.last))

    def _has_nation(self, candidate: _Candidate) -> bool:
        """Whether the article speaks of the government, army … of the candidate, or lets it speak."""
        if any(self._of_kind(name, self.within) for name in candidate.names):
            return False
        return (
            any(self._before_nation(at + 1) for tokens in candidate.demonyms.values() for at in tokens)
            or any(self._before_nation(name.last) for name in candidate.names if self._is_genitive(name.last))
            or any(self._of_kind(name, self.national) for name in candidate.names)
            or any(self._claims(name) for name in candidate.names if name.kind == "LOC")
        )

    def _is_genitive(self, index: int) -> bool:
        tokens = self.document.tokens
        return index < len(tokens) and tokens[index].upos == "PART" and tokens[index].deprel == "case"

    def _before_nation(self, index: int) -> bool:
        """Whether the noun phrase that goes on at a token has a national noun as its head."""
        tokens = self.document.tokens
        for at in range(index, min(index + REACH, len(tokens))):
            if at in self.national:
                return True
            if tokens[at].upos not in ("ADJ", "NOUN", "PROPN", "PART"):
                break
        return False

    def _of_kind(self, name: Name, nouns: set[int]) -> bool:
        """ "the president *of* X", "the town *of* X"."""
        tokens = self.document.tokens
        at = name.first - 1
        if at > 0 and tokens[at].upos == "DET":
            at -= 1
        return at > 0 and tokens[at].upos == "ADP" and at - 1 in nouns

    def _claims(self, name: Name) -> bool:
        """ "X said that …" """
        return any(
            self.document.tokens[i].deprel == "nsubj" and self.document.tokens[i].head in self.claiming
            for i in range(name.first, name.last)
        )

    def _is_joined(self, candidate: _Candidate, states: set[str]) -> bool:
        """Whether the text puts the candidate and a state side by side: "talks between X and Norway"."""
        for name in candidate.names:
            if name.kind != "LOC":
                continue
            for other in self.document.names:
                first, second = sorted((name, other), key=lambda n: n.first)
                if second.first - first.last != 1 or self.document.tokens[first.last].upos != "CCONJ":
                    continue
                text = self._text(other)
                if text in states or any(KG + "State" in e.classes for e in self.known.find(text)[:1]):
                    return True
        return False
