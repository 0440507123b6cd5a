"""One graph in one of many formats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kgtool.errors import DataError, StoreError, UsageError
from kgtool.exporting.tables import graphml, statements_csv
from kgtool.exporting.turtle import readable_turtle
from kgtool.exporting.voiced import Voiced
from kgtool.querying.labels import NAMING, name_from
from kgtool.store import graph_sources, ontology_sources, trig_text
from kgtool.store.trig import natural
from kgtool.terms import PREFIXES


def read_quads(graph: Path, ontology: Path | None = None) -> list[Quad]:
    """The quads of a graph folder; with ``ontology``, the ontology and the background knowledge too."""
    if not graph.is_dir():
        raise StoreError(f"there is no graph folder {graph}", hint="make it with: kgtool build")
    quads: list[Quad] = []
    for source in [*graph_sources(graph), *(ontology_sources(ontology) if ontology else [])]:
        try:
            for quad in pyoxigraph.parse(path=source.path, format=source.format, rename_blank_nodes=False):
                graph_name = source.graph or quad.graph_name
                quads.append(Quad(quad.subject, quad.predicate, quad.object, graph_name))
        except SyntaxError as error:
            raise DataError(f"not {source.format.name}: {error.msg}", path=source.path, line=error.lineno) from None
    return quads


def export(quads: Iterable[Quad], form: str) -> str:
    """A graph as text, the same for the same quads. Raises ``UsageError`` for a format that does not exist."""
    if form not in _WRITERS:
        raise UsageError(f"there is no format {form!r}", hint=f"one of: {', '.join(FORMATS)}")
    return _WRITERS[form](list(quads))


def _nquads(quads: list[Quad]) -> str:
    return _serialized(sorted(set(quads), key=lambda quad: natural(str(quad))), RdfFormat.N_QUADS)


def _jsonld(quads: list[Quad]) -> str:
    ordered = sorted(set(quads), key=lambda quad: (natural(str(quad.graph_name)), natural(str(quad))))
    return _serialized(ordered, RdfFormat.JSON_LD)


def _ntriples(quads: list[Quad]) -> str:
    return _serialized(Voiced.of(quads).triples(), RdfFormat.N_TRIPLES)


def _rdfxml(quads: list[Quad]) -> str:
    triples = Voiced.of(quads).triples()
    for triple in triples:
        if isinstance(triple.object, Literal) and any(c < " " and c not in "\t\n\r" for c in triple.object.value):
            raise DataError(
                f"RDF/XML cannot hold the control character in {triple.object}", hint="choose another format"
            )
    return _serialized(triples, RdfFormat.RDF_XML)


def _turtle(quads: list[Quad]) -> str:
    return readable_turtle(Voiced.of(quads), labels_in(quads))


def _serialized(statements: Iterable[pyoxigraph.Triple] | Iterable[Quad], kind: RdfFormat) -> str:
    prefixes = PREFIXES if kind in {RdfFormat.RDF_XML, RdfFormat.JSON_LD} else None
    data = pyoxigraph.serialize(statements, format=kind, prefixes=prefixes)
    assert data is not None
    return data.decode().rstrip("\n") + "\n"


def labels_in(quads: Iterable[Quad]) -> dict[str, str]:
    """What each thing is called, by its fullest label, title or text."""
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        prop = quad.predicate.value
        if prop in NAMING and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            known = said[quad.subject.value]
            known[prop] = max(known.get(prop, ""), quad.object.value, key=lambda text: (len(text), text))
    return {iri: name_from({prop: [text] for prop, text in known.items()}) for iri, known in said.items()}


def _csv(quads: list[Quad]) -> str:
    return statements_csv(quads, labels_in(quads))


def _graphml(quads: list[Quad]) -> str:
    return graphml(quads, labels_in(quads))


_WRITERS: dict[str, Callable[[list[Quad]], str]] = {
    "turtle": _turtle,
    "trig": trig_text,
    "nquads": _nquads,
    "ntriples": _ntriples,
    "jsonld": _jsonld,
    "rdfxml": _rdfxml,
    "graphml": _graphml,
    "csv": _csv,
}
FORMATS = tuple(_WRITERS)
