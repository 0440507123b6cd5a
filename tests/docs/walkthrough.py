"""A walk-through in Markdown: the files that it writes, the commands that it runs, and what they print.

A fenced block behind a line such as ``**`ontology/deals.ttl`**`` is that file. A ``console`` block holds commands
behind "$ " and their output (standard output and error together); "…" in it stands for anything on that line.
``cd`` moves.

``python tests/docs/walkthrough.py docs/tutorial-new-domain.md`` runs it and writes what is printed now into the
document; lines with "…" stay where they still fit.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
COLUMNS = "110"

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
    """Does the steps in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        programs = folder / ".bin"
        programs.mkdir()
        script = programs / "kgtool"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kgtool "$@"\n')
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
    return len(expected) == len(printed) and all(map(_agrees, expected, printed))


def _agrees(expected: str, printed: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in expected.rstrip().split("…"))
    return re.fullmatch(pattern, printed) is not None


def rewrite(path: Path) -> None:
    """Runs the document and writes the output of today into it."""
    document = path.read_text(encoding="utf-8")
    found: list[tuple[Step, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(Path(folder))
        for step in steps(document):
            if step.path:
                walk.write(step)
                continue
            lines: list[str] = []
            for command in step.commands:
                printed = walk.run(command)
                known = [old if _agrees(old, new) else new for old, new in zip(command.expected, printed, strict=False)]
                lines += [f"$ {command.line}", *known, *printed[len(known) :]]
            found.append((step, "\n".join(lines) + "\n"))
    for step, text in reversed(found):
        document = document[: step.start] + text + document[step.end :]
    path.write_text(document, encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        rewrite(Path(name))
