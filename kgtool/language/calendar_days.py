"""The days that a printed date can mean, counted from the day of publication."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from kgtool.language.date_words import DateForm
from kgtool.language.tense import FUTURE, PAST, UNKNOWN

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Bounds:
    """First and last day, their precision, whether they are sure, and whether a printed weekday contradicts them."""

    earliest: Day
    latest: Day
    precision: str
    certain: bool = True
    weekday_conflict: bool = False


def resolve(form: DateForm, published: Day, tense: str) -> Bounds | None:
    """The days that a form means; none where it does not say or the calendar has no such day.

    Where the year or week is missing, ``tense`` decides between the last such day and the next; without it the nearer
    is taken, and a past one unless it lies three times as far away.
    """
    try:
        bounds = _range(form, published, tense) if form.until is not None else _single(form, published, tense)
        return _parted(form, bounds) if bounds else None
    except (ValueError, OverflowError):
        return None


def _single(form: DateForm, published: Day, tense: str) -> Bounds | None:
    bounds = _KINDS[form.kind](form, published, tense)
    return _edged(form, bounds, published) if bounds and form.edge else bounds


def _range(form: DateForm, published: Day, tense: str) -> Bounds | None:
    last, first = form.until, replace(form, until=None, part="", time=None)
    assert last is not None
    if first.kind == "day" == last.kind and first.month == last.month and last.begin == form.begin:
        start = _single(first, published, tense)
        return start and replace(start, latest=start.earliest.replace(day=last.day or 1), precision="range")
    if (tense == FUTURE and last.year is None) or first.year is not None:
        start = _single(first, published, tense)
        end_bounds = start and _single(last, start.earliest if last.year is None else published, FUTURE)
    else:
        end_bounds = _single(last, published, tense)
        start = end_bounds and _single(first, end_bounds.earliest, PAST)
    if not start or not end_bounds or start.earliest > end_bounds.latest:
        return None
    conflict = start.weekday_conflict or end_bounds.weekday_conflict
    return Bounds(start.earliest, end_bounds.latest, "range", start.certain and end_bounds.certain, conflict)


def _parted(form: DateForm, bounds: Bounds) -> Bounds:
    """The part of the day; a night reaches into the next day, and "overnight into Monday" ends on Monday."""
    if form.part == "night":
        if form.until is not None:
            return replace(bounds, precision="night")
        if form.edge == "into":
            return replace(bounds, earliest=_days(bounds.earliest, -1), precision="night")
        return replace(bounds, latest=_days(bounds.latest, 1), precision="time" if form.time else "night")
    if form.time is not None:
        return replace(bounds, precision="time")
    return replace(bounds, precision=form.part) if form.part else bounds


def _edged(form: DateForm, bounds: Bounds, published: Day) -> Bounds:
    """As in "early May", "late in 2022", "earlier this week": a part of a stretch, or up to the day of publication."""
    length = (bounds.latest - bounds.earliest).days
    if length == 0 or form.kind in ("overnight", "stretch"):
        return bounds
    first, last = bounds.earliest, bounds.latest
    if form.kind in ("year", "decade") and form.edge not in ("earlier", "later"):
        return _edged_years(form, bounds)
    third, half = (length + 1) // 3, (length + 1) // 2
    inside = first <= published <= last
    if form.edge == "earlier":
        last = published if inside else last
    elif form.edge == "later":
        first = published if inside else first
    elif form.edge == "early":
        last = _days(first, max(third - 1, 0))
    elif form.edge == "mid":
        first, last = _days(first, third), _days(last, -third)
    elif form.edge == "late":
        first = _days(last, -max(third - 1, 0))
    elif form.edge == "first_half":
        last = _days(first, half - 1)
    elif form.edge == "second_half":
        first = _days(first, half)
    return replace(bounds, earliest=first, latest=last)


def _edged_years(form: DateForm, bounds: Bounds) -> Bounds:
    """The same for years by months (a third is four) and for decades by years (3, 4 and 3)."""
    year, last = bounds.earliest.year, bounds.latest.year
    whole = {"early": (0, 4), "mid": (4, 8), "late": (8, 12), "first_half": (0, 6), "second_half": (6, 12)}
    if form.kind == "decade":
        whole = {"early": (0, 36), "mid": (36, 84), "late": (84, 120), "first_half": (0, 60), "second_half": (60, 120)}
    begin, end = whole.get(form.edge, (0, 12 * (last - year + 1)))
    return replace(bounds, earliest=_months(bounds.earliest, begin), latest=_days(_months(bounds.earliest, end), -1))


def _days(day: Day, count: int) -> Day:
    return day + datetime.timedelta(days=count)


def _months(day: Day, count: int) -> Day:
    """The same day some months away, or the last day of that month."""
    month = day.year * 12 + day.month - 1 + count
    year, month = month // 12, month % 12 + 1
    return Day(year, month, min(day.day, monthrange(year, month)[1]))


def _month_bounds(year: int, month: int, count: int = 1) -> tuple[Day, Day]:
    first = Day(year, month, 1)
    return first, _days(_months(first, count), -1)


def _choose(candidates: list[Bounds], published: Day, tense: str) -> Bounds | None:
    """Of the same date in several years: the last one that has begun, or the next one that has not ended."""
    past = max((b for b in candidates if b.earliest <= published), key=lambda b: b.earliest, default=None)
    future = min((b for b in candidates if b.latest >= published), key=lambda b: b.earliest, default=None)
    if past is None or future is None:
        return past or future
    behind, ahead = max((published - past.latest).days, 0), max((future.earliest - published).days, 0)
    if behind == 0 or ahead == 0:
        return past if behind == 0 else future
    matching = [b for b in (past, future) if not b.weekday_conflict]
    decided = tense != UNKNOWN or min(behind, ahead) <= 60
    if len(matching) == 1 and not decided:
        return matching[0]
    if tense == FUTURE:
        return past if behind * 8 < ahead and behind <= 45 and past.earliest == past.latest else future
    if tense == PAST:
        return future if ahead * 8 < behind and ahead <= 30 else past
    nearest = future if ahead * 3 < behind else past
    return replace(nearest, certain=min(behind, ahead) <= 183)


def _day(form: DateForm, published: Day, tense: str) -> Bounds | None:
    day = form.day or 1
    if form.month is None:
        months = [_months(published.replace(day=1), count) for count in (-2, -1, 0, 1, 2)]
        days = [month.replace(day=day) for month in months if day <= monthrange(month.year, month.month)[1]]
    else:
        years = [form.year] if form.year is not None else range(published.year - 4, published.year + 5)
        days = [
            Day(year, form.month, day) for year in years if 0 < year < 10000 and day <= monthrange(year, form.month)[1]
        ]
    candidates = [
        Bounds(one, one, "day", weekday_conflict=form.weekday is not None and one.weekday() != form.weekday)
        for one in days
    ]
    chosen = _choose(candidates, published, tense) if form.year is None else next(iter(candidates), None)
    if chosen and form.ambiguous:
        try:
            other = Day(form.year or published.year, day, form.month or 1)
        except ValueError:
            return chosen
        return replace(chosen, earliest=min(other, chosen.earliest), latest=max(other, chosen.latest), certain=False)
    return chosen


def _weekday(form: DateForm, published: Day, tense: str) -> Bounds:
    assert form.weekday is not None
    back = (published.weekday() - form.weekday) % 7
    same_week = _days(published, form.weekday - published.weekday())
    if form.shift == "last":
        day = _days(published, -(back or 7))
        return Bounds(day, day, "day", certain=day != same_week)
    if form.shift == "next":
        day = _days(published, 7 - back)
        return Bounds(day, day, "day", certain=day != same_week)
    if form.shift == "this":
        return Bounds(same_week, same_week, "day")
    day = _days(published, -back if tense != FUTURE or back == 0 else 7 - back)
    return Bounds(day, day, "day")


def _month(form: DateForm, published: Day, tense: str) -> Bounds | None:
    month = form.month or 1
    if form.year is not None:
        return Bounds(*_month_bounds(form.year, month), "month")
    candidates = [
        Bounds(*_month_bounds(year, month), "month") for year in range(published.year - 1, published.year + 2)
    ]
    if form.shift == "last":
        return max((b for b in candidates if b.latest < published), key=lambda b: b.earliest)
    if form.shift == "next":
        return min((b for b in candidates if b.earliest > published), key=lambda b: b.earliest)
    if form.shift == "this":
        return candidates[1]
    return _choose(candidates, published, tense)


def _year(form: DateForm, published: Day, tense: str) -> Bounds:
    year = form.year or published.year
    return Bounds(Day(year, 1, 1), Day(year, 12, 31), "year")


def _decade(form: DateForm, published: Day, tense: str) -> Bounds:
    year = form.year or published.year
    whole = year % 100 == 0 and year < 2000
    return Bounds(
        Day(year, 1, 1), Day(year + (99 if whole else 9), 12, 31), "century" if whole else "decade", certain=not whole
    )


def _century(form: DateForm, published: Day, tense: str) -> Bounds:
    year = form.year or 1
    return Bounds(Day(year, 1, 1), Day(year + 99, 12, 31), "century")


def _season(form: DateForm, published: Day, tense: str) -> Bounds | None:
    month = form.month or 3
    if form.year is not None and month == 12:
        return Bounds(Day(form.year - 1, 12, 1), _month_bounds(form.year + 1, 2)[1], "season", certain=False)
    if form.year is not None:
        return Bounds(*_month_bounds(form.year, month, 3), "season")
    candidates = [
        Bounds(*_month_bounds(year, month, 3), "season") for year in range(published.year - 2, published.year + 2)
    ]
    if form.shift == "last":
        return max((b for b in candidates if b.latest < published), key=lambda b: b.earliest)
    if form.shift == "next":
        return min((b for b in candidates if b.earliest > published), key=lambda b: b.earliest)
    if form.shift == "this":
        return min(candidates, key=lambda b: abs((b.earliest - published).days + 45))
    return _choose(candidates, published, tense)


def _quarter(form: DateForm, published: Day, tense: str) -> Bounds:
    return Bounds(*_month_bounds(form.year or published.year, form.month or 1, 3), "quarter")


def _offset(form: DateForm, published: Day, tense: str) -> Bounds:
    day = _days(published, int(form.amount or 0))
    return Bounds(day, day, "day")


def _overnight(form: DateForm, published: Day, tense: str) -> Bounds:
    return Bounds(_days(published, -1), published, "night")


_SHIFTS = {"last": -1, "this": 0, "next": 1}


def _unit(form: DateForm, published: Day, tense: str) -> Bounds | None:
    """As in "last week", "this month", "next year", "the weekend"."""
    monday = _days(published, -published.weekday())
    if form.unit == "weekend":
        if form.shift:
            saturday = _days(monday, 5 + 7 * _SHIFTS[form.shift])
        else:
            back = (published.weekday() - 5) % 7
            saturday = _days(published, 7 - back if tense == FUTURE and back > 1 else -back)
        return Bounds(saturday, _days(saturday, 1), "weekend")
    if form.shift not in _SHIFTS:
        return None
    shift = _SHIFTS[form.shift]
    if form.unit == "week":
        return Bounds(_days(monday, 7 * shift), _days(monday, 7 * shift + 6), "week")
    if form.unit == "month":
        first = _months(published.replace(day=1), shift)
        return Bounds(*_month_bounds(first.year, first.month), "month")
    if form.unit == "quarter":
        first = _months(published.replace(month=(published.month - 1) // 3 * 3 + 1, day=1), 3 * shift)
        return Bounds(*_month_bounds(first.year, first.month, 3), "quarter")
    years = {"year": 1, "decade": 10, "century": 100}[form.unit]
    start = published.year // years * years + years * shift
    return Bounds(Day(start, 1, 1), Day(start + years - 1, 12, 31), form.unit)


def _moved(day: Day, amount: Fraction, unit: str, rounding: Callable[[Fraction], int]) -> Day:
    """A day some units away."""
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    if unit in months:
        return _months(day, rounding(amount * months[unit]))
    days = {
        "minute": Fraction(1, 1440),
        "hour": Fraction(1, 24),
        "day": Fraction(1),
        "night": Fraction(1),
        "week": Fraction(7),
    }
    return _days(day, rounding(amount * days.get(unit, Fraction(14))))


def _stretch(form: DateForm, published: Day, tense: str) -> Bounds | None:
    """As in "the past 24 hours", "the next three weeks"."""
    if form.amount is None:
        return None
    precision = "past_hours" if form.unit in ("hour", "minute") else "range"
    if form.shift == "last":
        return Bounds(_moved(published, -form.amount, form.unit, floor), published, precision)
    return Bounds(published, _moved(published, form.amount, form.unit, ceil), precision)


def _around(day: Day, amount: Fraction, unit: str) -> Bounds:
    """A day some units away, as exact as the unit is: "two weeks ago" means a week, "three years ago" a year."""
    if unit in ("hour", "minute"):
        ends = sorted((_moved(day, amount, unit, floor), _moved(day, amount, unit, ceil)))
        return Bounds(ends[0], ends[1], "past_hours" if amount < 0 else "time")
    if unit in ("day", "night"):
        return Bounds(_moved(day, amount, unit, floor), _moved(day, amount, unit, ceil), "day")
    middle = _moved(day, amount, unit, round)
    if unit in ("week", "fortnight"):
        return Bounds(_days(middle, -3), _days(middle, 3), "week")
    if unit == "month":
        return Bounds(*_month_bounds(middle.year, middle.month), "month")
    if unit == "year" and amount.denominator == 1:
        return Bounds(Day(middle.year, 1, 1), Day(middle.year, 12, 31), "year")
    half = {"year": 1, "quarter": 1, "decade": 60, "century": 600}[unit]
    return Bounds(_months(middle, -half), _months(middle, half), "season" if half == 1 else unit)


def _ago(form: DateForm, published: Day, tense: str) -> Bounds | None:
    return None if form.amount is None else _around(published, form.amount, form.unit)


def _later(form: DateForm, published: Day, tense: str) -> Bounds | None:
    """As in "two days after 5 May"; "two days later" waits for a date that another sentence gives."""
    if form.anchor is None or form.amount is None:
        return None
    anchor = resolve(form.anchor, published, tense)
    if anchor is None:
        return None
    if form.unit in ("hour", "minute"):
        begin, end = (
            _moved(anchor.earliest, form.amount, form.unit, floor),
            _moved(anchor.latest, form.amount, form.unit, ceil),
        )
        return replace(anchor, earliest=begin, latest=end, precision="day" if begin == end else "range")
    first, last = _around(anchor.earliest, form.amount, form.unit), _around(anchor.latest, form.amount, form.unit)
    return Bounds(first.earliest, last.latest, first.precision, anchor.certain, anchor.weekday_conflict)


def _unknown(form: DateForm, published: Day, tense: str) -> None:
    return None


_KINDS: dict[str, Callable[[DateForm, Day, str], Bounds | None]] = {
    "day": _day, "weekday": _weekday, "month": _month, "year": _year, "decade": _decade, "century": _century,
    "season": _season, "quarter": _quarter, "offset": _offset, "overnight": _overnight, "unit": _unit,
    "stretch": _stretch, "ago": _ago, "later": _later, "in_hand": _unknown, "time": _unknown,
}  # fmt: skip
