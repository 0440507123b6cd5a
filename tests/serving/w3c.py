"""W3C's SPARQL 1.1 test suites run against a server over HTTP, and (query evaluation) against Oxigraph itself."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from tests.serving.running import REPOSITORY, TOKEN, Reply, Server

SUITE = REPOSITORY.parent / "shared" / "data" / "w3c" / "sparql11"
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
RDFS_LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
RESULT = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
SPARQL_JSON = "application/sparql-results+json"


def manifest(name: str) -> Graph:
    """A manifest, its relative addresses below the suite's own."""
    folder, _, file = name.partition("/")
    graph = Graph()
    graph.parse(
        SUITE / folder / (file or "manifest.ttl"), format="turtle", publicID=f"{BASE}{folder}/{file or 'manifest.ttl'}"
    )
    return graph


def members(graph: Graph, kind: URIRef) -> list[URIRef]:
    """The entries of a manifest of one kind, in its own order."""
    found = []
    for entries in graph.objects(None, MF.entries):
        found += [test for test in Collection(graph, entries) if (test, RDF.type, kind) in graph]
    return [test for test in found if isinstance(test, URIRef)]


def file_of(iri: Node) -> Path:
    """The file at an address of the suite."""
    return SUITE / str(iri).removeprefix(BASE)


def clear(server: Server) -> None:
    """Empties a writable server."""
    reply = server.update("DROP ALL")
    _loaded.pop(server.url, None)
    assert reply.status == 204, reply.text


# -- protocols: requests and the responses expected of them ----------------------------------------------------------


@dataclass(frozen=True)
class Exchange:
    """One request of a test, and what is expected."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: tuple[str, ...]
    boolean: bool | None
    form: str | None
    expected_body: str | None
    location: str | None


def exchanges(graph: Graph, test: URIRef) -> Iterator[Exchange]:
    """The requests of a protocol test, in order."""
    action = graph.value(test, MF.action)
    requests = graph.value(action, HT.requests)
    assert requests is not None
    for request in Collection(graph, requests):
        response = graph.value(request, HT.resp)
        headers = {}
        listed = graph.value(request, HT.headers)
        for header in Collection(graph, listed) if listed is not None else []:
            headers[str(graph.value(header, HT.fieldName))] = str(graph.value(header, HT.fieldValue))
        body = graph.value(request, HT.body)
        content = None
        if body is not None:
            content = str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))
        boolean, form = graph.value(response, MF.expectedBoolean), graph.value(response, MF.expectedFormat)
        expected, location = graph.value(response, HT.body), graph.value(response, MF.expectedLocation)
        yield Exchange(
            method=str(graph.value(request, HT.methodName)),
            path=str(graph.value(request, HT.absolutePath)),
            headers=headers,
            body=content,
            statuses=tuple(str(one).rpartition("#")[2] for one in graph.objects(response, MF.expectedStatus)),
            boolean=None if boolean is None else str(boolean) == "true",
            form=None if form is None else str(form),
            expected_body=None if expected is None else str(graph.value(expected, CNT.chars)),
            location=None if location is None else str(location),
        )


def status_fits(status: int, expected: Sequence[str]) -> bool:
    """Whether a status is one of ``StatusCode2xx``, ``Created`` …"""
    for name in expected:
        classes = re.fullmatch(r"StatusCode(\d)xx", name)
        if status // 100 == int(classes[1]) if classes else status == STATUSES[name]:
            return True
    return False


FORMATS = {
    "boolean": {SPARQL_JSON, "application/sparql-results+xml"},
    "tabular": {SPARQL_JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"},
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}


def check(exchange: Exchange, reply: Reply) -> None:
    """Asserts that a response is what the test expects."""
    assert status_fits(reply.status, exchange.statuses), f"{reply.status}, not {exchange.statuses}: {reply.text}"
    if exchange.form is not None:
        assert reply.media_type in FORMATS[exchange.form], reply.media_type
    if exchange.boolean is not None:
        answer = pyoxigraph.parse_query_results(
            reply.body, pyoxigraph.QueryResultsFormat.from_media_type(reply.media_type)
        )
        assert bool(answer) is exchange.boolean
    if exchange.expected_body is not None:
        assert reply.media_type == "text/turtle"
        expected = Graph().parse(data=exchange.expected_body, format="turtle")
        assert isomorphic(Graph().parse(data=reply.text, format="turtle"), expected), reply.text


def run_protocol_test(server: Server, graph: Graph, test: URIRef) -> None:
    """One test of the protocol suite. Updates go to /update and queries to /sparql, as the suite allows."""
    clear(server)
    for data in graph.objects(test, UT.graphData):
        name, file = str(graph.value(data, RDFS_LABEL)), graph.value(data, UT.graph)
        assert file is not None
        put(server, f"/store?graph={quote(name, safe='')}", file_of(file))
    for exchange in exchanges(graph, test):
        is_query = exchange.headers.get("content-type", "").startswith("application/sparql-query")
        updates = "update" in str(test).rpartition("#")[2] and not is_query
        path = exchange.path.replace("/sparql/", "/update" if updates else "/sparql")
        headers = {**exchange.headers, "Authorization": f"Bearer {TOKEN}"}
        check(exchange, server.send(exchange.method, path, exchange.body, headers))


def run_graph_store_test(server: Server, graph: Graph, test: URIRef) -> None:
    """One test of the Graph Store Protocol suite."""
    clear(server)
    locations: dict[str, str] = {}
    for exchange in exchanges(graph, test):
        path, body = exchange.path.replace("/gsp", "/store", 1), exchange.body
        for variable, value in locations.items():
            path = path.replace(variable, value)
        reply = server.send(exchange.method, path, body, {**exchange.headers, "Authorization": f"Bearer {TOKEN}"})
        check(exchange, reply)
        if exchange.location is not None:
            locations[exchange.location] = reply.headers["location"]


SD_TERMS = {
    *("endpoint", "supportedLanguage", "resultFormat", "inputFormat", "feature", "defaultDataset", "defaultGraph"),
    *("Service", "Dataset", "Graph", "SPARQL11Query", "SPARQL11Update", "UnionDefaultGraph", "EmptyGraphs"),
}


def run_description_test(server: Server, test: str) -> None:
    """One test of the service description suite, by its name; the schema is that of W3C's vocabulary."""
    reply = server.get("/sparql", "text/turtle")
    assert (reply.status, reply.media_type) == (200, "text/turtle")
    graph = Graph().parse(data=reply.text, format="turtle")
    if test == "has-endpoint-triple":
        (service,) = graph.subjects(RDF.type, SD.Service)
        assert (service, SD.endpoint, URIRef(f"{server.url}/sparql")) in graph
    elif test == "conforms-to-schema":
        terms = {str(term) for triple in graph for term in triple if str(term).startswith(str(SD))}
        assert {term.removeprefix(str(SD)) for term in terms} <= SD_TERMS
    else:
        assert test == "returns-rdf"
        assert len(graph) > 0


def put(server: Server, path: str, file: Path) -> None:
    """Sends a file to the graph store."""
    media_type = {".ttl": "text/turtle", ".nt": "application/n-triples", ".rdf": "application/rdf+xml"}[file.suffix]
    base = (BASE + file.relative_to(SUITE).as_posix()).encode()
    body = file.read_bytes()
    if file.suffix == ".ttl":
        body = b"@base <" + base + b"> .\n" + body  # the protocol's base would be the graph's name
    reply = server.send("PUT", path, body, {"Content-Type": media_type, "Authorization": f"Bearer {TOKEN}"})
    assert reply.status in {201, 204}, reply.text


# -- query evaluation ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Evaluation:
    """A query, the graphs that it is asked of, and the file of its result."""

    name: str
    title: str
    query: Path
    base: str
    data: tuple[Path, ...]
    graphs: tuple[tuple[str, Path], ...]
    result: Path


def evaluations() -> Iterator[Evaluation]:
    """All query evaluation tests of the suite, folder by folder."""
    for folder in sorted(path.parent.name for path in SUITE.glob("*/manifest.ttl")):
        graph = manifest(folder)
        found = []
        for test in sorted({*members(graph, MF.QueryEvaluationTest), *members(graph, MF.CSVResultFormatTest)}):
            action, result = graph.value(test, MF.action), graph.value(test, MF.result)
            query = graph.value(action, QT.query)
            assert query is not None
            assert result is not None
            one = Evaluation(
                name=f"{folder}/{str(test).rpartition('#')[2]}",
                title=str(graph.value(test, MF.name)),
                query=file_of(query),
                base=str(query),
                data=tuple(sorted(map(file_of, graph.objects(action, QT.data)))),
                graphs=tuple(sorted((str(data), file_of(data)) for data in graph.objects(action, QT.graphData))),
                result=file_of(result),
            )
            found.append(one)
        yield from sorted(found, key=lambda one: (one.data, one.graphs))  # so that data is loaded once


_loaded: dict[str, object] = {}
"""What each server holds, so that it need not be sent again for the next test."""


def load(server: Server, test: Evaluation) -> None:
    """Sends a test's data to a writable server: its graphs are merged into the default graph, or named."""
    if _loaded.get(server.url) == (test.data, test.graphs):
        return
    clear(server)
    for file in test.data:
        kind, body = "application/rdf+xml", file.read_bytes()
        if file.suffix == ".ttl":
            base = BASE + file.relative_to(SUITE).as_posix()
            kind, body = "text/turtle", f"@base <{base}> .\n".encode() + body
        headers = {"Content-Type": kind, "Authorization": f"Bearer {TOKEN}"}
        reply = server.send("POST", "/store?default", body, headers)
        assert reply.status in {201, 204}, reply.text
    for name, file in test.graphs:
        put(server, f"/store?graph={quote(name, safe='')}", file)
    _loaded[server.url] = (test.data, test.graphs)


def ask_server(server: Server, test: Evaluation) -> str:
    """What a writable server answers: a canonical form of its result, or ``error: …``."""
    load(server, test)
    accept = {".csv": "text/csv", ".tsv": "text/tab-separated-values"}.get(test.result.suffix, SPARQL_JSON)
    text = f"BASE <{test.base}>\n{test.query.read_text()}"
    reply = server.sparql(text, f"{accept}, application/n-triples")
    if reply.status != 200:
        return f"error: {reply.text}"
    return canonical(reply.body, reply.media_type, test.base)


def ask_oxigraph(test: Evaluation) -> str:
    """What Oxigraph itself answers."""
    store = pyoxigraph.Store()
    for file in test.data:
        store.load(path=file, base_iri=BASE + file.relative_to(SUITE).as_posix())
    for name, file in test.graphs:
        store.load(path=file, base_iri=name, to_graph=NamedNode(name))
    try:
        found = store.query(test.query.read_text(), base_iri=test.base)
        if isinstance(found, pyoxigraph.QueryTriples):
            body = found.serialize(format=RdfFormat.N_TRIPLES)
            kind = "application/n-triples"
        else:
            form = {".csv": pyoxigraph.QueryResultsFormat.CSV, ".tsv": pyoxigraph.QueryResultsFormat.TSV}.get(
                test.result.suffix, pyoxigraph.QueryResultsFormat.JSON
            )
            body, kind = found.serialize(format=form), form.media_type
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        return f"error: {error}"
    assert body is not None
    return canonical(body, kind.partition(";")[0], test.base)


def expected(test: Evaluation) -> str:
    """What the suite expects."""
    kind = {
        ".srx": "application/sparql-results+xml",
        ".srj": SPARQL_JSON,
        ".csv": "text/csv",
        ".tsv": "text/tab-separated-values",
        ".ttl": "text/turtle",
        ".rdf": "application/rdf+xml",
    }[test.result.suffix]
    return canonical(test.result.read_bytes(), kind, BASE + test.result.relative_to(SUITE).as_posix())


def canonical(body: bytes, kind: str, base: str) -> str:
    """A result as text that is the same for equal results: rows in any order, blank nodes by any name."""
    if kind == "text/csv":
        names, *cells = csv.reader(body.decode().splitlines())
        return _canonical_rows(names, [dict(zip(names, map(_cell, row), strict=True)) for row in cells])
    form = pyoxigraph.QueryResultsFormat.from_media_type(kind)
    if form is not None:
        found = pyoxigraph.parse_query_results(body, form)
        if isinstance(found, pyoxigraph.QueryBoolean):
            return f"boolean {bool(found)}"
        names = [variable.value for variable in found.variables]
        return _canonical_rows(names, [dict(zip(names, row, strict=True)) for row in found])
    rdf = RdfFormat.from_media_type(kind)
    assert rdf is not None, kind
    quads = list(pyoxigraph.parse(body, rdf, base_iri=base))
    if any(quad.object == NamedNode(RESULT + "ResultSet") for quad in quads):
        return _result_set(quads)
    return _canonical_graph(quads)


def _result_set(quads: Sequence[Quad]) -> str:
    """The older form of results: RDF that describes rows."""

    def values(subject: object, name: str) -> list[object]:
        return [quad.object for quad in quads if quad.subject == subject and quad.predicate.value == RESULT + name]

    (top,) = {quad.subject for quad in quads if quad.object == NamedNode(RESULT + "ResultSet")}
    for truth in values(top, "boolean"):
        return f"boolean {str(truth.value) == 'true'}"  # type: ignore[attr-defined]
    names = [name.value for name in values(top, "resultVariable")]  # type: ignore[attr-defined]
    rows = []
    for solution in values(top, "solution"):
        bindings = values(solution, "binding")
        rows.append({values(one, "variable")[0].value: values(one, "value")[0] for one in bindings})  # type: ignore[attr-defined]
    return _canonical_rows(names, rows)


def _canonical_rows(names: Sequence[str], rows: Sequence[dict[str, object]]) -> str:
    quads = []
    for row in rows:
        node = BlankNode()
        quads.append(Quad(node, NamedNode("row:of"), Literal("row")))
        for name, value in row.items():
            if value is not None:
                quads.append(Quad(node, NamedNode(f"row:{name}"), _normal(value)))  # type: ignore[arg-type]
    return f"{sorted(names)}\n{_canonical_graph(quads)}"


def _cell(text: str) -> object:
    """A value in CSV, which has no types."""
    if text.startswith("_:"):
        return BlankNode(text[2:])
    try:
        return Literal(f"{float(text):.12g}")
    except ValueError:
        return Literal(text) if text else None


def _normal(term: object) -> object:
    """Numbers and truth values by value: 1.0 and 1.00 are one decimal."""
    if not isinstance(term, Literal):
        return term
    kind = term.datatype.value.rpartition("#")[2]
    if kind in {"decimal", "double", "float", "integer"}:
        try:
            return Literal(f"{float(term.value):.12g}", datatype=term.datatype)
        except ValueError:
            return term
    if kind == "boolean":
        return Literal({"1": "true", "0": "false"}.get(term.value, term.value), datatype=term.datatype)
    return term


def _canonical_graph(quads: Sequence[Quad]) -> str:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return "\n".join(sorted(map(str, dataset)))
