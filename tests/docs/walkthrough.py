"""A walk-through in Markdown: the files that it writes, the commands that it runs, and what they print.

A fenced block behind a line such as ``**`ontology/deals.ttl`**`` is that file. A ``console`` block holds commands
behind "$ " and their output (standard output and error together). "…" in it stands for anything on that line; a line
that is only "…" stands for any lines. ``cd`` moves.

``python tests/docs/walkthrough.py docs/tutorial-new-domain.md`` runs it and writes what is printed now into the
document; what is left out with "…" stays left out. With ``--in-project`` the commands run in a copy of this project.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
COLUMNS = "110"
ROOMS = ("ontology", "seeds", "graph", "queries")

ELISION = "…"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"\*\*`([^`]+)`\*\*\n+\Z")


@dataclass(frozen=True, slots=True)
class Command:
    """One command and the lines that the document says it prints."""

    line: str
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A file to write (``path`` and ``text``) or commands to run; ``start`` and ``end`` bound the block's content."""

    start: int
    end: int
    path: str = ""
    text: str = ""
    commands: tuple[Command, ...] = ()


def steps(document: str) -> Iterator[Step]:
    """The blocks of a document that do something, in order."""
    for fence in _FENCE.finditer(document):
        named = _FILE.search(document[: fence.start()])
        if named:
            yield Step(fence.start(2), fence.end(2), path=named[1], text=fence[2])
        elif fence[1] == "console":
            yield Step(fence.start(2), fence.end(2), commands=tuple(_commands(fence[2])))


def _commands(block: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, *expected = part.rstrip("\n").split("\n")
        yield Command(line, tuple(expected))


class Walk:
    """Does the steps in a folder of its own: an empty one, or a copy of this project."""

    def __init__(self, folder: Path, *, in_project: bool = False) -> None:
        self.folder = folder
        if in_project:
            for room in ROOMS:
                shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns(".*"))
        programs = folder / ".bin"
        programs.mkdir()
        for name, arguments in (("kgtool", "-m kgtool"), ("python", "")):
            script = programs / name
            script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n')
            script.chmod(0o755)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KGTOOL")}
        path = f"{programs}{os.pathsep}{kept.get('PATH', '')}"
        self.environment = {**kept, "PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": COLUMNS}

    def write(self, step: Step) -> None:
        """Writes the step's file."""
        target = self.folder / step.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(step.text, encoding="utf-8")

    def run(self, command: Command) -> list[str]:
        """The lines that a command prints now."""
        if command.line.startswith("cd "):
            self.folder = self.folder / command.line.removeprefix("cd ")
            return []
        done = subprocess.run(
            command.line, shell=True, cwd=self.folder, env=self.environment, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return [line.rstrip() for line in done.stdout.rstrip("\n").split("\n")] if done.stdout.strip() else []


def agree(expected: tuple[str, ...] | list[str], printed: list[str]) -> bool:
    """Whether a command printed what the document says."""
    if ELISION not in expected:
        return len(expected) == len(printed) and all(map(_agrees, expected, printed))
    at = list(expected).index(ELISION)
    head, rest = expected[:at], expected[at + 1 :]
    if len(printed) < at or not agree(head, printed[:at]):
        return False
    return any(agree(rest, printed[start:]) for start in range(at, len(printed) + 1))


def _agrees(expected: str, printed: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in expected.rstrip().split("…"))
    return re.fullmatch(pattern, printed) is not None


def _renewed(expected: tuple[str, ...], printed: list[str]) -> list[str]:
    """What the document should say now: what it says where that still fits, left out what it leaves out."""
    if agree(expected, printed):
        return list(expected)
    if ELISION in expected:
        head = expected.index(ELISION)
        tail = expected[::-1].index(ELISION)
        if head + tail < len(printed):
            return [*printed[:head], ELISION, *printed[len(printed) - tail :]]
    known = [old if _agrees(old, new) else new for old, new in zip(expected, printed, strict=False)]
    return [*known, *printed[len(known) :]]


def rewrite(path: Path, *, in_project: bool = False) -> bool:
    """Runs the document and writes the output of today into it; gives whether that changed it."""
    before = document = path.read_text(encoding="utf-8")
    found: list[tuple[Step, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(Path(folder), in_project=in_project)
        for step in steps(document):
            if step.path:
                walk.write(step)
                continue
            lines: list[str] = []
            for command in step.commands:
                lines += [f"$ {command.line}", *_renewed(command.expected, walk.run(command))]
            found.append((step, "\n".join(lines) + "\n"))
    for step, text in reversed(found):
        document = document[: step.start] + text + document[step.end :]
    if document != before:
        path.write_text(document, encoding="utf-8")
    return document != before


if __name__ == "__main__":
    for name in sys.argv[1:]:
        if name != "--in-project":
            rewrite(Path(name), in_project="--in-project" in sys.argv)
