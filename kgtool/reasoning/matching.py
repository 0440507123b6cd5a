"""Conjunctions of atoms matched one binding at a time: for proofs, which want few matches and join little."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from kgtool.reasoning.columns import LOW, holds
from kgtool.reasoning.facts import Facts
from kgtool.reasoning.patterns import Atom
from kgtool.reasoning.terms import SAME_AS, TYPE

Binding: TypeAlias = dict[str, int]
Find: TypeAlias = Callable[[int], int]


def matches(atoms: Sequence[Atom], binding: Binding, facts: Facts, find: Find, most: int) -> Iterator[Binding]:
    """At most ``most`` extensions of the binding under which every atom is a fact.

    Bound terms may be any of those equal to a representative; newly bound variables get representatives.
    """
    return islice(_matches(list(atoms), binding, facts, find), most)


def _matches(atoms: list[Atom], binding: Binding, facts: Facts, find: Find) -> Iterator[Binding]:
    if not atoms:
        yield dict(binding)
        return
    best = min(range(len(atoms)), key=lambda i: sum(isinstance(s, str) and s not in binding for s in atoms[i]))
    atom = atoms[best]
    rest = atoms[:best] + atoms[best + 1 :]
    for bound in _one(atom, binding, facts, find):
        yield from _matches(rest, bound, facts, find)


def _one(atom: Atom, binding: Binding, facts: Facts, find: Find) -> Iterator[Binding]:
    subject, predicate, obj = (binding.get(slot, slot) if isinstance(slot, str) else slot for slot in atom)
    assert isinstance(predicate, int)
    predicate = find(predicate)
    if predicate == SAME_AS and isinstance(subject, int) and isinstance(obj, int):
        if find(subject) == find(obj):
            yield binding
    elif predicate == TYPE and isinstance(obj, int):
        members = facts.members(find(obj))
        if isinstance(subject, int):
            if holds(members, find(subject)):
                yield binding
        else:
            for member in members:
                yield binding | {subject: int(member)}
    elif isinstance(subject, int) and isinstance(obj, int):
        if facts.column(predicate).holds(find(subject), find(obj)):
            yield binding
    elif isinstance(subject, int):
        assert isinstance(obj, str)
        for value in facts.column(predicate).objects(find(subject)):
            yield binding | {obj: int(value)}
    elif isinstance(obj, int):
        for value in facts.column(predicate).subjects(find(obj)):
            yield binding | {subject: int(value)}
    else:
        for pair in facts.column(predicate).pairs:
            first, second = int(pair) >> 32, int(pair) & int(LOW)
            if subject != obj:
                yield binding | {subject: first, obj: second}
            elif first == second:
                yield binding | {subject: first}
