"""Whole date expressions as printed: a date with its part of the day, its hour, its edge ("late on"), or as a range."""

from __future__ import annotations

import datetime
from dataclasses import replace
from fractions import Fraction
from functools import cache

from kgtool.language.date_words import DateForm, month_at, read_single
from kgtool.language.english import table, words
from kgtool.language.numbers import CARDINAL, read_number
from kgtool.language.pieces import CLOCK, NUMBER, WORD, Phrases, Pieces, at, hyphen_at, lower_at

_DATED = ("day", "weekday", "offset", "overnight", "in_hand")
_RANGED = ("day", "weekday", "month", "year", "season", "decade", "century", "quarter", "offset", "unit")


def find_forms(pieces: Pieces) -> list[DateForm]:
    """All date expressions of a text, in order, none overlapping another."""
    found: list[DateForm] = []
    position = 0
    while position < len(pieces):
        form = read_form(pieces, position)
        if form:
            found.append(form)
        position = form.end if form else position + 1
    return found


def read_form(pieces: Pieces, begin: int) -> DateForm | None:
    """The date expression that starts at a piece."""
    return (
        _relative(pieces, begin)
        or _edged(pieces, begin)
        or _part_of(pieces, begin)
        or _clock_first(pieces, begin)
        or _overnight(pieces, begin)
        or _with_tail(pieces, begin)
    )


def _with_tail(pieces: Pieces, begin: int) -> DateForm | None:
    """A date with the part of the day or the hour behind it, or the first of a range."""
    first = read_single(pieces, begin)
    if first is None:
        return None
    form = _tail(pieces, first)
    return _ranged(pieces, form) or form


def _tail(pieces: Pieces, form: DateForm) -> DateForm:
    if form.kind not in _DATED:
        return form
    if (
        lower_at(pieces, form.end) == "("
        and lower_at(pieces, form.end + 1) in table("dates", "weekdays")
        and lower_at(pieces, form.end + 2) == ")"
        and form.weekday is None
    ):
        form = replace(form, end=form.end + 3, weekday=table("dates", "weekdays")[lower_at(pieces, form.end + 1)])
    here = form.end
    if not form.part and (found := _parts().at(pieces, here)) and not hyphen_at(pieces, here):
        form = replace(form, end=found[1], part=found[0])
    here = form.end
    here += lower_at(pieces, here) == ","
    here += lower_at(pieces, here) in words("dates", "clock_joiners")
    clock = read_clock(pieces, here)
    if clock and form.time is None and (here > form.end or pieces[here].kind == CLOCK or clock[1] > here + 1):
        form = replace(form, end=clock[1], time=clock[0])
    return form


def _ranged(pieces: Pieces, first: DateForm) -> DateForm | None:
    """As in "Monday to Friday", "between March and June", "2014-2015", "from 28 May until 3 June"."""
    if first.kind not in _RANGED or first.until is not None:
        return None
    joiner = lower_at(pieces, first.end)
    before = lower_at(pieces, first.begin - 1)
    before = lower_at(pieces, first.begin - 2) if before == "the" else before
    joins = joiner in words("dates", "to") and (joiner not in ("until", "till") or before == "from")
    joins = joins or (joiner == "and" and before == "between")
    if not joins:
        return None
    here = first.end + 1
    here += lower_at(pieces, here) in words("dates", "the")
    if first.kind == "year" and _short_year(pieces, here) and first.year is not None:
        end = first.year - first.year % 100 + int(pieces[here].text)
        return (
            replace(first, end=here + 1, until=DateForm(here, here + 1, "year", year=end)) if end > first.year else None
        )
    last = read_single(pieces, here) if here < len(pieces) else None
    if last is None and first.kind in ("month", "day") and (month := month_at(pieces, here)) and joiner != "/":
        last = DateForm(here, month[1], "month", month=month[0])
    if last is None or last.until is not None or not _alike(first.kind, last.kind):
        return None
    if first.kind == last.kind == "year" and (first.year or 0) >= (last.year or 0):
        return None
    last = _tail(pieces, last)
    return replace(first, end=last.end, until=last)


def _alike(first: str, last: str) -> bool:
    days = {"day", "weekday", "offset"}
    long = {"month", "year", "season"}
    return first == last or (first in days and last in days) or (first in long and last in long)


def _short_year(pieces: Pieces, position: int) -> bool:
    piece = at(pieces, position)
    return piece is not None and piece.kind == NUMBER and len(piece.text) == 2 and piece.text.isdigit() and piece.glued


@cache
def _parts() -> Phrases[str]:
    return Phrases({phrase: part for phrase, part in table("dates", "parts").items() if part})


@cache
def _edges() -> Phrases[str]:
    return Phrases(table("dates", "edges"))


def _edged(pieces: Pieces, begin: int) -> DateForm | None:
    """As in "late on Thursday", "early May", "mid-2022", "the end of March", "earlier this week"."""
    found = _edges().at(pieces, begin)
    if found is None:
        return None
    edge, here = found
    here += hyphen_at(pieces, here)
    while lower_at(pieces, here) in words("dates", "edge_joiners"):
        here += 1
    if here >= len(pieces):
        return None
    form = read_form(pieces, here)
    if form is None and (month := month_at(pieces, here)):
        form = DateForm(here, month[1], "month", month=month[0])
    if form is None or form.edge or form.kind in ("stretch", "ago", "later", "time"):
        return None
    return replace(form, begin=begin, edge=edge)


def _part_of(pieces: Pieces, begin: int) -> DateForm | None:
    """As in "the night of June 1st", "dawn on Friday", "the early hours of Monday"."""
    here = begin + (lower_at(pieces, begin) == "the")
    found = _parts().at(pieces, here)
    if found is None or lower_at(pieces, found[1]) not in words("dates", "part_joiners"):
        return None
    part, here = found[0], found[1] + 1
    here += lower_at(pieces, here) == "the" and read_single(pieces, here) is None
    form = _with_tail(pieces, here) if here < len(pieces) else None
    if form is None or form.part or form.kind not in _DATED:
        return None
    return replace(form, begin=begin, part=part)


def _clock_first(pieces: Pieces, begin: int) -> DateForm | None:
    """As in "10:30 a.m.", "midnight on 15 February", "3 p.m. local time Monday"."""
    clock = read_clock(pieces, begin)
    if clock is None:
        return None
    time, end = clock
    here = end + (lower_at(pieces, end) == ",")
    here += lower_at(pieces, here) in ("on", "of")
    form = read_single(pieces, here) if here < len(pieces) else None
    if form and form.kind in _DATED and form.time is None:
        return replace(form, begin=begin, time=time)
    return DateForm(begin, end, "time", time=time)


@cache
def _zones() -> Phrases[None]:
    return Phrases(dict.fromkeys(table("dates")["zones"]))


def read_clock(pieces: Pieces, begin: int) -> tuple[datetime.time, int] | None:
    """A time of day and the position behind it and its zone."""
    piece = at(pieces, begin)
    if piece is None:
        return None
    clock_words = table("dates", "clock_words")
    hour = minute = -1
    here = begin + 1
    sure = False
    if piece.lower in clock_words:
        hour, minute = map(int, clock_words[piece.lower].split(":"))
        sure = True
    elif piece.kind == CLOCK:
        hour, minute = (int(part) for part in piece.text.split(":")[:2])
        sure = True
    elif piece.kind == NUMBER and piece.text.replace(".", "").isdigit() and "," not in piece.text:
        behind = lower_at(pieces, here)
        dotted = len(piece.text.partition(".")[2]) == 2 and len(piece.text) <= 5 and int(piece.text[-2:]) < 60
        if dotted and lower_at(pieces, begin - 1) in words("dates", "clock_after") and _ends_phrase(pieces, here):
            hour, minute = map(int, piece.text.split("."))
            sure = True
        elif piece.text.isdigit() and len(piece.text) == 4 and _hundreds(pieces, here):
            hour, minute, sure = int(piece.text[:2]), int(piece.text[2:]), True
        elif behind in table("dates", "halves_of_day") or behind in words("dates", "oclock"):
            whole, _, rest = piece.text.partition(".")
            hour, minute = int(whole[:4]), int(rest[:2] or 0)
    elif piece.kind == WORD and lower_at(pieces, here) in words("dates", "oclock"):
        value = table("numbers", "cardinals").get(piece.lower)
        hour, minute = (value, 0) if value else (-1, -1)
    half = table("dates", "halves_of_day").get(lower_at(pieces, here))
    if piece.lower not in clock_words and half is not None:
        if not 0 <= hour <= 12:
            return None
        hour, here, sure = hour % 12 + 12 * (half == "pm"), here + 1, True
    elif lower_at(pieces, here) in words("dates", "oclock"):
        here, sure = here + 1, True
    if not sure or not (0 <= hour < 24 and 0 <= minute < 60):
        return None
    if found := _zones().at(pieces, here):
        here = found[1]
    return datetime.time(hour, minute), here


def _ends_phrase(pieces: Pieces, position: int) -> bool:
    piece = at(pieces, position)
    return piece is None or piece.text in ".,;)" or piece.lower in words("dates", "clock_ends")


def _hundreds(pieces: Pieces, position: int) -> bool:
    return any(
        lower_at(pieces, position) == phrase
        or ((found := _zones().at(pieces, position)) is not None and found[1] > position)
        for phrase in table("dates")["hundreds_of_hours"]
    )


def _overnight(pieces: Pieces, begin: int) -> DateForm | None:
    """As in "overnight into Monday", "overnight from Sunday to Monday"."""
    if pieces[begin].lower not in words("dates", "overnight"):
        return None
    here = begin + 1
    joiner = lower_at(pieces, here)
    if joiner in words("dates", "overnight_joiners"):
        form = _with_tail(pieces, here + 1) if here + 1 < len(pieces) else None
        if form and form.kind in _DATED and not form.part:
            edge = "into" if joiner in words("dates", "overnight_ends") else ""
            return replace(form, begin=begin, part="night", edge=edge)
    return DateForm(begin, begin + 1, "overnight")


@cache
def _ago() -> Phrases[int]:
    return Phrases(dict.fromkeys(table("dates")["ago"], -1) | dict.fromkeys(table("dates")["from_now"], 1))


@cache
def _after() -> Phrases[int]:
    return Phrases(table("dates", "after"))


def _relative(pieces: Pieces, begin: int) -> DateForm | None:
    """As in "the past 24 hours", "two days ago", "three weeks later", "a day after 5 May", "days later"."""
    return _stretch(pieces, begin) or _counted(pieces, begin)


def _stretch(pieces: Pieces, begin: int) -> DateForm | None:
    shift = table("dates", "shifts").get(lower_at(pieces, begin), "")
    if shift not in ("last", "next"):
        return None
    read = read_number(pieces, begin + 1) if begin + 1 < len(pieces) else None
    if read is None or read[0].kind != CARDINAL:
        return None
    here = read[1]
    here += hyphen_at(pieces, here)
    unit = table("dates", "unit_names").get(lower_at(pieces, here))
    if unit is None:
        return None
    if lower_at(pieces, here + 1) == "of":
        # "the last two decades of his life"
        return None
    # "a" is no number here, and vague amounts ("the past few days") name no bounds.
    return DateForm(begin, here + 1, "stretch", unit=unit, amount=read[0].value, shift=shift)


def _counted(pieces: Pieces, begin: int) -> DateForm | None:
    amount, here = _amount(pieces, begin)
    unit = table("dates", "unit_names").get(lower_at(pieces, here))
    if unit is None or unit == "weekend" or (here == begin and lower_at(pieces, here) == unit):
        return None
    if unit == "second":
        return None
    here += 1
    if (
        lower_at(pieces, here) == "and"
        and lower_at(pieces, here + 1) == "a"
        and lower_at(pieces, here + 2) == "half"
        and amount is not None
    ):
        amount, here = amount + Fraction(1, 2), here + 3
    if found := _ago().at(pieces, here):
        return DateForm(begin, found[1], "ago", unit=unit, amount=None if amount is None else found[0] * amount)
    later = table("dates", "later").get(lower_at(pieces, here))
    if later is not None and lower_at(pieces, here + 1) not in words("dates", "later_not_before"):
        return DateForm(begin, here + 1, "later", unit=unit, amount=None if amount is None else later * amount)
    after = _after().at(pieces, here)
    if after is None:
        return None
    direction, behind = after
    signed = None if amount is None else direction * amount
    there = behind + (lower_at(pieces, behind) in words("dates", "anchor_determiners"))
    anchor = _anchor(pieces, there)
    if anchor and not (there > behind and _describes(pieces, anchor.end)):
        return DateForm(begin, anchor.end, "later", unit=unit, amount=signed, anchor=anchor)
    if direction and lower_at(pieces, here) in words("dates", "after_with_date_only"):
        return None
    return DateForm(begin, here + 1, "later", unit=unit, amount=signed)


def _describes(pieces: Pieces, position: int) -> bool:
    """Whether a noun stands where a date ended: "two days after the 5 May *summit*" counts from the summit."""
    piece = at(pieces, position)
    if piece is None or piece.kind != WORD or piece.capital:
        return False
    return piece.lower not in words("phrases", "stops")


def _anchor(pieces: Pieces, position: int) -> DateForm | None:
    if position >= len(pieces):
        return None
    form = _with_tail(pieces, position)
    return form if form and form.kind in ("day", "weekday", "offset", "month", "year") else None


def _amount(pieces: Pieces, begin: int) -> tuple[Fraction | None, int]:
    """How many units, and where the unit's name is expected; none for "days" and "several days"."""
    word = lower_at(pieces, begin)
    read = read_number(pieces, begin)
    if read and read[0].kind == CARDINAL:
        return read[0].value, read[1] + (lower_at(pieces, read[1]) == "of" and read[0].vague)
    if word in words("numbers", "articles"):
        if lower_at(pieces, begin + 1) == "few":
            return None, begin + 2
        return Fraction(1), begin + 1
    if read and lower_at(pieces, read[1]) in words("numbers", "articles"):
        # "half an hour"
        return read[0].value, read[1] + 1
    if word in words("dates", "vague_counts"):
        return None, begin + 1
    return None, begin
