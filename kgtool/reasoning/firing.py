"""What follows in one step from new facts under a key: along edges, and by the rule instances that read the column."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from kgtool.reasoning.columns import (
    LOW,
    Ints,
    distinct,
    distinct_numbers,
    expand,
    is_in,
    merged,
    pack,
    swap,
    transposed,
    without,
)
from kgtool.reasoning.edges import KINDS, along
from kgtool.reasoning.facts import MEMBERS, class_key, property_key
from kgtool.reasoning.joins import Table, is_held, solve, table_of
from kgtool.reasoning.merging import BY_KEY, BY_VALUE, equal_values, pivots_of
from kgtool.reasoning.patterns import Atom
from kgtool.reasoning.program import INHERITED
from kgtool.reasoning.schema import Instance, key_of
from kgtool.reasoning.strategies import (
    MUTUAL,
    READERS,
    SWAPPED,
)
from kgtool.reasoning.terms import (
    BUILT_IN_COUNT,
    DOMAIN,
    RANGE,
    SAME_AS,
    SUB_CLASS_OF,
    SUB_PROPERTY_OF,
    THING,
    TYPE,
)
from kgtool.reasoning.transitivity import extend
from kgtool.reasoning.waiting import Waiting


class Firing(Waiting):
    """Concludes from new facts; what it concludes waits in turn."""

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
