"""Durations in ISO 8601, as xsd:duration takes them (https://www.w3.org/TR/xmlschema11-2/#duration)."""

from __future__ import annotations

from fractions import Fraction

from kgtool.language.english import table


def iso_duration(value: Fraction, unit: str) -> str:
    """The duration of so many units; empty for units without a fixed length and for broken months.

    >>> iso_duration(Fraction(3, 2), "year"), iso_duration(Fraction(24), "hour"), iso_duration(Fraction(90), "minute")
    ('P1Y6M', 'PT24H', 'PT90M')
    >>> iso_duration(Fraction(5, 2), "hour"), iso_duration(Fraction(1), "fortnight")
    ('PT2H30M', 'P14D')
    """
    months, seconds = table("durations", "months"), table("durations", "seconds")
    if unit in months:
        count = value * months[unit]
        if count.denominator != 1:
            return ""
        years, rest = divmod(int(count), 12)
        if unit == "month" and value.denominator == 1:
            years, rest = 0, int(count)
        return "P" + (f"{years}Y" if years else "") + (f"{rest}M" if rest or not years else "")
    if unit in seconds:
        return _from_seconds(value, seconds[unit], unit)
    return ""


def _from_seconds(value: Fraction, size: int, unit: str) -> str:
    """Kept in the printed unit, with smaller units for what is left of it."""
    total = value * size
    if (total * 1000).denominator != 1:
        return ""
    parts = {"D": 86400, "H": 3600, "M": 60}
    largest = {"day": "D", "week": "D", "fortnight": "D", "hour": "H", "minute": "M"}.get(unit, "S")
    day, clock = "", ""
    for mark, length in parts.items():
        if "DHMS".index(mark) < "DHMS".index(largest):
            continue
        count, total = divmod(total, length)
        if count:
            day, clock = (f"{count}D", clock) if mark == "D" else (day, clock + f"{count}{mark}")
    if total:
        whole, thousandths = divmod(int(total * 1000), 1000)
        clock += f"{whole}" + (f".{thousandths:03d}".rstrip("0") if thousandths else "") + "S"
    if not day and not clock:
        return "PT0S"
    return "P" + day + ("T" + clock if clock else "")


def joined(value: Fraction, unit: str, further: Fraction, smaller: str) -> Fraction | None:
    """As in "two hours and 30 minutes" in the smaller unit; none where the two are of different families."""
    for family in (table("durations", "months"), table("durations", "seconds")):
        if unit in family and smaller in family and family[smaller] < family[unit]:
            return value * Fraction(family[unit], family[smaller]) + further
    return None
