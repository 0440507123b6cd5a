"""What a fork of a closure has that its original has not: the cost is that of what changed, not of the whole."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kgtool.reasoning.backward import Backward
from kgtool.reasoning.columns import EMPTY, LOW, Ints, is_in, pack, sorted_unique, without
from kgtool.reasoning.evaluate import Materialisation
from kgtool.reasoning.facts import MEMBERS, Facts, property_key
from kgtool.reasoning.inconsistencies import Falsity, falsities, finding_of, not_of_datatype
from kgtool.reasoning.joins import Table, solve
from kgtool.reasoning.literals import DATATYPES
from kgtool.reasoning.schema import Instance, key_of
from kgtool.reasoning.term_texts import PLAIN, RESOURCE
from kgtool.reasoning.terms import BUILT_IN_COUNT, SAME_AS, SCHEMA_KEYS, TYPE


def added_facts(fork: Materialisation, original: Materialisation) -> Facts:
    """The facts over representatives that only the fork has. Columns that both share are not looked at."""
    new = Facts()
    for key in fork.facts:
        mine, theirs = fork.facts.array(key), original.facts.array(key)
        left = EMPTY if mine is theirs else without(mine, theirs)
        if len(left):
            new.insert(key, left)
    return new


def changed_classes(fork: Materialisation, original: Materialisation) -> Ints:
    """The representatives, in the fork, of classes of equal terms that have more members there."""
    mine, theirs = fork.equality.representative, original.equality.representative
    if mine is None or mine is theirs:
        return EMPTY
    before = np.arange(len(mine))
    if theirs is not None:
        common = min(len(mine), len(theirs))
        before[:common] = theirs[:common]
    return sorted_unique(np.sort(mine[mine != before]))


def facts_to_write(fork: Materialisation, new: Facts, changed: Ints) -> Facts:
    """The new facts, and those about a class of equal terms that grew: what may stand for triples of the fork alone."""
    if not len(changed):
        return new
    found = Facts()
    for key in fork.facts:
        values = fork.facts.array(key)
        if not is_in(np.array([key >> 1]), changed)[0]:
            touched = is_in(values, changed) if key & MEMBERS else _touches(values, changed)
            values = sorted_unique(np.sort(np.concatenate((new.array(key), values[touched]))))
        if len(values):
            found.insert(key, values)
    return found


def _touches(pairs: Ints, changed: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(is_in(pairs >> 32, changed) | is_in(pairs & LOW, changed))


def plain_rows(fork: Materialisation, asserted: Facts, facts: Facts) -> Ints | None:
    """Facts over representatives as instance-level triples of numbers, where no more than literals are equal.

    That is so for nearly every fork, and then there is no need to look at the whole closure; None where it is not so.
    Some triples may be asserted elsewhere; those of ``asserted`` are left out.
    """
    kinds, built_in = fork.terms.kinds(), fork.terms.built_in()
    classes = fork.equality.classes()
    heads = np.array(sorted(classes), np.int64)
    if len(heads) and (kinds[heads] == RESOURCE).any():
        return None
    parts = []
    for key in facts:
        number = key >> 1
        if number < BUILT_IN_COUNT if key & MEMBERS else number in SCHEMA_KEYS:
            continue
        values = facts.array(key)
        if not key & MEMBERS:
            equal = is_in(values & LOW, heads)
            spread = [pack(np.full(len(classes[o]), s), classes[o]) for s, o in _split(values[equal])]
            values = sorted_unique(np.sort(np.concatenate((values[~equal], *spread))))
        values = without(values, asserted.array(key))
        subjects = values if key & MEMBERS else values >> 32
        keep = (kinds[subjects] < PLAIN) & ~built_in[subjects]
        subjects, values = subjects[keep], values[keep]
        size = len(values)
        predicate, obj = (TYPE, np.full(size, number)) if key & MEMBERS else (number, values & LOW)
        parts.append(np.stack((subjects, np.full(size, predicate), obj), axis=1))
    return np.concatenate(parts) if parts else np.empty((0, 3), np.int64)


def _split(pairs: Ints) -> Iterator[tuple[int, int]]:
    return zip((pairs >> 32).tolist(), (pairs & LOW).tolist(), strict=True)


def added_falsities(fork: Backward, original: Materialisation, new: Facts, changed: Ints) -> Iterator[Falsity]:
    """The contradictions of the fork that rest on a new fact; some of the original's may be among them."""
    seen: set[tuple[str, frozenset[tuple[int, int, int]]]] = set()
    known_tests = {id(instance) for instance in original.program.tests}
    touched = {*new, property_key(SAME_AS), *([property_key(TYPE)] if new.classes else [])}

    def tests() -> Iterator[Falsity]:
        for instance in fork.done.program.tests:
            if id(instance) not in known_tests:
                yield from _rows(instance, fork.done.facts, None)
                continue
            for place, atom in enumerate(instance.body):
                if key_of(atom) in touched:
                    yield from _rows(instance, fork.done.facts, (place, new))

    def datatypes() -> Iterator[Falsity]:
        for datatype in DATATYPES:
            members = fork.done.facts.members(datatype)
            grown = members[is_in(members, changed)]
            yield from not_of_datatype(fork, datatype, np.concatenate((new.members(datatype), grown)))

    for found in falsities(fork, tests, datatypes):
        key = (found.rule, frozenset(found.premises))
        if key not in seen:
            seen.add(key)
            yield found


def _rows(instance: Instance, facts: Facts, new: tuple[int, Facts] | None) -> Iterator[Falsity]:
    """Matches of a rule that concludes false: all, or those whose atom at one place is a new fact."""
    names = sorted({slot for atom in instance.body for slot in atom if isinstance(slot, str)})
    table: Table = {}
    size, rest = 1, list(instance.body)
    if new is not None:
        place, added = new
        atom = rest.pop(place)
        own = [slot for slot in atom if isinstance(slot, str)]
        table, size = solve([atom], added, {}, 1, own)
    table, size = solve(rest, facts, table, size, names)
    yield from finding_of(instance, names, table, size)
