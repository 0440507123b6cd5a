"""The schema compiled: each rule's schema part is matched once and leaves instances over constant columns.

``prp-dom`` with ``:leads rdfs:domain :Person`` leaves the instance ``?x :leads ?y → ?x rdf:type :Person``.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np

from kgtool.reasoning.columns import pack
from kgtool.reasoning.facts import Facts, class_key, property_key
from kgtool.reasoning.joins import solve
from kgtool.reasoning.lists import Lists, RdfList
from kgtool.reasoning.patterns import PATTERNS, Atom, Every, Members, OfList, Path, Pattern, Slot
from kgtool.reasoning.terms import FIRST, NIL, REST, TYPE


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """A rule with its schema variables bound."""

    rule: str
    binding: tuple[tuple[str, int], ...]
    """Values of the schema variables, sorted by name."""
    body: tuple[Atom, ...]
    """What is still to be matched: atoms over constant columns."""
    head: tuple[Atom, ...]
    of_list: tuple[tuple[int, int, int], ...]
    """The triples of the list that was read."""
    variables: frozenset[str]
    """The head's variables that are not bound by the schema."""

    @property
    def schema(self) -> tuple[tuple[int, int, int], ...]:
        """The schema triples that were matched, the list's own behind them: premises of every conclusion."""
        binding = dict(self.binding)
        return (*(_bound(atom, binding) for atom in PATTERNS[self.rule].schema), *self.of_list)  # type: ignore[arg-type]


@lru_cache(maxsize=1 << 14)
def key_of(atom: Atom) -> int:
    """The key of the column that an instance's atom reads or writes (for ``rdf:type`` with a variable, its own)."""
    _, predicate, obj = atom
    assert isinstance(predicate, int)
    if predicate == TYPE and isinstance(obj, int):
        return class_key(obj)
    return property_key(predicate)


def reads(pattern: Pattern) -> set[int]:
    """The keys of the columns whose change may give the rule new instances."""
    keys = {key_of(atom) for atom in pattern.schema}
    if pattern.of_list is not None:
        keys |= {property_key(FIRST), property_key(REST)}
    return keys


def instances(
    pattern: Pattern,
    facts: Facts,
    lists: Lists,
    has_value: Callable[[int, int], bool],
    unneeded: Container[int] = (),
) -> Iterator[Instance]:
    """All instances of a rule with a schema part under the present schema, in the order of their bindings.

    ``has_value(number, n)`` says whether a term is a literal whose value is the integer n. ``unneeded`` are packed
    pairs of a rule with one schema atom, for which no instances are wanted.
    """
    if not all(len(facts.array(key_of(atom))) for atom in pattern.schema):
        return
    variables = sorted({slot for atom in pattern.schema for slot in atom if isinstance(slot, str)})
    table, size = solve(pattern.schema, facts, {}, 1, variables)
    if unneeded:
        ((subject, _, obj),) = pattern.schema
        pairs = pack(table[subject], table[obj]).tolist()  # type: ignore[index]
        needed = np.array([pair not in unneeded for pair in pairs], np.bool_)
        table, size = {variable: values[needed] for variable, values in table.items()}, int(needed.sum())
    for row in sorted(zip(*(table[variable].tolist() for variable in variables), strict=True)) if size else ():
        binding = dict(zip(variables, row, strict=True))
        if pattern.values and not all(has_value(binding[variable], n) for variable, n in pattern.values):
            continue
        if pattern.of_list is None:
            yield _instance(pattern, binding, pattern.facts, ())
        else:
            yield from _with_list(pattern, pattern.of_list, binding, lists)


def _with_list(pattern: Pattern, of_list: OfList, binding: dict[str, int], lists: Lists) -> Iterator[Instance]:
    for reading in lists.read(binding[of_list.list]):
        triples = _list_triples(reading)
        if isinstance(of_list, Members):
            for members in dict.fromkeys(combinations(reading.members, len(of_list.variables))):
                bound = binding | dict(zip(of_list.variables, members, strict=True))
                yield _instance(pattern, bound, pattern.facts, triples)
        elif isinstance(of_list, Every):
            if reading.members:
                yield _instance(pattern, binding, (*pattern.facts, *_for_every(of_list, reading)), triples)
        elif reading.members:
            yield _instance(pattern, binding, (*pattern.facts, *_along(of_list, reading)), triples)


def _for_every(of_list: Every, reading: RdfList) -> Iterator[Atom]:
    for position, member in enumerate(dict.fromkeys(reading.members)):
        own = {of_list.variable: member}
        for atom in of_list.atoms:
            yield _bound(
                tuple(slot.replace("*", str(position)) if isinstance(slot, str) else slot for slot in atom),  # type: ignore[arg-type]
                own,
            )


def _along(of_list: Path, reading: RdfList) -> Iterator[Atom]:
    last = len(reading.members) - 1
    for position, member in enumerate(reading.members):
        start = of_list.start if position == 0 else f"?u{position}"
        yield start, member, of_list.end if position == last else f"?u{position + 1}"


def _list_triples(reading: RdfList) -> tuple[tuple[int, int, int], ...]:
    rests = (*reading.nodes[1:], NIL)
    return tuple(
        triple
        for node, member, rest in zip(reading.nodes, reading.members, rests, strict=True)
        for triple in ((node, FIRST, member), (node, REST, rest))
    )


def _instance(
    pattern: Pattern, binding: dict[str, int], body: tuple[Atom, ...], of_list: tuple[tuple[int, int, int], ...]
) -> Instance:
    return Instance(
        pattern.rule.name,
        tuple(sorted(binding.items())),
        tuple(dict.fromkeys([_bound(atom, binding) for atom in body])),
        tuple([_bound(atom, binding) for atom in pattern.head]),
        of_list,
        pattern.variables,
    )


def _bound(atom: Atom, binding: dict[str, int]) -> Atom:
    """The atom with what is bound put in; numbers are no keys of the binding and stay."""
    get: Callable[[Slot, Slot], Slot] = binding.get  # type: ignore[assignment]
    subject, predicate, obj = atom
    return get(subject, subject), get(predicate, predicate), get(obj, obj)


COMPILED = tuple(pattern for pattern in PATTERNS.values() if pattern.rule.by == "join")
"""The rules that are evaluated by joins."""
GROUND = tuple(
    Instance(pattern.rule.name, (), pattern.facts, pattern.head, (), pattern.variables)
    for pattern in COMPILED
    if not pattern.schema
)
"""The rules that need no schema: each is its own only instance."""
