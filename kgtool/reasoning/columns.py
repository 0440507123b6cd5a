"""Facts as sorted integer columns.

A pair of term numbers (each below 2**31) is packed into one 64-bit integer, ``first << 32 | second``, so that union,
difference and join are sorts and binary searches over one array (vertical partitioning as in Inferray, Subercaze et
al. 2016). A class's members are a sorted array of numbers; a property's triples are a :class:`Column`. Arrays are
never written to once they stand in a column: closures that share one need not copy it.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]

EMPTY: Ints = np.empty(0, np.int64)
EMPTY.flags.writeable = False
LOW = np.int64(0xFFFFFFFF)
"""Mask of a packed pair's second number."""


MANY = 1024
"""Pairs from which on sorting by the halves of their numbers is quicker."""


def pack(first: Ints, second: Ints) -> Ints:
    """Pairs of numbers as one array of packed integers."""
    packed = first << 32
    packed |= second
    return packed


def swap(packed: Ints) -> Ints:
    """The same pairs with first and second exchanged, in the same positions."""
    return ((packed & LOW) << 32) | (packed >> 32)


def sorted_unique(values: Ints) -> Ints:
    """The values in ascending order, each once. The argument may be returned as it is where it is so already.

    The sort is the one that is quick on what is nearly sorted, as terms are numbered in the order of the file.
    """
    if len(values) < 2:
        return values
    if (values[1:] > values[:-1]).all():
        return values
    ordered = np.sort(values, kind="stable")
    keep = np.empty(len(ordered), np.bool_)
    keep[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=keep[1:])
    return ordered if keep.all() else ordered[keep]


def transposed(pairs: Ints) -> Ints:
    """Sorted packed pairs with first and second exchanged, sorted again."""
    if len(pairs) < MANY:
        return np.sort(swap(pairs))
    second = pairs & LOW
    order = np.argsort(second.astype(np.uint16), kind="stable")  # by the lower half, then by the upper one
    if int(second.max()) >> 16:
        order = order.take(np.argsort((second >> 16).astype(np.uint16).take(order), kind="stable"))
    return swap(pairs.take(order))


def is_in(values: Ints, among: Ints) -> npt.NDArray[np.bool_]:
    """For each value whether the sorted array ``among`` holds it."""
    if not len(among):
        return np.zeros(len(values), np.bool_)
    place = among.searchsorted(values)
    place[place == len(among)] = len(among) - 1
    found: npt.NDArray[np.bool_] = among[place] == values
    return found


FEW = 512
"""Numbers up to which sorting or searching is quicker than a table of flags, one for each term."""
SPARSE = 64
"""Terms for each number up to which such a table is quicker."""


def are_members(numbers: Ints, members: Ints) -> npt.NDArray[np.bool_]:
    """For each number (not a packed pair) whether the sorted members hold it."""
    if len(numbers) < FEW or not len(members):
        return is_in(numbers, members)
    count = int(max(members[-1], numbers.max())) + 1
    if count > len(numbers) * SPARSE:
        return is_in(numbers, members)
    flags = np.zeros(count, np.bool_)
    flags[members] = True
    return flags[numbers]


def distinct_numbers(parts: list[Ints], known: Ints = EMPTY, count: int | None = None) -> Ints:
    """The numbers (not packed pairs) in the parts that are not known, ascending, each once.

    All are below ``count``, where it is given.
    """
    if len(parts) == 1 and not len(known) and (parts[0][1:] > parts[0][:-1]).all():
        return parts[0]
    found = sum(map(len, parts))
    if found >= FEW and count is None:
        count = max([int(part.max(initial=-1)) for part in parts] + known[-1:].tolist()) + 1
    if found < FEW or count is None or count > found * SPARSE:
        return without(distinct(parts), known)
    flags = np.zeros(count, np.bool_)
    for part in parts:
        flags[part] = True
    flags[known] = False
    return np.flatnonzero(flags)


def distinct(parts: list[Ints]) -> Ints:
    """The values in the parts, ascending, each once."""
    return sorted_unique(parts[0] if len(parts) == 1 else np.concatenate(parts))


def holds(among: Ints, value: int) -> bool:
    """Whether the sorted array holds one value."""
    place = int(among.searchsorted(value))
    return place < len(among) and int(among[place]) == value


def without(values: Ints, others: Ints) -> Ints:
    """The sorted values that the sorted array ``others`` does not hold."""
    if not len(values) or not len(others):
        return values
    return values[~is_in(values, others)]


def merged(values: Ints, new: Ints) -> Ints:
    """Two sorted arrays that share no value as one sorted array."""
    if not len(values):
        return new
    if not len(new):
        return values
    if values[-1] < new[0]:
        return np.concatenate((values, new))
    if len(new) * 16 < len(values):
        return np.insert(values, values.searchsorted(new), new)
    return np.sort(np.concatenate((values, new)), kind="stable")


class Column:
    """The triples of one property: pairs (subject, object), sorted both ways; the second way only once it is needed."""

    __slots__ = ("_by_object", "pairs")

    def __init__(self, pairs: Ints = EMPTY, by_object: Ints | None = None) -> None:
        self.pairs = pairs
        """Packed (subject, object), sorted, each once."""
        self._by_object = by_object

    @property
    def by_object(self) -> Ints:
        """Packed (object, subject), sorted, each once."""
        if self._by_object is None:
            self._by_object = transposed(self.pairs)
        return self._by_object

    @property
    def is_sorted_by_object(self) -> bool:
        """Whether ``by_object`` is there already."""
        return self._by_object is not None

    def __len__(self) -> int:
        return len(self.pairs)

    def with_pairs(self, new: Ints) -> Column:
        """A column that also holds the new pairs (sorted, none of them held before)."""
        if self._by_object is None or not len(self):
            return Column(merged(self.pairs, new))
        return Column(merged(self.pairs, new), merged(self._by_object, transposed(new)))

    def without_pairs(self, gone: Ints) -> Column:
        """A column that lacks the given pairs (sorted, all of them held before)."""
        pairs = np.delete(self.pairs, self.pairs.searchsorted(gone))
        if self._by_object is None:
            return Column(pairs)
        swapped = transposed(gone)
        return Column(pairs, np.delete(self._by_object, self._by_object.searchsorted(swapped)))

    def objects(self, subject: int) -> Ints:
        """The objects of one subject, ascending."""
        return _second(self.pairs, subject)

    def subjects(self, obj: int) -> Ints:
        """The subjects of one object, ascending."""
        return _second(self.by_object, obj)

    def holds(self, subject: int, obj: int) -> bool:
        return holds(self.pairs, subject << 32 | obj)


def _second(pairs: Ints, first: int) -> Ints:
    low, high = pairs.searchsorted((first << 32, (first + 1) << 32))
    return pairs[low:high] & LOW


def expand(keys: Ints, pairs: Ints) -> tuple[Ints, Ints]:
    """Joins keys with the first numbers of sorted packed pairs.

    Gives (positions, seconds): for every match the position of the key and the second number of the pair.
    """
    low = pairs.searchsorted(keys << 32)
    high = pairs.searchsorted((keys + 1) << 32)
    counts = high - low
    total = int(counts.sum())
    if not total:
        return EMPTY, EMPTY
    positions = np.repeat(np.arange(len(keys)), counts)
    starts = np.repeat(low - (counts.cumsum() - counts), counts)
    return positions, pairs[starts + np.arange(total)] & LOW


NO_COLUMN = Column()
