"""Whether the words around a date speak of the past or of the future: the nearest verb or set phrase decides."""

from __future__ import annotations

from functools import cache

from kgtool.language.document import Document
from kgtool.language.english import table, words
from kgtool.language.pieces import WORD, Phrases, Pieces, lower_at

PAST, FUTURE, UNKNOWN = "past", "future", ""

_REACH = 18
"""How many pieces away a verb may stand."""


@cache
def _future() -> Phrases[None]:
    future = table("dates", "future")
    return Phrases(dict.fromkeys([*future["phrases"], *future["auxiliaries"]]))


def tense_around(document: Document, pieces: Pieces, begin: int, end: int) -> str:
    """``past``, ``future`` or an empty string for the date in pieces ``begin`` to ``end``.

    The words before it in its sentence are asked first, the nearest first; then those behind it.
    """
    for position in range(begin, max(begin - _REACH, 0), -1):
        before = position - 1
        if pieces[before].lower in words("dates", "future", "stops"):
            break
        if (found := _future().before(pieces, position)) and not pieces[found[1]].capital:
            at = found[1] - 1
            at -= lower_at(pieces, at) in words("dates", "future", "turned_past_through")  # "had been due to"
            return PAST if lower_at(pieces, at) in words("dates", "future", "turned_past_by") else FUTURE
        if _past(document, pieces, before):
            return PAST
    for position in range(end, min(end + _REACH, len(pieces))):
        if pieces[position].lower in words("dates", "future", "stops"):
            break
        found = _future().at(pieces, position)
        if found and not pieces[position].capital and document.tokens[pieces[position].first].xpos != "VBD":
            return FUTURE
        if _past(document, pieces, position):
            return PAST  # "In April they *agreed* to meet"
    return FUTURE if lower_at(pieces, begin - 1) in words("dates", "future", "weak") else UNKNOWN


@cache
def _undone() -> Phrases[None]:
    return Phrases(dict.fromkeys(words("dates", "future", "undone")))


def is_undone(pieces: Pieces, end: int) -> bool:
    """Whether what was planned for a date came to nothing: "talks planned for 3 May *were cancelled*"."""
    for position in range(end, min(end + _REACH, len(pieces))):
        if pieces[position].lower in words("dates", "future", "stops"):
            return False
        if _undone().at(pieces, position) and lower_at(pieces, position - 1) in words("dates", "future", "past_words"):
            return True
    return False


def _past(document: Document, pieces: Pieces, position: int) -> bool:
    piece = pieces[position]
    if piece.kind != WORD or document.tokens[piece.first].xpos == "VBN":
        return False  # a participle has no tense of its own: "will be held", "was held"
    if piece.lower in words("dates", "future", "past_words"):
        return True
    token = document.tokens[piece.first]
    if token.xpos:
        return token.xpos == "VBD"
    return piece.lower.endswith("ed") and len(piece.lower) > 4 and not piece.capital
