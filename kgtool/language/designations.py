"""Which numbers are parts of names and count nothing: ``F-16``, ``Resolution 2202``, ``MH17``, ``24/7``."""

from __future__ import annotations

import re

from kgtool.language.document import Document
from kgtool.language.english import table, words
from kgtool.language.measures import Measure
from kgtool.language.pieces import BREAK, NUMBER, WORD, Pieces, at, hyphen_at, lower_at, starts_sentence
from kgtool.language.units import currency_before

_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")


def address_ranges(text: str) -> list[tuple[int, int]]:
    """Character ranges of web and mail addresses."""
    return [match.span() for match in _ADDRESS.finditer(text)]


def is_designation(document: Document, pieces: Pieces, measure: Measure, noun: int | None) -> bool:
    """Whether an amount is a part of a name; ``noun`` is the head noun that it would count."""
    begin = measure.begin
    if _in_longer_name(document, measure) or _touches(pieces, measure):
        return True
    before = at(pieces, begin - 1)
    if lower_at(pieces, measure.end) in words("quantities", "eras") and measure.bare:
        return True
    if not measure.digits:
        return _capital_word(pieces, begin) or (
            noun is None and before is not None and _after_designator(pieces, begin, measure, noun)
        )
    if before is None or before.kind == BREAK:
        behind = at(pieces, measure.end)
        return measure.bare and behind is not None and behind.glued and behind.text in ".)"
    if _after_designator(pieces, begin, measure, noun):
        return True
    return measure.bare and _follows_name(document, pieces, measure, noun)


def _in_longer_name(document: Document, measure: Measure) -> bool:
    numbers = measure.numbers
    return any(
        name.first <= numbers.first and numbers.last <= name.last and (name.first < numbers.first or measure.ordinal)
        and name.last - name.first > len(numbers)
        for name in document.names
        if name.first < numbers.last and numbers.first < name.last
    )  # fmt: skip


def _touches(pieces: Pieces, measure: Measure) -> bool:
    """Letters, hyphens or slashes against the digits that belong to no unit."""
    begin, end = measure.begin, measure.end
    before, behind = at(pieces, begin - 1), at(pieces, end)
    if before is not None and pieces[begin].glued:
        if before.kind in (WORD, NUMBER) and not currency_before(pieces, begin):
            return True
        if before.text in "/#@_&=." or (before.text == "'" and not before.glued):
            return True
        if hyphen_at(pieces, begin - 1) and pieces[begin - 2].kind in (WORD, NUMBER):
            return True
    if behind is None or not behind.glued:
        return False
    if behind.text in "/_@=" and measure.bare:
        return True
    further = at(pieces, end + 1)
    if hyphen_at(pieces, end) and further is not None:
        return measure.digits and (further.kind == NUMBER or (further.capital and len(further.text) < 3))
    if behind.text in ".:" and further is not None and further.glued and further.kind == NUMBER:
        return True
    return measure.digits and measure.bare and behind.kind in (WORD, NUMBER)


def _capital_word(pieces: Pieces, begin: int) -> bool:
    """A number word in capitals inside a sentence ("Air Force One", "the Big Five")."""
    piece = pieces[begin]
    return (
        piece.kind == WORD
        and piece.capital
        and not starts_sentence(pieces, begin)
        and not all_capitals_around(pieces, begin)
    )


def all_capitals_around(pieces: Pieces, position: int) -> bool:
    """Whether the line is set in capitals or as a title, so that capitals show nothing."""
    begin = end = position
    while begin > 0 and pieces[begin - 1].kind != BREAK:
        begin -= 1
    while end < len(pieces) and pieces[end].kind != BREAK:
        end += 1
    line = [piece for piece in pieces[begin:end] if piece.kind == WORD and len(piece.text) > 3]
    return len(line) > 2 and all(piece.capital for piece in line)


def _after_designator(pieces: Pieces, begin: int, measure: Measure, noun: int | None) -> bool:
    """As in "Article 5", "No. 7", "Flight 370", "point 4"."""
    here = begin - 1
    here -= lower_at(pieces, here) == "." and lower_at(pieces, here - 1) in words("quantities", "designator_marks")
    word, piece = lower_at(pieces, here), at(pieces, here)
    if here < begin - 1:
        return True
    if piece is None or word not in words("quantities", "designators") or not measure.bare:
        return False
    if word == "no":
        return piece.capital and not starts_sentence(pieces, here)
    return piece.capital or noun is None or word not in words("quantities", "designators_in_capitals")


def _follows_name(document: Document, pieces: Pieces, measure: Measure, noun: int | None) -> bool:
    """A bare number behind a capital word inside a sentence that the tree or the words behind give to that word."""
    before = pieces[measure.begin - 1]
    if before.kind != WORD or not before.capital or starts_sentence(pieces, measure.begin - 1):
        return False
    known = (
        words("phrases", "stops")
        | set(table("dates", "months"))
        | set(table("dates", "weekdays"))
        | words("comparators", "about")
    )
    if before.lower in known or all_capitals_around(pieces, measure.begin):
        return False
    token = document.tokens[measure.numbers.first]
    if token.head == before.first and token.deprel.split(":")[0] in (
        "nummod",
        "dep",
        "flat",
        "compound",
        "appos",
        "nmod",
    ):
        return True
    return noun is None
