"""Runs queries: stored ones in this process, ad-hoc ones in a worker process that is killed at its time limit."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from kgtool import errors
from kgtool.errors import DataError, KgtoolError, LimitExceeded, StoreError, UsageError
from kgtool.querying.binding import bind
from kgtool.querying.labels import Labels
from kgtool.querying.stored import StoredQuery
from kgtool.store import Result, Store
from kgtool.store.endpoint import parse_reply


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may use."""

    seconds: float = 30.0
    rows: int = 100_000
    megabytes: int = 4_096
    """Memory of the worker process, where the system can limit it."""


def run_stored(
    query: StoredQuery, store: Store, values: Mapping[str, str] | None = None, *, row_limit: int | None = None
) -> Result:
    """Runs a stored query with parameters; names are looked up as labels where an IRI is wanted.

    Raises ``UsageError`` for a wrong parameter, ``DataError`` with file and line where the query itself is wrong.
    """
    text = bind(query, values or {}, Labels(store).find)
    try:
        return store.query(text, row_limit=row_limit)
    except UsageError as error:
        raise DataError(error.message, path=query.path, line=error.line, hint="correct the stored query") from None


class QueryWorker:
    """A process that holds a store and answers one query at a time; killed where a query takes too long, then started
    again for the next one. Its answers are whole or none.

    >>> with QueryWorker(Path("graph")) as worker:  # doctest: +SKIP
    ...     worker.query("SELECT * { ?s ?p ?o } LIMIT 1")
    """

    def __init__(self, graph: Path | None, ontology: Path | None = None, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._rooms = {"graph": None if graph is None else str(graph), "ontology": ontology and str(ontology)}
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.Queue[tuple[dict[str, Any], bytes] | None] = queue.Queue()
        self._turn = threading.Lock()

    def __enter__(self) -> QueryWorker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def query(self, text: str, *, row_limit: int | None = None) -> Result:
        """The answer to a query that stays within the store (see ``guard``). Raises ``UsageError``, ``LimitExceeded``
        and what opening the store raises."""
        rows = self.limits.rows if row_limit is None else min(row_limit, self.limits.rows)
        with self._turn:
            try:
                process = self._started()
                assert process.stdin is not None
                request = {"query": text, "rows": rows, "seconds": self.limits.seconds}
                process.stdin.write(json.dumps(request).encode() + b"\n")
                process.stdin.flush()
                head, body = self._reply(self.limits.seconds)
            except BrokenPipeError:
                self.close()
                raise self._died() from None
            except BaseException:
                self.close()
                raise
        if head["kind"] == "error":
            raise rebuilt(head)
        return parse_reply(body, head["media_type"])

    def close(self) -> None:
        """Ends the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._replies = queue.Queue()
        process = subprocess.Popen(
            [sys.executable, "-m", "kgtool.querying.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._process = process
        assert process.stdin is not None
        assert process.stdout is not None
        threading.Thread(target=_read_replies, args=(process.stdout, self._replies), daemon=True).start()
        settings = {**self._rooms, **asdict(self.limits)}
        process.stdin.write(json.dumps(settings).encode() + b"\n")
        process.stdin.flush()
        head, _ = self._reply(None)
        if head["kind"] == "error":
            raise rebuilt(head)
        return process

    def _reply(self, seconds: float | None) -> tuple[dict[str, Any], bytes]:
        try:
            reply = self._replies.get(timeout=seconds)
        except queue.Empty:
            raise LimitExceeded(
                f"the query took longer than {self.limits.seconds:g} seconds",
                hint="ask for less, or give it more time with --timeout",
            ) from None
        if reply is None:
            raise self._died()
        return reply

    def _died(self) -> KgtoolError:
        return LimitExceeded(
            f"the query was stopped: it needed more than {self.limits.megabytes} MB, or is nested too deeply",
            hint="ask for less",
        )


def _read_replies(pipe: IO[bytes], replies: queue.Queue[tuple[dict[str, Any], bytes] | None]) -> None:
    with contextlib.suppress(OSError, ValueError):  # the pipe is closed while it is read
        while line := pipe.readline():
            head = json.loads(line)
            body = pipe.read(head.get("bytes", 0))
            if len(body) < head.get("bytes", 0):
                break
            replies.put((head, body))
    replies.put(None)


def rebuilt(head: Mapping[str, Any]) -> KgtoolError:
    """An error that a worker sent, as the exception that it was there."""
    cls = getattr(errors, head["class"], StoreError)
    error: KgtoolError = cls(head["message"], hint=head["hint"], path=head["path"], line=head["line"])
    return error
