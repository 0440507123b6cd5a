"""What an engine gives: the closure of asserted triples under OWL 2 RL, which can be asked, explained and changed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Container, Iterable, Iterator

import pyoxigraph as ox

from kgtool.reasoning.entailment import entails
from kgtool.reasoning.proof import Inconsistency, Proof, Triple, triple_text
from kgtool.reasoning.vocabulary import SAME_AS, SCHEMA_PREDICATES, TYPE, is_built_in


class Closure(ABC):
    """The triples that follow from what was asserted, with reasons.

    ``inferred`` and ``all`` never hold a triple whose subject is a literal or whose predicate is no IRI: such
    generalised triples are used inside the engine and cannot be written as RDF.
    """

    @property
    @abstractmethod
    def all(self) -> list[Triple]:
        """Every triple that was not asserted, axioms and schema included, sorted as N-Triples lines."""

    @property
    def inferred(self) -> list[Triple]:
        """The new triples over instance data only (see :func:`is_instance_level`), sorted as N-Triples lines."""
        return [triple for triple in self.all if is_instance_level(triple)]

    @property
    @abstractmethod
    def inconsistencies(self) -> list[Inconsistency]:
        """Every match of a rule that concludes *false*; empty where the asserted triples are consistent."""

    @abstractmethod
    def __contains__(self, triple: object) -> bool:
        """Whether the triple was asserted or follows."""

    @abstractmethod
    def asserted_triples(self) -> list[Triple]:
        """What was asserted, sorted as N-Triples lines."""

    def entails(self, goal: Iterable[ox.Triple | Triple]) -> bool:
        """Whether a graph follows: its blank nodes stand for any term (RDF 1.1 Semantics, section 5)."""
        return entails([*self.asserted_triples(), *self.all], [as_triple(triple) for triple in goal])

    @abstractmethod
    def explain(self, triple: Triple) -> Proof | None:
        """The shortest proof (fewest rule applications), or None where the triple does not follow."""

    @abstractmethod
    def explanations(self, triple: Triple, limit: int = 1000) -> Iterator[Proof]:
        """One proof for each minimal set of asserted triples behind it, shortest first, at most ``limit`` of them."""

    def support(self, triple: Triple) -> set[Triple]:
        """The asserted triples in the shortest proof; empty where the triple is an axiom or does not follow."""
        proof = self.explain(triple)
        return set() if proof is None else proof.support()

    @abstractmethod
    def add(self, triples: Iterable[ox.Triple | Triple]) -> None:
        """Assert more triples and bring the closure up to date; unchanged where that raises LimitExceeded."""

    @abstractmethod
    def remove(self, triples: Iterable[ox.Triple | Triple]) -> None:
        """Withdraw asserted triples (others are passed over) and bring the closure up to date."""

    @abstractmethod
    def fork(self) -> Closure:
        """An independent copy to add to or remove from: cheap, as both share what they have in common."""

    def inferred_beyond(self, original: Closure, known: Container[Triple]) -> list[Triple]:
        """What this fork of ``original`` infers besides, sorted; ``known`` is what the original infers."""
        return [triple for triple in self.inferred if triple not in known]

    def inconsistencies_beyond(self, original: Closure) -> list[Inconsistency]:
        """The contradictions of this fork of ``original``, at least those that the original has not."""
        return self.inconsistencies


def is_instance_level(triple: Triple) -> bool:
    """Whether a triple speaks of the data: no axiom of OWL, no schema, nothing that holds of everything.

    Left out are triples with a schema predicate (``rdfs:subClassOf`` …), types from the built-in vocabulary
    (``owl:Thing``, ``owl:Class`` …), triples about a built-in term, and ``x owl:sameAs x``.
    """
    subject, predicate, obj = triple
    if not isinstance(predicate, ox.NamedNode) or predicate.value in SCHEMA_PREDICATES:
        return False
    if isinstance(subject, ox.NamedNode) and is_built_in(subject.value):
        return False
    if predicate.value == TYPE:
        return not (isinstance(obj, ox.NamedNode) and is_built_in(obj.value))
    return not (predicate.value == SAME_AS and subject == obj)


def as_triple(statement: ox.Triple | ox.Quad | Triple) -> Triple:
    """A plain tuple of terms from what callers hold: a pyoxigraph Triple or Quad (its graph is dropped), or a tuple."""
    if isinstance(statement, ox.Triple | ox.Quad):
        return statement.subject, statement.predicate, statement.object
    subject, predicate, obj = statement
    return subject, predicate, obj


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """The triples without repeats, sorted as N-Triples lines."""
    return sorted(set(triples), key=triple_text)
