"""Why two terms are equal: ways through asserted and derived equalities, and asserted triples over equal terms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kgtool.reasoning.columns import LOW
from kgtool.reasoning.evaluate import Materialisation
from kgtool.reasoning.facts import Facts
from kgtool.reasoning.terms import SAME_AS, TYPE

Numbers = tuple[int, int, int]
MOST_VARIANTS = 8
"""Asserted triples over equal terms beyond which no more are looked for."""


class EqualityPaths:
    """The edges behind ``owl:sameAs``, found when first asked for.

    Derived equalities were made in an order; each rests only on earlier ones. A way between two terms takes as early
    edges as it can, so that no equality is ever explained by itself.
    """

    def __init__(self, done: Materialisation, asserted: Facts) -> None:
        self._done = done
        self._asserted = asserted
        self._edges: dict[int, list[tuple[int, int]]] | None = None
        self._reasons: dict[tuple[int, int], list[object]] = {}
        self._ways: dict[tuple[int, int], int | None] = {}
        self._by_object: dict[int, dict[int, list[int]]] = {}

    def _load(self) -> dict[int, list[tuple[int, int]]]:
        """Term → (when, neighbour) for each equality that it takes part in; asserted ones are always first."""
        if self._edges is None:
            self._edges = {}
            column = self._asserted.properties.get(SAME_AS)
            if column is not None:
                for pair in column.pairs.tolist():
                    self._edge(0, pair >> 32, pair & int(LOW), None)
            for when, (ones, others, why) in enumerate(self._done.equality.merges, 1):
                for one, other in zip(ones.tolist(), others.tolist(), strict=True):
                    self._edge(when, one, other, why)
        return self._edges

    def _edge(self, when: int, one: int, other: int, why: object) -> None:
        assert self._edges is not None
        self._edges.setdefault(one, []).append((when, other))
        self._edges.setdefault(other, []).append((when, one))
        self._reasons.setdefault((one, other), []).append(why)

    def reasons(self, one: int, other: int) -> Iterator[tuple[object, bool]]:
        """What equates two terms directly, and whether it does so the other way round."""
        self._load()
        for why in self._reasons.get((one, other), ()):
            yield why, False
        if (other, one) in self._reasons:
            yield None, True

    def between(self, one: int, other: int) -> int | None:
        """The next term on the way from one to the other; None where they are neighbours or not equal."""
        edges = self._load()
        known = self._ways.get((one, other), -1)
        if known != -1:
            return known
        times = sorted({when for when, _ in self._class_edges(one)})
        low, high = 0, len(times) - 1
        if high < 0 or self._search(edges, one, other, times[high]) is None:
            return None
        while low < high:
            middle = (low + high) // 2
            if self._search(edges, one, other, times[middle]) is None:
                low = middle + 1
            else:
                high = middle
        way = self._search(edges, one, other, times[low])
        assert way is not None
        for here, following in pairwise(way):
            self._ways[here, other] = None if following == other else following
        return self._ways[one, other]

    def _class_edges(self, one: int) -> Iterator[tuple[int, int]]:
        edges = self._load()
        seen, waiting = {one}, [one]
        while waiting:
            for when, other in edges.get(waiting.pop(), ()):
                yield when, other
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)

    def _search(self, edges: dict[int, list[tuple[int, int]]], one: int, other: int, latest: int) -> list[int] | None:
        """A shortest way over edges made no later than ``latest``."""
        came_from = {one: one}
        layer = [one]
        while layer and other not in came_from:
            below = []
            for node in layer:
                for when, neighbour in edges.get(node, ()):
                    if when <= latest and neighbour not in came_from:
                        came_from[neighbour] = node
                        below.append(neighbour)
            layer = below
        if other not in came_from:
            return None
        way = [other]
        while way[-1] != one:
            way.append(came_from[way[-1]])
        return way[::-1]

    def asserted_variants(self, triple: Numbers) -> Iterator[Numbers]:
        """Asserted triples that say the same over equal terms, nearest numbers first, at most ``MOST_VARIANTS``."""
        equality = self._done.equality
        found = 0
        subjects, predicates, objects = (equality.members(equality.find(term)) for term in triple)
        wanted = set(objects)
        for predicate in predicates:
            if predicate == TYPE:
                candidates = (
                    (subject, TYPE, obj)
                    for obj in objects
                    if obj in self._asserted.classes
                    for subject in _among(self._asserted.classes[obj], subjects)
                )
            elif predicate in self._asserted.properties:
                column = self._asserted.properties[predicate]
                candidates = (
                    (subject, predicate, obj)
                    for subject in subjects
                    for obj in column.objects(subject).tolist()
                    if obj in wanted
                )
            else:
                continue
            for candidate in candidates:
                if candidate != triple:
                    yield candidate
                    found += 1
                    if found >= MOST_VARIANTS:
                        return

    def asserted_by_object(self, number: int) -> dict[int, list[int]]:
        """Representative → representatives of the subjects of its asserted triples, for a property and its equals."""
        known = self._by_object.get(number)
        if known is None:
            known = self._by_object[number] = {}
            equality = self._done.equality
            for predicate in equality.members(number):
                column = self._asserted.properties.get(predicate)
                if column is not None:
                    pairs = equality.find_pairs(column.pairs)
                    for first, second in zip((pairs >> 32).tolist(), (pairs & LOW).tolist(), strict=True):
                        known.setdefault(second, []).append(first)
        return known


def _among(members: object, wanted: list[int]) -> Iterator[int]:
    from kgtool.reasoning.columns import holds

    for number in wanted:
        if holds(members, number):  # type: ignore[arg-type]
            yield number
