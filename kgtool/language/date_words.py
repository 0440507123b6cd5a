"""Single dates as printed, not yet compared with a calendar: a day, month, year, weekday, season, or "last week"."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from kgtool.language.english import table, words
from kgtool.language.numbers import ORDINAL, read_number
from kgtool.language.pieces import (
    CLOCK,
    DATE,
    NUMBER,
    WORD,
    Phrases,
    Pieces,
    at,
    hyphen_at,
    lower_at,
    starts_sentence,
)
from kgtool.language.units import unit_at
from kgtool.language.years import era_behind, four_digits, is_amount, year_behind


@dataclass(frozen=True, slots=True)
class DateForm:
    """What is printed of one date or stretch of time, from piece ``begin`` up to, not including, piece ``end``."""

    begin: int
    end: int
    kind: str
    """``day``, ``weekday``, ``month``, ``year``, ``decade``, ``century``, ``season``, ``quarter``, ``offset`` (days
    from publication), ``unit`` ("last week"), ``stretch`` ("the past 24 hours"), ``ago``, ``later``, ``overnight``,
    ``in_hand`` ("that day") or ``time``."""
    weekday: int | None = None
    """0 for Monday to 6."""
    day: int | None = None
    month: int | None = None
    year: int | None = None
    part: str = ""
    """Part of the day: ``morning``, ``afternoon``, ``evening``, ``night``."""
    edge: str = ""
    """``early``, ``mid``, ``late``, ``earlier``, ``later``, ``first_half``, ``second_half``."""
    shift: str = ""
    """``last``, ``this``, ``next``, ``following``, ``same``."""
    unit: str = ""
    amount: Fraction | None = None
    """How many units, negative towards the past; none where the text does not say ("days later")."""
    time: datetime.time | None = None
    until: DateForm | None = None
    """The end of a range."""
    anchor: DateForm | None = None
    """The date that "two days after 5 May" counts from."""
    ambiguous: bool = False
    """Whether day and month may be the other way round ("6/2/2025")."""


def read_single(pieces: Pieces, begin: int) -> DateForm | None:
    """The date that starts at a piece, without what comes before or behind it ("late", "at 10 a.m.")."""
    return (
        _numeric(pieces, begin)
        or _weekday(pieces, begin)
        or read_day(pieces, begin)
        or _month(pieces, begin)
        or _in_hand(pieces, begin)
        or _offset(pieces, begin)
        or _quarter(pieces, begin)
        or _season(pieces, begin)
        or _century(pieces, begin)
        or _year(pieces, begin)
    )


def _numeric(pieces: Pieces, begin: int) -> DateForm | None:
    piece = pieces[begin]
    if piece.kind != DATE:
        return None
    mark = next(letter for letter in piece.text if not letter.isdigit())
    numbers = [
        int(part)
        for part in piece.text.replace(mark, " ").replace(".", " ").replace("-", " ").replace("/", " ").split()
    ]
    if len(numbers) != 3:
        return None
    if numbers[0] > 31:
        year, month, day = numbers
    elif mark == "/" and numbers[0] <= 12:
        month, day, year = numbers
    else:
        day, month, year = numbers
    swapped = mark == "/" and numbers[0] <= 12 and numbers[1] <= 12 and numbers[0] != numbers[1]
    if not (1 <= month <= 12 and 1 <= day <= 31 and year > 0):
        return None
    return DateForm(begin, begin + 1, "day", day=day, month=month, year=year, ambiguous=swapped)


def _weekday(pieces: Pieces, begin: int) -> DateForm | None:
    """As in "Monday", "Monday, the 2nd of June", "Mon, 2 June", "Monday (June 2)"."""
    piece = pieces[begin]
    if piece.kind != WORD or not piece.capital or hyphen_at(pieces, begin - 1):
        return None
    weekday = table("dates", "weekdays").get(piece.lower, table("dates", "weekday_marks").get(piece.lower))
    if weekday is None:
        return None
    here = begin + 1
    here += piece.lower not in table("dates", "weekdays") and lower_at(pieces, here) == "."
    bracket = lower_at(pieces, here) == "("
    here += lower_at(pieces, here) in (",", "(")
    day = read_day(pieces, here) or (_numeric(pieces, here) if here < len(pieces) else None)
    if day and (not bracket or lower_at(pieces, day.end) == ")"):
        return replace(day, begin=begin, end=day.end + bracket, weekday=weekday)
    if piece.lower not in table("dates", "weekdays") or (bracket and day):
        return None
    if lower_at(pieces, begin - 1) in words("dates", "weekday_not_after"):
        return None
    behind = at(pieces, begin + 1)
    if behind and behind.capital and behind.lower in words("dates", "weekday_not_before"):
        return None
    if (
        lower_at(pieces, begin + 1) == "the"
        and (numbered := _day_number(pieces, begin + 2))
        and lower_at(pieces, begin + 3) in words("numbers", "suffixes")
    ):
        return DateForm(begin, numbered[1], "day", weekday=weekday, day=numbered[0])
    return DateForm(begin, begin + 1, "weekday", weekday=weekday)


def read_day(pieces: Pieces, begin: int) -> DateForm | None:
    """As in "2 June", "the 16th of May 2025", "June 2nd, 2025", "3 to 5 May", "May 3-5"."""
    if begin >= len(pieces):
        return None
    return _day_month(pieces, begin) or _month_day(pieces, begin) or _feast(pieces, begin)


def _day_month(pieces: Pieces, begin: int) -> DateForm | None:
    here = begin + (lower_at(pieces, begin) in words("dates", "the"))
    numbered = _day_number(pieces, here, ordinal_words=True)
    if numbered is None or _belongs_to_word_before(pieces, here):
        return None
    day, here = numbered
    last = None
    if lower_at(pieces, here) in words("dates", "to") | words("dates", "and"):
        second = here + 1 + (lower_at(pieces, here + 1) in words("dates", "the"))
        last = _day_number(pieces, second, ordinal_words=True)
        if last and last[0] > day:
            here = last[1]
    here += lower_at(pieces, here) in words("dates", "of") or hyphen_at(pieces, here)
    found = month_at(pieces, here, marks=True)
    if found is None:
        return None
    month, here = found
    year, here = year_behind(pieces, here)
    return _day_or_days(begin, here, day, last[0] if last else None, month, year)


def _month_day(pieces: Pieces, begin: int) -> DateForm | None:
    found = month_at(pieces, begin, marks=True)
    if found is None:
        return None
    month, here = found
    here += lower_at(pieces, here) in words("dates", "the")
    numbered = _day_number(pieces, here)
    if numbered is None or _counts(pieces, begin, numbered[1]):
        return None
    day, here = numbered
    last = None
    if lower_at(pieces, here) in words("dates", "to") | words("dates", "and"):
        last = _day_number(pieces, here + 1)
        if last and last[0] > day and not month_at(pieces, last[1], marks=True) and not _counts(pieces, begin, last[1]):
            here = last[1]
        else:
            last = None
    year, here = year_behind(pieces, here)
    return _day_or_days(begin, here, day, last[0] if last else None, month, year)


def _day_or_days(begin: int, end: int, day: int, last: int | None, month: int, year: int | None) -> DateForm | None:
    if last is not None and last <= day:
        return None
    until = None if last is None else DateForm(begin, end, "day", day=last, month=month, year=year)
    return DateForm(begin, end, "day", day=day, month=month, year=year, until=until)


def _belongs_to_word_before(pieces: Pieces, position: int) -> bool:
    """As in "Tu-22 March": the number is a part of a designation."""
    before = at(pieces, position - 1)
    return before is not None and pieces[position].glued and (before.kind == WORD or hyphen_at(pieces, position - 1))


def _counts(pieces: Pieces, begin: int, end: int) -> bool:
    """Whether the number behind a month counts something ("in May 20 people", "in June 3 million")."""
    behind = at(pieces, end)
    if behind is None:
        return False
    if (
        behind.lower in table("numbers", "scales")
        or (behind.glued and behind.kind in (NUMBER, CLOCK))
        or behind.text in "%°$"
    ):
        return True
    unit = unit_at(pieces, end)
    if unit and unit[0].name not in ("second",) and not hyphen_at(pieces, end):
        return True
    return (
        lower_at(pieces, begin - 1) == "in"
        and behind.kind == WORD
        and not behind.capital
        and behind.lower not in words("phrases", "stops")
    )


def _day_number(pieces: Pieces, position: int, ordinal_words: bool = False) -> tuple[int, int] | None:
    """A day of the month from 1 to 31 and the position behind it."""
    piece = at(pieces, position)
    if piece is None:
        return None
    if piece.kind == NUMBER and piece.text.isdigit() and len(piece.text) <= 2:
        behind = at(pieces, position + 1)
        suffixed = behind is not None and behind.glued and behind.lower in words("numbers", "suffixes")
        if behind is not None and behind.glued and behind.kind == WORD and not suffixed:
            return None
        return (int(piece.text), position + 1 + suffixed) if 1 <= int(piece.text) <= 31 else None
    tens = table("numbers", "cardinals").get(piece.lower) in (20, 30)
    if ordinal_words and (tens or piece.lower in table("numbers", "ordinals")):
        read = read_number(pieces, position)
        if (
            read
            and read[0].kind == ORDINAL
            and read[0].value is not None
            and read[0].value <= 31
            and lower_at(pieces, read[1]) in words("dates", "of")
        ):
            return int(read[0].value), read[1]
    return None


def month_at(pieces: Pieces, position: int, marks: bool = False) -> tuple[int, int] | None:
    """A month's name here, with ``marks`` also its short form, and the position behind it."""
    piece = at(pieces, position)
    if piece is None or piece.kind != WORD or not piece.capital:
        return None
    month = table("dates", "months").get(piece.lower)
    if month is None and marks:
        month = table("dates", "month_marks").get(piece.lower)
        if month is not None:
            dot = at(pieces, position + 1)
            return int(month), position + 1 + (dot is not None and dot.text == "." and dot.glued)
    return None if month is None else (int(month), position + 1)


@cache
def _feasts() -> Phrases[str]:
    return Phrases(table("dates", "feasts"))


def _feast(pieces: Pieces, begin: int) -> DateForm | None:
    found = _feasts().at(pieces, begin) if pieces[begin].capital else None
    if found is None:
        return None
    month, day = map(int, found[0].split("-"))
    year, end = year_behind(pieces, found[1])
    return DateForm(begin, end, "day", day=day, month=month, year=year)


def _month(pieces: Pieces, begin: int) -> DateForm | None:
    """As in "November 2020", "last May", "in May"."""
    shift = _shift(pieces, begin)
    here = begin + bool(shift)
    found = month_at(pieces, here, marks=True)
    if found is None:
        return None
    month, end = found
    year, after = year_behind(pieces, end)
    if year is not None:
        return DateForm(begin, after, "month", month=month, year=year)
    if pieces[here].lower not in table("dates", "months"):
        return None
    behind = at(pieces, end)
    possessed = behind is not None and behind.text in "'’" and behind.glued
    before = lower_at(pieces, here - 1)
    allowed = before in words("dates", "month_alone_after") or bool(shift) or hyphen_at(pieces, here - 1)
    if pieces[here].lower in words("dates", "months_that_are_words"):
        # "A letter from May", "May said": a person or a verb unless the words before leave no doubt.
        allowed = (allowed and before not in words("dates", "word_month_not_after")) or (
            before in words("dates", "word_month_after_month") and (begin > 2 and _month_near(pieces, here))
        )
        possessed = False
    # A month's name with a name behind it is a part of that name, as in "April Jones".
    named = (
        behind is not None
        and behind.kind == WORD
        and behind.capital
        and behind.lower not in words("phrases", "stops")
        and before not in words("dates", "month_before_name_after")
    )
    if not (allowed or possessed) or named:
        return None
    return DateForm(begin, end, "month", month=month, shift=shift)


def _month_near(pieces: Pieces, position: int) -> bool:
    months = any(month_at(pieces, there) for there in range(max(position - 4, 0), position))
    return months or lower_at(pieces, position - 2) in words("dates", "before_of_month")


def _shift(pieces: Pieces, position: int) -> str:
    """As in "last", "this", "next" here, as one of the shifts; empty where there is none."""
    found = table("dates", "shifts").get(lower_at(pieces, position), "")
    return found if isinstance(found, str) else ""


@cache
def _days() -> Phrases[int]:
    return Phrases(table("dates", "days"))


@cache
def _days_in_hand() -> Phrases[bool]:
    return Phrases(dict.fromkeys(table("dates", "days_in_hand")["words"], True))


def _in_hand(pieces: Pieces, begin: int) -> DateForm | None:
    found = _days_in_hand().at(pieces, begin)
    # "that night patrols" and "the day before yesterday" are other things.
    if found is None or _days().at(pieces, begin) or unit_at(pieces, found[1]):
        return None
    unit = table("dates", "unit_names").get(lower_at(pieces, found[1] - 1), "")
    return DateForm(begin, found[1], "in_hand", unit=unit)


def _offset(pieces: Pieces, begin: int) -> DateForm | None:
    """As in "yesterday", "tonight", "last night", "this morning", "last week", "next Friday", "overnight"."""
    if found := _days().at(pieces, begin):
        return DateForm(begin, found[1], "offset", amount=Fraction(found[0]))
    word = pieces[begin].lower
    if word == "tonight":
        return DateForm(begin, begin + 1, "offset", amount=Fraction(0), part="night")
    if word in words("dates", "overnight"):
        return DateForm(begin, begin + 1, "overnight")
    if word == "weekend" and lower_at(pieces, begin - 1) == "the":
        return DateForm(begin, begin + 1, "unit", unit="weekend")
    shift = _shift(pieces, begin)
    here = begin + 1
    behind = lower_at(pieces, here)
    if shift not in ("last", "this", "next") or word == "that":
        return None
    part = table("dates", "parts").get(behind, "")
    if part and word in ("last", "this"):
        return DateForm(begin, here + 1, "offset", amount=Fraction(-1 if shift == "last" else 0), part=part)
    if behind in table("dates", "weekdays"):
        form = _weekday(pieces, here)
        return replace(form, begin=begin, shift=shift) if form and form.kind == "weekday" else None
    unit = table("dates", "unit_names").get(behind, "")
    if unit in ("week", "weekend", "month", "year", "quarter", "decade", "century") and behind == unit:
        rolling = word == "past" or (lower_at(pieces, begin - 1) == "the" and word == "last")
        if rolling and unit != "weekend":
            return DateForm(begin, here + 1, "stretch", unit=unit, amount=Fraction(1), shift=shift)
        return DateForm(begin, here + 1, "unit", unit=unit, shift=shift)
    if (
        unit in ("day", "hour")
        and behind == unit
        and word in words("dates", "rolling")
        and lower_at(pieces, begin - 1) == "the"
    ):
        return DateForm(begin, here + 1, "stretch", unit=unit, amount=Fraction(1), shift=shift)
    return None


def _quarter(pieces: Pieces, begin: int) -> DateForm | None:
    """As in "the third quarter of 2023", "Q3 2023"."""
    number = table("dates", "quarters").get(lower_at(pieces, begin))
    here = begin + 1
    if (
        lower_at(pieces, begin) == "q"
        and pieces[begin].capital
        and lower_at(pieces, here) in ("1", "2", "3", "4")
        and pieces[here].glued
    ):
        number, here = int(pieces[here].text), here + 1
    elif number is None or lower_at(pieces, here) != "quarter":
        return None
    else:
        here += 1
    year, end = year_behind(pieces, here)
    if year is None:
        return None
    return DateForm(begin, end, "quarter", month=3 * int(number) - 2, year=year)


def _season(pieces: Pieces, begin: int) -> DateForm | None:
    shift = _shift(pieces, begin)
    here = begin + bool(shift)
    word = lower_at(pieces, here)
    month = table("dates", "seasons").get(word)
    if month is None:
        return None
    year, end = year_behind(pieces, here + 1)
    before, behind = lower_at(pieces, here - 1), lower_at(pieces, here + 1)
    if year is not None:
        return DateForm(begin, end, "season", month=month, year=year)
    if pieces[here].capital and not (begin == here and starts_sentence(pieces, here)):
        return None
    if shift in ("last", "this", "next"):
        return DateForm(begin, here + 1, "season", month=month, shift=shift)
    piece = at(pieces, here + 1)
    if (behind in ("of", "in") and word == "fall") or behind == "of" or before not in words("dates", "season_after"):
        return None
    if word == "fall" and not (before == "the" and lower_at(pieces, here - 2) in words("dates", "fall_after")):
        return None
    noun_follows = piece is not None and piece.kind == WORD and piece.lower not in words("phrases", "stops")
    return None if noun_follows else DateForm(begin, here + 1, "season", month=month)


def _century(pieces: Pieces, begin: int) -> DateForm | None:
    read = read_number(pieces, begin)
    if read is None or read[0].kind != ORDINAL or read[0].value is None or not 1 <= read[0].value <= 22:
        return None
    here = read[1] + hyphen_at(pieces, read[1])
    if lower_at(pieces, here) not in words("dates", "ages_words"):
        return None
    era = era_behind(pieces, here + 1)
    return None if era is None else DateForm(begin, here + 1 + era, "century", year=100 * (int(read[0].value) - 1) + 1)


def _year(pieces: Pieces, begin: int) -> DateForm | None:
    """As in "2014", "the 1990s"."""
    if not four_digits(pieces, begin):
        return None
    value = int(pieces[begin].text)
    behind = at(pieces, begin + 1)
    if behind and behind.lower == "s" and behind.glued:
        return DateForm(begin, begin + 2, "decade", year=value) if value % 10 == 0 else None
    # "1990's" is an older spelling of the decade; "2022's" is a year.
    if is_amount(pieces, begin):
        return None
    era = era_behind(pieces, begin + 1)
    return None if era is None else DateForm(begin, begin + 1 + era, "year", year=value)
