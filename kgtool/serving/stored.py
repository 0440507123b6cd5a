"""Stored queries over HTTP: the list at /queries, and each one at /queries/NAME with its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kgtool.errors import UsageError
from kgtool.querying import StoredQuery
from kgtool.serving.context import Context, Snapshot, stored_request
from kgtool.serving.negotiation import formats, prefers_html
from kgtool.serving.problems import NotFound, UnsupportedMediaType
from kgtool.serving.reading import FORM, Fields, content_type, until_gone
from kgtool.serving.sending import SpoolResponse


class StoredQueries:
    """The handlers of /queries."""

    def __init__(self, context: Context) -> None:
        self.context = context

    async def list(self, request: Request) -> Response:
        """All stored queries: what each answers, its parameters, its address."""
        page = self.context.html.get("queries")
        if page is not None and prefers_html(request.headers.get("accept", "")):
            return await page(request)
        queries = await self.context.in_thread(self.context.snapshot.queries)
        return JSONResponse({"queries": [summary(one) for one in queries]}, headers={"Vary": "Accept"})

    async def run(self, request: Request) -> Response:
        """The result of one; parameters in the address or in a form, ``format`` for links."""
        accept = request.headers.get("accept", "")
        page = self.context.html.get("query")
        if request.method != "POST":
            fields = Fields(request.scope["query_string"])
            if page is not None and "format" not in fields and prefers_html(accept):
                return await page(request)
        elif (kind := content_type(request)) == FORM:
            fields = Fields(request.scope["query_string"], await request.body())
        else:
            raise UnsupportedMediaType(f"{kind or 'a body without a type'} holds no parameters", hint=f"send {FORM}")
        snapshot = self.context.snapshot
        query = await self.context.in_thread(find, snapshot, request.path_params["name"])
        names = {param.name for param in query.params}
        table, graph = formats(accept, [] if "format" in names else fields.all("format"))
        values = {name: fields.one(name) or "" for name, _ in fields.pairs if name in names or name != "format"}
        asked = {**stored_request(query, values), "media_type": table, "graph_type": graph}
        spool = await until_gone(request, snapshot.crew.call(asked))
        return SpoolResponse(spool)


def find(snapshot: Snapshot, name: str) -> StoredQuery:
    """A stored query by name. Raises ``NotFound``."""
    try:
        return snapshot.stored_query(name)
    except UsageError as error:
        raise NotFound(error.message, hint=error.hint.replace("kgtool query", "GET /queries")) from None


def summary(query: StoredQuery) -> Mapping[str, Any]:
    """What is told of a stored query."""
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "questions": list(query.questions),
        "view": query.view,
        "href": f"/queries/{query.name}",
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "required": one.required,
                "default": one.default,
                "values": list(one.values),
                "description": one.description,
            }
            for one in query.params
        ],
    }
