"""N-Triples read with arrays: a block of lines at a time, without a Python object for each line or occurrence.

Lines are cut at their blanks, which are found in one pass: ``<s> <p> <o> .`` and ``<s> <p> "literal" .``, with or
without blank nodes, language or datatype. Terms are numbered in bulk, and each different one is checked once. Lines of
another shape go to pyoxigraph's parser, as do blocks with a term that is none; it also says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from kgtool.reasoning.columns import Ints
from kgtool.reasoning.memory import keep_freed_memory
from kgtool.reasoning.term_table import PADDING
from kgtool.reasoning.term_texts import PLAIN, RESOURCE, TAGGED, TYPED
from kgtool.reasoning.terms import Terms
from kgtool.terms import XSD

BLOCK = 1 << 21
"""Bytes read at a time: small enough for the processor's cache."""

_LINE, _SPACE, _QUOTE, _STOP, _LESS, _GREATER, _AT, _BACKSLASH, _UNDERSCORE = b'\n ".<>@\\_'
_LETTER_A, _LETTER_Z = b"az"
_STRING = b'"^^<' + (XSD + "string").encode() + b">"
Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]


def blocks(file: BinaryIO, size: int = BLOCK) -> Iterator[bytes]:
    """The file in pieces that end with a line, ``PADDING`` line ends behind each; a missing last one is added."""
    rest: list[bytes] = []
    padding = b"\n" * PADDING
    while data := file.read(size):
        cut = data.rfind(b"\n") + 1
        if cut == 0:
            rest.append(data)
            continue
        yield b"".join((*rest, memoryview(data)[:cut], padding))
        rest = [data[cut:]]
    if any(rest):
        yield b"".join((*rest, b"\n", padding))


class Lines:
    """The shape of one block of N-Triples: where the terms start and end, and which lines are unusual."""

    def __init__(self, block: bytes) -> None:
        self.buffer: Bytes = np.frombuffer(block, np.uint8)
        text = self.buffer[: len(block) - PADDING]
        at = np.flatnonzero(text < 33)
        kind = text[at]
        last = np.flatnonzero(kind == _LINE)
        first = _following(last)
        self.line_ends: Ints = at[last]
        self.line_starts: Ints = _following(self.line_ends)
        ends, starts = self.line_ends, self.line_starts
        # A subject, a blank, a predicate, a blank, an object, a blank, a full stop, the line's end.
        subject_end = at[first]
        predicate_end = at[np.minimum(first + 1, len(at) - 1)]
        object_end = at[last - 1]
        blanks = last - first
        lead = text[starts]
        self.usual: Bools = (blanks >= 3) & (object_end + 2 == ends) & (text[ends - 1] == _STOP)
        self.usual &= (lead == _LESS) | (lead == _UNDERSCORE)
        self.usual &= self.buffer[subject_end + 1] == _LESS
        self._leave_out(text, at[kind < _SPACE])
        if _BACKSLASH in block:
            self._leave_out(text, np.flatnonzero(text == _BACKSLASH))
        lead = self.buffer[predicate_end + 1]
        is_literal = lead == _QUOTE
        self.usual &= is_literal | ((blanks == 3) & ((lead == _LESS) | (lead == _UNDERSCORE)))
        self.kinds: Bytes = np.zeros(len(starts), np.uint8)
        literals = np.flatnonzero(is_literal & self.usual)
        if len(literals):
            kinds, ends_of_terms = _literals(text, predicate_end[literals] + 1, object_end[literals])
            self.kinds[literals], object_end[literals] = kinds, ends_of_terms
            self.usual[literals] = kinds != RESOURCE
        bounds = (starts, subject_end + 1, predicate_end + 1), (subject_end, predicate_end, object_end)
        if not self.usual.all():
            self.kinds = self.kinds[self.usual]
            bounds = tuple(tuple(part[self.usual] for part in side) for side in bounds)  # type: ignore[assignment]
        self.starts = np.concatenate(bounds[0])
        self.lengths = np.concatenate(bounds[1]) - self.starts

    def _leave_out(self, text: Bytes, places: Ints) -> None:
        """Makes the lines unusual in which a byte other than their end stands at one of the places."""
        places = places[text[places] != _LINE]
        if len(places):
            self.usual[self.line_ends.searchsorted(places)] = False

    def unusual(self) -> list[int]:
        """The lines, counted from 0, that have another shape."""
        return np.flatnonzero(~self.usual).tolist()


def _following(ends: Ints) -> Ints:
    """Where each starts, if one starts behind the end of the other."""
    return np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))


def _literals(text: Bytes, starts: Ints, ends: Ints) -> tuple[Bytes, Ints]:
    """The kinds of literals by how they end, RESOURCE for what the parser must see, and where their terms end."""
    lead = text[ends - 1]
    kinds = np.where((lead == _QUOTE) & (ends - starts > 1), PLAIN, RESOURCE).astype(np.uint8)
    tagged = np.flatnonzero((lead >= _LETTER_A) & (lead <= _LETTER_Z))
    if len(tagged):
        kinds[tagged[_have_plain_tag(text, starts[tagged], ends[tagged])]] = TAGGED
    typed = np.flatnonzero((lead == _GREATER) & (ends - starts > len(b'""^^<>')))
    if len(typed):
        kinds[typed] = TYPED
        string = typed[ends[typed] - starts[typed] > len(_STRING)]
        tails = text[ends[string][:, None] + np.arange(-len(_STRING), 0)]
        string = string[(tails == np.frombuffer(_STRING, np.uint8)).all(axis=1)]
        kinds[string] = PLAIN
        ends[string] -= len(_STRING) - 1
    return kinds, ends


def _have_plain_tag(text: Bytes, starts: Ints, ends: Ints) -> Bools:
    """Which end with a quote and a language tag of two to eight lower-case letters (the parser normalises others)."""
    found, only_letters = np.zeros(len(ends), np.bool_), np.ones(len(ends), np.bool_)
    for letters in range(9):
        sign = text[ends - letters - 1]
        if letters >= 2:
            found |= only_letters & (sign == _AT) & (text[ends - letters - 2] == _QUOTE) & (ends - letters - 2 > starts)
        only_letters &= (sign >= _LETTER_A) & (sign <= _LETTER_Z)
    return found


def read_ntriples(file: BinaryIO, terms: Terms, path: str | None = None) -> Ints:
    """Reads N-Triples into an array of numbers, shape (n, 3), with repeats as in the file.

    Raises DataError, naming file and line, for what is not N-Triples.
    """
    from kgtool.reasoning.fallback import parse_lines

    keep_freed_memory()
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
                parts.append(numbers.reshape(3, count).astype(np.int32))
        except ValueError:  # a term of a usual shape that is none: the parser says in which line
            parts.append(parse_lines(block[:-PADDING], terms, path, first_line).T.astype(np.int32))
        else:
            for number, text in _unusual_lines(lines, block):
                parts.append(parse_lines(text, terms, path, first_line + number).T.astype(np.int32))
        first_line += len(lines.line_ends)
    return np.concatenate(parts, axis=1, dtype=np.int64).T if parts else np.empty((0, 3), np.int64)


def _unusual_lines(lines: Lines, block: bytes) -> Iterator[tuple[int, bytes]]:
    """Runs of unusual lines that follow each other: (number of the first, text)."""
    run: list[int] = []
    for line in [*lines.unusual(), -1]:
        if run and line != run[-1] + 1:
            yield run[0], block[lines.line_starts[run[0]] : lines.line_ends[run[-1]] + 1]
            run = []
        run.append(line)
