"""The dateline before an article's first sentence ("NAIROBI, May 3 (Reuters) -") and its byline ("By Jane Doe")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgtool.language.date_words import read_day
from kgtool.language.document import Document, Span
from kgtool.language.english import words
from kgtool.language.pieces import BREAK, WORD, Piece, Pieces, at, cut, lower_at, span_of

_PARAGRAPHS = 6
"""A dateline stands in one of the first paragraphs, behind title and byline."""
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, when and by which agency an article was filed."""

    span: Span
    """The whole dateline with its dash."""
    place: Span | None
    """City and country, as in "LA PAZ, Bolivia"."""
    city: Span | None
    """The place up to its first comma."""
    agency: Span | None
    date: Span | None
    body: int
    """Token with which the article's first sentence starts."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote an article."""

    span: Span
    authors: tuple[Span, ...]


def find_dateline(document: Document) -> Dateline | None:
    """The first dateline at the start of one of the first paragraphs."""
    pieces = cut(document)
    for begin, end in _lines(pieces):
        if found := _dateline(document, pieces, begin, end):
            return found
    return None


def find_byline(document: Document) -> Byline | None:
    """The first of the first lines that is "By" and names."""
    pieces = cut(document)
    for begin, end in _lines(pieces):
        if (
            pieces[begin].lower in words("datelines", "by")
            and pieces[begin].capital
            and (found := _byline(pieces, begin, end))
        ):
            return found
    return None


def _lines(pieces: Pieces) -> Iterator[tuple[int, int]]:
    begin = 0
    for count, end in enumerate([*(here for here, piece in enumerate(pieces) if piece.kind == BREAK), len(pieces)]):
        if count > 2 * _PARAGRAPHS:
            return
        if end > begin:
            yield begin, end
        begin = end + 1


def _dateline(document: Document, pieces: Pieces, begin: int, end: int) -> Dateline | None:
    here = _place_end(pieces, begin, end)
    place = (begin, here) if here > begin else None
    here += lower_at(pieces, here) in (",", ".") and place is not None
    date = None
    if day := read_day(pieces, here):
        date, here = (here, day.end), day.end
        here += lower_at(pieces, here) in (",", ".")
    elif place is not None and (bracketed := _day_in_brackets(pieces, here)):
        date, here = bracketed, bracketed[1] + 1
    agency, is_known = None, False
    if lower_at(pieces, here) == "(" and (close := _agency_end(pieces, here, end, place is not None)):
        is_known = _is_agency(pieces[here + 1 : close])
        agency, here = (here + 1, close), close + 1
    sign = _dash_end(pieces, here, end)
    if sign is None or not (place or agency):
        return None
    if place is None and here > begin and agency is None:
        return None
    if place and not _sure(document, pieces, place, is_known or date is not None, sign):
        return None
    first = at(pieces, sign)
    body = first.first if first else len(document.tokens)
    if first is None or sign >= end:
        return None
    city = (
        next((position for position in range(begin, place[1]) if pieces[position].text in ",/"), place[1])
        if place
        else 0
    )
    return Dateline(
        span_of(pieces, begin, sign),
        span_of(pieces, *place) if place else None,
        span_of(pieces, begin, city) if place else None,
        span_of(pieces, *agency) if agency else None,
        span_of(pieces, *date) if date else None,
        body,
    )


def _place_end(pieces: Pieces, begin: int, end: int) -> int:
    """The position behind the names of places at a line's start: capital words with commas, "D.C.", "LONDON/PARIS"."""
    here = begin
    while here < min(begin + _LONGEST, end):
        piece = pieces[here]
        if piece.kind == WORD and (
            piece.capital or (here > begin and piece.lower in words("datelines", "place_words"))
        ):
            if read_day(pieces, here):
                break
            here += 1
        elif (piece.text in ",/'’" and here > begin and _names_on(pieces, here + 1, end)) or (
            piece.text in "-." and here > begin and piece.glued and _names_on(pieces, here + 1, end)
        ):
            here += 1
        else:
            break
    while here > begin and (
        pieces[here - 1].text in ",/-."
        or (pieces[here - 1].text[0].islower() and pieces[here - 1].kind == WORD and len(pieces[here - 1].text) > 1)
    ):
        here -= 1
    return here


def _names_on(pieces: Pieces, position: int, end: int) -> bool:
    piece = at(pieces, position)
    return (
        position < end
        and piece is not None
        and piece.kind == WORD
        and (piece.capital or pieces[position].glued)
        and not read_day(pieces, position)
    )


def _day_in_brackets(pieces: Pieces, position: int) -> tuple[int, int] | None:
    """Begin and end of the day of "JOLO (Jan. 30) —"."""
    if lower_at(pieces, position) != "(" or not (day := read_day(pieces, position + 1)):
        return None
    stop = day.end + (lower_at(pieces, day.end) == ".")
    return (position + 1, stop) if lower_at(pieces, stop) == ")" else None


def _agency_end(pieces: Pieces, position: int, end: int, is_placed: bool) -> int | None:
    """The closing bracket of "(AP)"; behind a place any name ("(The Daily Example)")."""
    for close in range(position + 2, min(position + 7, end)):
        if pieces[close].text == ")":
            inside = pieces[position + 1 : close]
            is_name = is_placed and all(piece.kind == WORD and piece.capital for piece in inside)
            return close if _is_agency(inside) or is_name else None
    return None


def _is_agency(inside: Pieces) -> bool:
    """Whether what stands in brackets is a known agency, or one word in capitals."""
    capitals = len(inside) == 1 and inside[0].text.isupper() and len(inside[0].text) > 1
    return _joined(inside) in words("datelines", "agencies") or capitals


def _joined(pieces: Pieces | tuple[Piece, ...]) -> str:
    return "".join((" " if index and not piece.glued else "") + piece.lower for index, piece in enumerate(pieces))


def _dash_end(pieces: Pieces, position: int, end: int) -> int | None:
    """The position behind the dash; for an all-capital place also behind a colon."""
    here = position
    while here < end and (
        pieces[here].text in words("datelines", "dashes") or pieces[here].text in words("datelines", "colon")
    ):
        if (
            pieces[here].text == "-"
            and here + 1 < end
            and pieces[here].glued
            and pieces[here + 1].glued
            and pieces[here - 1].text != ")"
        ):
            return None
        here += 1
    return here if here > position else None


def _sure(document: Document, pieces: Pieces, place: tuple[int, int], marked: bool, sign: int) -> bool:
    """Whether the words before the dash are a place: in capitals, with agency or date, or a name of a place."""
    letters = [piece for piece in pieces[place[0] : place[1]] if piece.kind == WORD]
    city = letters[0].text
    capitals = len(city.replace(".", "")) > 1 and city.replace(".", "").isupper()
    colon = pieces[sign - 1].text in words("datelines", "colon")
    if marked:
        return not colon or capitals
    first = span_of(pieces, place[0], place[0] + 1).first
    named = any(name.kind in ("LOC", "FAC") and name.first == first for name in document.names)
    if colon:
        return capitals and named and all(piece.text.isupper() for piece in letters)
    return capitals or named


def _byline(pieces: Pieces, begin: int, end: int) -> Byline | None:
    authors, here = [], begin + 1
    while here < end:
        stop = here
        while stop < end and _in_author(pieces, stop):
            stop += 1
        if stop - here < 2:
            break
        if _joined(pieces[here:stop]) not in words("datelines", "agencies"):
            authors.append(span_of(pieces, here, stop))
        here = stop
        last = here
        while here < end and pieces[here].lower in words("datelines", "and"):
            here += 1
        if here == last:
            break
    behind = at(pieces, here) if here < end else None
    if not authors or (
        behind is not None
        and behind.lower not in words("datelines", "byline_stops") | words("datelines", "and")
        and not behind.capital
    ):
        return None
    return Byline(Span(pieces[begin].first, authors[-1].last), tuple(authors))


def _in_author(pieces: Pieces, position: int) -> bool:
    piece = pieces[position]
    if piece.kind == WORD:
        return (
            piece.capital
            or piece.lower in words("datelines", "name_particles")
            or (piece.glued and len(piece.text) > 1)
        )
    return piece.text in "-'’." and piece.glued
