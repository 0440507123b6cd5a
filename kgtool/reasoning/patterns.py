"""The rules' notation, parsed: atoms over variables and numbers of built-in terms, and what lists contribute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from kgtool.reasoning.rules import RULES, Rule
from kgtool.reasoning.terms import NUMBER, SAME_AS, TYPE
from kgtool.reasoning.vocabulary import PREFIXES

Slot: TypeAlias = str | int
"""A variable (``?x``) or the number of a term."""
Atom: TypeAlias = tuple[Slot, Slot, Slot]


@dataclass(frozen=True, slots=True)
class Members:
    """``some ?e in ?l`` (one variable) or ``pair ?e ?f in ?l`` (two)."""

    variables: tuple[str, ...]
    list: str


@dataclass(frozen=True, slots=True)
class Every:
    """``all ?e in ?l ( atoms )``; variables that end in ``*`` are new for each member."""

    variable: str
    list: str
    atoms: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """``path ?x ?l ?y``."""

    start: str
    list: str
    end: str


OfList: TypeAlias = Members | Every | Path


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule taken apart.

    ``schema`` are the atoms that bind the variables which stand for properties, classes and lists: they are matched
    once, when the schema is compiled. ``facts`` are matched against the data in every round. A rule that has no
    variable in the place of a property or class has no ``schema``: it is its own only instance.
    """

    rule: Rule
    schema: tuple[Atom, ...]
    of_list: OfList | None
    facts: tuple[Atom, ...]
    head: tuple[Atom, ...]
    values: tuple[tuple[str, int], ...]
    """Variables that must be bound to a literal with this numeric value."""
    variables: frozenset[str]
    """The head's variables that the schema does not bind."""


def parse(rule: Rule) -> Pattern:
    """The rule's pattern. The notation is described in :mod:`kgtool.reasoning.rules`."""
    values: list[tuple[str, int]] = []
    atoms: list[Atom] = []
    of_list: OfList | None = None
    body = rule.body
    inner: tuple[Atom, ...] = ()
    if "(" in body:
        body, _, rest = body.partition("(")
        inner = _atoms(rest.replace(")", ""), values)
    for part in filter(None, (part.strip() for part in body.split(" . "))):
        words = part.split()
        if words[0] == "some":
            of_list = Members((words[1],), words[3])
        elif words[0] == "pair":
            of_list = Members((words[1], words[2]), words[4])
        elif words[0] == "all":
            of_list = Every(words[1], words[3], inner)
        elif words[0] == "path":
            of_list = Path(words[1], words[2], words[3])
        else:
            atoms.extend(_atoms(part, values))
    is_ground = of_list is None and all(is_fixed(atom) for atom in atoms)
    schema = () if is_ground else tuple(atom for atom in atoms if is_fixed(atom) and atom[1] != SAME_AS)
    facts = tuple(atom for atom in atoms if atom not in schema)
    head = _atoms(rule.head, values)
    bound = {slot for atom in schema for slot in atom}
    if isinstance(of_list, Members):
        bound.update(of_list.variables)
    free = frozenset(slot for atom in head for slot in atom if isinstance(slot, str) and slot not in bound)
    return Pattern(rule, schema, of_list, facts, head, tuple(values), free)


def _atoms(text: str, values: list[tuple[str, int]]) -> tuple[Atom, ...]:
    atoms = []
    for part in filter(None, (part.strip() for part in text.split(" . "))):
        subject, predicate, obj = part.split()
        if obj.isdigit():
            values.append((f"?#{len(values)}", int(obj)))
            obj = values[-1][0]
        atoms.append((_slot(subject), _slot(predicate), _slot(obj)))
    return tuple(atoms)


def _slot(word: str) -> Slot:
    if word.startswith("?"):
        return word
    prefix, _, name = word.partition(":")
    return NUMBER[PREFIXES[prefix] + name]


def is_fixed(atom: Atom) -> bool:
    """Whether the atom's column is known without looking at the schema."""
    return isinstance(atom[1], int) and (atom[1] != TYPE or isinstance(atom[2], int))


PATTERNS: dict[str, Pattern] = {rule.name: parse(rule) for rule in RULES}
