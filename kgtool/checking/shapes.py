"""SHACL over the graph: ``ontology/shapes*.ttl``, run by pySHACL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from kgtool.checking.claims import Claims
from kgtool.checking.finding import Finding, Level
from kgtool.errors import DataError
from kgtool.ontology.turtle import read_turtle
from kgtool.store import Term
from kgtool.terms import BACKGROUND_GRAPH, KG, ONTOLOGY_GRAPH, RDF, RDFS, SH

_LEVELS = {SH + "Violation": Level.ERROR, SH + "Warning": Level.WARNING, SH + "Info": Level.INFO}
_IRI = re.compile(r"<?(https?://[^\s<>(),;\"]+[^\s<>(),;.:\"])>?")


def check_shapes(claims: Claims, paths: Sequence[Path]) -> list[Finding]:
    """What the shapes of ``paths`` report of a graph. Raises DataError where a shapes file is broken."""
    if not paths:
        return []
    shapes = _to_graph(read_turtle(paths))
    reified = {str(prop) for prop in shapes.objects(None, URIRef(KG + "reifies"))}
    data = _data(claims, reified)
    try:
        results = _validate(data, shapes)
    except Exception as error:  # pySHACL raises many kinds for a malformed shape
        raise DataError(
            f"the shapes cannot be run: {error}", path=paths[0], hint="Correct the shape that it names."
        ) from error
    return [_finding(results, node, shapes, claims) for node in sorted(_all(results, "ValidationResult"), key=str)]


def _validate(data: Graph, shapes: Graph) -> Graph:
    import pyshacl

    # the data holds the vocabulary already; inference is the reasoner's, and what is claimed is not reasoned over here
    _, results, _ = pyshacl.validate(
        data, shacl_graph=shapes, inference="none", advanced=False, allow_infos=True, allow_warnings=True
    )
    if not isinstance(results, Graph):
        raise TypeError(str(results))
    return results


class _DataGraph(Graph):
    """pySHACL asks a constraint's query once for each thing that the shape is about; here it is parsed only once."""

    def __init__(self) -> None:
        super().__init__()
        self._prepared: dict[str, Query] = {}

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:
        if isinstance(query_object, str):
            prepared = self._prepared.get(query_object)
            if prepared is None:
                prepared = self._prepared[query_object] = prepareQuery(query_object, dict(self.namespaces()))
            query_object = prepared
        return super().query(query_object, *args, **options)


def _data(claims: Claims, reified: set[str]) -> Graph:
    """All that is claimed, by whomever, with its provenance, the vocabulary, and the known things that it mentions."""
    graph = _DataGraph()
    mentioned: set[Term] = set()
    for number, quad in enumerate(claims.statements()):
        graph.add(_triple(quad))
        mentioned.update((quad.subject, quad.object))
        if quad.predicate.value in reified:
            statement = BNode(f"statement{number}")
            for prop, value in (
                (RDF + "subject", _term(quad.subject)),
                (RDF + "predicate", _term(quad.predicate)),
                (RDF + "object", _term(quad.object)),
                (KG + "inClaim", _term(quad.graph_name)),
            ):
                graph.add((statement, URIRef(prop), value))
    for quad in claims.provenance():
        graph.add(_triple(quad))
    for quad in claims.quads.quads_for_pattern(None, None, None, ox.NamedNode(ONTOLOGY_GRAPH)):
        graph.add(_triple(quad))
    background = ox.NamedNode(BACKGROUND_GRAPH)
    for thing in mentioned:
        if isinstance(thing, ox.NamedNode):
            for quad in claims.quads.quads_for_pattern(thing, None, None, background):
                graph.add(_triple(quad))
    return graph


def _to_graph(quads: Iterable[ox.Quad]) -> Graph:
    graph = Graph()
    for quad in quads:
        graph.add(_triple(quad))
    return graph


def _triple(quad: ox.Quad) -> tuple[Node, Node, Node]:
    return _term(quad.subject), _term(quad.predicate), _term(quad.object)


def _term(term: object) -> URIRef | BNode | Literal:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, datatype=URIRef(term.datatype.value))
    raise TypeError(f"rdflib has no term for {term}")


def _oxigraph(term: Node | None) -> Term | None:
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
    return ox.BlankNode(str(term)) if isinstance(term, BNode) else None


def _all(graph: Graph, kind: str) -> Iterable[Node]:
    return graph.subjects(URIRef(RDF + "type"), URIRef(SH + kind))


def _finding(results: Graph, node: Node, shapes: Graph, claims: Claims) -> Finding:
    def value(name: str) -> Any:
        return results.value(node, URIRef(SH + name))

    focus, found, shape = value("focusNode"), value("value"), _named(value("sourceShape"), shapes)
    message = min((str(m) for m in results.objects(node, URIRef(SH + "resultMessage"))), default="A shape is violated.")
    thing, other = _oxigraph(focus), _oxigraph(found)
    behind = claims.about(thing, other) if thing is not None else []
    if isinstance(other, ox.NamedNode):
        behind = [*behind, *claims.about(other)]
    subject = claims.label(str(focus)) if isinstance(focus, URIRef) else ""
    text = _IRI.sub(lambda match: claims.label(match[1]), message)
    return Finding(
        _LEVELS.get(str(value("resultSeverity")), Level.ERROR),
        str(shape).rsplit("#", 1)[-1] if shape is not None else "shape",
        f"{subject}: {text}" if subject else text,
        hint=str(shapes.value(shape, URIRef(RDFS + "comment")) or "") if shape is not None else "",
        evidence=claims.evidence(behind),
    )


def _named(shape: Node | None, shapes: Graph) -> Node | None:
    """The shape itself where it has a name, else the named shape of which it is a part."""
    seen: set[Node] = set()
    while isinstance(shape, BNode) and shape not in seen:
        seen.add(shape)
        shape = next(iter(shapes.subjects(None, shape)), None)
    return shape
