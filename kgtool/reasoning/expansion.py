"""From facts over representatives back to triples over terms: equality is written out only here, when asked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyoxigraph as ox

from kgtool.errors import LimitExceeded
from kgtool.reasoning.columns import EMPTY, LOW, Ints, pack, sorted_unique, without
from kgtool.reasoning.evaluate import Materialisation
from kgtool.reasoning.facts import MEMBERS, Facts
from kgtool.reasoning.literals import numbers_in
from kgtool.reasoning.proof import Triple
from kgtool.reasoning.term_texts import PLAIN
from kgtool.reasoning.terms import BUILT_IN_COUNT, SAME_AS, SCHEMA_KEYS, THING, TYPE


class Expansion:
    """The triples that one materialisation stands for, less those that were asserted."""

    def __init__(self, done: Materialisation, asserted: Facts, facts: Facts | None = None) -> None:
        """``facts`` are those to write out; by default all."""
        self._done = done
        self._asserted = asserted
        self._facts = done.facts if facts is None else facts
        self._used = used_terms(done, asserted)
        representatives = done.equality.find_all(self._used)
        grouped = np.sort(pack(representatives, self._used))
        self._members = grouped & LOW
        size = int(self._used[-1]) + 1 if len(self._used) else 0
        self._starts = (grouped >> 32).searchsorted(np.arange(max(size, len(done.terms)) + 1))

    def rows(self, instance_level: bool) -> Ints:
        """Derived triples as an array of shape (n, 3), without repeats, in no particular order.

        With ``instance_level`` only those over data (see ``is_instance_level``). Triples that are not RDF (a literal as
        subject, no IRI as predicate) are left out. Raises LimitExceeded where equality would write out too many.
        """
        parts = []
        for predicate, pairs in self._columns(instance_level):
            if predicate == TYPE:
                asserted = [
                    pack(members, np.full(len(members), number)) for number, members in self._asserted.classes.items()
                ]
                known = np.sort(np.concatenate(asserted)) if asserted else EMPTY
            else:
                known = self._asserted.properties[predicate].pairs if predicate in self._asserted.properties else EMPTY
            new = without(sorted_unique(pairs), known)
            subjects = new >> 32
            keep = self._kinds()[subjects] < PLAIN
            if instance_level:
                keep &= ~self._built_in()[subjects]
            new = new[keep]
            parts.append(np.stack((new >> 32, np.full(len(new), predicate), new & LOW), axis=1))
        return np.concatenate(parts) if parts else np.empty((0, 3), np.int64)

    def triples(self, instance_level: bool) -> list[Triple]:
        """The same as terms, sorted as N-Triples lines."""
        rows = self.rows(instance_level)
        term = self._done.terms.term
        numbers = sorted_unique(rows.ravel())
        texts = [str(term(number)) for number in numbers.tolist()]
        rank = np.empty(len(texts), np.int64)
        rank[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts))
        ranks = rank[numbers.searchsorted(rows)]
        order = np.lexsort((ranks[:, 2], ranks[:, 1], ranks[:, 0]))
        terms = {number: term(number) for number in numbers.tolist()}
        return [(terms[s], terms[p], terms[o]) for s, p, o in rows[order].tolist()]

    def _columns(self, instance_level: bool) -> Iterator[tuple[int, Ints]]:
        """Each predicate with its packed pairs, both over terms."""
        facts, budget = self._facts, self._done.limit
        types = []
        by_predicate: dict[int, list[Ints]] = {}
        for key in facts:
            number = key >> 1
            if key & MEMBERS:
                if not (instance_level and number < BUILT_IN_COUNT):
                    members = facts.members(number)
                    types.append(pack(members, np.full(len(members), number)))
            elif not (instance_level and number in SCHEMA_KEYS):
                pairs = self._expanded(facts.column(number).pairs, budget)
                for predicate in self._variants(number, instance_level):
                    by_predicate.setdefault(predicate, []).append(pairs)
        if not instance_level and not self._done.lists_thing:
            things = members_of_thing(self._done)
            types.append(pack(things, np.full(len(things), THING)))
        pairs = self._expanded(np.concatenate(types) if types else EMPTY, budget)
        if instance_level and len(pairs):
            pairs = pairs[~self._built_in()[pairs & LOW]]
        for predicate in self._variants(TYPE, instance_level):
            by_predicate.setdefault(predicate, []).append(pairs)
        same = self._expanded(pack(*(np.array(sorted(self._done.equality.classes()), np.int64),) * 2), budget)
        if instance_level:
            same = same[same >> 32 != same & LOW]
        else:
            same = np.concatenate((same, pack(self._used, self._used)))
        for predicate in self._variants(SAME_AS, instance_level):
            by_predicate.setdefault(predicate, []).append(same)
        for predicate in sorted(by_predicate):
            yield predicate, np.concatenate(by_predicate[predicate])

    def _variants(self, number: int, instance_level: bool) -> list[int]:
        """The IRIs that may stand for a predicate."""
        term = self._done.terms.term
        found = [other for other in self._of(number) if isinstance(term(other), ox.NamedNode)]
        if instance_level:
            return [other for other in found if other not in SCHEMA_KEYS]
        return found

    def _of(self, representative: int) -> list[int]:
        low, high = self._starts[representative], self._starts[representative + 1]
        found: list[int] = self._members[low:high].tolist()
        return found or [representative]

    def _expanded(self, pairs: Ints, budget: int) -> Ints:
        if self._done.equality.representative is None or not len(pairs):
            return pairs
        first, second = pairs >> 32, pairs & LOW
        sizes = np.diff(self._starts)
        total = int((sizes[first] * sizes[second]).sum())
        if total > budget:
            raise LimitExceeded(
                f"written out, equal terms would give {total:,} triples of one property (the limit is {budget:,})",
                hint="ask about single triples instead, or raise the limit",
            )
        for _ in range(2):
            counts = sizes[second]
            starts = np.repeat(self._starts[second] - (counts.cumsum() - counts), counts)
            spread = self._members[starts + np.arange(int(counts.sum()))]
            first, second = spread, np.repeat(first, counts)
        return pack(first, second)

    def _kinds(self) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
        return self._done.terms.kinds()

    def _built_in(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Number → whether it is a term of RDF, RDFS, OWL or XML Schema."""
        return self._done.terms.built_in()


def members_of_thing(done: Materialisation) -> Ints:
    """Who is an ``owl:Thing``, where the rounds did not need to know."""
    parts = [done.facts.members(THING)]
    parts += [done.facts.members(below) for below, above in done.program.edges.supers.items() if THING in above]
    return sorted_unique(np.sort(np.concatenate(parts)))


def used_terms(done: Materialisation, asserted: Facts) -> Ints:
    """The numbers of all terms that occur in an asserted or derived triple, sorted."""
    keys = {key >> 1 for facts in (done.facts, asserted) for key in facts}
    parts = (numbers_in(done.facts), numbers_in(asserted), np.array(sorted(keys | {TYPE, SAME_AS})))
    return sorted_unique(np.concatenate(parts))
