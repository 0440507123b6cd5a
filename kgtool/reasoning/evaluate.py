"""Materialisation: the rounds in which facts, schema and equality grow until nothing new follows.

Facts wait under the key of the column that they belong to. Each step takes one key, removes what is known already, adds
the rest to its column, and lets the rule instances that read this column conclude from what is new (semi-naive). Keys
are taken in the order in which they feed each other, so that most columns are completed in one step; schema comes
before data, equality before both.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterable, Iterator, Set

import numpy as np

from kgtool.errors import LimitExceeded
from kgtool.reasoning.columns import (
    LOW,
    Ints,
    distinct,
    distinct_numbers,
    expand,
    is_in,
    merged,
    pack,
    sorted_unique,
    swap,
    transposed,
    without,
)
from kgtool.reasoning.datatypes import has_value
from kgtool.reasoning.edges import ALONG_EDGES, KINDS, TAXONOMY, along
from kgtool.reasoning.equality import Equality
from kgtool.reasoning.facts import MEMBERS, Facts, class_key, property_key
from kgtool.reasoning.joins import Table, is_held, solve, table_of
from kgtool.reasoning.lists import Lists
from kgtool.reasoning.literals import DATATYPES, LiteralValues
from kgtool.reasoning.memory import no_search_for_cycles
from kgtool.reasoning.merging import BY_KEY, BY_VALUE, equal_by_key, equal_values, pivots_of
from kgtool.reasoning.patterns import PATTERNS, Atom
from kgtool.reasoning.program import FOR_PROOFS, INHERITED, Program, feeding_order
from kgtool.reasoning.schema import COMPILED, GROUND, Instance, instances, key_of
from kgtool.reasoning.strategies import (
    AXIOM_MEMBERS,
    LISTS,
    MUTUAL,
    OVER_LISTS,
    READERS,
    READS,
    SCHEMA_ORDER,
    SWAPPED,
)
from kgtool.reasoning.terms import (
    BUILT_IN_COUNT,
    DIFFERENT_FROM,
    DOMAIN,
    RANGE,
    SAME_AS,
    SCHEMA_KEYS,
    SUB_CLASS_OF,
    SUB_PROPERTY_OF,
    THING,
    TYPE,
    Terms,
)
from kgtool.reasoning.transitivity import extend

SCHEMA_FIRST = 1 << 40
"""What the ranks of schema columns lie before those of all others."""
OF_RULES_ALONE = Program()
"""The program that an empty schema has: the rules that need none."""
for ground in GROUND:
    OF_RULES_ALONE.add(ground)
DEFAULT_LIMIT = 100_000_000
"""Derived triples beyond which a closure is given up, where the caller names no limit: about 1.6 GB of columns."""


class Materialisation:
    """Facts that are closed under the rules, and what it takes to keep them so."""

    def __init__(self, terms: Terms, limit: int | None, progress: Callable[[str], None] | None) -> None:
        self.terms = terms
        self.facts = Facts()
        self.equality = Equality()
        self.program = OF_RULES_ALONE.copy()
        self.limit = DEFAULT_LIMIT if limit is None else limit
        self.progress = progress
        self.given = 0
        """Number of asserted facts, which the limit does not count."""
        self.literals = LiteralValues(terms)
        self.lists_thing = False
        """Whether anything depends on who is an ``owl:Thing``; otherwise that is only found out when asked."""
        self._pending: dict[int, list[Ints]] = {}
        self._ordered: set[int] = set()
        """Keys whose first values to wait are ascending, each once."""
        self._equal: list[tuple[Ints, Ints, object]] = []
        self._dirty: set[str] = set()
        self._queue: list[tuple[int, int]] = []
        self._ranks: dict[int, int] = {}
        self._keys: dict[Instance, None] = {}
        self._count = 0
        self._told = 0.0

    def copy(self) -> Materialisation:
        """An independent copy of a finished materialisation."""
        other = Materialisation(self.terms, self.limit, self.progress)
        other.facts, other.equality, other.program = self.facts.copy(), self.equality.copy(), self.program.copy()
        other.given, other.literals = self.given, self.literals.copy()
        other.lists_thing, other._ranks = self.lists_thing, self._ranks
        other._count = self._count
        return other

    # What comes in

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

    # What is concluded

    def push(self, key: int, values: Ints) -> None:
        """Lets values wait under a key."""
        if not len(values):
            return
        waiting = self._pending.get(key)
        if waiting is None:
            self._pending[key] = [values]
            heapq.heappush(self._queue, (self._rank(key), key))
        else:
            waiting.append(values)

    def push_pairs(self, predicate: int, pairs: Ints) -> None:
        """New triples of one predicate, which may be ``rdf:type`` or ``owl:sameAs``."""
        if predicate == TYPE:
            ordered = np.sort(swap(pairs), kind="stable")
            numbers = ordered >> 32
            for number in sorted_unique(numbers).tolist():
                low, high = numbers.searchsorted((number, number + 1))
                self.push(class_key(number), ordered[low:high] & LOW)
        elif predicate == SAME_AS:
            self._equal.append((pairs >> 32, pairs & LOW, "eq-rep-p"))
        else:
            self.push(property_key(predicate), pairs)

    def _rank(self, key: int) -> int:
        number = key >> 1
        if number < BUILT_IN_COUNT and (key & MEMBERS or number in SCHEMA_KEYS):
            return SCHEMA_ORDER.get(key, 0) - SCHEMA_FIRST
        return self._ranks.get(key, 0)

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

    def _take(self) -> tuple[int, list[Ints]]:
        """The next key and what waits under it."""
        _, key = heapq.heappop(self._queue)
        return key, self._pending.pop(key)

    def _step(self) -> None:
        key, arrays = self._take()
        known, is_ordered = self.facts.array(key), key in self._ordered
        self._ordered.discard(key)
        if is_ordered and len(arrays) == 1 and not len(known):
            new = arrays[0]
        elif key & MEMBERS:
            new = distinct_numbers(arrays, known, len(self.terms))
        else:
            new = without(distinct(arrays), known)
        if len(new):
            self.facts.insert(key, new)
            self._grown(len(new))
            self._react(key, new)

    def forget_count(self, deleted: int) -> None:
        """Lowers the number of facts that the limit is compared with."""
        self._count -= deleted

    def _grown(self, by: int) -> None:
        self._count += by
        if self._count - self.given > self.limit:
            raise LimitExceeded(
                f"more than {self.limit:,} triples follow",
                hint="raise the limit, give it less, or look for a property that relates nearly everything",
            )
        if self.progress is not None:
            now = time.monotonic()
            if self._told == 0.0:
                self._told = now
            elif now - self._told > 2.0:
                self._told = now
                self.progress(f"{self._count:,} triples so far, {len(self._pending):,} columns waiting")

    def _react(self, key: int, new: Ints) -> None:
        """Everything that follows in one step from new facts under a key."""
        number, program = key >> 1, self.program
        if key & MEMBERS:
            for above in program.edges.supers.get(number, ()):
                if above != THING or self.lists_thing:
                    self.push(class_key(above), new)
            if program.reads_types():
                self._react(property_key(TYPE), pack(new, np.full(len(new), number)))
        elif number != TYPE:
            if number in KINDS:
                self._add_edges(number, new)
            if number in (DOMAIN, RANGE):
                new = self._inherit(key, new)
            elif number in program.transitive:
                new = self._close(key, new)
        if not key & MEMBERS:
            self._follow_property(number, new)
        for instance, position in program.consumers.get(key, ()):
            self._fire(instance, position, new)
        if number < BUILT_IN_COUNT:
            self._dirty.update(READERS.get(key, ()))

    def _close(self, key: int, new: Ints) -> Ints:
        """Closes a transitive property's column; gives the new pairs and those that they make reachable."""
        extra = extend(self.facts.column(key >> 1), new, self.limit)
        self.facts.insert(key, extra)
        self._grown(len(extra))
        return merged(new, extra)

    def _inherit(self, key: int, new: Ints) -> Ints:
        """Hands domains or ranges down to sub-properties and up to classes above; gives the new pairs and these."""
        held, above = self.facts.column(SUB_PROPERTY_OF).by_object, self.facts.column(SUB_CLASS_OF).pairs
        places, properties = expand(new >> 32, held)
        wide = np.concatenate((new, pack(properties, new[places] & LOW)))
        places, classes = expand(wide & LOW, above)
        extra = without(distinct([wide, pack(wide[places] >> 32, classes)]), self.facts.array(key))
        if not len(extra):
            return new
        self.program.inherited.setdefault(key, set()).update(extra.tolist())
        self.facts.insert(key, extra)
        self._grown(len(extra))
        return merged(new, extra)

    def _add_edges(self, predicate: int, new: Ints) -> None:
        """Takes new axioms as edges, and what they lead to from all that is known; what follows from other axioms
        (by transitivity, or as an inherited domain) is not needed."""
        inherited = self.program.inherited.get(property_key(predicate), ())
        edges = [(pair >> 32, pair & 0xFFFFFFFF) for pair in new.tolist() if pair not in inherited]
        for source, target in self.program.edges.add(predicate, edges):
            self._follow_edge(predicate, source, target)

    def _follow_edge(self, predicate: int, source: int, target: int) -> None:
        """Concludes along one edge from all facts."""
        if predicate == SUB_PROPERTY_OF:
            self.push_pairs(target, self.facts.column(source).pairs)
        elif predicate != SUB_CLASS_OF:
            self.push(class_key(target), along(predicate, self.facts.column(source).pairs))
        elif target != THING or self.lists_thing:
            self.push(class_key(target), self.facts.members(source))

    def _follow_property(self, number: int, new: Ints) -> None:
        """Concludes along the edges from a property's new pairs."""
        edges = self.program.edges
        for above in edges.super_properties.get(number, ()):
            self.push_pairs(above, new)
        for predicate, found in ((DOMAIN, edges.domains.get(number)), (RANGE, edges.ranges.get(number))):
            if found:
                ends = along(predicate, new)
                for above in found:
                    self.push(class_key(above), ends)

    # Rule instances

    def _fire(self, instance: Instance, position: int, new: Ints) -> None:
        """Concludes from the new facts of one atom and all facts of the others."""
        atom = instance.body[position]
        if instance.rule in BY_VALUE:
            whole = len(new) * 8 > len(self.facts.array(key_of(atom)))
            pivots = None if whole else pivots_of(instance, atom, new, self.facts)
            self._equal.append((*equal_values(instance, self.facts, pivots), instance))
            return
        if instance.rule == BY_KEY:
            self._keys[instance] = None
            return
        if instance.rule in MUTUAL:
            if position == 0:
                both = transposed(new)
                both = both[is_in(both, self.facts.array(key_of(atom)))]
                (one, _, other), *_ = instance.head
                assert isinstance(one, str) and isinstance(other, str)
                both = np.concatenate((both, swap(both)))
                self._conclude(instance, {one: both >> 32, other: both & LOW}, len(both))
            return
        if instance.rule in SWAPPED:
            self._swap(atom, instance.head[0], new)
            return
        others = (*instance.body[:position], *instance.body[position + 1 :])
        if self._lacks_facts(others):
            return
        table, size = table_of(atom, new, instance.variables if not others else None)
        if others:
            table, size = solve(others, self.facts, table, size, instance.variables)
        self._conclude(instance, table, size)

    def _swap(self, body: Atom, head: Atom, new: Ints) -> None:
        """Concludes one property's new pairs the other way round for another."""
        (_, source, _), (_, target, _) = body, head
        assert isinstance(source, int) and isinstance(target, int)
        if not self._are_mirrored(source, target):
            column = self.facts.column(source)
            self.push_pairs(target, column.by_object if len(new) == len(column) else transposed(new))

    def _are_mirrored(self, one: int, other: int) -> bool:
        """Whether two inverse properties hold the same pairs, one of them all that follows from the other."""
        held = self.facts.properties
        return one != other and one in held and other in held and len(held[one]) == len(held[other])

    def _fire_all(self, instance: Instance) -> None:
        """Concludes from all facts: what a new instance has to do once."""
        if self._lacks_facts(instance.body):
            return
        if instance.rule in BY_VALUE:
            self._equal.append((*equal_values(instance, self.facts, None), instance))
        elif instance.rule == BY_KEY:
            self._keys[instance] = None
        elif self.program.transitive_as(instance) is not None:
            property_number = self.program.transitive_as(instance)
            assert property_number is not None
            column = self.facts.column(property_number)
            self.push(property_key(property_number), extend(column, column.pairs, self.limit))
        else:
            self._conclude(instance, *solve(instance.body, self.facts, {}, 1, instance.variables))

    def _lacks_facts(self, atoms: Iterable[Atom]) -> bool:
        """Whether nothing at all stands where one of the atoms would be matched."""
        facts = self.facts
        for atom in atoms:
            key = key_of(atom)
            if (key >> 1) not in (facts.classes if key & MEMBERS else facts.properties) and is_held(atom):
                return True
        return False

    def _conclude(self, instance: Instance, table: Table, size: int) -> None:
        if not size:
            return
        if instance.rule in INHERITED:
            (subject, predicate, obj), *_ = instance.head
            assert isinstance(subject, str) and isinstance(obj, str) and isinstance(predicate, int)
            pairs = pack(table[subject], table[obj])
            known = self.facts.column(predicate).pairs
            new = pairs[~is_in(pairs, known)]
            self.program.inherited.setdefault(property_key(predicate), set()).update(new.tolist())
            self.push(property_key(predicate), pairs)
            return
        for subject, predicate, obj in instance.head:
            assert isinstance(predicate, int)
            subjects = table[subject] if isinstance(subject, str) else np.full(size, subject)
            if predicate == TYPE and isinstance(obj, int):
                self.push(class_key(obj), subjects)
                continue
            objects = table[obj] if isinstance(obj, str) else np.full(size, obj)
            if predicate == SAME_AS:
                self._equal.append((subjects, objects, instance))
            else:
                self.push_pairs(predicate, pack(subjects, objects))

    def _push_heads(self, found: Iterable[Instance]) -> None:
        """Concludes what instances say that have nothing left to match."""
        pairs: dict[int, list[int]] = {}
        for subject, predicate, obj in (atom for instance in found for atom in instance.head):
            assert isinstance(subject, int) and isinstance(predicate, int) and isinstance(obj, int)
            pairs.setdefault(predicate, []).append(subject << 32 | obj)
        for predicate, packed in pairs.items():
            self.push_pairs(predicate, np.array(packed, np.int64))

    def _compile(self, rules: Set[str]) -> None:
        """New instances of rules whose schema changed, each evaluated once over all facts."""
        lists = Lists(self.facts)
        new = []
        for pattern in COMPILED:
            name = pattern.rule.name
            if name in rules and name not in FOR_PROOFS:
                found = instances(pattern, self.facts, lists, self._has_value)
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
        wanted = tuple(n for n in DATATYPES if n not in self.literals.listed and self.program.wants(n))
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
