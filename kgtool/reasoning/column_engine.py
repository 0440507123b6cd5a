"""The engine on integer columns, as a closure."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator

import numpy as np
import pyoxigraph as ox

from kgtool.errors import LimitExceeded
from kgtool.reasoning.additions import added_facts, added_falsities, changed_classes, facts_to_write, plain_rows
from kgtool.reasoning.backward import Backward
from kgtool.reasoning.change import can_withdraw, withdraw
from kgtool.reasoning.closure import Closure, as_triple, in_order
from kgtool.reasoning.columns import Ints, is_in
from kgtool.reasoning.evaluate import Materialisation
from kgtool.reasoning.expansion import Expansion
from kgtool.reasoning.facts import MEMBERS, Facts, partition, rows
from kgtool.reasoning.inconsistencies import Falsity, falsities
from kgtool.reasoning.memory import no_search_for_cycles
from kgtool.reasoning.messages import message
from kgtool.reasoning.proof import Inconsistency, Proof, Triple, triple_text
from kgtool.reasoning.proofs import Proofs
from kgtool.reasoning.terms import SCHEMA_KEYS, Terms

MOST_MATCHES = 64
"""Matches of one rule instance that the search for a shortest proof looks at."""


class ColumnClosure(Closure):
    """The closure over integer columns."""

    def __init__(
        self,
        terms: Terms,
        numbers: Ints,
        limit: int | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> None:
        self.terms = terms
        self.asserted = _partitioned(numbers)
        self._limit = limit
        self._progress = progress
        self._compute()

    def _compute(self) -> None:
        with no_search_for_cycles():
            self.done = Materialisation(self.terms, self._limit, self._progress)
            self.done.start()
            self.done.assert_facts(self.asserted)
            self.done.run()
        self._forget()

    def _forget(self) -> None:
        """Drops what was found out on demand about the closure before it changed."""
        self._backward: Backward | None = None
        self._inconsistencies: list[Inconsistency] | None = None

    def rows(self, instance_level: bool = True) -> Ints:
        """Derived triples as numbers, shape (n, 3), in no particular order; terms by ``self.terms.term(number)``."""
        return Expansion(self.done, self.asserted).rows(instance_level)

    @property
    def all(self) -> list[Triple]:
        return Expansion(self.done, self.asserted).triples(instance_level=False)

    @property
    def inferred(self) -> list[Triple]:
        return Expansion(self.done, self.asserted).triples(instance_level=True)

    def asserted_triples(self) -> list[Triple]:
        return in_order(self.terms.triple((s, p, o)) for s, p, o in rows(self.asserted).tolist())

    def schema_triples(self) -> list[Triple]:
        """The asserted triples that say what the schema is: axioms and declarations, sorted as N-Triples lines."""
        built_in = self.terms.built_in()
        schema = Facts()
        for key in self.asserted:
            number = key >> 1
            if built_in[number] if key & MEMBERS else number in SCHEMA_KEYS:
                schema.insert(key, self.asserted.array(key))
        return in_order(self.terms.triple((s, p, o)) for s, p, o in rows(schema).tolist())

    @property
    def inconsistencies(self) -> list[Inconsistency]:
        if self._inconsistencies is None:
            self._inconsistencies = self._in_order(falsities(self._back()))
        return self._inconsistencies

    def rows_beyond(self, original: ColumnClosure) -> Ints:
        """What this fork of ``original`` infers besides, as numbers; some of the original's may be among it."""
        new, changed = added_facts(self.done, original.done), changed_classes(self.done, original.done)
        written = facts_to_write(self.done, new, changed)
        found = plain_rows(self.done, self.asserted, written)
        return Expansion(self.done, self.asserted, written).rows(instance_level=True) if found is None else found

    def inferred_beyond(self, original: Closure, known: Container[Triple]) -> list[Triple]:
        if not isinstance(original, ColumnClosure):
            return super().inferred_beyond(original, known)
        new, changed = added_facts(self.done, original.done), changed_classes(self.done, original.done)
        written = facts_to_write(self.done, new, changed)
        found = Expansion(self.done, self.asserted, written).triples(instance_level=True)
        return [triple for triple in found if triple not in known]

    def inconsistencies_beyond(self, original: Closure) -> list[Inconsistency]:
        if not isinstance(original, ColumnClosure):
            return super().inconsistencies_beyond(original)
        new, changed = added_facts(self.done, original.done), changed_classes(self.done, original.done)
        return self._in_order(added_falsities(self._back(), original.done, new, changed))

    def _in_order(self, found: Iterable[Falsity]) -> list[Inconsistency]:
        return sorted(
            map(self._inconsistency, found),
            key=lambda finding: (finding.rule, [triple_text(triple) for triple in finding.triples]),
        )

    def _inconsistency(self, found: Falsity) -> Inconsistency:
        proofs = tuple(proof for premise in found.premises if (proof := self._proofs().shortest(premise)) is not None)
        texts = {variable: str(self.terms.term(number)) for variable, number in found.binding}
        triples = tuple(self.terms.triple(premise) for premise in found.premises)
        return Inconsistency(found.rule, triples, message(found.rule, texts), proofs)

    def _back(self) -> Backward:
        if self._backward is None:
            self._backward = Backward(self.done, self.asserted, MOST_MATCHES)
        return self._backward

    def _proofs(self) -> Proofs:
        return Proofs(self._back(), self.terms)

    def _find(self, triple: object) -> tuple[int, int, int] | None:
        """The triple in numbers where it is in the closure."""
        if not isinstance(triple, tuple | ox.Triple):
            return None
        found = self.terms.find_triple(as_triple(triple))
        if found is None:
            return None
        back = self._back()
        return found if back.is_asserted(found) or back.membership.holds(*found) else None

    def __contains__(self, triple: object) -> bool:
        return self._find(triple) is not None

    def explain(self, triple: Triple) -> Proof | None:
        found = self._find(triple)
        return None if found is None else self._proofs().shortest(found)

    def explanations(self, triple: Triple, limit: int = 1000) -> Iterator[Proof]:
        found = self._find(triple)
        if found is not None:
            backward = Backward(self.done, self.asserted, limit)
            yield from Proofs(backward, self.terms).all_minimal(found, limit)

    def add(self, triples: Iterable[ox.Triple | Triple]) -> None:
        self.add_rows(self.terms.numbers(as_triple(triple) for triple in triples))

    def add_rows(self, numbers: Ints) -> None:
        """The same with triples as numbers of ``self.terms``, an array of shape (n, 3)."""
        before = self.asserted.copy()
        new = _less(_partitioned(numbers), before)
        for key in new:
            self.asserted.insert(key, new.array(key))
        try:
            self.done.assert_facts(new)
            self.done.run()
        except LimitExceeded:
            self.asserted = before  # as if nothing had been added
            self._compute()
            raise
        self._forget()

    def remove(self, triples: Iterable[ox.Triple | Triple]) -> None:
        found = [row for row in (self.terms.find_triple(as_triple(triple)) for triple in triples) if row is not None]
        gone = _common(_partitioned(np.array(found, np.int64).reshape(-1, 3)), self.asserted)
        for key in gone:
            self.asserted.delete(key, gone.array(key))
        if not (can_withdraw(self.done, gone) and withdraw(self.done, gone, self.asserted)):
            self._compute()
        self._forget()

    def fork(self) -> ColumnClosure:
        copy = ColumnClosure.__new__(ColumnClosure)
        copy.terms, copy._limit, copy._progress = self.terms, self._limit, self._progress
        copy.asserted, copy.done = self.asserted.copy(), self.done.copy()
        copy._forget()
        return copy


def _partitioned(numbers: Ints) -> Facts:
    return partition(numbers[:, 0], numbers[:, 1], numbers[:, 2])


def _less(facts: Facts, others: Facts) -> Facts:
    """The facts that the others do not hold."""
    return _filtered(facts, others, keep_common=False)


def _common(facts: Facts, others: Facts) -> Facts:
    """The facts that the others hold too."""
    return _filtered(facts, others, keep_common=True)


def _filtered(facts: Facts, others: Facts, keep_common: bool) -> Facts:
    result = Facts()
    for key in facts:
        values = facts.array(key)
        kept = values[is_in(values, others.array(key)) == keep_common]
        if len(kept):
            result.insert(key, kept)
    return result
