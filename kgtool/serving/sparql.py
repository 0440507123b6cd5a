"""SPARQL 1.1 Protocol: queries at /sparql (2.1), updates at /update (2.2), and the service description."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kgtool.errors import UsageError
from kgtool.serving.context import Context
from kgtool.serving.description import describe
from kgtool.serving.negotiation import formats, prefers_html
from kgtool.serving.problems import Forbidden, RequestTooLarge, UnsupportedMediaType
from kgtool.serving.reading import FORM, Fields, content_type, text_of_body, until_gone
from kgtool.serving.sending import SpoolResponse
from kgtool.serving.tokens import check_token

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"


class SparqlProtocol:
    """The handlers of /sparql and /update."""

    def __init__(self, context: Context) -> None:
        self.context = context

    async def query(self, request: Request) -> Response:
        """Answers a query; without one, describes the service."""
        url_fields = Fields(request.scope["query_string"])
        if request.method == "POST":
            kind = content_type(request)
            if kind == UPDATE:
                return await self.update(request)
            if kind == FORM:
                fields = Fields(request.scope["query_string"], await request.body())
                if "update" in fields:
                    return await self.update(request)
                text = fields.one("query")
            elif kind == QUERY:
                fields = url_fields
                text = await text_of_body(request, self.context.limits.text_bytes)
                if "query" in fields:
                    raise UsageError("a query in the body and another one in the address", hint="give one")
            else:
                raise UnsupportedMediaType(f"{kind or 'a body without a type'} is no query", hint=f"send {QUERY}")
            if text is None:
                raise UsageError("the parameter 'query' is missing")
        else:
            fields = url_fields
            if "update" in fields:
                raise UsageError("an update is sent with POST", hint="POST it to /update")
            text = fields.one("query")
            if text is None:
                page = self.context.html.get("sparql")
                if page is not None and prefers_html(request.headers.get("accept", "")):
                    return await page(request)
                return await describe(self.context, request)
        return await self._answer(request, fields, text)

    async def _answer(self, request: Request, fields: Fields, text: str) -> Response:
        limits = self.context.limits
        if len(text.encode()) > limits.text_bytes:
            raise RequestTooLarge(f"the query has more than {limits.text_bytes} bytes")
        accept = request.headers.get("accept", "")
        table, graph = formats(accept, fields.all("format"))
        asked = {
            "do": "query",
            "query": text,
            "base": base_of(request),
            "default_graphs": fields.graphs("default-graph-uri"),
            "named_graphs": fields.graphs("named-graph-uri"),
            "media_type": table,
            "graph_type": graph,
        }
        return SpoolResponse(await until_gone(request, self.context.snapshot.crew.call(asked)))

    async def update(self, request: Request) -> Response:
        """Makes an update: whole or not at all, and not beside another one."""
        if not self.context.writable:
            raise Forbidden("this server is read-only", hint="updates need: kgtool serve --writable")
        check_token(self.context, request)
        kind = content_type(request)
        if kind == FORM:
            fields = Fields(request.scope["query_string"], await request.body())
            text = fields.one("update")
            if text is None:
                raise UsageError("the parameter 'update' is missing")
        elif kind == UPDATE:
            fields = Fields(request.scope["query_string"])
            text = await text_of_body(request, self.context.limits.body_bytes)
        else:
            raise UnsupportedMediaType(f"{kind or 'a body without a type'} is no update", hint=f"send {UPDATE}")
        asked = {
            "do": "update",
            "base": base_of(request),
            "using": fields.graphs("using-graph-uri"),
            "using_named": fields.graphs("using-named-graph-uri"),
        }
        await self.context.change(asked, text.encode())
        return Response(status_code=204)


def base_of(request: Request) -> str:
    """What relative IRIs of a query are relative to: the address of the endpoint."""
    return str(request.url.replace(query="", fragment=""))
