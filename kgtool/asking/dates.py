"""Dates in questions: "on 16 May", "in November 2022", "the night of June 1st", "on Monday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kgtool.asking.english import English
from kgtool.asking.tokens import Token

_ISO = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?))?$")
_DAY = re.compile(r"(\d{1,2})(st|nd|rd|th)?$")
_YEAR = re.compile(r"(1[89]|20)\d\d$")


class Time(NamedTuple):
    """A day, month, year or weekday as far as the words give it; 0 and "" stand for what they leave open."""

    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = 0
    part: str = ""
    """Local name of a precision below the day, such as ``Night``."""
    first_words: int = 0
    """Number of words."""
    unit: str = ""
    """``day``, ``week``, ``month`` or ``year`` where it is told from the article's date: "last year"."""
    ahead: int = 0
    """How many of these units after the article's own."""

    def spans(self, issued: Sequence[date]) -> list[tuple[date, date]]:
        """The spans of days that are meant, given the dates of the articles."""
        found: set[tuple[date, date]] = set()
        for when in issued:
            span = self._span(when)
            if span is not None:
                found.add(span)
        if not issued and self.year:
            span = self._span(date(self.year, 1, 1))
            found.update([span] if span else [])
        return sorted(found)

    def _span(self, issued: date) -> tuple[date, date] | None:
        try:
            if self.unit:
                return _unit_from(issued, self.unit, self.ahead)
            if self.weekday and not self.day:
                back = (issued.isoweekday() - self.weekday) % 7
                day = issued - timedelta(days=back)
                return day, day
            if self.day and self.month:
                day = self._nearest_year(issued)
                return day, day
            if self.month:
                year = self.year or (issued.year if self.month <= issued.month else issued.year - 1)
                last = date(year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)
                return date(year, self.month, 1), last
            if self.year:
                return date(self.year, 1, 1), date(self.year, 12, 31)
        except ValueError:
            return None
        return None

    def _nearest_year(self, issued: date) -> date:
        if self.year:
            return date(self.year, self.month, self.day)
        years = (issued.year - 1, issued.year, issued.year + 1)
        possible = [date(year, self.month, self.day) for year in years]
        return min(possible, key=lambda day: abs((day - issued).days))


def _unit_from(issued: date, unit: str, ahead: int) -> tuple[date, date]:
    """The day, week, month or year so many after that of a day."""
    if unit == "year":
        return date(issued.year + ahead, 1, 1), date(issued.year + ahead, 12, 31)
    if unit == "month":
        months = issued.year * 12 + issued.month - 1 + ahead
        after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
        return date(months // 12, months % 12 + 1, 1), after - timedelta(days=1)
    if unit == "week":
        monday = issued + timedelta(days=1 - issued.isoweekday() + 7 * ahead)
        return monday, monday + timedelta(days=6)
    day = issued + timedelta(days=ahead)
    return day, day


def find_time(english: English, tokens: Sequence[Token], at: int) -> Time | None:
    """The longest date that starts at a word; None where there is none."""
    keys = [token.key for token in tokens]
    size = len(keys)

    def word(i: int) -> str:
        return keys[i] if i < size else ""

    for words in (2, 1):
        told = english.relative_times.get(" ".join(keys[at : at + words]))
        if told is not None and at + words <= size:
            return Time(first_words=words, unit=str(told[0]), ahead=int(told[1]))
    i, part, weekday = at, "", 0
    if english.is_a("articles", word(i)) and (
        word(i + 1) in english.day_parts or word(i + 1) in english.weekdays or _DAY.match(word(i + 1))
    ):
        i += 1
    if word(i) in english.day_parts and english.is_a("adverbs_of_time", word(i)):
        return Time(part=english.day_parts[word(i)], first_words=i + 1 - at)
    if word(i) in english.day_parts and english.is_a("day_part_links", word(i + 1)) and i + 2 < size:
        part, i = english.day_parts[word(i)], i + 2
        if english.is_a("articles", word(i)):
            i += 1
    if word(i) in english.weekdays:
        weekday, i = english.weekdays[word(i)], i + 1
        if word(i) in english.day_parts:
            part, i = english.day_parts[word(i)], i + 1
        article = english.is_a("articles", word(i))
        after = i + (article or word(i) == ",") + english.is_a("articles", word(i + 1))
        rest = _calendar(english, keys, after)
        if rest:
            return Time(*rest[:3], weekday, part, rest[3] - at)
        return Time(weekday=weekday, part=part, first_words=i - at)
    rest = _calendar(english, keys, i)
    if rest:
        if word(rest[3]) in english.day_parts:
            part, end = english.day_parts[word(rest[3])], rest[3] + 1
        else:
            end = rest[3]
        return Time(*rest[:3], 0, part, end - at)
    return None


def _calendar(english: English, keys: Sequence[str], at: int) -> tuple[int, int, int, int] | None:
    """Year, month, day, and the index of the word after them."""

    def word(i: int) -> str:
        return keys[i] if i < len(keys) else ""

    def year_at(i: int) -> tuple[int, int]:
        after = i + (word(i) == "," or english.is_a("owner_prepositions", word(i)))
        return (int(word(after)), after + 1) if _YEAR.match(word(after)) else (0, i)

    iso = _ISO.match(word(at))
    if iso:
        return int(iso[1]), int(iso[2]), int(iso[3] or 0), at + 1
    day = _DAY.match(word(at))
    if day:
        after = at + 1 + english.is_a("owner_prepositions", word(at + 1))
        if word(after) in english.months:
            year, end = year_at(after + 1)
            return year, english.months[word(after)], int(day[1]), end
    if word(at) in english.months:
        month = english.months[word(at)]
        after = at + 1 + english.is_a("articles", word(at + 1))
        day = _DAY.match(word(after))
        if day:
            year, end = year_at(after + 1)
            return year, month, int(day[1]), end
        year, end = year_at(at + 1)
        if year or not english.is_a("modals", word(at)):
            return year, month, 0, end
        return 0, month, 0, at + 1
    if _YEAR.match(word(at)):
        return int(word(at)), 0, 0, at + 1
    return None
