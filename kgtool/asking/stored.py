"""Stored queries as answers: where a question is worded like one of theirs, theirs is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kgtool.asking.answer import Answer
from kgtool.asking.tokens import tokenise

if TYPE_CHECKING:
    from kgtool.asking.asker import Asker

_QUESTION = re.compile(r"^#\+\s+-\s+(.*\S)\s*$")


def stored_answer(asker: Asker, question: str) -> Answer | None:
    """The answer of a stored query whose phrasing is the question's; None where there is none."""
    return None


def nearest_queries(asker: Asker, question: str) -> tuple[str, ...]:
    """Names of the stored queries whose phrasings share most words with the question; at most three."""
    wanted = _words(asker, question)
    scored: dict[str, float] = {}
    for name, phrasing in phrasings(asker.queries):
        words = _words(asker, phrasing)
        if wanted & words:
            share = len(wanted & words) / len(wanted | words)
            scored[name] = max(scored.get(name, 0.0), share)
    return tuple(sorted(scored, key=lambda name: (-scored[name], name))[:3])


def phrasings(folder: Path | None) -> Iterator[tuple[str, str]]:
    """The name and each English phrasing of every stored query, read without a YAML parser."""
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.glob("*.rq")):
        within = False
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if not line.startswith("#+"):
                break
            if re.match(r"#\+\s*questions:", line):
                within = True
                continue
            match = _QUESTION.match(line)
            if within and match:
                yield path.stem, match[1].strip("\"'")
            elif re.match(r"#\+\s?\w", line):
                within = False


def _words(asker: Asker, text: str) -> frozenset[str]:
    english = asker.english
    found = set()
    for token in tokenise(text):
        kinds = ("articles", "determiners", "be", "do", "have", "to", "prepositions", "pronouns")
        if (
            token.key in english.question
            or any(english.is_a(kind, token.key) for kind in kinds)
            or token.key in ("'s", ",")
        ):
            continue
        found.add(min(english.lemmas(token.key), key=len))
    return frozenset(found)
