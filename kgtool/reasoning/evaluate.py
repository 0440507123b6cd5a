"""Materialisation: the rounds in which facts, schema and equality grow until nothing new follows.

Facts wait under the key of the column that they belong to. Each step takes one key, removes what is known already, adds
the rest to its column, and lets the rule instances that read this column conclude from what is new (semi-naive). Keys
are taken in the order in which they feed each other, so that most columns are completed in one step; schema comes
before data, equality before both.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Set

import numpy as np

from kgtool.reasoning.columns import (
    LOW,
    Ints,
    pack,
    sorted_unique,
)
from kgtool.reasoning.datatypes import has_value
from kgtool.reasoning.edges import ALONG_EDGES, TAXONOMY
from kgtool.reasoning.facts import MEMBERS, Facts, class_key, property_key
from kgtool.reasoning.firing import Firing
from kgtool.reasoning.lists import Lists
from kgtool.reasoning.literals import DATATYPES
from kgtool.reasoning.memory import no_search_for_cycles
from kgtool.reasoning.merging import equal_by_key
from kgtool.reasoning.patterns import PATTERNS
from kgtool.reasoning.program import FOR_PROOFS, feeding_order
from kgtool.reasoning.schema import instances
from kgtool.reasoning.strategies import (
    AXIOM_MEMBERS,
    LISTS,
    NEEDED,
    OVER_LISTS,
    READS,
)
from kgtool.reasoning.terms import (
    DIFFERENT_FROM,
    SAME_AS,
    THING,
)
from kgtool.reasoning.waiting import SCHEMA_FIRST


class Materialisation(Firing):
    """Facts that are closed under the rules, and what it takes to keep them so."""

    def copy(self) -> Materialisation:
        """An independent copy of a finished materialisation."""
        other = Materialisation(self.terms, self.limit, self.progress)
        other.facts, other.equality, other.program = self.facts.copy(), self.equality.copy(), self.program.copy()
        other.given, other.literals = self.given, self.literals.copy()
        other.lists_thing, other._ranks = self.lists_thing, self._ranks
        other._count = self._count
        return other

    def start(self) -> None:
        """The axioms."""
        for key, members in AXIOM_MEMBERS.items():
            self.push(key, members)

    def assert_facts(self, facts: Facts) -> None:
        """Takes in facts over the terms' own numbers."""
        self.given += len(facts)
        self._equal.append((*self.literals.take(facts), "dt-eq"))
        for datatype, members in self.literals.members(facts, self.literals.listed):
            self.push(class_key(datatype), self.equality.find_all(members))
        if self.equality.representative is None:
            self._ordered.update(key for key in facts if key not in self._pending)
        for key in facts:
            number, values = key >> 1, facts.array(key)
            if key & MEMBERS:
                self.push(class_key(self.equality.find(number)), self.equality.find_all(values))
            elif number == SAME_AS:
                self._equal.append((values >> 32, values & LOW, None))
            else:
                self.push_pairs(self.equality.find(number), self.equality.find_pairs(values))

    def _has_value(self, number: int, wanted: int) -> bool:
        return any(has_value(self.terms.term(member), wanted) for member in self.equality.members(number))

    def run(self) -> None:
        """Concludes until nothing new follows. Raises LimitExceeded where too much does."""
        with no_search_for_cycles():
            self._run()

    def _run(self) -> None:
        while True:
            if self._equal:
                self._unite()
            elif not OVER_LISTS.isdisjoint(self._dirty) and LISTS.isdisjoint(self._pending):
                self._compile(self._dirty & OVER_LISTS)
            elif self._queue and self._queue[0][0] < -SCHEMA_FIRST // 2:
                self._step()
            elif self._dirty:
                self._compile(self._dirty)
            elif self._queue:
                self._step()
            elif self._keys:
                keys, self._keys = self._keys, {}
                for instance in keys:
                    self._equal.append((*equal_by_key(instance, self.facts), instance))
            elif not self._close_reflexive():
                return

    def _compile(self, rules: Set[str]) -> None:
        """New instances of rules whose schema changed, each evaluated once over all facts."""
        lists = Lists(self.facts)
        new = []
        for name, keys in NEEDED.items():
            if name in rules and all(map(self.facts.has, keys)):
                found = instances(PATTERNS[name], self.facts, lists, self._has_value)
                new += [instance for instance in found if self.program.add(instance)]
        self._dirty -= rules
        self.program.has_all = False
        if not rules.isdisjoint(ALONG_EDGES) or any(instance.body and instance.head for instance in new):
            self._ranks = feeding_order(self.program.feeds())
            self._queue = [(self._rank(key), key) for key in self._pending]
            heapq.heapify(self._queue)
        self._push_heads(instance for instance in new if not instance.body)
        for instance in new:
            if instance.body and instance.head and instance not in self.program.silent:
                self._fire_all(instance)
        self._list_by_demand()

    def add_for_proofs(self) -> None:
        """Adds the instances that would conclude nothing more, but shorten proofs."""
        if not self.program.has_all:
            lists = Lists(self.facts)
            for name in sorted(FOR_PROOFS - TAXONOMY):
                for instance in instances(PATTERNS[name], self.facts, lists, self._has_value):
                    self.program.add(instance)
            self.program.has_all = True

    def _list_by_demand(self) -> None:
        """Lists the members of ``owl:Thing`` and of datatypes once something depends on them."""
        if not self.lists_thing and self.program.wants(THING):
            self.lists_thing = True
            for below, above in self.program.edges.supers.items():
                if THING in above:
                    self.push(class_key(THING), self.facts.members(below))
        wanted = tuple(self.program.wanted(number for number in DATATYPES if number not in self.literals.listed))
        if wanted:
            self.literals.listed = (*self.literals.listed, *wanted)
            for facts in (self.facts, *self._waiting()):
                for datatype, members in self.literals.members(facts, wanted):
                    self.push(class_key(datatype), self.equality.find_all(members))

    def _waiting(self) -> Iterator[Facts]:
        """What waits, as facts."""
        for key, arrays in list(self._pending.items()):
            for values in arrays:
                facts = Facts()
                facts.insert(key, sorted_unique(values))
                yield facts

    def _close_reflexive(self) -> bool:
        """Instances that read ``owl:sameAs`` or ``owl:differentFrom`` as properties (``eq-ref``, ``dt-diff``)."""
        before = self._count
        program = self.program
        for instance in program.reads_same_as:
            self._fire_all(instance)
        if program.edges.of_property(SAME_AS):
            used = self.facts.used()
            self._follow_property(SAME_AS, pack(used, used))
        if program.edges.of_property(DIFFERENT_FROM) or property_key(DIFFERENT_FROM) in program.consumers:
            self.push(property_key(DIFFERENT_FROM), self.literals.different(self.facts))
        while self._queue:
            self._step()
        return self._count > before or bool(self._equal)

    # Equality

    def _unite(self) -> None:
        """Unites what was found equal and lets every fact about a term that lost its number come in anew."""
        found, self._equal = self._equal, []
        changed = self.equality.unite(found)
        if not len(changed):
            return
        moved = self.program.forget(set(changed.tolist()), self.equality.find)
        flag = np.zeros(max(len(self.terms), int(changed[-1]) + 1), np.bool_)
        flag[changed] = True
        pending, self._pending, self._queue = self._pending, {}, []
        self._ordered.clear()
        for key, arrays in pending.items():
            for values in arrays:
                self._move(key, values)
        for key in list(self.facts):
            self._rewrite(key, flag)
        for predicate, edges in moved.items():
            for source, target in edges:
                self._follow_edge(predicate, source, target)
        self._dirty.update(READS)

    def _rewrite(self, key: int, changed: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> None:
        values = self.facts.array(key)
        if changed[key >> 1]:
            gone = self.facts.drop(key)
        else:
            mask = changed[values] if key & MEMBERS else changed[values >> 32] | changed[values & LOW]
            if not mask.any():
                return
            gone = values[mask]
            self.facts.delete(key, gone)
        self._count -= len(gone)
        self._move(key, gone)

    def _move(self, key: int, values: Ints) -> None:
        number = self.equality.find(key >> 1)
        if key & MEMBERS:
            self.push(class_key(number), self.equality.find_all(values))
        else:
            self.push_pairs(number, self.equality.find_pairs(values))
