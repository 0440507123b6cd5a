"""Which literals of the graph have the same value, and which datatypes they belong to (dt-type2, dt-eq, dt-diff)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyoxigraph as ox

from kgtool.reasoning import vocabulary as v
from kgtool.reasoning.columns import EMPTY, LOW, Ints, sorted_unique
from kgtool.reasoning.datatypes import Value, is_in_value_space, value_of
from kgtool.reasoning.facts import Facts
from kgtool.reasoning.term_texts import PLAIN, TYPED
from kgtool.reasoning.terms import NUMBER, Terms

DATATYPES = {NUMBER[iri]: iri for iri in v.DATATYPES}
"""The numbers of the datatypes that OWL 2 RL supports, and their IRIs."""


class LiteralValues:
    """The values of the literals in use. Plain strings, whose value no other literal can have, are passed over."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._by_value: dict[Value, int] = {}
        self._odd_strings = False
        """Whether a literal of a string type other than xsd:string is in use: plain ones may then equal it."""
        self.listed: tuple[int, ...] = ()
        """Datatypes of which the literals are listed as members, as something depends on it."""

    def copy(self) -> LiteralValues:
        other = LiteralValues(self._terms)
        other._by_value, other._odd_strings, other.listed = dict(self._by_value), self._odd_strings, self.listed
        return other

    def take(self, facts: Facts) -> tuple[Ints, Ints]:
        """Takes in the literals of new facts; gives pairs of those that have one value (rule dt-eq)."""
        kinds = self._terms.kinds()
        if not self._odd_strings and not (kinds == TYPED).any():
            return EMPTY, EMPTY
        used = numbers_in(facts)
        kinds = kinds[used]
        ones, others = [], []
        for number in used[kinds == TYPED].tolist():
            literal = self._literal(number)
            value = value_of(literal)
            if value is None:
                continue
            if value[0] == "string" and not self._odd_strings:
                self._odd_strings = True
            if value[0] == "string":
                plain = self._terms.find(ox.Literal(literal.value))
                if plain is not None:
                    self._by_value.setdefault(value, plain)
            known = self._by_value.setdefault(value, number)
            if known != number:
                ones.append(known)
                others.append(number)
        if self._odd_strings:
            for number in used[kinds == PLAIN].tolist():
                known = self._by_value.setdefault(("string", self._literal(number).value), number)
                if known != number:
                    ones.append(known)
                    others.append(number)
        return np.array(ones, np.int64), np.array(others, np.int64)

    def members(self, facts: Facts, datatypes: tuple[int, ...]) -> Iterator[tuple[int, Ints]]:
        """For each datatype the literals among the facts whose value it holds (rule dt-type2)."""
        if not datatypes:
            return
        found: dict[int, list[int]] = {number: [] for number in datatypes}
        for number, value in self.values(facts):
            for datatype in datatypes:
                if is_in_value_space(value, DATATYPES[datatype]):
                    found[datatype].append(number)
        for datatype, members in found.items():
            yield datatype, np.array(members, np.int64)

    def values(self, facts: Facts) -> Iterator[tuple[int, Value]]:
        """The literals among the facts that have a value, in the order of their numbers."""
        used = numbers_in(facts)
        for number in used[self._terms.kinds()[used] >= PLAIN].tolist():
            value = value_of(self._literal(number))
            if value is not None:
                yield number, value

    def different(self, facts: Facts) -> Ints:
        """Packed pairs of literals that have different values (rule dt-diff), both ways."""
        values = list(self.values(facts))
        pairs = [one << 32 | other for one, value in values for other, another in values if value != another]
        return np.sort(np.array(pairs, np.int64))

    def _literal(self, number: int) -> ox.Literal:
        literal = self._terms.term(number)
        assert isinstance(literal, ox.Literal)
        return literal


def numbers_in(facts: Facts) -> Ints:
    """The numbers that occur as a subject, an object or a class's member, sorted."""
    parts = list(facts.classes.values())
    for column in facts.properties.values():
        parts += (column.pairs >> 32, column.pairs & LOW)
    if not parts:
        return np.empty(0, np.int64)
    if sum(map(len, parts)) < 10_000:
        return sorted_unique(np.concatenate(parts))
    flags = np.zeros(max(int(part.max()) for part in parts if len(part)) + 1, np.bool_)
    for part in parts:
        flags[part] = True
    return np.flatnonzero(flags)
