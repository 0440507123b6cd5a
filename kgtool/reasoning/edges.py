"""Edges between columns: the simplest rules, whose conclusions are a column's own values under another key.

``prp-dom``, ``prp-rng``, ``cax-sco`` and ``prp-spo1`` are most of what nearly every ontology says. Each of their axioms
is a pair in a dictionary here, not a rule instance; instances are made for proofs alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from kgtool.reasoning.columns import LOW, Column, Ints
from kgtool.reasoning.facts import MEMBERS, PAIRS
from kgtool.reasoning.terms import DOMAIN, RANGE, SUB_CLASS_OF, SUB_PROPERTY_OF

Edge: TypeAlias = tuple[int, int]
TAXONOMY = frozenset({"cax-sco", "prp-spo1"})
"""Rules for which proofs follow the edges too."""
ALONG_EDGES = TAXONOMY | {"prp-dom", "prp-rng"}
"""Rules that are evaluated along edges."""
KINDS = {
    SUB_CLASS_OF: (MEMBERS, MEMBERS),
    SUB_PROPERTY_OF: (PAIRS, PAIRS),
    DOMAIN: (PAIRS, MEMBERS),
    RANGE: (PAIRS, MEMBERS),
}
"""The predicate of the axioms → what its subjects and what its objects stand for."""


class Edges:
    """For each of the predicates in ``KINDS`` which numbers an axiom leads to from a number."""

    def __init__(self) -> None:
        self.of: dict[int, dict[int, list[int]]] = {predicate: {} for predicate in KINDS}
        self.supers = self.of[SUB_CLASS_OF]
        """Class → classes directly above it."""
        self.super_properties = self.of[SUB_PROPERTY_OF]
        """Property → properties directly above it."""
        self.domains = self.of[DOMAIN]
        """Property → classes of its subjects, those left out that others give along other edges."""
        self.ranges = self.of[RANGE]
        """The same of its objects."""

    def copy(self) -> Edges:
        other = Edges()
        for predicate, edges in self.of.items():
            other.of[predicate].update((number, list(found)) for number, found in edges.items())
        return other

    def add(self, predicate: int, edges: Iterable[Edge]) -> list[Edge]:
        """Takes edges in; gives those that were not there and say something."""
        known, from_its_own = self.of[predicate], predicate in (SUB_CLASS_OF, SUB_PROPERTY_OF)
        new = []
        for source, target in edges:
            if source == target and from_its_own:
                continue
            found = known.setdefault(source, [])
            if target not in found:
                found.append(target)
                new.append((source, target))
        return new

    def of_property(self, number: int) -> bool:
        """Whether an edge other than to itself leads away from a property."""
        return number in self.super_properties or number in self.domains or number in self.ranges

    def keys(self) -> Iterator[tuple[int, int]]:
        """Which key feeds which."""
        for predicate, edges in self.of.items():
            source, target = KINDS[predicate]
            for number, found in edges.items():
                yield from [(number << 1 | source, other << 1 | target) for other in found]

    def move(self, changed: set[int], find: Callable[[int], int]) -> dict[int, list[Edge]]:
        """Takes the edges to the representatives of numbers that lost their own; gives those that are new so."""
        moved = {}
        for predicate, edges in self.of.items():
            ends = [
                (source, target)
                for source, found in edges.items()
                for target in found
                if source in changed or target in changed
            ]
            for source, target in ends:
                edges[source].remove(target)
            for source in {source for source, _ in ends}:
                if not edges[source]:
                    del edges[source]
            moved[predicate] = self.add(predicate, [(find(source), find(target)) for source, target in ends])
        return moved


def along(predicate: int, values: Ints) -> Ints:
    """What a column's values are under the key that an edge leads to, some perhaps repeated."""
    return values >> 32 if predicate == DOMAIN else values & LOW if predicate == RANGE else values


def whole_along(predicate: int, column: Column) -> Ints:
    """The same of all of a property's pairs, in ascending order."""
    return column.by_object >> 32 if predicate == RANGE else along(predicate, column.pairs)
