"""What contradicts itself: every match of a rule that concludes false, with the triples that it matched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, islice
from typing import NamedTuple

import pyoxigraph as ox

from kgtool.reasoning.backward import Backward, Numbers
from kgtool.reasoning.columns import LOW, Ints
from kgtool.reasoning.datatypes import is_in_value_space, value_of
from kgtool.reasoning.joins import Table, solve
from kgtool.reasoning.lists import Lists
from kgtool.reasoning.literals import DATATYPES
from kgtool.reasoning.patterns import PATTERNS, Atom
from kgtool.reasoning.schema import Instance
from kgtool.reasoning.terms import DIFFERENT_FROM, FIRST, NIL, REST, SAME_AS, TYPE

SUPPORTED = frozenset(DATATYPES.values())
MOST_FINDINGS = 10_000
"""Findings of one rule instance beyond which no more are listed."""


class Falsity(NamedTuple):
    """A match of a rule that concludes false, over numbers."""

    rule: str
    premises: tuple[Numbers, ...]
    binding: tuple[tuple[str, int], ...]


def falsities(
    backward: Backward,
    from_tests: Callable[[], Iterable[Falsity]] | None = None,
    from_datatypes: Callable[[], Iterable[Falsity]] | None = None,
) -> Iterator[Falsity]:
    """Every contradiction in the closure, each set of premises once for a rule.

    What the joins and the datatypes give can be put in from elsewhere, where only some of it is wanted.
    """
    seen: set[tuple[str, frozenset[Numbers]]] = set()
    finders = (
        from_tests() if from_tests else _from_tests(backward),
        _from_difference(backward),
        _from_all_different(backward),
        from_datatypes() if from_datatypes else _from_datatypes(backward),
    )
    for finder in finders:
        for found in finder:
            key = (found.rule, frozenset(found.premises))
            if key not in seen:
                seen.add(key)
                yield found


def _from_tests(backward: Backward) -> Iterator[Falsity]:
    """The rules whose bodies are matched by joins."""
    for instance in backward.done.program.tests:
        names = sorted({slot for atom in instance.body for slot in atom if isinstance(slot, str)})
        yield from finding_of(instance, names, *solve(instance.body, backward.done.facts, {}, 1, names))


def finding_of(instance: Instance, names: list[str], table: Table, size: int) -> Iterator[Falsity]:
    """A table of matches of a rule's body as contradictions."""
    columns = [table[name].tolist() for name in names] if size else []
    rows = zip(*columns, strict=True) if names else [()] * size
    for row in islice(rows, MOST_FINDINGS):
        yield _finding(instance, dict(zip(names, row, strict=True)))


def _finding(instance: Instance, row: dict[str, int]) -> Falsity:
    premises = [*instance.schema]
    for atom in instance.body:
        subject, predicate, obj = (row[slot] if isinstance(slot, str) else slot for slot in atom)
        premises.append((subject, predicate, obj))
    binding = dict(instance.binding) | row
    return Falsity(instance.rule, tuple(premises), tuple(sorted(binding.items())))


def _from_difference(backward: Backward) -> Iterator[Falsity]:
    """eq-diff1, over ``owl:differentFrom`` (eq-diff1's own premise) and over values of literals (dt-diff)."""
    find = backward.done.equality.find
    pairs = backward.done.facts.column(DIFFERENT_FROM).pairs
    conflicting = set((pairs >> 32)[pairs >> 32 == pairs & LOW].tolist())
    if conflicting:
        asserted = backward.asserted.properties.get(DIFFERENT_FROM)
        listed = [] if asserted is None else [(pair >> 32, pair & int(LOW)) for pair in asserted.pairs.tolist()]
        found = [(one, other) for one, other in listed if find(one) == find(other)]
        covered = {find(one) for one, _ in found}
        found += [(number, number) for number in sorted(conflicting - covered)]
        for one, other in found:
            yield _different(one, other)
    term = backward.done.terms.term
    for members in backward.done.equality.classes().values():
        literals = [(number, term(number)) for number in members.tolist()]
        values = [(number, value_of(literal)) for number, literal in literals if isinstance(literal, ox.Literal)]
        known = [(number, value) for number, value in values if value is not None]
        for number, value in known[1:]:
            if value != known[0][1]:
                yield _different(known[0][0], number)


def _different(one: int, other: int) -> Falsity:
    premises = ((one, SAME_AS, other), (one, DIFFERENT_FROM, other))
    return Falsity("eq-diff1", premises, (("?x", one), ("?y", other)))


def _from_all_different(backward: Backward) -> Iterator[Falsity]:
    """eq-diff2 and eq-diff3: members of one list that are equal, found by grouping instead of by pairs."""
    done = backward.done
    lists = Lists(done.facts)
    for rule in ("eq-diff2", "eq-diff3"):
        pattern = PATTERNS[rule]
        names = sorted({slot for atom in pattern.schema for slot in atom if isinstance(slot, str)})
        table, size = solve(pattern.schema, done.facts, {}, 1, names)
        for row in sorted(zip(*(table[name].tolist() for name in names), strict=True)) if size else ():
            binding = dict(zip(names, row, strict=True))
            for reading in lists.read(binding["?l"]):
                yield from _equal_members(backward, rule, pattern.schema, binding, reading.nodes, reading.members)


def _equal_members(
    backward: Backward,
    rule: str,
    schema: tuple[Atom, ...],
    binding: dict[str, int],
    nodes: tuple[int, ...],
    members: tuple[int, ...],
) -> Iterator[Falsity]:
    by_member: dict[int, list[int]] = {}
    for position, member in enumerate(members):
        by_member.setdefault(member, []).append(position)
    for positions in by_member.values():
        for one, other in combinations(positions[:100], 2):
            own = {position: _written_member(backward, nodes[position], members[position]) for position in (one, other)}
            premises: list[Numbers] = []
            for atom in schema:
                subject, predicate, obj = (binding[slot] if isinstance(slot, str) else slot for slot in atom)
                premises.append((subject, predicate, obj))
            for position, node in enumerate(nodes):
                following = nodes[position + 1] if position + 1 < len(nodes) else NIL
                premises.append((node, FIRST, own.get(position, members[position])))
                premises.append((node, REST, following))
            premises.append((own[one], SAME_AS, own[other]))
            found = binding | {"?y": own[one], "?z": own[other]}
            yield Falsity(rule, tuple(premises), tuple(sorted(found.items())))


def _written_member(backward: Backward, node: int, member: int) -> int:
    """The member as the list itself names it: which of the equal terms was written there."""
    column = backward.asserted.properties.get(FIRST)
    if column is not None:
        for alias in backward.done.equality.members(node):
            for written in column.objects(alias).tolist():
                if backward.done.equality.find(written) == member:
                    return int(written)
    return member


def _from_datatypes(backward: Backward) -> Iterator[Falsity]:
    """dt-not-type: a literal in a datatype whose value space does not hold its value (or that has no value)."""
    for datatype in DATATYPES:
        yield from not_of_datatype(backward, datatype, backward.done.facts.members(datatype))


def not_of_datatype(backward: Backward, datatype: int, representatives: Ints) -> Iterator[Falsity]:
    """Which of a datatype's members have no value in it."""
    done, iri = backward.done, DATATYPES[datatype]
    for representative in representatives.tolist():
        for number in done.equality.members(representative):
            literal = done.terms.term(number)
            if isinstance(literal, ox.Literal):
                value = value_of(literal)
                known = literal.datatype.value in SUPPORTED
                if (value is None and known) or (value is not None and not is_in_value_space(value, iri)):
                    yield Falsity("dt-not-type", ((number, TYPE, datatype),), (("?dt", datatype), ("?lt", number)))
