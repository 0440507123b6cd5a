"""Where a term stands in Turtle and SPARQL files, so that a finding can name the line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path


def line_of(iri: str, paths: Sequence[Path]) -> tuple[str | None, int | None]:
    """The file and line in which the term is described (it begins the line) or else first used.

    Both are None where its local name occurs in none of the files.
    """
    name = re.escape(re.split(r"[#/]", iri)[-1])
    if not name:
        return None, None
    for pattern in (rf"^\S*[:/#]{name}>?\s", rf"[:/#]{name}(?![\w-])"):
        expression = re.compile(pattern)
        for path in paths:
            for number, line in enumerate(_lines(path), 1):
                if expression.search(line):
                    return str(path), number
    return None, None


@lru_cache(maxsize=64)
def _lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").splitlines())
