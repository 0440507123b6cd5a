"""The process in which ad-hoc queries run: ``python -m kgtool.querying.worker``, spoken to by ``running.QueryWorker``.

Settings come as one JSON line on standard input, then one line a query; each answer is a JSON line with the number of
bytes that follow. Once the store is open the process can open nothing more, neither files nor connections, and a timer
of the system ends it if a query runs on, even where its parent is gone.
"""

from __future__ import annotations

import contextlib
import json
import signal
import sys
from pathlib import Path
from typing import Any

from kgtool.errors import KgtoolError
from kgtool.querying.formats import format_result
from kgtool.querying.guard import load_parsers, refuse_unsafe
from kgtool.store import LocalStore, Triples, open_store
from kgtool.store.local import LARGE_BYTES

GRACE_SECONDS = 2.0


def main() -> None:
    """Serves queries until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settings = json.loads(sys.stdin.readline())
    _limit_memory(settings["megabytes"])
    try:
        store = open_store(
            *(None if settings[room] is None else Path(settings[room]) for room in ("graph", "ontology")),
            cache_from=LARGE_BYTES,
        )
        load_parsers()
    except KgtoolError as error:
        _send(_described(error))
        return
    _close_doors()
    _send({"kind": "ready"})
    graphs = store.graph_names()
    for line in sys.stdin:
        request = json.loads(line)
        _set_timer(request["seconds"] + GRACE_SECONDS)
        try:
            head, body = _answer(store, graphs, request)
        except KgtoolError as error:
            head, body = _described(error), b""
        _set_timer(0)
        _send(head, body)


def _answer(store: LocalStore, graphs: set[str], request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    refuse_unsafe(request["query"], graphs.__contains__)
    result = store.query(request["query"], row_limit=request["rows"])
    triples = isinstance(result, Triples)
    body = format_result(result, "ntriples" if triples else "json").encode()
    media_type = "application/n-triples" if triples else "application/sparql-results+json"
    return {"kind": "result", "media_type": media_type}, body


def _described(error: KgtoolError) -> dict[str, Any]:
    path = None if error.path is None else str(error.path)
    return {
        "kind": "error",
        "class": type(error).__name__,
        "message": error.message,
        "hint": error.hint,
        "path": path,
        "line": error.line,
    }


def _send(head: dict[str, Any], body: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps({**head, "bytes": len(body)}).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


if sys.platform == "win32":

    def _limit_memory(megabytes: int) -> None: ...

    def _close_doors() -> None: ...

    def _set_timer(seconds: float) -> None: ...

else:
    import resource

    def _limit_memory(megabytes: int) -> None:
        with contextlib.suppress(ValueError, OSError):  # not every system lets a process limit its memory
            resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def _close_doors() -> None:
        """No descriptor beyond those that are open: no file, and no connection for a SERVICE that slipped through."""
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))

    def _set_timer(seconds: float) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
