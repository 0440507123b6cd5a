"""Rules that conclude ``owl:sameAs``: neighbours in a sorted column are enough, as equality is transitive.

A functional property with a thousand values for one subject has half a million pairs of equal values; a chain of 999
unites the same class.
"""

from __future__ import annotations

import numpy as np

from kgtool.reasoning.columns import EMPTY, LOW, Ints, distinct_numbers, expand, is_in, pack, sorted_unique
from kgtool.reasoning.facts import Facts
from kgtool.reasoning.patterns import Atom
from kgtool.reasoning.schema import Instance
from kgtool.reasoning.terms import TYPE

BY_VALUE = frozenset({"prp-fp", "prp-ifp", "cls-maxc2", "cls-maxqc3", "cls-maxqc4"})
BY_KEY = "prp-key"


def equal_values(instance: Instance, facts: Facts, pivots: Ints | None) -> tuple[Ints, Ints]:
    """What a functional, inverse-functional or at-most-one instance makes equal.

    ``pivots`` limits the search to these sorted numbers in the place of the shared term; None stands for all.
    """
    (one, _, _), *_ = instance.head
    pairs_atoms = [atom for atom in instance.body if _is_pairs(atom)]
    subject, predicate, _ = pairs_atoms[0]
    assert isinstance(predicate, int)
    column = facts.column(predicate)
    by_subject = instance.rule != "prp-ifp"
    pairs = column.pairs if by_subject else column.by_object
    if pivots is not None:
        positions, values = expand(pivots, pairs)
        pairs = pack(pivots[positions], values)
    shared, values = pairs >> 32, pairs & LOW
    for atom in instance.body:
        if not _is_pairs(atom) and atom[0] in (subject, one):
            assert isinstance(atom[2], int)
            keep = is_in(shared if atom[0] == subject else values, facts.members(atom[2]))
            shared, values = shared[keep], values[keep]
    same = shared[1:] == shared[:-1]
    return values[:-1][same], values[1:][same]


def _is_pairs(atom: Atom) -> bool:
    return atom[1] != TYPE or isinstance(atom[2], str)


def pivots_of(instance: Instance, atom: Atom, new: Ints, facts: Facts) -> Ints | None:
    """The shared terms that new facts for one atom can affect; None where all should be looked at."""
    if _is_pairs(atom):
        return distinct_numbers([new >> 32 if instance.rule != "prp-ifp" else new & LOW])
    subject, predicate, _ = next(atom for atom in instance.body if _is_pairs(atom))
    if atom[0] == subject:
        return new
    assert isinstance(predicate, int)
    _, subjects = expand(new, facts.column(predicate).by_object)
    return sorted_unique(subjects)


def equal_by_key(instance: Instance, facts: Facts) -> tuple[Ints, Ints]:
    """What a key makes equal: members of its class that share a value of every one of its properties."""
    of_class = next(atom for atom in instance.body if not _is_pairs(atom))
    assert isinstance(of_class[2], int)
    members = facts.members(of_class[2])
    predicates = dict.fromkeys(atom[1] for atom in instance.body if _is_pairs(atom))
    values = []
    for predicate in predicates:
        assert isinstance(predicate, int)
        pairs = facts.column(predicate).pairs
        positions, objects = expand(members, pairs)
        values.append(pack(members[positions], objects))
    if any(len(part) < 2 for part in values):
        return EMPTY, EMPTY
    if all((part[1:] >> 32 != part[:-1] >> 32).all() for part in values):
        return _by_only_values(values)
    return _by_shared_values(values)


def _by_only_values(values: list[Ints]) -> tuple[Ints, Ints]:
    """No member has two values of a property: sort by all values and compare neighbours."""
    members = values[0] >> 32
    for part in values[1:]:
        members = members[is_in(members, part >> 32)]
    if len(members) < 2:
        return EMPTY, EMPTY
    table = [part[(part >> 32).searchsorted(members)] & LOW for part in values]
    order = np.lexsort(table)
    same = np.ones(len(members) - 1, np.bool_)
    for column in table:
        same &= column[order][1:] == column[order][:-1]
    return members[order][:-1][same], members[order][1:][same]


def _by_shared_values(values: list[Ints]) -> tuple[Ints, Ints]:
    """Pairs of members that share a value of the most selective property, then those that share one of each other."""

    def pairs_of(part: Ints) -> int:
        _, counts = np.unique(part & LOW, return_counts=True)
        return int((counts * counts).sum())

    first, *others = sorted(values, key=pairs_of)
    by_value = np.sort(pack(first & LOW, first >> 32))
    positions, partners = expand(by_value >> 32, by_value)
    members = by_value[positions] & LOW
    pairs = sorted_unique(pack(members[members < partners], partners[members < partners]))
    for part in others:
        positions, objects = expand(pairs >> 32, part)
        shared = is_in(pack(pairs[positions] & LOW, objects), part)
        pairs = sorted_unique(pairs[positions[shared]])
    return pairs >> 32, pairs & LOW
