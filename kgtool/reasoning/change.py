"""Withdrawing facts: delete all that may rest on them, then bring back what still follows (DRed, Gupta et al. 1993).

What was asserted itself is never deleted, which keeps the first step small. Where a change touches the schema or
equality, or would delete much of the closure, building it anew is simpler and not slower; the caller then does that.
"""

from __future__ import annotations

import numpy as np

from kgtool.reasoning.columns import LOW, Ints, distinct_numbers, is_in, pack, sorted_unique, without
from kgtool.reasoning.edges import KINDS, whole_along
from kgtool.reasoning.evaluate import Materialisation
from kgtool.reasoning.facts import MEMBERS, Facts, class_key, property_key
from kgtool.reasoning.joins import solve
from kgtool.reasoning.merging import BY_KEY, BY_VALUE
from kgtool.reasoning.schema import Instance, key_of
from kgtool.reasoning.terms import BUILT_IN_COUNT, DIFFERENT_FROM, SAME_AS, SCHEMA_KEYS, SUB_CLASS_OF, THING

LARGEST_SHARE = 8
"""Deleting more than one in so many facts is left to building anew."""
MOST_REACHABLE = 20_000
"""Deleted pairs of one transitive property beyond which building anew is quicker."""


def can_withdraw(done: Materialisation, gone: Facts) -> bool:
    """Whether facts (over the terms' own numbers) can be withdrawn without building anew."""
    program = done.program
    if done.equality.merges or done.literals.listed or program.reads_same_as:
        return False
    if program.reads_types() or any(program.edges.of_property(number) for number in (SAME_AS, DIFFERENT_FROM)):
        return False
    return all(
        key >> 1 >= BUILT_IN_COUNT or (key & MEMBERS == 0 and key >> 1 not in SCHEMA_KEYS | {SAME_AS, DIFFERENT_FROM})
        for key in gone
    )


def withdraw(done: Materialisation, gone: Facts, asserted: Facts) -> bool:
    """Withdraws facts from a finished materialisation; ``asserted`` are those that remain.

    Both are over the terms' own numbers. Gives False, with nothing changed, where building anew is better.
    """
    doubtful = _Doubt(done, asserted)
    for key in gone:
        number, values = done.equality.find(key >> 1), gone.array(key)
        if key & MEMBERS:
            doubtful.push(class_key(number), done.equality.find_all(values))
        else:
            doubtful.push(property_key(number), done.equality.find_pairs(values))
    if not doubtful.spread():
        return False
    for key in list(doubtful.deleted):
        done.facts.delete(key, doubtful.deleted.array(key))
    done.given -= len(gone)
    done.forget_count(len(doubtful.deleted))
    for key in list(doubtful.deleted):
        _bring_back(done, key, doubtful.deleted.array(key))
    done.run()
    return True


class _Doubt(Materialisation):
    """Runs the rules forward over the old closure to find what may rest on withdrawn facts."""

    def __init__(self, done: Materialisation, asserted: Facts) -> None:
        super().__init__(done.terms, done.limit, None)
        self.facts, self.equality, self.program = done.facts, done.equality, done.program
        self.lists_thing, self.deleted = done.lists_thing, Facts()
        self._asserted = asserted
        self._kept: dict[int, Ints] = {}
        self._deleted_count = 0

    def spread(self) -> bool:
        """Follows the doubt to its end; False where it spreads too far."""
        while self._queue:
            self._step()
            if self._deleted_count * LARGEST_SHARE > len(self.facts) + 8000:
                return False
            if any(
                len(self.deleted.array(property_key(number))) > MOST_REACHABLE for number in self.program.transitive
            ):
                return False
        return True

    def _step(self) -> None:
        key, arrays = self._take()
        if key & MEMBERS:
            doubtful = distinct_numbers(arrays, self.deleted.array(key))
        else:
            doubtful = without(sorted_unique(np.concatenate(arrays)), self.deleted.array(key))
        doubtful = doubtful[is_in(doubtful, self.facts.array(key))]
        doubtful = doubtful[~is_in(doubtful, self._still_asserted(key))]
        if len(doubtful):
            self.deleted.insert(key, doubtful)
            self._deleted_count += len(doubtful)
            self._react(key, doubtful)

    def _still_asserted(self, key: int) -> Ints:
        """The values asserted under a key, over representatives, sorted."""
        if self.equality.representative is None:
            return self._asserted.array(key)
        known = self._kept.get(key)
        if known is None:
            parts = []
            for number in self.equality.members(key >> 1):
                if key & MEMBERS:
                    parts.append(self.equality.find_all(self._asserted.members(number)))
                elif number in self._asserted.properties:
                    parts.append(self.equality.find_pairs(self._asserted.properties[number].pairs))
            known = self._kept[key] = sorted_unique(np.concatenate(parts)) if parts else np.empty(0, np.int64)
        return known

    def _are_mirrored(self, one: int, other: int) -> bool:
        """The columns are those from before: equal, but for what has not been deleted from them."""
        return False

    def _close(self, key: int, new: Ints) -> Ints:
        instance = self.program.transitive[key >> 1]
        for position in (0, 1):
            self._fire(instance, position, new)
        return new

    def _fire(self, instance: Instance, position: int, new: Ints) -> None:
        if instance.rule not in BY_VALUE and instance.rule != BY_KEY:
            super()._fire(instance, position, new)

    def _add_edges(self, number: int, new: Ints) -> None:
        """No schema is withdrawn here."""


def _bring_back(done: Materialisation, key: int, deleted: Ints) -> None:
    """Lets those deleted facts come in again that follow in one step from what is left."""
    number, program, facts = key >> 1, done.program, done.facts
    for predicate, edges in program.edges.of.items():
        source, target = KINDS[predicate]
        if target != key & MEMBERS or (predicate == SUB_CLASS_OF and number == THING and not done.lists_thing):
            continue
        for below in [below for below, found in edges.items() if number in found]:
            held = facts.members(below) if source == MEMBERS else whole_along(predicate, facts.column(below))
            done.push(key, deleted[is_in(deleted, held)])
    for instance in program.producers.get(key, ()):
        _follow_from(done, instance, key, deleted)


def _follow_from(done: Materialisation, instance: Instance, key: int, deleted: Ints) -> None:
    for subject, _, obj in (atom for atom in instance.head if key_of(atom) == key):
        table: dict[str, Ints] = {}
        values = deleted
        if key & MEMBERS:
            if not isinstance(subject, str):
                values = values[values == subject]
            else:
                table[subject] = values
        else:
            for slot, part in ((subject, values >> 32), (obj, values & LOW)):
                if not isinstance(slot, str):
                    values = values[part == slot]
            for slot, part in ((subject, values >> 32), (obj, values & LOW)):
                if isinstance(slot, str):
                    table[slot] = part
        table, size = solve(instance.body, done.facts, table, len(values) if table else min(len(values), 1), table)
        if not size:
            continue
        one = table[subject] if isinstance(subject, str) else np.full(size, subject, np.int64)
        if key & MEMBERS:
            done.push(key, one)
        else:
            other = table[obj] if isinstance(obj, str) else np.full(size, obj, np.int64)
            done.push(key, pack(one, other))
