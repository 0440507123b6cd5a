"""Conjunctions of atoms evaluated over columns.

A table of bindings is a dictionary from variable to array, all of one length. Atoms are joined one after the other: the
one with the most bound variables first, then the shortest. A variable that nothing asks for any more is dropped, and
repeated rows with it, so that the middle of a chain does not multiply the rows.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from kgtool.errors import LimitExceeded
from kgtool.reasoning.columns import (
    LOW,
    Column,
    Ints,
    are_members,
    distinct_numbers,
    expand,
    is_in,
    pack,
    sorted_unique,
)
from kgtool.reasoning.facts import Facts
from kgtool.reasoning.patterns import Atom, Slot
from kgtool.reasoning.terms import SAME_AS, TYPE

Table: TypeAlias = dict[str, Ints]
MANY_ROWS = 1 << 15
"""Rows from which on repeated ones are dropped after each join; fewer are cheaper to carry along."""
LARGEST_JOIN = 200_000_000
"""Rows of a join's result beyond which LimitExceeded is raised, so that hostile data cannot use up the memory."""


def solve(atoms: Sequence[Atom], facts: Facts, table: Table, size: int, wanted: Iterable[str]) -> tuple[Table, int]:
    """All ways to match the atoms that agree with a row of the table.

    ``size`` is the table's number of rows (a table without variables may have one row: no condition yet).
    ``wanted`` are the variables that the caller needs. Gives the table and its number of rows.
    """
    wanted = set(wanted)
    if len(atoms) == 1 and not table and wanted >= _variables(atoms[0]):
        return _extend(atoms[0], facts, table, size)
    remaining = list(atoms)
    while remaining and size:
        best = min(range(len(remaining)), key=lambda i: _cost(remaining[i], table, facts))
        atom = remaining.pop(best)
        before = size
        table, size = _extend(atom, facts, table, size)
        needed = wanted.union(*(_variables(other) for other in remaining))
        unneeded = [variable for variable in table if variable not in needed]
        if unneeded:
            table = {variable: values for variable, values in table.items() if variable in needed}
            if size > max(before, MANY_ROWS):
                table, size = _distinct(table, size)
    return table, size


@lru_cache(maxsize=1 << 14)
def _variables(atom: Atom) -> frozenset[str]:
    return frozenset(slot for slot in atom if isinstance(slot, str))


def _cost(atom: Atom, table: Table, facts: Facts) -> tuple[int, int]:
    subject, predicate, obj = atom
    assert isinstance(predicate, int)
    free = sum(isinstance(slot, str) and slot not in table for slot in (subject, obj))
    if predicate == TYPE and isinstance(obj, int):
        return 2 * free, len(facts.members(obj))
    bound = 2 - free
    return (0 if free == 0 else 1 if bound else 2), len(facts.column(predicate))


def _distinct(table: Table, size: int) -> tuple[Table, int]:
    if not table:
        return table, min(size, 1)
    if len(table) == 1:
        ((variable, values),) = table.items()
        values = distinct_numbers([values])
        return {variable: values}, len(values)
    if len(table) == 2:
        (one, first), (two, second) = table.items()
        pairs = sorted_unique(pack(first, second))
        return {one: pairs >> 32, two: pairs & LOW}, len(pairs)
    return table, size


def _extend(atom: Atom, facts: Facts, table: Table, size: int) -> tuple[Table, int]:
    subject, predicate, obj = atom
    assert isinstance(predicate, int)
    if predicate == TYPE and isinstance(obj, int):
        members = facts.members(obj)
        bound = _values(subject, table, size)
        if bound is not None:
            return _keep(table, are_members(bound, members))
        assert isinstance(subject, str)
        return _product(table, size, {subject: members}, len(members))
    column = facts.column(predicate)
    subjects, objects = _values(subject, table, size), _values(obj, table, size)
    if subjects is not None and objects is not None:
        return _keep(table, is_in(pack(subjects, objects), column.pairs))
    if subjects is not None:
        return _follow(table, subjects, column.pairs, obj)
    if objects is not None:
        if len(table) == 1 and isinstance(obj, str) and isinstance(subject, str) and not column.is_sorted_by_object:
            found = column.pairs[are_members(column.pairs & LOW, distinct_numbers([objects]))]
            return {subject: found >> 32, obj: found & LOW}, len(found)
        return _follow(table, objects, column.by_object, subject)
    return _product(table, size, *pairs_table(subject, obj, column))


def pairs_table(subject: Slot, obj: Slot, column: Column) -> tuple[Table, int]:
    """The column as a table of the two variables (which may be the same one)."""
    assert isinstance(subject, str) and isinstance(obj, str)
    first, second = column.pairs >> 32, column.pairs & LOW
    if subject == obj:
        loops = first[first == second]
        return {subject: loops}, len(loops)
    return {subject: first, obj: second}, len(first)


def _values(slot: Slot, table: Table, size: int) -> Ints | None:
    return np.full(size, slot, np.int64) if isinstance(slot, int) else table.get(slot)


def _keep(table: Table, mask: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[Table, int]:
    return {variable: values[mask] for variable, values in table.items()}, int(np.count_nonzero(mask))


def _follow(table: Table, keys: Ints, pairs: Ints, free: Slot) -> tuple[Table, int]:
    assert isinstance(free, str)
    _check_spread(keys, pairs)
    positions, seconds = expand(keys, pairs)
    result = {variable: values[positions] for variable, values in table.items()}
    result[free] = seconds
    return result, len(positions)


def _product(left: Table, left_size: int, right: Table, right_size: int) -> tuple[Table, int]:
    if not left and left_size == 1:
        return right, right_size
    _check(left_size * right_size)
    result = {variable: np.repeat(values, right_size) for variable, values in left.items()}
    result.update((variable, np.tile(values, left_size)) for variable, values in right.items())
    return result, left_size * right_size


def _check(size: int) -> None:
    if size > LARGEST_JOIN:
        raise LimitExceeded(
            f"a rule's body matches more than {LARGEST_JOIN:,} times",
            hint="look for a property or key that joins nearly everything with everything",
        )


def _check_spread(keys: Ints, pairs: Ints) -> None:
    if len(keys) * len(pairs) > LARGEST_JOIN:
        _check(int((pairs.searchsorted((keys + 1) << 32) - pairs.searchsorted(keys << 32)).sum()))


def is_held(atom: Atom) -> bool:
    """Whether the atom's triples stand in a column of their own."""
    return atom[1] != SAME_AS and (atom[1] != TYPE or isinstance(atom[2], int))


def table_of(atom: Atom, new: Ints, wanted: Container[str] | None = None) -> tuple[Table, int]:
    """New facts of one atom as a table of its variables, or of the wanted ones."""
    subject, predicate, obj = atom
    if predicate == TYPE and isinstance(obj, int):
        if isinstance(subject, str):
            return {subject: new}, len(new)
        return {}, int(subject in new.tolist())
    if isinstance(subject, str) and isinstance(obj, str) and subject != obj and wanted is not None:
        table = {subject: new >> 32} if subject in wanted else {}
        return table | ({obj: new & LOW} if obj in wanted else {}), len(new)
    first, second = new >> 32, new & LOW
    if isinstance(subject, str) and isinstance(obj, str):
        if subject == obj:
            loops = first[first == second]
            return {subject: loops}, len(loops)
        return {subject: first, obj: second}, len(first)
    if isinstance(subject, str):
        kept = first[second == obj]
        return {subject: kept}, len(kept)
    if isinstance(obj, str):
        kept = second[first == subject]
        return {obj: kept}, len(kept)
    return {}, int(((first == subject) & (second == obj)).any())
