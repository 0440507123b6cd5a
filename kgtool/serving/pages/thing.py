"""The page of a thing: what is said of it, by whom, and what follows; and the same as linked data.

``/id/…`` and ``/ns/…`` are the addresses of the project's things and of its vocabulary. A page, JSON, Turtle, TriG or
JSON-LD is sent as the client prefers, or as an ending (``.json``, ``.ttl``, ``.trig``, ``.jsonld``) says.
"""

from __future__ import annotations

from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad
from starlette.requests import Request
from starlette.responses import Response

from kgtool.exporting import export
from kgtool.serving.context import Context, Page, Snapshot
from kgtool.serving.pages.addresses import is_iri
from kgtool.serving.pages.frame import Data, answering, knowledge_of, respond, wants
from kgtool.serving.pages.knowledge import Knowledge, text_of
from kgtool.serving.pages.statements import said_of, sources_of
from kgtool.serving.problems import NotFound
from kgtool.terms import BACKGROUND_GRAPH, ID, INFERRED_GRAPH, KG, ONTOLOGY_GRAPH, SKOS

MOST_USES = 100
LINKED_DATA = {"text/turtle": "turtle", "application/trig": "trig", "application/ld+json": "jsonld"}
_ENDINGS = {
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
}
_OFFERED = ("text/html", "application/json", *LINKED_DATA)


def thing_page(context: Context, namespace: str = "") -> Page:
    """The page of the thing whose IRI is a namespace and the path below it, or is given as ``iri``."""

    async def show(request: Request) -> Response:
        snapshot = context.snapshot
        local = request.path_params.get("local", "")
        asked = namespace + local if namespace else request.query_params.get("iri", "")
        iri, media_type = await context.in_thread(_find, snapshot, asked, request)
        if media_type in LINKED_DATA:
            body = await context.in_thread(_linked_data, snapshot, iri, LINKED_DATA[media_type])
            return Response(body, media_type=media_type, headers={"Vary": "Accept"})
        data = await context.in_thread(_read, snapshot, iri)
        return respond(request, "thing.html", data)

    return answering(show)


def _find(snapshot: Snapshot, asked: str, request: Request) -> tuple[str, str]:
    """The IRI of the thing that is asked for, and the media type to send. Raises ``NotFound``."""
    knowledge = knowledge_of(snapshot)
    if is_iri(asked) and knowledge.exists(asked):
        return asked, wants(request, _OFFERED)
    for ending, media_type in _ENDINGS.items():
        shorter = asked.removesuffix(ending)
        if shorter != asked and is_iri(shorter) and knowledge.exists(shorter):
            return shorter, media_type
    raise NotFound("the graph says nothing about this", hint="find things by asking, or in the articles")


def _read(snapshot: Snapshot, iri: str) -> Data:
    knowledge = knowledge_of(snapshot)
    said, has_more = said_of(knowledge, iri)
    pointing, has_more_pointing = said_of(knowledge, iri, backwards=True)
    same = [
        one["term"]["iri"]
        for group in said
        if group["predicate"]["iri"] == SKOS + "exactMatch"
        for one in group["values"]
    ]
    address = knowledge.address(iri)
    stem = address if "?" not in address else ""
    return {
        "thing": knowledge.term(NamedNode(iri)),
        "kind": knowledge.kind(iri),
        "types": [knowledge.term(NamedNode(one)) for one in knowledge.types(iri)],
        "same_as": same,
        "passage": _passage(knowledge, iri),
        "said": said,
        "uses": _uses(knowledge, iri),
        "pointing": pointing,
        "has_more": has_more or has_more_pointing,
        "formats": {name: f"{stem}{ending}" for ending, name in _NAMES.items()}
        if stem.startswith(("/id/", "/ns/"))
        else {},
        "has_figures": any(group["predicate"]["iri"] == KG + "figure" for group in said),
    }


_NAMES = {".ttl": "Turtle", ".trig": "TriG", ".jsonld": "JSON-LD", ".json": "JSON"}


def _passage(knowledge: Knowledge, iri: str) -> dict[str, Any] | None:
    """The passage that a claim or sentence is, with the statements that it makes."""
    source = sources_of(knowledge).of(iri)
    if "quote" in source:
        rows = knowledge.rows(f"SELECT ?s ?p ?o {{ GRAPH <{iri}> {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o")
        knowledge.prepare(term for row in rows for term in row)
        names = ("subject", "predicate", "object")
        return {**source, "statements": [dict(zip(names, map(knowledge.term, row), strict=True)) for row in rows]}
    for quote, start, end, document in knowledge.rows(
        f"SELECT ?quote ?start ?end ?document {{ <{iri}> kg:quote ?quote ; kg:start ?start ; kg:end ?end ; "
        "kg:document ?document }"
    ):
        name = text_of(document).removeprefix(ID)
        address = knowledge.address(text_of(document)) + f"#at-{text_of(start)}"
        return {
            "kind": "article",
            "claimer": None,
            "document": name,
            "start": int(text_of(start)),
            "end": int(text_of(end)),
            "quote": text_of(quote),
            "address": address,
            "statements": [],
        }
    return None


def _uses(knowledge: Knowledge, iri: str) -> list[dict[str, Any]]:
    """The statements of the articles that have it as their property, the first of them."""
    rows = knowledge.rows(
        f"SELECT DISTINCT ?s ?o {{ GRAPH ?g {{ ?s <{iri}> ?o }} ?g kg:document ?d }} ORDER BY ?s ?o LIMIT {MOST_USES}"
    )
    knowledge.prepare(term for row in rows for term in row)
    predicate = knowledge.term(NamedNode(iri))
    return [{"subject": knowledge.term(s), "predicate": predicate, "object": knowledge.term(o)} for s, o in rows]


def _linked_data(snapshot: Snapshot, iri: str, form: str) -> str:
    """The statements about a thing with the claims that make them; in formats of triples, claims are no plain facts."""
    return export(_quads(snapshot, iri), form)


def _quads(snapshot: Snapshot, iri: str) -> list[Quad]:
    quads, thing = snapshot.store.quads, NamedNode(iri)
    found = [*quads.quads_for_pattern(thing, None, None), *quads.quads_for_pattern(None, None, thing)]
    named = [quad for quad in found if isinstance(quad.graph_name, NamedNode)]
    kept = [quad for quad in named if quad.graph_name != NamedNode(ONTOLOGY_GRAPH) or iri.startswith(KG)]
    is_said = {(quad.subject, quad.predicate, quad.object) for quad in named}
    plain = (quad for quad in quads.quads_for_pattern(thing, None, None, DefaultGraph()))
    kept += [quad for quad in plain if (quad.subject, quad.predicate, quad.object) not in is_said]
    rooms = {BACKGROUND_GRAPH, ONTOLOGY_GRAPH, INFERRED_GRAPH}
    for graph in {quad.graph_name for quad in kept}:
        if isinstance(graph, NamedNode) and graph.value not in rooms:
            kept += quads.quads_for_pattern(graph, None, None, DefaultGraph())
    return list(dict.fromkeys(kept))
