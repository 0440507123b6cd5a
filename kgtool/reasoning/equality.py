"""``owl:sameAs`` as a union-find over numbers: each class of equal terms is reasoned over as its lowest number.

A class that holds a built-in term is represented by it, since those have the lowest numbers. Two built-in terms are
never united: data that equates ``rdf:type`` with ``rdfs:label`` would change what the rules themselves say.
"""

from __future__ import annotations

import numpy as np

from kgtool.reasoning.columns import EMPTY, LOW, Ints, pack, sorted_unique
from kgtool.reasoning.terms import BUILT_IN_COUNT


class Equality:
    """Which numbers stand for the same thing. Arrays are replaced, never written to, so that copies may share them."""

    __slots__ = ("_classes", "merges", "refused", "representative")

    def __init__(self) -> None:
        self.representative: Ints | None = None
        """Number → representative; None while nothing is equal. Numbers beyond its end represent themselves."""
        self.merges: tuple[tuple[Ints, Ints, object], ...] = ()
        """Derived equalities as they were made: (ones, others, whose rule instance concluded them)."""
        self.refused: tuple[tuple[int, int], ...] = ()
        """Pairs of built-in terms that the data equates."""
        self._classes: dict[int, Ints] | None = None

    def copy(self) -> Equality:
        other = Equality()
        other.representative, other.merges, other.refused = self.representative, self.merges, self.refused
        other._classes = self._classes
        return other

    def find(self, number: int) -> int:
        """The representative of one number."""
        if self.representative is None or number >= len(self.representative):
            return number
        return int(self.representative[number])

    def find_all(self, numbers: Ints) -> Ints:
        """The representatives of many numbers, in the same order."""
        if self.representative is None or not len(numbers):
            return numbers
        self._cover(int(numbers.max()))
        return self.representative[numbers]

    def find_pairs(self, pairs: Ints) -> Ints:
        """Packed pairs with both numbers replaced by their representatives, in the same order."""
        if self.representative is None:
            return pairs
        return pack(self.find_all(pairs >> 32), self.find_all(pairs & LOW))

    def members(self, representative: int) -> list[int]:
        """The numbers that a representative stands for, ascending, itself among them."""
        if self.representative is None:
            return [representative]
        found = self.classes().get(representative)
        return [representative] if found is None else found.tolist()

    def classes(self) -> dict[int, Ints]:
        """The classes that have more than one member: representative → members, ascending."""
        if self._classes is None:
            result: dict[int, Ints] = {}
            if self.representative is not None:
                moved = np.flatnonzero(self.representative != np.arange(len(self.representative)))
                heads = sorted_unique(self.representative[moved])
                pairs = np.sort(np.concatenate((pack(self.representative[moved], moved), pack(heads, heads))))
                starts = (pairs >> 32).searchsorted(heads)
                for head, part in zip(heads.tolist(), np.split(pairs & LOW, starts[1:]), strict=True):
                    result[head] = part
            self._classes = result
        return self._classes

    def unite(self, found: list[tuple[Ints, Ints, object]]) -> Ints:
        """Makes numbers equal: (ones, others, why). Gives the numbers whose representative changed.

        ``why`` is kept with derived equalities, for proofs; None for asserted ones, whose triples are their proof.
        """
        firsts, seconds = [], []
        for ones, others, why in found:
            first, second = self.find_all(ones), self.find_all(others)
            apart = first != second
            if apart.any():
                firsts.append(first[apart])
                seconds.append(second[apart])
                if why is not None:
                    self.merges = (*self.merges, (ones[apart], others[apart], why))
        if not firsts:
            return EMPTY
        first, second = np.concatenate(firsts), np.concatenate(seconds)
        old = self._covered(int(max(first.max(), second.max())))
        new = _components(old, first, second)
        built_in = np.arange(min(BUILT_IN_COUNT, len(new)))
        if (new[built_in] != built_in).any():
            new = self._without_built_in(old, first, second)
        self.representative = new
        self._classes = None
        return np.flatnonzero(new != old)

    def _cover(self, number: int) -> None:
        self.representative = self._covered(number)

    def _covered(self, number: int) -> Ints:
        have = self.representative
        if have is None:
            return np.arange(number + 1)
        return have if number < len(have) else np.concatenate((have, np.arange(len(have), number + 1)))

    def _without_built_in(self, old: Ints, first: Ints, second: Ints) -> Ints:
        """One union after the other, so that those between built-in terms can be left out."""
        parent = old.copy()

        def root(number: int) -> int:
            while (above := int(parent[number])) != number:
                parent[number] = parent[above]
                number = above
            return number

        for one, other in zip(first.tolist(), second.tolist(), strict=True):
            low, high = sorted((root(one), root(other)))
            if low == high:
                continue
            if high < BUILT_IN_COUNT:
                self.refused = (*self.refused, (low, high))
            else:
                parent[high] = low
        return _flattened(parent)


def _components(representative: Ints, first: Ints, second: Ints) -> Ints:
    """The union-find after uniting representatives pairwise.

    In rounds: every root that has an edge to a lower one is hung below the lowest such, then all paths are halved until
    flat (Shiloach and Vishkin 1982, with minima in place of concurrent writes).
    """
    label = representative.copy()
    while len(first):
        low, high = np.minimum(first, second), np.maximum(first, second)
        np.minimum.at(label, high, low)
        label = _flattened(label)
        first, second = label[first], label[second]
        apart = first != second
        if apart.any():
            pairs = sorted_unique(pack(first[apart], second[apart]))
            first, second = pairs >> 32, pairs & LOW
        else:
            break
    return label


def _flattened(parent: Ints) -> Ints:
    while True:
        above = parent[parent]
        if np.array_equal(above, parent):
            return above
        parent = above
