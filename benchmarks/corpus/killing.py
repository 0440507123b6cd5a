"""A build that is killed in the middle, and the next one: what it still has to read, and what comes of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus.measuring import Run, build


@dataclass(frozen=True, slots=True)
class Resumed:
    """What a killed build left and the next one made of it."""

    kept: int
    """Articles that the killed run had read."""
    left_to_read: int
    """Articles that the next run reported to read."""
    second: Run
    is_same: bool
    """Whether every graph file has the bytes of an uninterrupted build."""


def kill_and_resume(seeds: Path, graph: Path, uninterrupted: Path) -> Resumed:
    """Kills a build once it has read half of the articles, builds again, and compares."""
    total = len(list(seeds.glob("*.md")))
    aside = graph / ".cache" / "read"
    first = build(seeds, graph, stop=lambda: _read(aside) >= total // 2)
    assert first.status != 0, "the build was done before it could be killed"
    kept = _read(aside)
    second = build(seeds, graph)
    totals = [line.split("/")[1].split(",")[0] for line in second.progress("reading")]
    return Resumed(kept, int(totals[0]) if totals else 0, second, fingerprint(graph) == fingerprint(uninterrupted))


def _read(aside: Path) -> int:
    return len(list(aside.glob("*.trig")))


def fingerprint(graph: Path) -> str:
    """One hash over the names and bytes of a graph's files."""
    digest = hashlib.sha256()
    for path in sorted(graph.glob("*.trig")):
        digest.update(path.name.encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()
