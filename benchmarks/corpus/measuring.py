"""One run of ``kgtool build``: how long it takes, how much memory its processes hold, and what it shows meanwhile."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

EVERY = 0.2
"""Seconds between two looks at the processes."""


@dataclass(slots=True)
class Run:
    """What a build took; memory in bytes, shared pages counted once."""

    seconds: float = 0.0
    reading_seconds: float = 0.0
    peak: int = 0
    reading_peak: int = 0
    """The peak while articles were read; reasoning over all of them comes after that."""
    most_processes: int = 0
    status: int = 0
    shown: list[str] = field(default_factory=list)
    """The progress lines and the summary, in order."""

    def progress(self, step: str) -> list[str]:
        """The progress lines of one step, such as ``reading 40/100, about 12 s left``."""
        return [line for line in self.shown if line.startswith(step)]


def build(seeds: Path, graph: Path, *, stop: Callable[[], bool] = lambda: False, jobs: int | None = None) -> Run:
    """Builds on a terminal of its own, so that progress is shown; kills all its processes once ``stop`` says so."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kgtool", "build", "--seeds", str(seeds), "--graph", str(graph)]
    command += [] if jobs is None else ["--jobs", str(jobs)]
    os.set_blocking(ours, False)
    run, began, text = Run(), time.monotonic(), b""
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    while process.poll() is None:
        tree = _tree(process.pid)
        run.peak = max(run.peak, sum(map(_memory, tree)))
        run.reading_peak = run.reading_peak if run.reading_seconds else run.peak
        run.most_processes = max(run.most_processes, len(tree))
        text += _read(ours)
        if b"reasoning" in text and not run.reading_seconds:
            run.reading_seconds = time.monotonic() - began
        if stop():
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(EVERY)
    run.seconds, run.status = time.monotonic() - began, process.returncode
    text += _read(ours)
    os.close(ours)
    run.shown = [line.strip() for line in re.split(r"[\r\n]+", text.decode(errors="replace")) if line.strip()]
    return run


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 20)
    except OSError:
        return b""


def _tree(root: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError, ValueError):
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found = [root]
    for process in found:
        found.extend(parents.get(process, ()))
    return found


def _memory(process: int) -> int:
    """Its proportional set size: pages that several processes share count for each in part."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
