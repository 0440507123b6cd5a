"""A rebuild while serving: the files are watched, and a new snapshot is put in place when they are whole again."""

from __future__ import annotations

import asyncio
import os
import sys
import traceback
from functools import partial
from pathlib import Path
from typing import TypeAlias

from kgtool.errors import KgtoolError
from kgtool.project import Project
from kgtool.serving.context import Context, Snapshot
from kgtool.serving.crew import Crew
from kgtool.serving.limits import ServingLimits
from kgtool.serving.metrics import Metrics
from kgtool.serving.spool import SpoolRoom
from kgtool.store import LocalStore, graph_sources, ontology_sources, open_store
from kgtool.store.cache import sources_key
from kgtool.store.local import LARGE_BYTES
from kgtool.store.locks import lock_file

Signature: TypeAlias = tuple[tuple[str, int, int], ...]
EVERY_SECONDS = 1.0


def signature(project: Project) -> Signature:
    """What the files of graph and ontology look like from outside: name, size and time of change of each."""
    found = []
    for path in (*(source.path for source in graph_sources(project.graph)), *sorted(project.ontology.rglob("*.t*"))):
        try:
            state = path.stat()
        except OSError:  # replaced while looked at
            continue
        found.append((str(path), state.st_size, state.st_mtime_ns))
    return tuple(found)


def is_building(graph: Path) -> bool:
    """Whether a build is writing the graph just now."""
    lock = graph / ".cache" / "build.lock"
    if not lock.exists():
        return False
    try:
        descriptor = lock_file(lock, shared=True)
    except OSError:
        return False
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


async def open_snapshot(
    project: Project, limits: ServingLimits, metrics: Metrics, room: SpoolRoom
) -> tuple[Snapshot, Signature]:
    """The graph as it is now, here and in worker processes. Raises what is wrong with its files."""
    while True:
        while is_building(project.needs_graph()):
            await asyncio.sleep(EVERY_SECONDS / 4)
        before = signature(project)
        rooms = {name: str(getattr(project, name)) for name in ("graph", "ontology", "queries")}
        loading = asyncio.get_running_loop().run_in_executor(None, _load, project)
        try:
            crew = await Crew.start(rooms, limits, metrics, room)
        except BaseException:
            await asyncio.wait({loading})
            loading.exception()
            raise
        try:
            store, version = await loading
        except BaseException:
            crew.stop()
            raise
        if before == signature(project) and not is_building(project.graph):
            return Snapshot(project, crew, version, partial(_same, store)), before
        crew.stop()


def _same(store: LocalStore) -> LocalStore:
    return store


def _load(project: Project) -> tuple[LocalStore, str]:
    """The store, and a name for exactly these files."""
    sources = [*graph_sources(project.graph), *ontology_sources(project.ontology)]
    return open_store(project.graph, project.ontology, cache_from=LARGE_BYTES), sources_key(sources)[:16]


async def watch(context: Context, seen: Signature, *, every: float = EVERY_SECONDS) -> None:
    """Swaps the snapshot whenever the files have changed; keeps the old one where the new files are broken."""
    failed: Signature | None = None
    now = seen
    while True:
        await asyncio.sleep(every)
        try:
            now = await context.in_thread(signature, context.project)
            if now in (seen, failed) or is_building(context.project.graph):
                continue
            crew = context.snapshot.crew
            snapshot, seen = await open_snapshot(context.project, context.limits, context.metrics, crew.room)
            context.swap(snapshot)
            context.problem, failed = "", None
            print("the graph was rebuilt: the new one is served", file=sys.stderr)
        except Exception as error:  # whatever it is, the old snapshot is served, and the watch goes on
            if not isinstance(error, KgtoolError):
                traceback.print_exc()
            failed = now  # as it was when looked at: what has changed since is tried again
            context.problem = error.message if isinstance(error, KgtoolError) else "the new graph cannot be loaded"
            context.metrics.count("kgtool_swaps_failed_total")
            print(f"error: the graph changed and cannot be loaded; the old one is served: {error}", file=sys.stderr)
