"""The service description (W3C SPARQL 1.1 Service Description): what the endpoint can do, as RDF."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple
from starlette.requests import Request
from starlette.responses import Response

from kgtool.serving.context import Context
from kgtool.serving.negotiation import GRAPHS, choose, with_charset
from kgtool.serving.problems import NotAcceptable
from kgtool.terms import RDF, XSD

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMAT = "http://www.w3.org/ns/formats/"
RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"),
)
INPUT_FORMATS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


async def describe(context: Context, request: Request) -> Response:
    """The description of the endpoint at the address that was asked."""
    media_type = choose(request.headers.get("accept", ""), GRAPHS)
    form = None if media_type is None else RdfFormat.from_media_type(media_type)
    if media_type is None or form is None:
        raise NotAcceptable("the service description is RDF", hint="accept text/turtle, or give a query")
    endpoint = str(request.url.replace(query="", fragment=""))
    sizes = await context.snapshot.crew.sizes()
    triples = list(_triples(endpoint, sizes["triples"], writable=context.writable))
    prefixes = None if form is RdfFormat.N_TRIPLES or form is RdfFormat.N_QUADS else {"sd": SD, "void": VOID}
    body = pyoxigraph.serialize(triples, format=form, prefixes=prefixes)
    return Response(body, headers={"Content-Type": with_charset(media_type), "Vary": "Accept"})


def _triples(endpoint: str, size: int, *, writable: bool) -> Iterator[Triple]:
    service, dataset, graph = BlankNode("service"), BlankNode("dataset"), BlankNode("graph")

    def sd(name: str) -> NamedNode:
        return NamedNode(SD + name)

    kind = NamedNode(RDF + "type")
    yield Triple(service, kind, sd("Service"))
    yield Triple(service, sd("endpoint"), NamedNode(endpoint))
    for language in ("SPARQL11Query", *(["SPARQL11Update"] if writable else [])):
        yield Triple(service, sd("supportedLanguage"), sd(language))
    for name in RESULT_FORMATS:
        yield Triple(service, sd("resultFormat"), NamedNode(FORMAT + name))
    for name in INPUT_FORMATS if writable else ():
        yield Triple(service, sd("inputFormat"), NamedNode(FORMAT + name))
    # once there are updates, the default graph is no longer the merge of the others
    yield Triple(service, sd("feature"), sd("EmptyGraphs" if writable else "UnionDefaultGraph"))
    yield Triple(service, sd("defaultDataset"), dataset)
    yield Triple(dataset, kind, sd("Dataset"))
    yield Triple(dataset, sd("defaultGraph"), graph)
    yield Triple(graph, kind, sd("Graph"))
    yield Triple(graph, NamedNode(VOID + "triples"), Literal(str(size), datatype=NamedNode(XSD + "integer")))
