"""An article's text cut into pieces, so that every passage that gave a statement can be marked where it is printed.

Claims overlap: one may cover a clause and another a name in it. The text is cut wherever one begins or ends, and each
piece knows all that cover it; names, figures and dates stay whole, for they carry a note of their own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a text that something stands for; ``key`` says what."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the same covering spans throughout; ``note`` is the key of a name, figure or date."""

    start: int
    end: int
    text: str
    keys: tuple[str, ...]
    note: str = ""


def whole_notes(notes: Iterable[Span]) -> list[Span]:
    """Notes that do not overlap, in the order of the text: of those that do, the one that was given first."""
    kept: list[Span] = []
    for note in notes:
        if note.start < note.end and all(note.end <= other.start or other.end <= note.start for other in kept):
            kept.append(note)
    return sorted(kept, key=lambda one: one.start)


def cut(text: str, start: int, end: int, spans: list[Span], notes: list[Span]) -> list[Piece]:
    """The pieces of ``text[start:end]``; ``notes`` do not overlap, and no cut is made inside one."""
    inside = [note for note in notes if start <= note.start and note.end <= end]
    starts, ends = [note.start for note in inside], [note.end for note in inside]

    def is_within_note(at: int) -> bool:
        before = bisect_left(starts, at) - 1
        return before >= 0 and starts[before] < at < ends[before]

    near = [span for span in spans if span.start < end and start < span.end]
    edges = {max(start, span.start) for span in near} | {min(end, span.end) for span in near}
    cuts = sorted({at for at in edges if not is_within_note(at)} | {start, end} | set(starts) | set(ends))
    noted = {(note.start, note.end): note.key for note in inside}
    pieces = []
    for left, right in pairwise(cuts):
        keys = tuple(span.key for span in near if span.start < right and left < span.end)
        pieces.append(Piece(left, right, text[left:right], keys, noted.get((left, right), "")))
    return pieces


def paragraphs(text: str, start: int) -> list[tuple[int, int]]:
    """Where each paragraph begins and ends from a character on: lines with something on them."""
    found = []
    at = start
    for line in text[start:].splitlines(keepends=True):
        content = line.strip()
        if content:
            begin = at + line.index(content[0])
            found.append((begin, begin + len(line[line.index(content[0]) :].rstrip())))
        at += len(line)
    return found


def enclosing(blocks: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The stretch of whole blocks (paragraphs) that holds some characters."""
    begins = [block[0] for block in blocks]
    first = max(0, bisect_right(begins, start) - 1)
    last = max(first, bisect_right(begins, max(start, end - 1)) - 1)
    return (min(blocks[first][0], start), max(blocks[last][1], end)) if blocks else (start, end)
