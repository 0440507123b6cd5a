"""A text cut finer than words, so that patterns look the same however hyphens and units were tokenised.

``24-hour``, ``24`` ``-`` ``hour`` and ``$7bn``, ``$`` ``7`` ``bn`` give the same pieces. Each piece knows the tokens
that it lies in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kgtool.language.document import Document, Span
from kgtool.language.english import words

NUMBER, WORD, MARK, CLOCK, DATE, BREAK = "number", "word", "mark", "clock", "date", "break"

_PIECE = re.compile(
    r"""(?P<date>(?<![\w./-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?![\w/-]|\.\d))
    |(?P<clock>(?<![\w:])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:]))
    |(?P<number>\d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)|\d+(?:\.\d+)?)
    |(?P<word>o['’]clock\b|(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_](?![^\W\d_])|[^\W\d_]+)
    |(?P<break>\n\s*)
    |(?P<mark>--|[^\w\s]|_|\S)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A number, a run of letters, one mark, a clock time, a numeric date, or a line break."""

    text: str
    lower: str
    kind: str
    start: int
    """Offset of the first character in the document's text."""
    end: int
    first: int
    """Index of the first token that the piece lies in."""
    last: int
    """Index behind the last such token."""
    glued: bool
    """Whether it touches the piece before."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


Pieces = tuple[Piece, ...]


def cut(document: Document) -> Pieces:
    """All pieces of a document in order; characters outside its tokens give none, except line breaks.

    >>> from kgtool.language.document import Document, Span, Token
    >>> token = Token(0, 0, 7, "24-hour", "", "", "", "", 0, "root", 0)
    >>> [piece.text for piece in cut(Document("24-hour", (token,), (Span(0, 1),), ()))]
    ['24', '-', 'hour']
    """
    starts = [token.start for token in document.tokens]
    pieces: list[Piece] = []
    behind = -1
    for match in _PIECE.finditer(document.text):
        start, end, text = match.start(), match.end(), match.group()
        kind = match.lastgroup or MARK
        first = max(bisect_right(starts, start) - 1, 0)
        if kind == BREAK:
            pieces.append(Piece("\n", "\n", BREAK, start, end, first, first, False))
        else:
            last = bisect_right(starts, end - 1)
            while first < last and document.tokens[first].end <= start:
                first += 1
            if first < last:
                pieces.append(Piece(text, text.lower(), kind, start, end, first, last, start == behind))
        behind = end
    return tuple(pieces)


def span_of(pieces: Pieces, begin: int, end: int) -> Span:
    """The tokens that the pieces ``begin`` up to, not including, ``end`` lie in."""
    return Span(pieces[begin].first, pieces[end - 1].last)


def at(pieces: Pieces, position: int) -> Piece | None:
    """The piece at a position; none outside the text."""
    return pieces[position] if 0 <= position < len(pieces) else None


def lower_at(pieces: Pieces, position: int) -> str:
    """The piece in small letters; empty outside the text."""
    return pieces[position].lower if 0 <= position < len(pieces) else ""


def hyphen_at(pieces: Pieces, position: int) -> bool:
    """Whether a hyphen stands here with no space on either side."""
    return (
        0 < position < len(pieces) - 1
        and pieces[position].lower in "-‐‑"
        and pieces[position].glued
        and pieces[position + 1].glued
    )


_SENTENCE_ENDS = frozenset('.!?"“”‘«:;—–(')


def starts_sentence(pieces: Pieces, position: int) -> bool:
    """Whether nothing, a line break or the end of a sentence stands before."""
    before = at(pieces, position - 1)
    return before is None or before.kind == BREAK or before.text in _SENTENCE_ENDS


def closes_phrase(pieces: Pieces, position: int) -> bool:
    """Whether no word that could go on a noun phrase stands here."""
    piece = at(pieces, position)
    return piece is None or piece.kind not in (WORD, NUMBER) or piece.lower in words("phrases", "stops")


Value = TypeVar("Value")


class Phrases(Generic[Value]):
    """Phrases of one or more words with a value each, found at or before a position; the longest wins."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._forward: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._backward: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase in sorted(values, key=lambda phrase: (-len(phrase), phrase)):
            parts = tuple(match.group() for match in _PIECE.finditer(phrase))
            self._forward.setdefault(parts[0], []).append((parts, values[phrase]))
            self._backward.setdefault(parts[-1], []).append((parts, values[phrase]))

    @classmethod
    def of(cls, groups: Mapping[Value, Iterable[str]]) -> Phrases[Value]:
        """From lists of phrases, each under the value that they share."""
        return cls({phrase: value for value, phrases in groups.items() for phrase in phrases})

    def at(self, pieces: Pieces, position: int) -> tuple[Value, int] | None:
        """The value of the longest phrase that starts here, and the position behind it."""
        for parts, value in self._forward.get(lower_at(pieces, position), ()):
            here = position
            for number, part in enumerate(parts):
                if number and part not in "-" and hyphen_at(pieces, here):
                    here += 1
                if lower_at(pieces, here) != part:
                    break
                here += 1
            else:
                return value, here
        return None

    def before(self, pieces: Pieces, position: int) -> tuple[Value, int] | None:
        """The value of the longest phrase that ends just before this position, and the position of its first piece."""
        for parts, value in self._backward.get(lower_at(pieces, position - 1), ()):
            here = position
            for part in reversed(parts):
                here -= 1
                if part not in "-" and here != position - 1 and hyphen_at(pieces, here):
                    here -= 1
                if lower_at(pieces, here) != part:
                    break
            else:
                return value, here
        return None
