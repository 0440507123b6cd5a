"""Which amounts are parts of the amount before: "including 2 children", "of whom 20", "four nurses among them"."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from kgtool.language.document import Document
from kgtool.language.english import table, words
from kgtool.language.noun_phrases import Counted
from kgtool.language.pieces import Phrases, Pieces, at, closes_phrase, lower_at

if TYPE_CHECKING:
    from kgtool.language.quantities import Quantity


@cache
def _including_before() -> Phrases[None]:
    return Phrases(dict.fromkeys(table("quantities")["including"]))


@cache
def _including_behind() -> Phrases[None]:
    return Phrases(dict.fromkeys(table("quantities")["including_behind"]))


def is_included(pieces: Pieces, begin: int, end: int, document: Document, noun: Counted | None) -> bool:
    """As in "including 2 children", "of whom 20", "19 of them", "five children among them"."""
    here = begin
    while (
        lower_at(pieces, here - 1) in words("phrases", "determiners") | {",", "were", "was", "are", "is"}
        and here > begin - 2
    ):
        here -= 1
    found = _including_before().before(pieces, here) or _including_before().before(pieces, begin)
    if found and not _of_a_word(pieces, found[1]):
        return True
    if _including_behind().at(pieces, end):
        return True
    if noun is None:
        return False
    starts = [piece.start for piece in pieces]
    behind = bisect_left(starts, document.tokens[noun.span.last - 1].end)
    found_behind = _included_behind_noun().at(pieces, behind)
    # "19 people, among them two nurses" speaks of the nurses.
    return found_behind is not None and closes_phrase(pieces, found_behind[1])


def _of_a_word(pieces: Pieces, position: int) -> bool:
    """As in "the tallest of which": the words belong to the word before."""
    before = at(pieces, position - 1)
    return (
        _including_of().at(pieces, position) is not None
        and before is not None
        and before.lower not in words("quantities", "including_of_after")
    )


@cache
def _including_of() -> Phrases[None]:
    return Phrases(dict.fromkeys(table("quantities")["including_of"]))


@cache
def _included_behind_noun() -> Phrases[None]:
    return Phrases(dict.fromkeys(table("quantities")["included_behind_noun"]))


@cache
def _including_one() -> Phrases[None]:
    return Phrases(dict.fromkeys(table("quantities")["including_one"]))


def goes_on_list(document: Document, pieces: Pieces, begin: int, before: Quantity | None, noun: Counted | None) -> bool:
    """Whether it goes on a list of included amounts ("including two girls and three boys"); ", and" starts anew."""
    if before is None or not before.including or noun is None:
        return False
    first = max(before.span.last, before.counted.last if before.counted else 0)
    between = [document.tokens[index].text.lower() for index in range(first, pieces[begin].first)]
    return len(between) == 1 and between[0] in words("quantities", "and")


def includes_one(pieces: Pieces, position: int) -> bool:
    """Whether "including" or "among them" stands before "a" here."""
    return _including_one().before(pieces, position) is not None
