"""Whether a triple over terms is in the closure, and where a term occurs."""

from __future__ import annotations

import pyoxigraph as ox

from kgtool.reasoning.columns import Ints, holds
from kgtool.reasoning.datatypes import is_in_value_space, value_of
from kgtool.reasoning.evaluate import Materialisation
from kgtool.reasoning.expansion import used_terms
from kgtool.reasoning.facts import MEMBERS, Facts
from kgtool.reasoning.literals import DATATYPES
from kgtool.reasoning.terms import DIFFERENT_FROM, SAME_AS, THING, TYPE

Numbers = tuple[int, int, int]


class Membership:
    """Membership in one closure. Valid until the closure changes."""

    def __init__(self, done: Materialisation, asserted: Facts) -> None:
        self._done = done
        self._asserted = asserted
        self._used: Ints | None = None

    def holds(self, subject: int, predicate: int, obj: int) -> bool:
        """Whether the triple is in the closure; also what is not held as a fact: equality, and values of literals."""
        find = self._done.equality.find
        number, one, other = find(predicate), find(subject), find(obj)
        if number == SAME_AS:
            return one == other and (subject != obj or self.is_used(subject))
        if number == TYPE:
            if holds(self._done.facts.members(other), one):
                return True
            if other == THING and not self._done.lists_thing:
                return self._is_thing(one)
            return other in DATATYPES and self.is_used(subject) and self.is_of_datatype(subject, other)
        column = self._done.facts.properties.get(number)
        if column is not None and column.holds(one, other):
            return True
        return (
            number == DIFFERENT_FROM
            and self.differ_in_value(subject, obj)
            and self.is_used(subject)
            and self.is_used(obj)
        )

    def is_used(self, number: int) -> bool:
        """Whether the term occurs in a triple of the closure."""
        if self._used is None:
            self._used = used_terms(self._done, self._asserted)
        return holds(self._used, number)

    def is_of_datatype(self, number: int, datatype: int) -> bool:
        term = self._done.terms.term(number)
        value = value_of(term) if isinstance(term, ox.Literal) else None
        return value is not None and bool(is_in_value_space(value, DATATYPES[datatype]))

    def differ_in_value(self, one: int, other: int) -> bool:
        first, second = self._done.terms.term(one), self._done.terms.term(other)
        if not isinstance(first, ox.Literal) or not isinstance(second, ox.Literal):
            return False
        values = value_of(first), value_of(second)
        return None not in values and values[0] != values[1]

    def _is_thing(self, number: int) -> bool:
        facts = self._done.facts
        return holds(facts.members(THING), number) or any(
            THING in above and holds(facts.members(below), number)
            for below, above in self._done.program.edges.supers.items()
        )

    def occurrence(self, number: int) -> Numbers | None:
        """A triple in which the term occurs: an asserted one where there is one."""
        for facts, term in ((self._asserted, number), (self._done.facts, self._done.equality.find(number))):
            for key in facts:
                found = _occurrence(facts, key, term)
                if found is not None:
                    s, p, o = (number if part == term else part for part in found)
                    return s, p, o
        # owl:sameAs itself may occur in nothing but what eq-ref concludes; rdf:type occurs in every graph's axioms.
        return (TYPE, SAME_AS, TYPE) if number == SAME_AS else None


def _occurrence(facts: Facts, key: int, term: int) -> Numbers | None:
    number = key >> 1
    if key & MEMBERS:
        members = facts.members(number)
        if term in (number, TYPE):
            return int(members[0]), TYPE, number
        return (term, TYPE, number) if holds(members, term) else None
    column = facts.properties[number]
    if term == number:
        first = int(column.pairs[0])
        return first >> 32, number, first & 0xFFFFFFFF
    objects = column.objects(term)
    if len(objects):
        return term, number, int(objects[0])
    subjects = column.subjects(term)
    return (int(subjects[0]), number, term) if len(subjects) else None
