"""The reference engine: owlrl behind the interface. Slow, without proofs; tests compare the other engine with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kgtool.errors import LimitExceeded, UsageError
from kgtool.reasoning.closure import Closure, as_triple, in_order
from kgtool.reasoning.proof import Inconsistency, Proof, Triple


class OwlrlClosure(Closure):
    """The closure as owlrl computes it, recomputed after every change."""

    def __init__(self, triples: Iterable[ox.Triple | Triple], limit: int | None = None) -> None:
        self._asserted = {as_triple(triple) for triple in triples}
        self._limit = limit
        self._compute()

    def _compute(self) -> None:
        from owlrl import OWLRL_Semantics

        from kgtool.reasoning.rdflib_terms import from_graph, to_graph

        graph = to_graph(in_order(self._asserted))
        engine = OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
        engine.closure()
        self._inconsistencies = [Inconsistency("owlrl", (), message) for message in sorted(engine.error_messages)]
        derived = {
            triple
            for triple in from_graph(graph)
            if isinstance(triple[1], ox.NamedNode)
            and not isinstance(triple[0], ox.Literal)
            and not triple[1].value.startswith("http://www.daml.org/2002/03/agents/agent-ont#")
            and not (isinstance(triple[2], ox.NamedNode) and "agent-ont#" in triple[2].value)
        }
        self._all = in_order(derived - self._asserted)
        if self._limit is not None and len(self._all) > self._limit:
            raise LimitExceeded(f"more than {self._limit:,} triples follow", hint="raise the limit, or give it less")

    @property
    def all(self) -> list[Triple]:
        return self._all

    def asserted_triples(self) -> list[Triple]:
        return in_order(self._asserted)

    @property
    def inconsistencies(self) -> list[Inconsistency]:
        return self._inconsistencies

    def fork(self) -> OwlrlClosure:
        copy = OwlrlClosure.__new__(OwlrlClosure)
        copy.__dict__.update(self.__dict__)
        copy._asserted = set(self._asserted)
        return copy

    def __contains__(self, triple: object) -> bool:
        return triple in self._asserted or triple in set(self._all)

    def explain(self, triple: Triple) -> Proof | None:
        """Asserted triples only: owlrl keeps no proofs, so an inferred triple raises UsageError."""
        if triple in self._asserted:
            return Proof(triple)
        if triple in self:
            raise UsageError("the owlrl engine keeps no proofs", hint='use engine="columns"')
        return None

    def explanations(self, triple: Triple, limit: int = 1000) -> Iterator[Proof]:
        proof = self.explain(triple)
        if proof is not None:
            yield proof

    def add(self, triples: Iterable[ox.Triple | Triple]) -> None:
        self._asserted |= {as_triple(triple) for triple in triples}
        self._compute()

    def remove(self, triples: Iterable[ox.Triple | Triple]) -> None:
        self._asserted -= {as_triple(triple) for triple in triples}
        self._compute()
