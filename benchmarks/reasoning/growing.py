"""How cost grows with the data: LUBM from 10**4 to 10**7 triples, through each engine, and the drawing of it.

The inputs are parts of LUBM-10 and copies of it whose universities have names of their own. A peer that needs more than
so many seconds of processor time, or ``MEGABYTES`` of memory, is stopped, and not asked for more.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Iterator
from math import log10
from pathlib import Path
from typing import Any

SIZES = (10_000, 31_623, 100_000, 316_228, 1_000_000, 3_162_278, 10_000_000)
REPEATED = 200_000
"""Inputs up to this size are run three times, and the best counts."""
MEGABYTES = 9_000
Result = dict[str, Any]
Engine = Callable[[Path], list[object]]
"""The command that runs an engine on a file."""


def growth(
    source: Path, folder: Path, engines: dict[str, Engine], run: Callable[..., Result], seconds: int
) -> Iterator[Result]:
    """For each size and engine: what the engine reports, or why it did not."""
    given_up: set[str] = set()
    for size in SIZES:
        path = folder / "growth.nt"
        write(source, size, path)
        turtle = path.with_suffix(".ttl")  # N-Triples is Turtle, and reasonable goes by the name
        os.link(path, turtle)
        for engine, command in engines.items():
            if engine in given_up:
                continue
            found = _best(
                command(path), 3 if size <= REPEATED else 1, _limits(seconds) if engine != "kgtool" else None, run
            )
            if found is None:
                given_up.add(engine)
                found = {"stopped": f"over {seconds} s of processor time or {MEGABYTES:,} MB"}
            yield {"engine": engine, "triples": size} | found
            print(engine, f"{size:,}", found.get("total_cpu", found), file=sys.stderr, flush=True)
        path.unlink()
        turtle.unlink()


def _best(
    command: list[object], times: int, limit: Callable[[], None] | None, run: Callable[..., Result]
) -> Result | None:
    found = []
    for _ in range(times):
        try:
            found.append(run(command, limit=limit))
        except OSError:
            return None
    return min(found, key=lambda result: float(result["total_cpu"]))


def _limits(seconds: int) -> Callable[[], None]:
    def set_limits() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))

    return set_limits


def write(source: Path, size: int, path: Path) -> None:
    """Writes so many lines: the data set, and copies with universities of their own while it is not enough."""
    data = source.read_bytes()
    lines = data.count(b"\n")
    with path.open("wb") as file:
        for copy in range(-(-size // lines)):
            text = data if copy == 0 else data.replace(b".University", b".Campus%d-University" % copy)
            left = size - copy * lines
            file.write(text if left >= lines else text[: _end_of_line(text, left)])


def _end_of_line(text: bytes, line: int) -> int:
    """Where a line, counted from 1, ends."""
    place = 0
    for _ in range(line):
        place = text.index(b"\n", place) + 1
    return place


_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 520, 20, 340
_SERIES = (
    ("kgtool", "total_cpu", "#1b6ca8", "kgtool"),
    ("kgtool", "kernel_cpu", "#7fb2d9", "… its columns and rules"),
    ("nemo", "total_cpu", "#c0392b", "nemo"),
    ("reasonable", "total_cpu", "#b7791f", "reasonable"),
)


def draw(measured: list[Result], path: Path) -> None:
    """Seconds of processor time over the number of triples, both axes logarithmic."""
    lines = [*_axes(), *(mark for series in _SERIES for mark in _curve(measured, *series))]
    body = "\n".join(lines)
    style = "text{font:12px sans-serif;fill:#444}.grid{stroke:#ddd}.curve{fill:none;stroke-width:2}"
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 390" role="img">\n'
        "<title>Seconds of processor time from file to closure, over the number of triples</title>\n"
        f'<style>{style}</style>\n<rect width="680" height="390" fill="#fff"/>\n{body}\n</svg>\n',
        "utf-8",
    )


def _x(triples: float) -> float:
    return round(_LEFT + (log10(triples) - 4) / 3 * (_RIGHT - _LEFT), 1)


def _y(seconds: float) -> float:
    return round(_BOTTOM - (log10(max(seconds, 0.001)) + 3) / 6 * (_BOTTOM - _TOP), 1)


def _axes() -> Iterator[str]:
    for power in range(-3, 4):
        height = _y(10.0**power)
        yield f'<line x1="{_LEFT}" y1="{height}" x2="{_RIGHT}" y2="{height}" class="grid"/>'
        yield f'<text x="{_LEFT - 8}" y="{height + 4}" text-anchor="end">{10.0**power:g} s</text>'
    for power in range(4, 8):
        yield f'<text x="{_x(10.0**power)}" y="{_BOTTOM + 20}" text-anchor="middle">{10**power:,}</text>'
    middle = (_LEFT + _RIGHT) // 2
    yield f'<text x="{middle}" y="{_BOTTOM + 42}" text-anchor="middle">triples in the file (LUBM, N-Triples)</text>'


def _curve(measured: list[Result], engine: str, key: str, colour: str, label: str) -> Iterator[str]:
    found = [(m["triples"], m[key]) for m in measured if m["engine"] == engine and key in m]
    if not found:
        return
    points = " ".join(f"{_x(triples)},{_y(seconds)}" for triples, seconds in found)
    yield f'<polyline points="{points}" class="curve" stroke="{colour}"/>'
    triples, seconds = found[-1]
    yield f'<text x="{_x(triples) + 6}" y="{_y(seconds) + 4}" style="fill:{colour}">{label}</text>'
