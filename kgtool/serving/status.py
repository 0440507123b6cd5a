"""For those who run the server: /health and /metrics."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kgtool.serving.context import Context
from kgtool.serving.openapi import program_version


class Status:
    """The handlers of /health and /metrics."""

    def __init__(self, context: Context) -> None:
        self.context = context

    async def health(self, request: Request) -> Response:
        """Whether the server answers, from which snapshot; ``problem`` where a newer one could not be loaded."""
        context = self.context
        content = {
            "status": "ok" if not context.problem else "stale",
            "version": program_version(),
            "snapshot": context.snapshot.version,
            "writable": context.writable,
            "problem": context.problem,
        }
        return JSONResponse(content)

    async def metrics(self, request: Request) -> Response:
        """Counts and times for Prometheus."""
        context = self.context
        context.metrics.gauge("kgtool_spooled_bytes", context.snapshot.crew.room.used)
        return PlainTextResponse(context.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
