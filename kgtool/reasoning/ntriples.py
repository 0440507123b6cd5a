"""N-Triples read with arrays: a block of lines at a time, without a Python object for each line or occurrence.

The bytes that give a line its shape (angle brackets, quotes, blanks, line ends, and what must not be there) are found
in one pass. Lines of the usual shapes, ``<s> <p> <o> .`` and ``<s> <p> "literal" .`` with or without blank nodes,
language or datatype, are cut at these positions and their terms numbered in bulk; every other line goes to pyoxigraph's
parser, which also says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from kgtool.reasoning.columns import Ints
from kgtool.reasoning.term_table import PADDING
from kgtool.reasoning.terms import PLAIN, RESOURCE, TAGGED, TYPED, Terms
from kgtool.terms import XSD

BLOCK = 1 << 21
"""Bytes read at a time: small enough for the processor's cache."""
LONGEST = 1 << 12
"""Bytes of a term beyond which its line is left to the parser."""

_SPACE, _QUOTE, _LESS, _GREATER, _BACKSLASH, _LINE = 32, 34, 60, 62, 92, 10
_STRING = b"^^<" + (XSD + "string").encode() + b">"
Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]


def blocks(file: BinaryIO, size: int = BLOCK) -> Iterator[bytes]:
    """The file in pieces that end with a line; a missing last line end is added."""
    rest = b""
    while data := file.read(size):
        cut = data.rfind(b"\n") + 1
        if cut == 0:
            rest += data
            continue
        yield rest + data[:cut]
        rest = data[cut:]
    if rest:
        yield rest + b"\n"


class Lines:
    """The shape of one block of N-Triples: where each line's terms start and end, and which lines are unusual."""

    def __init__(self, block: bytes) -> None:
        self.buffer: Bytes = np.frombuffer(block + b"\n" * PADDING, np.uint8)
        text = self.buffer[: len(block)]
        special = text < 33
        special |= (text | 2) == _GREATER
        special |= text == _QUOTE
        special |= text == _BACKSLASH
        self._at: Ints = np.flatnonzero(special)
        self._kind: Bytes = text[self._at]
        ends = np.flatnonzero(self._kind == _LINE)
        self._last = ends
        self._base = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))
        self.line_ends: Ints = self._at[ends]
        self.line_starts: Ints = np.concatenate((np.zeros(1, np.int64), self.line_ends[:-1] + 1))
        self._shape()

    def _shape(self) -> None:
        at, kind, text = self._at, self._kind, self.buffer
        starts, ends, base, last = self.line_starts, self.line_ends, self._base, self._last
        count = last - base
        self.usual: Bools = (count >= 5) & (ends - starts >= 8)
        last_special = len(at) - 1

        def special(place: Ints) -> Ints:
            return np.minimum(place, last_special)

        # The subject: <…> and a blank, or _:… and a blank.
        is_iri = text[starts] == _LESS
        behind = base + np.where(is_iri, 2, 0)
        subject_end = at[special(behind)]
        self.usual &= (kind[special(behind)] == _SPACE) & (
            np.where(
                is_iri,
                (kind[special(base + 1)] == _GREATER) & (at[special(base + 1)] + 1 == subject_end),
                (text[starts] == 95) & (text[starts + 1] == 58) & (subject_end > starts + 2),
            )
        )
        # The predicate: <…> and a blank.
        first = special(behind + 1)
        predicate_start, predicate_end = subject_end + 1, at[special(behind + 3)]
        self.usual &= (kind[first] == _LESS) & (at[first] == predicate_start)
        self.usual &= (kind[special(behind + 2)] == _GREATER) & (at[special(behind + 2)] + 1 == predicate_end)
        self.usual &= (kind[special(behind + 3)] == _SPACE) & (behind + 3 < last)
        # The end: a blank, a full stop, the line's end.
        self.usual &= (kind[last - 1] == _SPACE) & (at[last - 1] + 2 == ends) & (text[ends - 1] == 46)
        object_start, object_end = predicate_end + 1, at[last - 1]
        self.usual &= object_end > object_start
        lead = text[np.minimum(object_start, len(text) - 1)]
        rest = last - behind
        object_is_iri = (rest == 7) & (lead == _LESS) & (kind[special(behind + 4)] == _LESS)
        object_is_iri &= (kind[special(behind + 5)] == _GREATER) & (at[special(behind + 5)] + 1 == object_end)
        object_is_blank = (rest == 5) & (lead == 95) & (text[np.minimum(object_start + 1, len(text) - 1)] == 58)
        self.kinds: Bytes = np.zeros(len(starts), np.uint8)
        object_end = self._literals(lead == _QUOTE, object_start, object_end)
        self.usual &= object_is_iri | object_is_blank | (self.kinds != RESOURCE)
        if not self.usual.all():
            keep = self.usual
            starts, subject_end = starts[keep], subject_end[keep]
            predicate_start, predicate_end = predicate_start[keep], predicate_end[keep]
            object_start, object_end, self.kinds = object_start[keep], object_end[keep], self.kinds[keep]
        self.starts = np.concatenate((starts, predicate_start, object_start))
        self.lengths = np.concatenate((subject_end, predicate_end, object_end)) - self.starts

    def _literals(self, is_literal: Bools, object_start: Ints, object_end: Ints) -> Ints:
        """Sets the kinds of objects that are literals of a usual shape; gives where their terms end."""
        lines = np.flatnonzero(is_literal & self.usual)
        if not len(lines):
            return object_end
        at, kind, text = self._at, self._kind, self.buffer
        base, last = self._base[lines], self._last[lines]
        quotes = np.flatnonzero(kind == _QUOTE)
        first_quote = quotes.searchsorted(base)
        fine = quotes.searchsorted(last) - first_quote == 2
        odd = np.flatnonzero((kind == _BACKSLASH) | ((kind < _SPACE) & (kind != _LINE)))
        if len(odd):
            fine &= odd.searchsorted(base) == odd.searchsorted(last)
        opening = quotes[np.minimum(first_quote, len(quotes) - 1)]
        closing = quotes[np.minimum(first_quote + 1, len(quotes) - 1)]
        fine &= at[opening] == object_start[lines]
        end = at[closing] + 1
        behind = object_end[lines] - end
        specials = (
            last - 1 - closing
        )  # between the closing quote and the blank before the full stop, the blank included
        plain = fine & (behind == 0) & (specials == 1)
        kinds = np.where(plain, PLAIN, RESOURCE).astype(np.uint8)
        tagged = np.flatnonzero(fine & (behind > 1) & (specials == 1) & (text[end] == 64))
        if len(tagged):
            kinds[tagged[_well_formed_tags(self.buffer, end[tagged], behind[tagged])]] = TAGGED
        typed = fine & (behind > 5) & (specials == 3)
        typed &= (text[end] == 94) & (text[np.minimum(end + 1, len(text) - 1)] == 94)
        typed &= (at[np.minimum(closing + 1, len(at) - 1)] == end + 2) & (text[object_end[lines] - 1] == _GREATER)
        kinds[typed] = TYPED
        self.kinds[lines] = kinds
        string = np.flatnonzero(typed & (behind == len(_STRING)))
        if len(string):
            wanted = np.frombuffer(_STRING, np.uint8)
            is_string = (text[end[string][:, None] + np.arange(len(_STRING))] == wanted).all(axis=1)
            string = string[is_string]
            self.kinds[lines[string]] = PLAIN
            object_end = object_end.copy()
            object_end[lines[string]] = end[string]
        return object_end

    def unusual(self) -> list[int]:
        """The lines, counted from 0, that have another shape."""
        return np.flatnonzero(~self.usual).tolist()


def _well_formed_tags(text: Bytes, starts: Ints, lengths: Ints) -> Bools:
    """Which language tags are short, in lower case and plain (others are normalised by the parser)."""
    fine = lengths <= 9
    for offset in range(1, 9):
        letter = text[np.minimum(starts + offset, len(text) - 1)]
        fine &= (offset >= lengths) | ((letter >= 97) & (letter <= 122))
    return fine


def read_ntriples(file: BinaryIO, terms: Terms, path: str | None = None) -> Ints:
    """Reads N-Triples into an array of numbers, shape (n, 3), with repeats as in the file.

    Raises DataError, naming file and line, for what is not N-Triples.
    """
    from kgtool.reasoning.fallback import parse_lines

    parts: list[npt.NDArray[np.int32]] = []
    first_line = 1
    for block in blocks(file):
        lines = Lines(block)
        count = len(lines.kinds)
        try:
            if count:
                kinds = np.zeros(3 * count, np.uint8)
                kinds[2 * count :] = lines.kinds
                numbers = terms.number_all(block, lines.buffer, lines.starts, lines.lengths, kinds)
                parts.append(numbers.reshape(3, count).T.astype(np.int32))
        except ValueError:  # a term of a usual shape that is none: the parser says in which line
            parts.append(parse_lines(block, terms, path, first_line).astype(np.int32))
        else:
            for number, text in _unusual_lines(lines, block):
                parts.append(parse_lines(text, terms, path, first_line + number).astype(np.int32))
        first_line += len(lines.line_ends)
    return np.concatenate(parts).astype(np.int64) if parts else np.empty((0, 3), np.int64)


def _unusual_lines(lines: Lines, block: bytes) -> Iterator[tuple[int, bytes]]:
    """Runs of unusual lines that follow each other: (number of the first, text)."""
    run: list[int] = []
    for line in [*lines.unusual(), -1]:
        if run and line != run[-1] + 1:
            yield run[0], block[lines.line_starts[run[0]] : lines.line_ends[run[-1]] + 1]
            run = []
        run.append(line)
