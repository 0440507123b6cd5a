"""Answers on their way: a spooled result, sent piece by piece and deleted at the end."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kgtool.serving.negotiation import with_charset
from kgtool.serving.spool import Spool


class SpoolResponse(Response):
    """A result that is there as a whole, with its length."""

    def __init__(self, spool: Spool, headers: Mapping[str, str] | None = None) -> None:
        self.spool = spool
        super().__init__(None, headers={"Vary": "Accept", **(headers or {})})
        self.headers["Content-Type"] = with_charset(spool.media_type)
        self.headers["Content-Length"] = str(spool.size)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self.spool:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            left = 0 if scope["method"] == "HEAD" else self.spool.size
            for chunk in self.spool.chunks() if left else (b"",):
                left -= len(chunk)
                await send({"type": "http.response.body", "body": chunk, "more_body": left > 0})
