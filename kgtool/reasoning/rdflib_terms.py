"""rdflib's terms and ours, one to one. Imported only where a caller brings or wants rdflib graphs."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kgtool.reasoning.proof import Term, Triple
from kgtool.terms import XSD


def to_rdflib(term: Term) -> URIRef | BNode | Literal:
    """The rdflib term; a literal keeps its lexical form as it is."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        if term.datatype.value == XSD + "string":
            return Literal(term.value)
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise TypeError(f"rdflib has no term for {term}")


def from_rdflib(term: Node) -> Term:
    """The pyoxigraph term; raises ValueError where the IRI or language tag is not well-formed."""
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=None if term.datatype is None else ox.NamedNode(str(term.datatype)))
    raise TypeError(f"not an RDF term: {term!r}")


def to_graph(triples: list[Triple], graph: Graph | None = None) -> Graph:
    """Adds the triples to the graph (a new one where none is given) and returns it."""
    graph = Graph() if graph is None else graph
    for subject, predicate, obj in triples:
        graph.add((to_rdflib(subject), to_rdflib(predicate), to_rdflib(obj)))
    return graph


def from_graph(graph: Graph) -> list[Triple]:
    """The graph's triples in our terms, in the graph's own order."""
    return [(from_rdflib(s), from_rdflib(p), from_rdflib(o)) for s, p, o in graph]
