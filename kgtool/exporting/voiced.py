"""Quads sorted by who speaks: provenance, the articles' own voice, what follows from it, and what others claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from kgtool.store import Term
from kgtool.store.trig import natural
from kgtool.terms import BACKGROUND_GRAPH, KG, ONTOLOGY_GRAPH, RDF

TYPE = NamedNode(RDF + "type")
CLAIMED_BY = NamedNode(KG + "claimedBy")
STATES = NamedNode(KG + "states")
CLAIM, NARRATION, INFERENCE = (NamedNode(KG + name) for name in ("Claim", "Narration", "Inference"))
_STATEMENT = NamedNode(RDF + "Statement")
_PARTS = tuple(NamedNode(RDF + name) for name in ("subject", "predicate", "object"))


@dataclass
class Voiced:
    """The triples of a graph by who speaks."""

    provenance: list[Triple] = field(default_factory=list)
    """Of documents, sentences, claims and inferences (the default graph)."""
    known: list[Triple] = field(default_factory=list)
    """The background and the ontology, where they were asked for."""
    narrated: dict[NamedNode, list[Triple]] = field(default_factory=dict)
    """By narration: what the articles say in their own voice."""
    inferred: list[Triple] = field(default_factory=list)
    """What follows from the articles' own voice."""
    claimed: dict[NamedNode, list[Triple]] = field(default_factory=dict)
    """By claim, or by inference from a claimer's claims: what holds only if the claimer is right."""

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Voiced:
        """Sorts quads out by their graphs."""
        voiced = cls()
        graphs: defaultdict[NamedNode, list[Triple]] = defaultdict(list)
        for quad in dict.fromkeys(quads):
            if isinstance(quad.graph_name, DefaultGraph):
                voiced.provenance.append(quad.triple)
            elif isinstance(quad.graph_name, NamedNode):
                graphs[quad.graph_name].append(quad.triple)
        narrations = {t.subject for t in voiced.provenance if t.predicate == TYPE and t.object == NARRATION}
        claimed_by = {t.subject for t in voiced.provenance if t.predicate == CLAIMED_BY}
        inferences = {t.subject for t in voiced.provenance if t.predicate == TYPE and t.object == INFERENCE}
        for graph in sorted(graphs, key=lambda name: natural(name.value)):
            if graph.value in {BACKGROUND_GRAPH, ONTOLOGY_GRAPH}:
                voiced.known += graphs[graph]
            elif graph in narrations:
                voiced.narrated[graph] = graphs[graph]
            elif graph in inferences and graph not in claimed_by:
                voiced.inferred += graphs[graph]
            else:  # a claim, an inference of one claimer, or a graph that nobody accounts for: never a plain fact
                voiced.claimed[graph] = graphs[graph]
        return voiced

    def facts(self) -> list[Triple]:
        """What stands as plain triples: the background, what is narrated, and what follows from both."""
        said = [triple for triples in self.narrated.values() for triple in triples]
        return list(dict.fromkeys([*self.known, *said, *self.inferred]))

    def reified(self) -> list[Triple]:
        """Each narrated and each claimed statement as an ``rdf:Statement`` that its narration or claim states."""
        triples = []
        for graph, content in (*self.narrated.items(), *self.claimed.items()):
            for number, triple in enumerate(sorted(content, key=_order), 1):
                statement = NamedNode(f"{graph.value}/statement/{number}")
                triples += [Triple(graph, STATES, statement), Triple(statement, TYPE, _STATEMENT)]
                terms: tuple[Term, ...] = (triple.subject, triple.predicate, triple.object)
                triples += [Triple(statement, part, term) for part, term in zip(_PARTS, terms, strict=True)]
        return triples

    def triples(self) -> list[Triple]:
        """Everything that a format of triples carries, sorted, without duplicates."""
        return sorted({*self.provenance, *self.facts(), *self.reified()}, key=_order)


def _order(triple: Triple) -> list[tuple[int, str]]:
    return natural(str(triple))
