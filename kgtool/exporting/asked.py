"""The quads of a store that can only be asked: a SPARQL 1.1 endpoint somewhere else."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kgtool.store.results import Store, Table
from kgtool.terms import BACKGROUND_GRAPH, ONTOLOGY_GRAPH

NAMED = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"
UNNAMED = "SELECT ?s ?p ?o { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
"""What the default graph holds beyond the named graphs, of which it is the merge."""


def ask_quads(store: Store, *, with_background: bool = False) -> list[Quad]:
    """All quads of a store; the ontology and the background knowledge only where they are wanted."""
    unwanted = set() if with_background else {BACKGROUND_GRAPH, ONTOLOGY_GRAPH}
    quads: list[Quad] = []
    for query in (NAMED, UNNAMED):
        result = store.query(query)
        for row in result.rows if isinstance(result, Table) else []:
            subject, predicate, value = row[:3]
            graph = row[3] if len(row) > 3 else DefaultGraph()
            if not isinstance(predicate, NamedNode) or subject is None or value is None:
                continue
            if isinstance(subject, Literal) or not isinstance(graph, NamedNode | DefaultGraph):
                continue
            if not (isinstance(graph, NamedNode) and graph.value in unwanted):
                quads.append(Quad(subject, predicate, value, graph))
    return quads
