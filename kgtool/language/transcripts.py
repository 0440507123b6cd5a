"""Transcripts: lines that begin with who speaks them ("Q: …", "A: …", "OKELLO: …").

In: a text, a document. Out: the turns, each with the words before its colon and what is said. A text is a transcript
where several speakers take turns; one line with a colon is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kgtool.language.document import Document, Span

_LABEL = re.compile(
    r"[^\w\n]*(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})(?: \([^)\n]*\))?[*_]*:[*_]*(?:\s+(?=\S)|$)"
)
LEAST = 4
"""Lines that speakers must begin in a transcript; two of them at least twice."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next speaks."""

    label: Span
    """The words before the colon."""
    span: Span
    """The words behind it."""


def with_speakers_apart(text: str) -> str:
    """The text of a transcript with a line break behind each speaker's name, so that no tree spans both; as long as
    before.

    >>> with_speakers_apart("Q: Why?\\nA: Because.\\nQ: And now?\\nA: Nothing.")
    'Q:\\nWhy?\\nA:\\nBecause.\\nQ:\\nAnd now?\\nA:\\nNothing.'
    """
    letters = list(text)
    for _, _, _, begin in _transcript(text):
        if letters[begin - 1] == " ":
            letters[begin - 1] = "\n"
    return "".join(letters)


def find_turns(document: Document) -> list[Turn]:
    """The turns of a transcript in the order of the text; none where the text is no transcript.

    A speaker goes on over paragraphs up to the next speaker; the last one ends with the paragraph.
    """
    found = _transcript(document.text)
    starts = [token.start for token in document.tokens]
    ends = [token.end for token in document.tokens]
    turns = []
    for place, (_, first, colon, behind) in enumerate(found):
        begin = len(document.text) - len(document.text[behind:].lstrip())
        last = document.text.find("\n", begin)
        last = len(document.text) if last < 0 else last
        if place + 1 < len(found):
            last = found[place + 1][1]
        label = Span(bisect_right(ends, first), bisect_left(starts, colon))
        turns.append(Turn(label, Span(bisect_right(ends, begin), bisect_left(starts, last))))
    return [turn for turn in turns if len(turn.label) and len(turn.span)]


def _transcript(text: str) -> list[tuple[str, int, int, int]]:
    """The labels of a text; none where it is no transcript."""
    found = list(_labels(text))
    times = Counter(name for name, *_ in found)
    return found if len(found) >= LEAST and sum(count > 1 for count in times.values()) > 1 else []


def _labels(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Each name before a colon at the start of a line, its first and last place, and where what is said begins."""
    start = 0
    for line in text.split("\n"):
        match = _LABEL.match(line)
        if match is not None:
            yield match["name"].casefold(), start + match.start("name"), start + match.end("name"), start + match.end()
        start += len(line) + 1
