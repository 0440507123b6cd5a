"""What follows from the articles: ``inferred.trig``, one graph for their own voice and one for each claimer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from pyoxigraph import NamedNode

from kgtool.building.gathering import Gathered
from kgtool.building.joining import find_joins
from kgtool.reasoning import Inconsistency, Term, Triple
from kgtool.reasoning.column_engine import ColumnClosure
from kgtool.reasoning.columns import Ints, is_in, pack, sorted_unique
from kgtool.reasoning.joined import joined
from kgtool.reasoning.term_texts import RESOURCE
from kgtool.reasoning.terms import Terms
from kgtool.store.trig import Predicates, TrigText, subject_order
from kgtool.terms import JOINED_GRAPH, KG, OWL, RDF
from kgtool.voices import inferred_graph

SAME_AS = NamedNode(OWL + "sameAs")
_TYPE = NamedNode(RDF + "type")
_INFERENCE, _CLAIMED_BY = NamedNode(KG + "Inference"), NamedNode(KG + "claimedBy")


@dataclass(frozen=True, slots=True)
class Inferences:
    """What follows, and what cannot all be true."""

    text: str
    """The content of ``inferred.trig``."""
    contradictions: tuple[Inconsistency, ...]
    """In the articles' own voice."""
    claimed: dict[str, tuple[Inconsistency, ...]]
    """Besides, in what each claimer holds."""


def infer(gathered: Gathered, progress: Callable[[int, int], None] = lambda done, total: None) -> Inferences:
    """What follows for articles, background and ontology.

    What no statement of an article supports is left out, and so is what is about nothing that an article mentions.
    """
    terms = gathered.terms
    background = ColumnClosure(terms, np.concatenate((gathered.known, gathered.schema)))
    beforehand = background.rows()
    supported = RowSet(ColumnClosure(terms, np.concatenate((gathered.narrated, gathered.schema))).rows())
    closure = background.fork()
    closure.add_rows(gathered.narrated)
    shared = RowSet(closure.rows())
    written = _Writing(terms)
    valued = _About.of(np.concatenate((gathered.known, gathered.narrated)), terms).valued
    about = _About(_About.of(gathered.narrated, terms).things, valued)
    unsupported = RowSet(supported.without(beforehand))
    written.add("", about.worth_writing(unsupported.without(closure.rows()), terms))
    findings = {_key(found) for found in closure.inconsistencies}
    claimed: dict[str, tuple[Inconsistency, ...]] = {}
    for number, (claimer, said) in enumerate(gathered.claims.items()):
        progress(number, len(gathered.claims))
        fork = closure.fork()
        fork.add_rows(said)
        new = shared.without(fork.rows_beyond(closure))
        written.add(claimer, _About.of(said, terms).worth_writing(new, terms, (about,)))
        written.finish(claimer)
        claimed[claimer] = tuple(found for found in fork.inconsistencies_beyond(closure) if _key(found) not in findings)
    contradictions = _join(gathered, closure, written)
    written.finish("")
    return Inferences(written.text_of.text(), contradictions, claimed)


def _key(found: Inconsistency) -> tuple[object, ...]:
    return found.rule, found.triples, found.message


def _join(gathered: Gathered, closure: ColumnClosure, written: _Writing) -> tuple[Inconsistency, ...]:
    """Writes what articles speak of in common and what follows from it; gives all contradictions, those too.

    Each thing that several articles speak of is said to be the same as the first of them, and nothing is copied from
    one to the other.
    """
    joins = find_joins(gathered.talks, _statements(gathered.terms, gathered.known))
    if not joins:
        return tuple(closure.inconsistencies)
    for join in joins:
        written.text_of.describe(join.node, join.reason())
    equalities = [join.equality() for join in joins]
    written.text_of.describe(NamedNode(JOINED_GRAPH), {_TYPE: [_INFERENCE]})
    written.text_of.fill(NamedNode(JOINED_GRAPH), ((subject, {SAME_AS: [value]}) for subject, _, value in equalities))
    whole = closure.fork()
    whole.add(equalities)
    found = joined(whole, closure)
    said = {subject for subject, _, _ in equalities}
    terms = gathered.terms
    same = [(other, SAME_AS, one[0]) for one in found.classes for other in one[1:] if other not in said]
    written.add("", terms.numbers([*same, *found.triples]))
    return tuple(whole.inconsistencies)


class RowSet:
    """A set of triples of numbers, by property."""

    def __init__(self, rows: Ints) -> None:
        self._pairs = {predicate: np.sort(pairs) for predicate, pairs, _ in _by_property(rows)}

    def without(self, rows: Ints) -> Ints:
        """The rows that are not in the set."""
        kept = [
            places[~is_in(pairs, self._pairs[p])] if p in self._pairs else places
            for p, pairs, places in _by_property(rows)
        ]
        return rows[np.sort(np.concatenate(kept))] if kept else rows


def _by_property(rows: Ints) -> Iterator[tuple[int, Ints, Ints]]:
    """Each property with its packed pairs and where they stand."""
    for predicate in sorted_unique(np.sort(rows[:, 1])).tolist():
        places = np.flatnonzero(rows[:, 1] == predicate)
        yield predicate, pack(rows[places, 0], rows[places, 2]), places


@dataclass(frozen=True, slots=True)
class _About:
    """What some statements are about, as sorted numbers."""

    things: Ints
    valued: Ints
    """Packed pairs of subject and property that have a literal."""

    @classmethod
    def of(cls, rows: Ints, terms: Terms) -> _About:
        literal = rows[terms.kinds()[rows[:, 2]] != RESOURCE]
        things = np.concatenate((rows[:, 0], rows[:, 2]))
        return cls(sorted_unique(np.sort(things)), sorted_unique(np.sort(pack(literal[:, 0], literal[:, 1]))))

    def worth_writing(self, rows: Ints, terms: Terms, others: tuple[_About, ...] = ()) -> Ints:
        """Those about things that are mentioned (here or by others), without literals of a property that has a value:
        the same value spelled otherwise (dt-eq).
        """
        everywhere = (self, *others)
        is_literal = terms.kinds()[rows[:, 2]] != RESOURCE
        valued = pack(rows[:, 0], rows[:, 1])
        is_told = is_literal & np.logical_or.reduce([is_in(valued, about.valued) for about in everywhere])
        is_mentioned = np.logical_or.reduce([is_in(rows[:, 0], about.things) for about in everywhere])
        kept: Ints = rows[is_mentioned & ~is_told]
        return kept


class _Writing:
    """``inferred.trig`` as it grows."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._rows: dict[str, list[Ints]] = {}
        self.text_of = TrigText()

    def add(self, claimer: str, rows: Ints) -> None:
        """Adds what follows for a claimer, for everybody where none is given."""
        if len(rows):
            self._rows.setdefault(claimer, []).append(rows)

    def finish(self, claimer: str) -> None:
        """Writes what follows for a claimer; nothing more may be added for them."""
        parts = self._rows.pop(claimer, [])
        if not parts:
            return
        graph = NamedNode(inferred_graph(claimer))
        about: Predicates = {_TYPE: [_INFERENCE]}
        if claimer:
            about[_CLAIMED_BY] = [NamedNode(claimer)]
        self.text_of.describe(graph, about)
        self.text_of.fill(graph, self._subjects(np.concatenate(parts)))

    def _subjects(self, rows: Ints) -> Iterator[tuple[Term, Predicates]]:
        """The rows by subject, in the order of writing."""
        rows = rows[np.argsort(rows[:, 0], kind="stable")]
        numbers, starts = np.unique(rows[:, 0], return_index=True)
        parts = dict(zip(numbers.tolist(), np.split(rows, starts[1:]), strict=True))
        for number in sorted(parts, key=lambda number: subject_order(self._terms.term(number))):
            predicates: Predicates = {}
            for _, predicate, value in parts[number].tolist():
                name = self._terms.term(predicate)
                if isinstance(name, NamedNode):
                    predicates.setdefault(name, []).append(self._terms.term(value))
            yield self._terms.term(number), predicates


def _statements(terms: Terms, rows: Ints) -> Iterator[Triple]:
    return (terms.triple((s, p, o)) for s, p, o in rows.tolist())
