"""The OpenAPI 3.1 document: every address for programs, each stored query with its own parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import metadata
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kgtool.querying import Parameter, StoredQuery
from kgtool.serving.context import Context
from kgtool.serving.limits import ServingLimits
from kgtool.serving.negotiation import DATASETS, GRAPHS, NAMES, TABLES
from kgtool.serving.problems import TITLES

STRING: Mapping[str, Any] = {"type": "string"}
PROBLEM = {"$ref": "#/components/schemas/Problem"}
_TYPES = {"xsd:integer": "integer", "xsd:decimal": "number", "xsd:boolean": "boolean"}


def program_version() -> str:
    """The version that is installed."""
    try:
        return metadata.version("kgtool")
    except metadata.PackageNotFoundError:
        return "0 (not installed)"


class Description:
    """The handler of /openapi.json."""

    def __init__(self, context: Context) -> None:
        self.context = context

    async def openapi(self, request: Request) -> Response:
        """The document, for the stored queries as they are now."""
        queries = await self.context.in_thread(self.context.snapshot.queries)
        return JSONResponse(document(queries, self.context.limits, writable=self.context.writable))


def document(queries: Sequence[StoredQuery], limits: ServingLimits, *, writable: bool) -> dict[str, Any]:
    """The document as plain data."""
    paths: dict[str, Any] = {
        "/sparql": {"get": _sparql_get(), "post": _sparql_post()},
        "/store": {"get": _store_get()},
        "/queries": {"get": _operation("List the stored queries", [], {"application/json": {"type": "object"}})},
        "/ask": {"get": _ask(limits)},
        "/health": {"get": _operation("Whether the server answers", [], {"application/json": {"type": "object"}})},
        "/metrics": {"get": _operation("Counts and times for Prometheus", [], {"text/plain": STRING})},
        "/openapi.json": {"get": _operation("This document", [], {"application/json": {"type": "object"}})},
    }
    for query in queries:
        paths[f"/queries/{query.name}"] = {"get": _stored(query)}
    content: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "kgtool",
            "version": program_version(),
            "description": "A knowledge graph in which every statement has its quote: SPARQL 1.1, stored queries, and "
            f"questions. A request may run for {limits.seconds:g} seconds and give {limits.rows} rows.",
        },
        "paths": paths,
        "components": {"schemas": {"Problem": _problem_schema(), "Answer": _answer_schema()}},
    }
    if writable:
        paths["/update"] = {"post": _update()}
        content["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    return content


def _operation(
    summary: str,
    parameters: Sequence[Mapping[str, Any]],
    content: Mapping[str, Mapping[str, Any]],
    *,
    problems: Sequence[int] = (),
    **more: Any,
) -> dict[str, Any]:
    responses: dict[str, Any] = {
        "200": {"description": "The answer", "content": {name: {"schema": schema} for name, schema in content.items()}}
    }
    for status in problems:
        responses[str(status)] = {
            "description": TITLES[status],
            "content": {"application/problem+json": {"schema": PROBLEM}},
        }
    return {"summary": summary, "parameters": list(parameters), "responses": responses, **more}


def _parameter(
    name: str, about: str, schema: Mapping[str, Any] = STRING, *, required: bool = False, many: bool = False
) -> dict[str, Any]:
    if many:
        schema = {"type": "array", "items": schema}
    return {"name": name, "in": "query", "description": about, "required": required, "schema": schema}


_FORMAT = _parameter("format", "The format, instead of an Accept header", {"type": "string", "enum": sorted(NAMES)})
_IRI = {"type": "string", "format": "iri"}
_DATASET = [
    _parameter("default-graph-uri", "Graphs that are merged into the default graph", _IRI, many=True),
    _parameter("named-graph-uri", "Graphs that GRAPH can name", _IRI, many=True),
]


def _content(*tables: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    """The formats of ``negotiation`` with their schemas: JSON is parsed by clients, all else is text to them."""
    schemas: dict[str, Mapping[str, Any]] = {
        "application/sparql-results+json": {"type": "object", "required": ["head"]},
        "application/ld+json": {"type": ["object", "array"]},
    }
    names = dict.fromkeys(name for table in tables for name in table.values())
    return {name: schemas.get(name, STRING) for name in names}


_ANY_RESULT = _content(TABLES, GRAPHS)
_FAILS = (400, 406, 503)


def _sparql_get() -> dict[str, Any]:
    parameters = [_parameter("query", "A SPARQL 1.1 query; without one, the service description"), *_DATASET, _FORMAT]
    return _operation("Answer a SPARQL query", parameters, _ANY_RESULT, problems=_FAILS)


def _sparql_post() -> dict[str, Any]:
    form = {"type": "object", "required": ["query"], "properties": {"query": STRING}}
    body = {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": STRING},
            "application/x-www-form-urlencoded": {"schema": form},
        },
    }
    return _operation(
        "Answer a SPARQL query",
        _DATASET,
        _ANY_RESULT,
        problems=(400, 401, 403, 406, 408, 413, 415, 503),
        requestBody=body,
    )


def _update() -> dict[str, Any]:
    body = {"required": True, "content": {"application/sparql-update": {"schema": STRING}}}
    made = _operation("Make a SPARQL update", [], {}, problems=(400, 401, 413, 415, 503), requestBody=body)
    made["responses"]["204"] = {"description": "The update was made"}
    del made["responses"]["200"]
    return {**made, "security": [{"token": []}]}


def _store_get() -> dict[str, Any]:
    parameters = [
        _parameter("graph", "The IRI of a named graph", _IRI),
        {**_parameter("default", "The default graph"), "allowEmptyValue": True},
        _FORMAT,
    ]
    content = _content(GRAPHS, DATASETS)
    return _operation("Read a graph, or all of them", parameters, content, problems=(*_FAILS, 404))


def _ask(limits: ServingLimits) -> dict[str, Any]:
    schema = {"type": "string", "minLength": 1, "maxLength": limits.question_characters}
    return _operation(
        "Answer a question in English, with its quotes",
        [_parameter("q", "The question", schema, required=True)],
        {"application/json": {"$ref": "#/components/schemas/Answer"}},
        problems=(400, 413, 503),
    )


def _stored(query: StoredQuery) -> dict[str, Any]:
    parameters = [_typed(one) for one in query.params]
    if all(one.name != "format" for one in query.params):
        parameters.append(_FORMAT)
    return _operation(query.title, parameters, _ANY_RESULT, problems=_FAILS, description=query.description)


def _typed(param: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": _TYPES.get(param.type, "string")}
    if param.type == "enum":
        schema["enum"] = list(param.values)
    if param.type == "xsd:date":
        schema["format"] = "date"
    if param.default is not None:
        schema["default"] = param.default
    return _parameter(param.name, param.description, schema, required=param.required)


def _problem_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": STRING,
            "title": STRING,
            "status": {"type": "integer"},
            "detail": STRING,
            "hint": STRING,
            "line": {"type": "integer"},
        },
    }


def _answer_schema() -> dict[str, Any]:
    texts = {"type": "array", "items": STRING}
    piece = {
        "type": "object",
        "properties": {
            "document": STRING,
            "start": {"type": "integer"},
            "end": {"type": "integer"},
            "quote": STRING,
            "claimedBy": STRING,
        },
    }
    return {
        "type": "object",
        "required": ["question", "answers", "columns", "rows", "sparql", "evidence", "because"],
        "properties": {
            "question": STRING,
            "answers": texts,
            "columns": texts,
            "rows": {"type": "array", "items": texts},
            "sparql": STRING,
            "evidence": {"type": "array", "items": piece},
            "because": STRING,
        },
    }
