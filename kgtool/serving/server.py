"""Runs the application on uvicorn: loopback unless told otherwise, every connection within limits."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import resource
import signal
import socket
import sys
from collections.abc import Callable

import uvicorn

from kgtool.errors import StoreError
from kgtool.project import Project
from kgtool.serving.app import ServingSettings, create_app, open_context
from kgtool.serving.connections import bounded

BACKLOG = 2_048
KEEP_ALIVE_SECONDS = 5
SHUTDOWN_SECONDS = 5
_SUBREAPER = 36
"""``PR_SET_CHILD_SUBREAPER`` of Linux."""


def run(project: Project, settings: ServingSettings, host: str, port: int, started: Callable[[str], None]) -> None:
    """Serves until interrupted; calls ``started`` with the address once requests are answered.

    Raises ``StoreError`` where the graph or the address cannot be used.
    """
    _raise_open_files(settings.limits.connections)
    _adopt_orphans()
    asyncio.run(_serve(project, settings, host, port, started))


async def _serve(
    project: Project, settings: ServingSettings, host: str, port: int, started: Callable[[str], None]
) -> None:
    context, seen = await open_context(project, settings)
    config = uvicorn.Config(
        create_app(context, settings, seen),
        http=bounded(settings.limits),
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        limit_concurrency=settings.limits.connections,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        h11_max_incomplete_event_size=settings.limits.header_bytes,
    )
    try:
        listening = listen(host, port)
    except OSError as error:
        context.snapshot.crew.stop()
        raise StoreError(
            f"{host}:{port} cannot be listened on: {error.strerror or error}", hint="choose another with --port"
        ) from None
    server = uvicorn.Server(config)
    shown = f"[{host}]" if ":" in host else host
    telling = asyncio.create_task(_tell(server, lambda: started(f"http://{shown}:{listening.getsockname()[1]}/")))
    try:
        await server.serve(sockets=[listening])
    finally:
        telling.cancel()
        context.snapshot.crew.stop()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Its protocol is named, since asyncio sends small answers at once only where it is (without,
    each waits some 40 ms for the client's acknowledgement)."""
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=socket.AI_PASSIVE
    )[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening


async def _tell(server: uvicorn.Server, started: Callable[[], None]) -> None:
    while not server.started:
        await asyncio.sleep(0.01)
    started()


def _raise_open_files(connections: int) -> None:
    """Room for every connection that is allowed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + 500
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _adopt_orphans() -> None:
    """On Linux, forks whose stem has ended become children of this process; the system buries all that end."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
