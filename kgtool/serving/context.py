"""What every route is given: the project, the snapshot that is served now, the limits, and ways to ask.

A handler takes ``snapshot = context.snapshot`` once and uses it to the end: a rebuild puts another one in its place and
never changes one that is in use.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import ParamSpec, TypeAlias, TypeVar

import pyoxigraph
from starlette.requests import Request
from starlette.responses import Response

from kgtool.asking import Answer, Evidence
from kgtool.project import Project
from kgtool.querying import Labels, StoredQuery, load_queries, load_query
from kgtool.serving.crew import Crew
from kgtool.serving.limits import ServingLimits
from kgtool.serving.metrics import Metrics
from kgtool.store import LocalStore, Result
from kgtool.store.endpoint import parse_reply

P = ParamSpec("P")
T = TypeVar("T")
Page: TypeAlias = Callable[[Request], Awaitable[Response]]

PAGE_THREADS = 4


class Snapshot:
    """One state of the graph: the same store in this process (for pages) and in the worker processes."""

    def __init__(self, project: Project, crew: Crew, version: str, load: Callable[[], LocalStore]) -> None:
        self.project = project
        self.crew = crew
        self.version = version
        """Names this state; fit for an ETag."""
        self._load = load
        self._lock = Lock()
        self._store: LocalStore | None = None
        self._labels: Labels | None = None
        self._stored: list[StoredQuery] = []
        self._seen: list[tuple[str, int]] | None = None

    @property
    def store(self) -> LocalStore:
        """The store in this process, read-only, for the program's own quick queries.

        It is loaded when first used and blocks while it answers: use it inside ``Context.in_thread``. What a client
        wrote is never run here but with ``Context.run_query``.
        """
        with self._lock:
            if self._store is None:
                self._store = self._load()
            return self._store

    @property
    def labels(self) -> Labels:
        """What the things of this snapshot are called; looks up in ``store``, so the same holds."""
        store = self.store
        with self._lock:
            if self._labels is None:
                self._labels = Labels(store)
            return self._labels

    def queries(self) -> list[StoredQuery]:
        """The stored queries by name, read again where a file has changed."""
        folder = self.project.queries
        files = sorted(folder.glob("*.rq"))
        seen = [(file.name, file.stat().st_mtime_ns) for file in files]
        if seen != self._seen:
            self._stored = load_queries(folder)
            self._seen = seen
        return self._stored

    def stored_query(self, name: str) -> StoredQuery:
        """The stored query of this name. Raises ``UsageError`` where there is none."""
        for query in self.queries():
            if query.name == name:
                return query
        return load_query(self.project.queries, name)


@dataclass
class Context:
    """One server's state; ``snapshot`` is replaced as a whole on a rebuild."""

    project: Project
    limits: ServingLimits
    snapshot: Snapshot
    token: str | None = None
    """Who holds it may write; None where nobody may."""
    metrics: Metrics = field(default_factory=Metrics)
    html: dict[str, Page] = field(default_factory=dict)
    """Pages for addresses that programs use as well: ``ask`` (/ask), ``queries`` (/queries), ``query``
    (/queries/NAME, ``name`` in ``request.path_params``) and ``sparql`` (/sparql without a query). Set by
    ``kgtool.serving.pages.routes``; called where the client prefers HTML to every data format."""
    problem: str = ""
    """Why a newer graph could not be loaded; empty where none is or all is well."""
    threads: Executor = field(default_factory=lambda: ThreadPoolExecutor(PAGE_THREADS, "page"))

    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def writable(self) -> bool:
        """Whether updates are taken, from those who hold the token."""
        return self.token is not None

    def swap(self, snapshot: Snapshot) -> None:
        """Puts another snapshot in place; requests that began with the old one end with it."""
        old, self.snapshot = self.snapshot, snapshot
        self.metrics.count("kgtool_swaps_total")
        old.crew.retire()

    async def change(self, request: Mapping[str, object], body: bytes) -> Mapping[str, object]:
        """Makes a change (see ``updating.change``) and serves what came out of it; tells what it came to.

        Raises what was wrong with it, and then nothing has changed.
        """
        async with self._writing:
            old = self.snapshot
            crew, done = await old.crew.succeed(request, body)
            version = f"{old.version.partition('+')[0]}+{int(old.version.partition('+')[2] or 0) + 1}"
            loop = asyncio.get_running_loop()
            self.swap(Snapshot(self.project, crew, version, lambda: _dumped(crew, loop)))
            return done

    async def ask(self, question: str, snapshot: Snapshot | None = None) -> Answer:
        """The answer to a question in English, worked out in a worker process within the limits.

        Raises ``LimitExceeded`` where it takes too long or too many wait.
        """
        spool = await (snapshot or self.snapshot).crew.call({"do": "ask", "question": question})
        with spool:
            return answer_from(json.loads(spool.read()))

    async def run_stored(
        self, query: StoredQuery, values: Mapping[str, str] | None = None, snapshot: Snapshot | None = None
    ) -> Result:
        """Runs a stored query with parameters in a worker process within the limits.

        Raises ``UsageError`` for a wrong parameter, ``LimitExceeded``, ``DataError`` where the query itself is wrong.
        """
        request = stored_request(query, values or {})
        return await self._result({**request, "media_type": JSON_RESULTS, "graph_type": TRIPLES}, snapshot)

    async def run_query(self, text: str, snapshot: Snapshot | None = None) -> Result:
        """Runs a client's own SPARQL query in a worker process within the limits; see ``querying.guard``."""
        return await self._result(
            {"do": "query", "query": text, "media_type": JSON_RESULTS, "graph_type": TRIPLES}, snapshot
        )

    async def _result(self, request: Mapping[str, object], snapshot: Snapshot | None) -> Result:
        spool = await (snapshot or self.snapshot).crew.call(request)
        with spool:
            return parse_reply(spool.read(), spool.media_type)

    async def in_thread(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a function that blocks (such as one that uses ``snapshot.store``) beside the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, partial(function, *args, **kwargs))


def _dumped(crew: Crew, loop: asyncio.AbstractEventLoop) -> LocalStore:
    """A copy of the store of a crew; called in a thread."""
    request = {"do": "dataset", "graph_type": QUADS, "rows": sys.maxsize, "largest": sys.maxsize}
    with asyncio.run_coroutine_threadsafe(crew.call(request), loop).result() as spool:
        store = pyoxigraph.Store()
        store.bulk_load(spool.read(), pyoxigraph.RdfFormat.N_QUADS)
        return LocalStore(store)


QUADS = "application/n-quads"
JSON_RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"


def stored_request(query: StoredQuery, values: Mapping[str, str]) -> dict[str, object]:
    """What a worker is told to run a stored query."""
    params = [
        {
            "name": one.name,
            "type": one.type,
            "required": one.required,
            "default": one.default,
            "values": list(one.values),
        }
        for one in query.params
    ]
    return {
        "do": "stored",
        "name": query.name,
        "text": query.text,
        "path": str(query.path),
        "params": params,
        "values": dict(values),
    }


def answer_from(content: Mapping[str, object]) -> Answer:
    """An answer as a worker sent it (its fields by name)."""

    def texts(value: object) -> tuple[str, ...]:
        assert isinstance(value, list)
        return tuple(map(str, value))

    def tables(value: object) -> tuple[tuple[str, ...], ...]:
        assert isinstance(value, list)
        return tuple(map(texts, value))

    def pieces(value: object) -> tuple[Evidence, ...]:
        assert isinstance(value, list)
        return tuple(Evidence(*piece) for piece in value)

    support = content["support"]
    assert isinstance(support, list)
    return Answer(
        question=str(content["question"]),
        answers=texts(content["answers"]),
        columns=texts(content["columns"]),
        rows=tables(content["rows"]),
        sparql=str(content["sparql"]),
        evidence=pieces(content["evidence"]),
        because=str(content["because"]),
        claimers=tables(content["claimers"]),
        support=tuple(map(pieces, support)),
        nearest=texts(content["nearest"]),
    )
