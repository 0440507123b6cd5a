"""Stored queries: the list of them, a form for the parameters of each, and its result; and the editor for SPARQL."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kgtool.errors import UsageError
from kgtool.querying import Parameter, StoredQuery
from kgtool.serving.context import Context, Page, Snapshot
from kgtool.serving.pages.addresses import with_query
from kgtool.serving.pages.frame import Data, answering, knowledge_of, respond
from kgtool.serving.pages.result_set import turtle_of
from kgtool.serving.pages.results import as_table, drawn, shown_table
from kgtool.serving.problems import NotFound
from kgtool.store import Result, Triples, turtle_text
from kgtool.terms import PREFIXES

DOWNLOADS = ("csv", "tsv", "json", "xml")
"""Formats in which ``/queries/NAME?format=…`` gives a table; Turtle has an address of its own."""
_INPUTS = {"xsd:date": "date", "xsd:integer": "number", "xsd:decimal": "number", "xsd:gYear": "number"}


def list_page(context: Context) -> Page:
    """The stored queries."""

    async def show(request: Request) -> Response:
        def work() -> Data:
            return {"queries": [_described(query) for query in context.snapshot.queries()]}

        return respond(request, "queries.html", await context.in_thread(work))

    return answering(show)


def query_page(context: Context) -> Page:
    """One stored query: it runs as soon as its required parameters are given."""

    async def show(request: Request) -> Response:
        snapshot = context.snapshot
        query = await _find(context, snapshot, request)
        given = _given(query, request)
        missing = [param.name for param in query.params if param.required and param.name not in given]
        result, problem = None, None
        if not missing:
            try:
                result = await context.run_stored(query, given, snapshot)
            except UsageError as error:
                problem = {"problem": error.message, "hint": error.hint}
        data = await context.in_thread(_read, snapshot, query, given, result)
        return respond(request, "query.html", {**data, "missing": missing, "problem": problem})

    return answering(show)


def turtle_page(context: Context) -> Page:
    """The result of a stored query as Turtle: its graph, or its table as a result set."""

    async def show(request: Request) -> Response:
        snapshot = context.snapshot
        query = await _find(context, snapshot, request)
        result = await context.run_stored(query, _given(query, request), snapshot)

        def write() -> str:
            return turtle_text(result.triples) if isinstance(result, Triples) else turtle_of(as_table(result))

        return Response(await context.in_thread(write), media_type="text/turtle")

    return answering(show)


async def _find(context: Context, snapshot: Snapshot, request: Request) -> StoredQuery:
    name = request.path_params["name"]
    query = next((one for one in await context.in_thread(snapshot.queries) if one.name == name), None)
    if query is None:
        raise NotFound(f"there is no stored query {name!r}", hint="the page of all queries lists them")
    return query


def _given(query: StoredQuery, request: Request) -> dict[str, str]:
    names = {param.name for param in query.params}
    return {key: value for key, value in request.query_params.items() if key in names and value.strip()}


def _read(snapshot: Snapshot, query: StoredQuery, given: dict[str, str], result: Result | None) -> Data:
    knowledge = knowledge_of(snapshot)
    table = None if result is None else as_table(result)
    path = f"/queries/{query.name}"
    return {
        "query": _described(query),
        "text": query.text,
        "given": given,
        "table": None if table is None else shown_table(knowledge, table),
        "view": query.view,
        "drawing": None if table is None else drawn(knowledge, query.view, table),
        "downloads": [
            *({"name": form, "address": with_query(path, {**given, "format": form})} for form in DOWNLOADS),
            {"name": "turtle", "address": with_query(f"{path}/result.ttl", given)},
        ],
        "editor": with_query("/sparql", {"edit": query.text}),
        "twin": with_query(path, {**given, "format": "json"}),
        "names": _names(snapshot, query),
    }


def _described(query: StoredQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "questions": list(query.questions),
        "view": query.view,
        "params": [_field(param) for param in query.params],
        "address": f"/queries/{query.name}",
    }


def _field(param: Parameter) -> dict[str, Any]:
    return {
        "name": param.name,
        "type": param.type,
        "input": _INPUTS.get(param.type, "text"),
        "required": param.required,
        "default": param.default or "",
        "values": list(param.values),
        "description": param.description,
    }


_NAMED = """SELECT DISTINCT ?label { GRAPH ?g { ?thing rdfs:label ?label } ?g kg:document ?document
  FILTER(STRLEN(STR(?label)) < 60 && !CONTAINS(SUBSTR(STR(?thing), 29), "/")) } ORDER BY LCASE(STR(?label)) LIMIT 400"""


def _names(snapshot: Snapshot, query: StoredQuery) -> list[str]:
    """Names to suggest where a parameter wants a thing."""
    if not any(param.type == "iri" for param in query.params):
        return []
    knowledge = knowledge_of(snapshot)
    return [getattr(label, "value", "") for (label,) in knowledge.rows(_NAMED)]


def editor_page(context: Context) -> Page:
    """An editor for SPARQL on this server's own endpoint; ``edit`` is the query to begin with."""

    async def show(request: Request) -> Response:
        text = request.query_params.get("edit", "")
        if len(text) > context.limits.text_bytes:
            raise UsageError("the query is too long")
        prefixes = dict(sorted(PREFIXES.items()))
        return respond(
            request, "editor.html", {"edit": text, "prefixes": prefixes, "endpoint": "/sparql", "twin": "/openapi.json"}
        )

    return answering(show)
