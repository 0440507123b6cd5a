"""SPARQL 1.1 Graph Store Protocol at /store: ``?graph=IRI``, ``?default``, or an address as the graph's own name."""

from __future__ import annotations

import uuid
from email import message_from_bytes
from email.policy import HTTP

from starlette.requests import Request
from starlette.responses import Response

from kgtool.errors import UsageError
from kgtool.serving.context import Context
from kgtool.serving.negotiation import DATASETS, GRAPHS, NAMES, choose
from kgtool.serving.problems import Forbidden, UnsupportedMediaType
from kgtool.serving.reading import Fields, content_type, graph_name, until_gone
from kgtool.serving.sending import SpoolResponse
from kgtool.serving.sparql import base_of
from kgtool.serving.tokens import check_token

MULTIPART = "multipart/form-data"
MOST_PARTS = 100
WRITES = {"PUT": "put", "POST": "post", "DELETE": "delete"}


class GraphStore:
    """The handler of /store and of what is below it."""

    def __init__(self, context: Context) -> None:
        self.context = context

    async def handle(self, request: Request) -> Response:
        """Reads, and in writable mode writes, one graph; GET without a graph gives the whole dataset."""
        if request.method in WRITES:
            if not self.context.writable:
                raise Forbidden("this server is read-only", hint="writing needs: kgtool serve --writable")
            check_token(self.context, request)
        fields = Fields(request.scope["query_string"])
        chosen = self._graph(request, fields)
        if request.method in WRITES:
            return await self._write(request, chosen)
        return await self._read(request, fields, chosen)

    def _graph(self, request: Request, fields: Fields) -> tuple[str, str | None]:
        """``("all", None)``, ``("default", None)`` or ``("named", IRI)``."""
        iri, default = fields.one("graph"), fields.one("default")
        path = request.path_params.get("path", "")
        given = (iri is not None) + (default is not None) + bool(path)
        if given > 1:
            raise UsageError("more than one graph is named", hint="give ?default, or one ?graph=IRI")
        if default is not None:
            return "default", None
        if iri is not None:
            return "named", graph_name(iri)
        return ("named", base_of(request)) if path else ("all", None)

    async def _read(self, request: Request, fields: Fields, chosen: tuple[str, str | None]) -> Response:
        kind, iri = chosen
        accept = request.headers.get("accept", "")
        offered = DATASETS if kind == "all" else GRAPHS
        media_type = choose(accept, offered)
        for name in fields.all("format"):
            media_type = NAMES.get(name.lower(), (None, media_type))[1]
        asked = {"do": "dataset" if kind == "all" else "graph", "graph": iri, "graph_type": media_type}
        return SpoolResponse(await until_gone(request, self.context.snapshot.crew.call(asked)))

    async def _write(self, request: Request, chosen: tuple[str, str | None]) -> Response:
        kind, iri = chosen
        location = None
        if kind == "all":
            if request.method != "POST":
                raise UsageError("no graph is named", hint="give ?default, or ?graph=IRI")
            location = iri = f"{base_of(request).rstrip('/')}/{uuid.uuid4()}"
        asked: dict[str, object] = {"do": WRITES[request.method], "graph": iri, "base": iri or base_of(request)}
        body = b""
        if request.method != "DELETE":
            parts = await self._parts(request)
            asked["parts"] = [(media_type, len(part)) for media_type, part in parts]
            body = b"".join(part for _, part in parts)
        done = await self.context.change(asked, body)
        if location is not None:
            return Response(status_code=201, headers={"Location": location})
        return Response(status_code=201 if done.get("created") else 204)

    async def _parts(self, request: Request) -> list[tuple[str, bytes]]:
        media_type, body = content_type(request), await request.body()
        if media_type != MULTIPART:
            return [(media_type, body)]
        head = request.headers["content-type"].encode("latin-1")
        return await self.context.in_thread(_split, head, body)


def _split(head: bytes, body: bytes) -> list[tuple[str, bytes]]:
    message = message_from_bytes(b"Content-Type: " + head + b"\r\n\r\n" + body, policy=HTTP)
    parts = list(message.iter_parts()) if message.is_multipart() else []
    if not parts or len(parts) > MOST_PARTS:
        raise UsageError(f"the body has no parts, or more than {MOST_PARTS}")
    split = []
    for part in parts:
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            raise UnsupportedMediaType("a part of the body has parts itself", hint="send one RDF file a part")
        split.append((part.get_content_type(), content))
    return split
