"""Around every route: the Host check, limits on bodies, headers that keep browsers strict, errors as problems, metrics.

The Host check keeps a page of another site from reading this server through a name that it points here (DNS rebinding).
No CORS header is sent, so that scripts of other sites read nothing, unless their origin was allowed; even then they
cannot send the token for writing.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import sys
import time
import traceback
from collections.abc import Collection

from h11 import LocalProtocolError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kgtool.errors import KgtoolError
from kgtool.serving.context import Context
from kgtool.serving.problems import Misdirected, RequestTooLarge, SlowRequest, problem, problem_of, status_of

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}
CLIENT_GONE = 499
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "600",
}


class Guarded:
    """The application behind all checks."""

    def __init__(self, app: ASGIApp, context: Context, hosts: Collection[str], origins: Collection[str] = ()) -> None:
        self.app = app
        self.context = context
        self.hosts = LOOPBACK | {host.lower() for host in hosts}
        self.origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        call = _Call(self.context, receive, send, self._allowed_origin(scope))
        metrics = self.context.metrics
        began = time.monotonic()
        metrics.count("kgtool_connections", 1)
        try:
            await self._answer(scope, call)
        finally:
            metrics.count("kgtool_connections", -1)
            route = getattr(scope.get("route"), "path", "other")
            method = scope["method"] if scope["method"] in METHODS else "other"
            metrics.count("kgtool_requests_total", route=route, method=method, status=str(call.status))
            metrics.time(time.monotonic() - began, route=route)

    async def _answer(self, scope: Scope, call: _Call) -> None:
        try:
            self._check_host(scope)
            if call.origin and scope["method"] == "OPTIONS":
                await Response(status_code=204, headers=PREFLIGHT)(scope, call.receive, call.send)
                return
            await self.app(scope, call.receive, call.send)
            return
        except ClientDisconnect:
            call.status = CLIENT_GONE
            return
        except KgtoolError as error:
            if status_of(error) == 500:
                print(f"error: {error}", file=sys.stderr)
            response = problem_of(error)
        except HTTPException as error:
            response = problem(error.status_code, error.detail, headers=error.headers)
        except Exception:
            traceback.print_exc()
            response = problem(500, "something went wrong here; the server's log says what")
        if call.started:
            raise RuntimeError("an answer broke off")  # the server then closes the connection
        with contextlib.suppress(ClientDisconnect):
            await response(scope, call.receive, call.send)

    def _allowed_origin(self, scope: Scope) -> str:
        """The origin whose script asks, where scripts of that origin may read; empty otherwise."""
        given = [value.decode("latin-1") for name, value in scope["headers"] if name == b"origin"]
        return given[0] if len(given) == 1 and given[0] in self.origins else ""

    def _check_host(self, scope: Scope) -> None:
        given = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        found = _HOST.fullmatch(given[0]) if len(given) == 1 else None
        if found is None or found[1].lower() not in self.hosts:
            raise Misdirected(
                "the Host header names another host than this server's",
                hint="use the address that it listens on, or allow the name with: kgtool serve --allow-host NAME",
            )


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})


class _Call:
    """One request: what it has sent, and what was answered."""

    def __init__(self, context: Context, receive: Receive, send: Send, origin: str = "") -> None:
        self.origin = origin
        self._limits = context.limits
        self._receive = receive
        self._send = send
        self._until = asyncio.get_running_loop().time() + context.limits.body_seconds
        self._received = 0
        self._whole = False
        self.started = False
        self.status = 0

    async def receive(self) -> Message:
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            raise SlowRequest(f"the body did not arrive in {self._limits.body_seconds:g} seconds") from None
        if message["type"] == "http.request":
            self._received += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
            if self._received > self._limits.body_bytes:
                raise RequestTooLarge(f"the body has more than {self._limits.body_bytes} bytes")
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            is_page = headers.get("content-type", "").startswith("text/html")
            if self.origin:
                headers["Access-Control-Allow-Origin"] = self.origin
                headers["Cross-Origin-Resource-Policy"] = "cross-origin"
                headers.add_vary_header("Origin")
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", PAGE_POLICY if is_page else DATA_POLICY)
            if not self._whole and self.status in {408, 413}:
                headers["Connection"] = "close"
        try:
            await self._send(message)
        except LocalProtocolError:  # the connection was given up over a broken body
            raise ClientDisconnect from None
