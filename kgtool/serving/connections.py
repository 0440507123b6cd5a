"""HTTP/1.1 connections (uvicorn, h11) that are not kept waiting: by headers that never end or answers never read."""

from __future__ import annotations

import asyncio
from typing import cast

from uvicorn.protocols.http.h11_impl import H11Protocol

from kgtool.serving.limits import ServingLimits


def bounded(limits: ServingLimits) -> type[asyncio.Protocol]:
    """The protocol of one connection, within limits."""

    class Bounded(H11Protocol):
        _headers_due: asyncio.TimerHandle | None = None
        _read_due: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(cast(asyncio.Transport, transport))
            self._headers_due = self.loop.call_later(limits.header_seconds, self._give_up)

        def data_received(self, data: bytes) -> None:
            if self._headers_due is None and (self.cycle is None or self.cycle.response_complete):
                self._headers_due = self.loop.call_later(limits.header_seconds, self._give_up)
            super().data_received(data)
            if self._headers_due is not None and self.cycle is not None and not self.cycle.response_complete:
                self._headers_due.cancel()
                self._headers_due = None

        def pause_writing(self) -> None:
            super().pause_writing()
            self._read_due = self.loop.call_later(limits.send_seconds, self._give_up)

        def resume_writing(self) -> None:
            super().resume_writing()
            self._forget("_read_due")

        def timeout_keep_alive_handler(self) -> None:
            super().timeout_keep_alive_handler()
            self.loop.call_later(limits.send_seconds, self._give_up)  # the last answer may never be read

        def connection_lost(self, exc: Exception | None) -> None:
            self._forget("_headers_due")
            self._forget("_read_due")
            super().connection_lost(exc)

        def _forget(self, name: str) -> None:
            timer: asyncio.TimerHandle | None = getattr(self, name)
            if timer is not None:
                timer.cancel()
                setattr(self, name, None)

        def _give_up(self) -> None:
            self.transport.abort()

    return Bounded
