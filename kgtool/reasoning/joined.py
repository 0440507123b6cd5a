"""What equalities alone bring: the classes of equal terms, and what follows only because terms are equal.

A triple that holds of one member of a class holds of all; it is not written out for each, as that would copy what
every article says onto every other. What is new is given once, of one member.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kgtool.reasoning.column_engine import ColumnClosure
from kgtool.reasoning.columns import EMPTY, LOW, Ints, pack, sorted_unique, without
from kgtool.reasoning.facts import MEMBERS, Facts
from kgtool.reasoning.proof import Term, Triple, triple_text
from kgtool.reasoning.term_texts import PLAIN
from kgtool.reasoning.terms import BUILT_IN_COUNT, SCHEMA_KEYS, TYPE


@dataclass(frozen=True, slots=True)
class Joined:
    """What a fork has that its original has not, where equalities were added to it."""

    classes: tuple[tuple[Term, ...], ...]
    """The terms that are equal in the fork alone, each class sorted."""
    triples: tuple[Triple, ...]
    """Instance-level triples that hold of no member of a class in the original, sorted; of the first member."""


def joined(fork: ColumnClosure, original: ColumnClosure) -> Joined:
    """Compares a closure to which equalities were added with the closure before."""
    equality, terms = fork.done.equality, fork.terms
    classes = {
        representative: tuple(sorted((terms.term(n) for n in members.tolist()), key=str))
        for representative, members in equality.classes().items()
        if len(original.done.equality.members(original.done.equality.find(representative))) < len(members)
    }
    triples = [
        (classes.get(s, (terms.term(s),))[0], terms.term(p), classes.get(o, (terms.term(o),))[0])
        for s, p, o in _new_rows(fork, original)
    ]
    return Joined(tuple(sorted(classes.values(), key=str)), tuple(sorted(triples, key=triple_text)))


def _new_rows(fork: ColumnClosure, original: ColumnClosure) -> list[tuple[int, int, int]]:
    """Facts over representatives that the original has of none of those that they represent."""
    kinds, built_in = fork.terms.kinds(), fork.terms.built_in()
    known = _known(fork, original)
    found: list[tuple[int, int, int]] = []
    for key in fork.done.facts:
        number = key >> 1
        if (key & MEMBERS and number < BUILT_IN_COUNT) or (not key & MEMBERS and number in SCHEMA_KEYS):
            continue
        new = without(fork.done.facts.array(key), known.get(key, EMPTY))
        subjects = new if key & MEMBERS else new >> 32
        new = new[(kinds[subjects] < PLAIN) & ~built_in[subjects]]
        if key & MEMBERS:
            found += [(subject, TYPE, number) for subject in new.tolist()]
        else:
            found += zip((new >> 32).tolist(), [number] * len(new), (new & LOW).tolist(), strict=True)
    return found


def _known(fork: ColumnClosure, original: ColumnClosure) -> dict[int, Ints]:
    """What the original holds, asserted or derived, with the fork's representatives."""
    equality = fork.done.equality
    parts: dict[int, list[Ints]] = {}
    for facts in (original.done.facts, fork.asserted):
        for key in facts:
            values = _represented(facts, key, fork)
            parts.setdefault((equality.find(key >> 1) << 1) | (key & MEMBERS), []).append(values)
    return {key: sorted_unique(np.sort(np.concatenate(values))) for key, values in parts.items()}


def _represented(facts: Facts, key: int, fork: ColumnClosure) -> Ints:
    values = facts.array(key)
    if key & MEMBERS:
        return fork.done.equality.find_all(values)
    return pack(fork.done.equality.find_all(values >> 32), fork.done.equality.find_all(values & LOW))
