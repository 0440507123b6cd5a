"""The application: every address and what answers it.

/sparql  /update  /store          SPARQL 1.1 Protocol and Graph Store Protocol
/queries  /queries/NAME  /ask     stored queries and questions as JSON (and as pages, for browsers)
/openapi.json  /health  /metrics  for programs and for those who run the server
all else                          pages (``kgtool.serving.pages``)
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kgtool.project import Project
from kgtool.serving.asking import Questions
from kgtool.serving.context import Context
from kgtool.serving.graph_store import GraphStore
from kgtool.serving.limits import ServingLimits
from kgtool.serving.metrics import Metrics
from kgtool.serving.openapi import Description
from kgtool.serving.problems import problem
from kgtool.serving.security import Guarded
from kgtool.serving.sparql import SparqlProtocol
from kgtool.serving.spool import SpoolRoom
from kgtool.serving.status import Status
from kgtool.serving.stored import StoredQueries
from kgtool.serving.watching import EVERY_SECONDS, Signature, open_snapshot, watch

PAGES = "kgtool.serving.pages"


@dataclass(frozen=True, slots=True)
class ServingSettings:
    """How a project is served."""

    limits: ServingLimits = field(default_factory=ServingLimits)
    token: str | None = None
    """Who holds it may write; None for a read-only server."""
    hosts: frozenset[str] = frozenset()
    """Names that the Host header may give besides those of loopback."""
    origins: frozenset[str] = frozenset()
    """Origins (``https://example.org``) whose scripts may read."""
    watch_seconds: float = EVERY_SECONDS
    """How often the files are looked at for a rebuild; never for 0. A writable server does not look."""


async def open_context(project: Project, settings: ServingSettings) -> tuple[Context, Signature]:
    """The state of a server, with the graph opened. Raises what is wrong with the graph."""
    metrics, room = Metrics(), SpoolRoom(settings.limits.spooled_bytes)
    snapshot, seen = await open_snapshot(project, settings.limits, metrics, room)
    return Context(project, settings.limits, snapshot, settings.token, metrics), seen


def create_app(context: Context, settings: ServingSettings, seen: Signature = ()) -> Starlette:
    """The ASGI application of an open context; its lifespan ends the worker processes."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watching = None
        if settings.watch_seconds and not context.writable:
            watching = asyncio.create_task(watch(context, seen, every=settings.watch_seconds))
        try:
            yield
        finally:
            if watching is not None:
                watching.cancel()
            context.snapshot.crew.stop()

    app = Starlette(
        routes=[*program_routes(context), *page_routes(context)],
        lifespan=lifespan,
        exception_handlers={HTTPException: _http_problem},
        middleware=[Middleware(Guarded, context=context, hosts=settings.hosts, origins=settings.origins)],
    )
    app.router.redirect_slashes = False
    return app


async def _http_problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, error.detail, headers=error.headers)


def program_routes(context: Context) -> Sequence[BaseRoute]:
    """The addresses for programs."""
    sparql, store, stored = SparqlProtocol(context), GraphStore(context), StoredQueries(context)
    status = Status(context)
    reads, writes = ["GET"], ["GET", "PUT", "POST", "DELETE"]
    return [
        *(Route(path, sparql.query, methods=["GET", "POST"]) for path in ("/sparql", "/sparql/")),
        *(Route(path, sparql.update, methods=["POST"]) for path in ("/update", "/update/")),
        *(Route(path, store.handle, methods=writes) for path in ("/store", "/store/{path:path}")),
        Route("/queries", stored.list, methods=reads),
        Route("/queries/{name}", stored.run, methods=["GET", "POST"]),
        Route("/ask", Questions(context).ask, methods=reads),
        Route("/openapi.json", Description(context).openapi, methods=reads),
        Route("/health", status.health, methods=reads),
        Route("/metrics", status.metrics, methods=reads),
    ]


def page_routes(context: Context) -> Sequence[BaseRoute]:
    """The pages, where they are installed."""
    if find_spec(PAGES) is None:
        return []
    routes: Sequence[BaseRoute] = import_module(PAGES).routes(context)
    return routes


def allowed_hosts(host: str, more: Collection[str] = ()) -> frozenset[str]:
    """The names that a server on ``host`` goes by."""
    own = {f"[{host}]" if ":" in host else host} - {"0.0.0.0", "[::]"}
    return frozenset({*own, *more})
