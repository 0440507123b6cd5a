"""The facts of one closure: a column for each property, a sorted array of members for each class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from kgtool.reasoning.columns import (
    EMPTY,
    NO_COLUMN,
    Column,
    Ints,
    distinct_numbers,
    merged,
    pack,
    sorted_unique,
)
from kgtool.reasoning.terms import SAME_AS, TYPE

Places: TypeAlias = npt.NDArray[Any]
MEMBERS, PAIRS = 1, 0
"""What kind of array a key stands for: a class's members, or a property's packed pairs."""


def class_key(number: int) -> int:
    """The key of a class's members."""
    return number << 1 | MEMBERS


def property_key(number: int) -> int:
    """The key of a property's pairs."""
    return number << 1 | PAIRS


class Facts:
    """Triples over numbers. ``rdf:type`` is split by class; its one column is put together only where a rule asks."""

    __slots__ = ("_types", "classes", "properties")

    def __init__(self) -> None:
        self.classes: dict[int, Ints] = {}
        self.properties: dict[int, Column] = {}
        self._types: Column | None = None

    def copy(self) -> Facts:
        """An independent copy that shares every array."""
        other = Facts()
        other.classes = dict(self.classes)
        other.properties = dict(self.properties)
        return other

    def members(self, number: int) -> Ints:
        """A class's members, sorted."""
        return self.classes.get(number, EMPTY)

    def column(self, number: int) -> Column:
        """A property's pairs. ``rdf:type`` is every class's; ``owl:sameAs`` joins each used term with itself, as
        numbers here stand for whole classes of equal terms."""
        if number == TYPE:
            if self._types is None:
                parts = [pack(members, np.full(len(members), c)) for c, members in self.classes.items()]
                self._types = Column(np.sort(np.concatenate(parts)) if parts else EMPTY)
            return self._types
        if number == SAME_AS:
            used = self.used()
            return Column(pack(used, used))
        return self.properties.get(number, NO_COLUMN)

    def has(self, key: int) -> bool:
        """Whether anything stands under a key."""
        return key >> 1 in (self.classes if key & MEMBERS else self.properties)

    def array(self, key: int) -> Ints:
        """What stands under a key."""
        number = key >> 1
        return self.members(number) if key & MEMBERS else self.properties.get(number, NO_COLUMN).pairs

    def insert(self, key: int, new: Ints) -> None:
        """Adds sorted values that do not yet stand under the key."""
        number = key >> 1
        if key & MEMBERS:
            self.classes[number] = merged(self.members(number), new)
            self._types = None
        else:
            self.properties[number] = self.properties.get(number, NO_COLUMN).with_pairs(new)

    def delete(self, key: int, gone: Ints) -> None:
        """Removes sorted values, all of which stand under the key."""
        number = key >> 1
        if key & MEMBERS:
            members = self.members(number)
            left = np.delete(members, members.searchsorted(gone))
            self._types = None
            if len(left):
                self.classes[number] = left
            else:
                del self.classes[number]
        else:
            column = self.properties[number].without_pairs(gone)
            if len(column):
                self.properties[number] = column
            else:
                del self.properties[number]

    def drop(self, key: int) -> Ints:
        """Removes all that stands under a key and gives it back."""
        values = self.array(key)
        if key & MEMBERS:
            self.classes.pop(key >> 1, None)
            self._types = None
        else:
            self.properties.pop(key >> 1, None)
        return values

    def __iter__(self) -> Iterator[int]:
        """The keys under which something stands: properties, then classes, each in ascending order."""
        yield from (property_key(number) for number in sorted(self.properties))
        yield from (class_key(number) for number in sorted(self.classes))

    def __len__(self) -> int:
        return sum(map(len, self.classes.values())) + sum(map(len, self.properties.values()))

    def used(self) -> Ints:
        """The numbers of the terms that occur in a fact, sorted."""
        parts = [np.array(sorted({*self.classes, *self.properties, *([TYPE] if self.classes else [])}), np.int64)]
        parts.extend(self.classes.values())
        for column in self.properties.values():
            parts.extend((column.pairs >> 32, column.pairs & 0xFFFFFFFF))
        return sorted_unique(np.concatenate(parts))


CHUNK = 1 << 17
"""Triples partitioned at a time: what is needed for them meanwhile stays in the processor's cache."""


def partition(subjects: Ints, predicates: Ints, objects: Ints) -> Facts:
    """Triples, given as three arrays of numbers, as facts."""
    keys, places = _places(predicates, objects)
    parts: list[list[Ints]] = [[] for _ in keys]
    unordered: set[int] = set()
    for start in range(0, len(places), CHUNK):
        chunk = slice(start, start + CHUNK)
        order = np.argsort(places[chunk], kind="stable")
        values = pack(subjects[chunk], objects[chunk]).take(order)
        ends = places[chunk].take(order).searchsorted(np.arange(len(keys), dtype=places.dtype), side="right")
        begins = np.concatenate(([0], ends[:-1]))
        present = np.flatnonzero(ends > begins)
        falls = np.zeros(len(values), np.bool_)  # within a part
        np.less_equal(values[1:], values[:-1], out=falls[:-1])
        falls[ends - 1] = False
        unordered.update(present[np.logical_or.reduceat(falls, begins[present])].tolist())
        for place in present.tolist():
            parts[place].append(values[begins[place] : ends[place]])
    facts = Facts()
    for key, place in sorted((key, place) for place, key in enumerate(keys) if parts[place]):
        found = parts[place]
        is_ordered = len(found) == 1 and place not in unordered
        if key & MEMBERS:
            members = [part >> 32 for part in found]
            facts.classes[key >> 1] = members[0] if is_ordered else distinct_numbers(members)
        else:
            facts.properties[key >> 1] = Column(found[0] if is_ordered else _in_order(found))
    return facts


def _in_order(parts: list[Ints]) -> Ints:
    """The values of some parts, which do not ascend, ascending and each once."""
    values = np.sort(parts[0] if len(parts) == 1 else np.concatenate(parts), kind="stable")
    repeats = np.flatnonzero(values[1:] == values[:-1])
    return np.delete(values, repeats) if len(repeats) else values


def _places(predicates: Ints, objects: Ints) -> tuple[list[int], Places]:
    """The keys that occur, and for each triple the place of its key among them, in as few bytes as will do."""
    properties, places = _enumerated(predicates)
    keys = [property_key(number) for number in properties]
    if TYPE in properties:
        types = np.flatnonzero(places == properties.index(TYPE))
        classes, among_classes = _enumerated(objects.take(types))
        count = len(keys) + len(classes)
        if count > np.iinfo(places.dtype).max:
            places = places.astype(np.uint16 if count <= np.iinfo(np.uint16).max else np.int64)
        places[types] = among_classes.astype(places.dtype) + len(keys)
        keys += [class_key(number) for number in classes]
    return keys, places


SAMPLE = 1 << 10
"""Numbers looked at first to find those that occur."""


def _enumerated(numbers: Ints) -> tuple[list[int], Places]:
    """The different numbers, and for each number its place among them, in as few bytes as will do.

    Few numbers make up most of a large array: those of a sample come first, then those that it missed.
    """
    known = np.flatnonzero(np.bincount(numbers[:: len(numbers) // SAMPLE + 1]))
    for narrow in (np.uint8, np.uint16, np.int64):
        unknown = np.iinfo(narrow).max
        if len(known) > unknown:
            continue
        table = np.full(int(numbers.max(initial=-1)) + 1, unknown, narrow)
        table[known] = np.arange(len(known))
        places = table.take(numbers)
        missed = np.flatnonzero(places == unknown)
        if len(missed):
            flags = np.zeros(len(table), np.bool_)
            flags[numbers.take(missed)] = True
            more = np.flatnonzero(flags)
            known = np.concatenate((known, more))
            if len(known) > unknown:
                continue
            table[more] = np.arange(len(known) - len(more), len(known))
            places[missed] = table.take(numbers.take(missed))
        return known.tolist(), places
    raise AssertionError("64 bits hold every place")


def rows(facts: Facts) -> Ints:
    """The facts as an array of shape (n, 3), in the order of their keys."""
    parts = []
    for key in facts:
        values, number = facts.array(key), key >> 1
        if key & MEMBERS:
            columns = (values, np.full(len(values), TYPE), np.full(len(values), number))
        else:
            columns = (values >> 32, np.full(len(values), number), values & 0xFFFFFFFF)
        parts.append(np.stack(columns, axis=1))
    return np.concatenate(parts) if parts else np.empty((0, 3), np.int64)
