"""``kgtool build``."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import click

from kgtool.cli.options import Where, in_project, show


@click.command()
@click.option(
    "--seeds", type=click.Path(path_type=Path), metavar="PATH", help="A seed or a folder of them.  [default: seeds/]"
)
@click.option("--jobs", type=click.IntRange(min=0), help="Articles read at the same time.  [default: one a processor]")
@click.option("--again", is_flag=True, help="Read every seed, also where nothing changed.")
@click.option("--check/--no-check", default=True, help="Count contradictions.  [default: --check]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The summary: text on standard error, or json on standard output.",
)
@in_project()
def build(where: Where, seeds: Path | None, jobs: int | None, again: bool, check: bool, form: str) -> None:
    """Reads the seeds into the graph: only what changed, and whole or not at all.

    An interrupted build leaves the old graph as it was; the next one goes on where it stopped.

    \b
    kgtool build
    kgtool build --seeds article.md --graph /tmp/graph
    """
    from kgtool.building import build as build_graph

    progress = ProgressLine()
    try:
        summary = build_graph(where.project(), seeds, jobs=jobs, check=check, again=again, progress=progress)
    finally:
        progress.clear()
    if form == "json":
        show(json.dumps(summary.as_json(), ensure_ascii=False, indent=2) + "\n")
    for line in summary.lines() if form == "text" else []:
        click.echo(line, err=True)


class ProgressLine:
    """One line on standard error that says what is done and how long the rest will take; only on a terminal."""

    def __init__(self) -> None:
        self._began: dict[str, float] = {}
        self._shown = 0

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        began = self._began.setdefault(step, now)
        if not sys.stderr.isatty():
            return
        left = f", about {_span((now - began) / (done - 1) * (total - done))} left" if 1 < done < total else ""
        text = f"{step} {done}/{total}{left}" if total > 1 else f"{step} …"
        click.echo("\r" + text.ljust(self._shown), nl=False, err=True)
        self._shown = len(text)

    def clear(self) -> None:
        """Takes the line away."""
        if self._shown:
            click.echo("\r" + " " * self._shown + "\r", nl=False, err=True)
            self._shown = 0


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{max(round(seconds), 1)} s" if seconds < 90 else f"{minutes} min" if minutes < 90 else f"{minutes // 60} h"
