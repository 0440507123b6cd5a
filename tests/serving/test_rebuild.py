"""A rebuild while serving: the snapshot is swapped as a whole, and a broken graph never takes its place."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgtool.store.locks import lock_file
from tests.serving.running import Server, make_empty_project, processes_below, serving, wait_until

FILES, TRIPLES = 5, 40
ASKED = "SELECT ?v (COUNT(*) AS ?n) { ?s <http://e/version> ?v } GROUP BY ?v"


def build(graph: Path, version: int) -> None:
    """What a build does: all files aside, then each into its place, while it holds the lock."""
    (graph / ".cache").mkdir(exist_ok=True)
    lock = lock_file(graph / ".cache" / "build.lock")
    assert lock is not None
    made = []
    for number in range(FILES):
        lines = [f"<http://e/{number}/{i}> <http://e/version> {version} ." for i in range(TRIPLES)]
        aside = graph / f".{number}.tmp"
        aside.write_text("\n".join(lines))
        made.append((aside, graph / f"g{number}.trig"))
    for aside, target in made:
        aside.replace(target)
        time.sleep(0.05)
    os.close(lock)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    project = make_empty_project(tmp_path_factory.mktemp("rebuilt") / "project")
    build(project / "graph", 0)
    with serving(project) as server:
        yield server, project / "graph"


def versions(server: Server) -> dict[int, int]:
    reply = server.sparql(ASKED)
    assert reply.status == 200, reply.text
    rows = json.loads(reply.body)["results"]["bindings"]
    return {int(row["v"]["value"]): int(row["n"]["value"]) for row in rows}


def test_no_request_sees_half_of_a_rebuild(rebuilt: tuple[Server, Path]) -> None:
    server, graph = rebuilt
    seen: set[tuple[tuple[int, int], ...]] = set()
    stop = threading.Event()
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            while not stop.is_set():
                seen.add(tuple(versions(server).items()))
        except BaseException as error:
            errors.append(error)

    asking = [threading.Thread(target=ask) for _ in range(3)]
    for thread in asking:
        thread.start()
    for version in (1, 2):
        build(graph, version)
        assert wait_until(lambda version=version: list(versions(server)) == [version], 60), server.log
    stop.set()
    for thread in asking:
        thread.join()
    assert not errors
    assert seen <= {((version, FILES * TRIPLES),) for version in (0, 1, 2)}
    assert len(seen) >= 2


def test_a_broken_graph_is_not_taken_up(rebuilt: tuple[Server, Path]) -> None:
    server, graph = rebuilt
    before = versions(server)
    whole = (graph / "g0.trig").read_text()
    (graph / "g0.trig").write_text("no trig at all {")
    assert wait_until(lambda: json.loads(server.get("/health").body)["status"] == "stale", 60)
    assert versions(server) == before
    (graph / "g0.trig").write_text(whole + "\n<http://e/x> <http://e/version> 2 .")
    assert wait_until(lambda: json.loads(server.get("/health").body)["status"] == "ok", 60)
    assert versions(server) == {2: FILES * TRIPLES + 1}


def test_a_rebuild_while_a_broken_graph_is_read_is_taken_up(rebuilt: tuple[Server, Path]) -> None:
    server, graph = rebuilt
    for version in (3, 4):
        (graph / "g0.trig").write_text("no trig at all {")
        time.sleep(1.2)
        build(graph, version)
        assert wait_until(lambda version=version: versions(server) == {version: FILES * TRIPLES}, 60), server.log


def test_no_process_is_left_behind(rebuilt: tuple[Server, Path]) -> None:
    """After swaps only the processes of one snapshot are there (Linux)."""
    server, _ = rebuilt
    if not Path("/proc").is_dir():
        pytest.skip("no /proc")
    assert wait_until(lambda: len(processes_below(server.process.pid)) <= 1 + 4 + 2, 60), processes_below(
        server.process.pid
    )
