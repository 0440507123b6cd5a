"""The schema compiled: each rule's schema part is matched once and leaves instances over constant columns.

``prp-dom`` with ``:leads rdfs:domain :Person`` leaves the instance ``?x :leads ?y → ?x rdf:type :Person``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from operator import itemgetter

from kgtool.reasoning.facts import Facts, class_key, property_key
from kgtool.reasoning.joins import solve
from kgtool.reasoning.lists import Lists, RdfList
from kgtool.reasoning.patterns import PATTERNS, Atom, Every, Members, OfList, Path, Pattern, Slot
from kgtool.reasoning.terms import FIRST, NIL, REST, TYPE


@dataclass(slots=True, eq=False)
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
) -> Iterator[Instance]:
    """All instances of a rule with a schema part under the present schema, in the order of their bindings.

    ``has_value(number, n)`` says whether a term is a literal whose value is the integer n.
    """
    template = template_of(pattern.rule.name)
    variables = template.schema_variables
    table, size = solve(pattern.schema, facts, {}, 1, variables)
    for row in sorted(zip(*[table[variable].tolist() for variable in variables], strict=True)) if size else ():
        if pattern.values:
            binding = dict(zip(variables, row, strict=True))
            if not all(has_value(binding[variable], n) for variable, n in pattern.values):
                continue
        if pattern.of_list is None:
            yield template.instance(row)
        else:
            yield from _with_list(template, pattern.of_list, row, lists)


class Template:
    """A rule's atoms with room for what its schema variables are bound to."""

    def __init__(self, pattern: Pattern) -> None:
        self.rule = pattern.rule.name
        self.schema_variables = sorted({slot for atom in pattern.schema for slot in atom if isinstance(slot, str)})
        of_list = pattern.of_list
        self.names = (*self.schema_variables, *(of_list.variables if isinstance(of_list, Members) else ()))
        """The variables that are bound, in the order in which :meth:`instance` takes their values."""
        self._sorted = list(self.names) == sorted(self.names)
        slots: list[Slot] = [slot for atom in (*pattern.facts, *pattern.head) for slot in atom]
        self._rest = tuple(dict.fromkeys(slot for slot in slots if slot not in self.names))
        place = {slot: number for number, slot in enumerate((*self.names, *self._rest))}
        self._pick = itemgetter(*[place[slot] for slot in slots], 0) if slots else None
        self._facts = len(pattern.facts)
        self._free = pattern.variables

    def instance(
        self, row: tuple[int, ...], more: Iterable[Atom] = (), of_list: tuple[tuple[int, int, int], ...] = ()
    ) -> Instance:
        """The rule with its variables bound to a row; ``more`` are atoms that a list adds to the body."""
        picked = self._pick((*row, *self._rest)) if self._pick else ()
        atoms = [*zip(picked[0:-1:3], picked[1::3], picked[2::3], strict=False)]
        body = [*atoms[: self._facts], *more]
        binding = tuple(zip(self.names, row, strict=True))
        return Instance(
            self.rule,
            binding if self._sorted else tuple(sorted(binding)),
            tuple(dict.fromkeys(body)) if len(body) > 1 else tuple(body),
            tuple(atoms[self._facts :]),
            of_list,
            self._free,
        )


@cache
def template_of(rule: str) -> Template:
    """The template of the rule of a name."""
    return Template(PATTERNS[rule])


def _with_list(template: Template, of_list: OfList, row: tuple[int, ...], lists: Lists) -> Iterator[Instance]:
    for reading in lists.read(row[template.names.index(of_list.list)]):
        triples = _list_triples(reading)
        if isinstance(of_list, Members):
            for members in dict.fromkeys(combinations(reading.members, len(of_list.variables))):
                yield template.instance((*row, *members), (), triples)
        elif isinstance(of_list, Every):
            if reading.members:
                yield template.instance(row, _for_every(of_list, reading), triples)
        elif reading.members:
            yield template.instance(row, _along(of_list, reading), triples)


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
