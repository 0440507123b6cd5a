"""Turtle read with arrays, as far as programs write it; the rest statement by statement through pyoxigraph's parser.

Serialisers put blanks between tokens. A block of such text is cut at its blanks in one pass, strings kept whole by the
parity of their quotes, and each token's place in its statement is read off the punctuation before it. A statement that
holds anything else (brackets, numbers, escapes) is given to the parser with the prefixes known so far. Where the text
is of another kind altogether (comments between statements, long or single-quoted strings), all of it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from kgtool.reasoning.columns import Ints
from kgtool.reasoning.fallback import parse_turtle
from kgtool.reasoning.memory import keep_freed_memory
from kgtool.reasoning.raw_tokens import RawTokens
from kgtool.reasoning.term_table import PADDING
from kgtool.reasoning.terms import Terms

BLOCK = 1 << 22
"""Bytes read at a time."""
_PREFIX = re.compile(
    rb"\s*(?:#[^\n]*\n\s*)*(?:@prefix|PREFIX|prefix)\s+([^\s:<>]*):\s*<([^\s<>\"{}|^`\\]*)>\s*\.?(?=\s)"
)
_LINE, _HASH, _QUOTE, _APOSTROPHE, _BACKSLASH, _LESS, _GREATER = b"\n#\"'\\<>"
_STOP, _SEMICOLON, _COMMA, _LETTER_A, _UNDERSCORE = b".;,a_"
_DIRECTIVE = re.compile(rb"(?i)(?:^|[\s@])(?:prefix|base)\s")
Bytes = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]


class NotRegularError(Exception):
    """The text is not of the kind that is read with arrays."""


def read_turtle(file: BinaryIO, terms: Terms, path: str | None = None, base: str | None = None) -> Ints:
    """Reads Turtle into an array of numbers, shape (n, 3), with repeats as in the file.

    Raises DataError, naming file and line, for what is not Turtle.
    """
    keep_freed_memory()
    start = file.tell()
    parts: list[npt.NDArray[np.int32]] = []
    reader = None
    try:
        for block, line in _blocks(file):
            if reader is None:
                prefixes, skipped = _prefixes(block)
                reader = _Reader(terms, prefixes, path)
                text = block[skipped:]
                parts.extend(reader.read(text, line + block[:skipped].count(b"\n")))
            else:
                parts.extend(reader.read(block, line))
    except NotRegularError:
        file.seek(start)
        return parse_turtle(file.read(), terms, path, 1, base)
    return np.concatenate(parts).astype(np.int64) if parts else np.empty((0, 3), np.int64)


def _blocks(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The file in pieces that end with a full stop at a line's end: (bytes, number of the first line)."""
    rest: list[bytes] = []
    line = 1
    while data := file.read(BLOCK):
        cut = data.rfind(b".\n") + 2
        if cut == 1:
            rest.append(data)
            continue
        block, rest = b"".join((*rest, memoryview(data)[:cut])), [data[cut:]]
        yield block, line
        line += int(np.count_nonzero(np.frombuffer(block, np.uint8) == _LINE))
    last = b"".join(rest)
    if last.strip():
        yield last + b"\n", line


def _prefixes(block: bytes) -> tuple[dict[bytes, bytes], int]:
    """The prefixes declared at the start, and the length of what declares them."""
    prefixes: dict[bytes, bytes] = {}
    position = 0
    while (found := _PREFIX.match(block, position)) is not None:
        prefixes[found[1]] = found[2]
        position = found.end()
    return prefixes, position


class _Reader:
    """Reads the blocks of one file, which share their prefixes and tokens."""

    def __init__(self, terms: Terms, prefixes: dict[bytes, bytes], path: str | None) -> None:
        self._terms = terms
        self._path = path
        self._tokens = RawTokens(terms, prefixes)
        self._header = b"".join(b"PREFIX %s: <%s> " % item for item in prefixes.items())

    def read(self, block: bytes, line: int) -> Iterator[npt.NDArray[np.int32]]:
        """The triples of one block. Raises NotRegularError where it is of another kind."""
        buffer: Bytes = np.frombuffer(block + b"\n" * PADDING, np.uint8)
        starts, ends, stops = _cut(block, buffer)
        if not len(starts):
            return
        numbers = self._tokens.number(block, buffer, starts, ends - starts)
        ends_statement = stops == _STOP
        statement = np.concatenate(([0], np.cumsum(ends_statement)[:-1]))
        before = np.concatenate(([_STOP], stops[:-1]))
        place = np.select([before == _STOP, before == _SEMICOLON, before == _COMMA], [0, 1, 2], -1)
        run = np.maximum.accumulate(np.where(place >= 0, np.arange(len(place)), 0))
        place = place[run] + np.arange(len(place)) - run
        odd = (numbers < 0) | (place > 2) | ((stops != 0) != (place == 2))
        lead, is_short = buffer[starts], ends - starts == 1
        odd |= (lead == _LETTER_A) & is_short & (place != 1)
        odd |= ((lead == _QUOTE) & (place != 2)) | ((lead == _UNDERSCORE) & (place == 1))
        is_bad = np.zeros(int(statement[-1]) + 1, np.bool_)
        is_bad[statement[odd]] = True
        if not ends_statement[-1]:
            is_bad[-1] = True
        good = ~is_bad[statement]
        order = np.arange(len(place))
        subject = np.maximum.accumulate(np.where(place == 0, order, 0))
        predicate = np.maximum.accumulate(np.where(place == 1, order, 0))
        objects = np.flatnonzero(good & (place == 2))
        rows = (numbers[subject[objects]], numbers[predicate[objects]], numbers[objects])
        yield np.stack(rows, axis=1).astype(np.int32)
        if is_bad.any():
            yield from self._by_parser(block, line, np.flatnonzero(is_bad), statement, starts, ends)

    def _by_parser(
        self, block: bytes, line: int, bad: Ints, statement: Ints, starts: Ints, ends: Ints
    ) -> Iterator[npt.NDArray[np.int32]]:
        """The statements that hold something else, those that follow each other together."""
        for run in np.split(bad, np.flatnonzero(np.diff(bad) != 1) + 1):
            first = int(starts[statement.searchsorted(run[0])])
            following = int(statement.searchsorted(run[-1], side="right"))
            last = int(starts[following]) if following < len(starts) else len(block)
            if _DIRECTIVE.search(block[first:last]):
                raise NotRegularError
            text = self._header + block[first:last]
            rows = parse_turtle(text, self._terms, self._path, line + block[:first].count(b"\n"), None)
            yield rows.astype(np.int32)


def _cut(block: bytes, buffer: Bytes) -> tuple[Ints, Ints, Bytes]:
    """The tokens of a block: where each starts and ends, and the punctuation behind it (0 for none)."""
    text = buffer[: len(block)]
    blanks = np.flatnonzero(text < 33)
    quotes = np.flatnonzero(text == _QUOTE)
    if _BACKSLASH in block:
        quotes = _unescaped(text, quotes)
    if len(quotes) % 2:
        raise NotRegularError
    opening, closing = quotes[::2], quotes[1::2]
    if (closing[:-1] + 1 == opening[1:]).any():
        raise NotRegularError  # a long string
    blanks = _outside(opening, closing, blanks, text)
    edges = np.concatenate(([-1], blanks, [len(block)]))
    starts, ends = edges[:-1] + 1, edges[1:].copy()
    full = ends > starts
    starts, ends = starts[full], ends[full]
    _check_comments(block, text, starts, ends, quotes)
    last = text[ends - 1]
    has_stop = (last == _STOP) | (last == _SEMICOLON) | (last == _COMMA)
    is_alone = has_stop & (ends - starts == 1)
    ends[has_stop & ~is_alone] -= 1
    stops = np.where(has_stop & ~is_alone, last, 0).astype(np.uint8)
    alone = np.flatnonzero(is_alone)
    if len(alone):
        _attach(alone, last, stops, is_alone)
    keep = ~is_alone
    return starts[keep], ends[keep], stops[keep]


def _outside(opening: Ints, closing: Ints, blanks: Ints, text: Bytes) -> Ints:
    """The blanks that are in no string. Raises NotRegularError where another sign of this kind is."""
    low, high = blanks.searchsorted(opening), blanks.searchsorted(closing)
    wide = high > low
    if not wide.any():
        return blanks
    change = np.zeros(len(blanks) + 1, np.int8)
    change[low[wide]] = 1
    change[high[wide]] -= 1
    inside = change[:-1].cumsum(dtype=np.int8) == 1
    if (text[blanks[inside]] < 32).any():
        raise NotRegularError
    outside: Ints = blanks[~inside]
    return outside


def _attach(alone: Ints, last: Bytes, stops: Bytes, is_alone: Bools) -> None:
    """Gives punctuation that stands alone to the token before it; a full stop may follow a semicolon."""
    if alone[0] == 0:
        raise NotRegularError
    target = np.maximum.accumulate(np.where(is_alone, 0, np.arange(len(is_alone))))[alone]
    for place, token in zip(*_doubled(alone, target, stops), strict=True):
        before, here = int(stops[token]), int(last[place])
        if before == 0 or (before == _SEMICOLON and here in (_STOP, _SEMICOLON)):
            stops[token] = here
        else:
            raise NotRegularError
    single = stops[target] == 0
    stops[target[single]] = last[alone[single]]


def _doubled(alone: Ints, target: Ints, stops: Bytes) -> tuple[list[int], list[int]]:
    """Punctuation that shares its token with other punctuation, in order."""
    repeated = np.zeros(len(alone), np.bool_)
    same = target[1:] == target[:-1]
    repeated[1:] |= same
    repeated[:-1] |= same
    repeated |= stops[target] != 0
    return alone[repeated].tolist(), target[repeated].tolist()


def _check_comments(block: bytes, text: Bytes, starts: Ints, ends: Ints, quotes: Ints) -> None:
    """Raises NotRegularError for a comment or a single quote outside of strings and IRIs."""
    for sign in (_HASH, _APOSTROPHE):
        if sign not in block:
            continue
        places = np.flatnonzero(text == sign)
        if len(quotes):
            places = places[quotes.searchsorted(places) & 1 == 0]
        if not len(places):
            continue
        token = starts.searchsorted(places, side="right") - 1
        lead = text[starts[token]]
        # In an IRI, or behind the string of a literal in its datatype's IRI.
        fine = (lead == _LESS) & (places < ends[token])
        typed = ~fine & (lead == _QUOTE)
        if len(quotes):
            closing = quotes[np.minimum(quotes.searchsorted(starts[token]) + 1, len(quotes) - 1)]
            fine |= typed & (text[np.minimum(closing + 3, len(text) - 1)] == _LESS)
        if not fine.all():
            raise NotRegularError


def _unescaped(text: Bytes, quotes: Ints) -> Ints:
    """The quotes before which stands an even number of backslashes."""
    suspects = quotes[(quotes > 0) & (text[quotes - 1] == _BACKSLASH)]
    escaped = []
    for quote in suspects.tolist():
        place = quote
        while place > 0 and text[place - 1] == _BACKSLASH:
            place -= 1
        if (quote - place) % 2:
            escaped.append(quote)
    return np.setdiff1d(quotes, np.array(escaped, np.int64), assume_unique=True)
