"""A number with its unit as printed: one amount, a range, a compound duration, and the same amount in another unit.

Works on pieces alone; which noun is counted, and how the words before compare, is read in `quantities`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from kgtool.language.document import Span
from kgtool.language.durations import joined
from kgtool.language.english import table, words
from kgtool.language.numbers import CARDINAL, FRACTION, ORDINAL, Number, read_number
from kgtool.language.pieces import NUMBER, WORD, Phrases, Pieces, at, hyphen_at, lower_at, span_of
from kgtool.language.units import Unit, currency_before, currency_sign, plain_pound_is_money, rate_at, unit_at, units

_SHARE = Fraction(100)


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount from piece ``begin`` up to, not including, piece ``end``."""

    begin: int
    end: int
    numbers: Span
    """Tokens of the number or of both ends of the range."""
    low: Fraction | None
    """The value, or the lower end of a range; none for "dozens"."""
    high: Fraction | None
    """The upper end of a range."""
    kind: str
    unit: str = ""
    rate: str = ""
    """The unit of "a day" in "$3 a day"."""
    hyphened: bool = False
    """Whether a hyphen joins number and unit ("24-hour")."""
    ordinal: bool = False
    digits: bool = False
    scaled: bool = False
    bare: bool = False
    """Whether no unit, sign or fraction came with it."""
    equal: Measure | None = None


def read_measure(pieces: Pieces, begin: int) -> Measure | None:
    """The amount that starts at a piece."""
    measure = _read(pieces, begin)
    if measure is None:
        return None
    measure = _with_smaller(pieces, _with_halves(pieces, measure))
    if (
        measure.hyphened
        and hyphen_at(pieces, measure.end)
        and lower_at(pieces, measure.end + 1) in words("quantities", "long")
    ):
        measure = replace(measure, end=measure.end + 2)
    if measure.kind != "duration" or measure.hyphened:
        rate, end = rate_at(pieces, measure.end)
        if rate and lower_at(pieces, end) not in _relative_words():
            measure = replace(measure, rate=rate, end=end)
    equal = _equal_behind(pieces, measure)
    return replace(measure, equal=equal[0], end=equal[1]) if equal else measure


@cache
def _relative_words() -> frozenset[str]:
    return words("dates", "later") | words("dates", "after") | words("dates", "ago")


def _read(pieces: Pieces, begin: int) -> Measure | None:
    money = currency_sign(pieces, begin)
    first_at = money[1] if money else begin
    if first_at >= len(pieces):
        return None
    read = read_number(pieces, first_at)
    if read is None:
        return None if money else _one_by_article(pieces, begin)
    number, end = read
    if money:
        if number.kind != CARDINAL:
            return None
        return _ranged(pieces, begin, first_at, number, end, money[0])
    if number.kind == ORDINAL:
        return Measure(
            begin, end, number.span, number.value, None, "rank", ordinal=True, digits=number.digits, bare=True
        )
    if number.kind == FRACTION:
        return _part(pieces, begin, number, end)
    return _ratio(pieces, begin, number, end) or _ranged(pieces, begin, first_at, number, end, None)


def _one_by_article(pieces: Pieces, begin: int) -> Measure | None:
    """As in "an hour", "a kilometre": one of the units that allow it."""
    if lower_at(pieces, begin) not in words("numbers", "articles"):
        return None
    if hyphen_at(pieces, begin + 1) or currency_before(pieces, begin):
        return None
    found = unit_at(pieces, begin + 1)
    if found is None or not found[0].article or lower_at(pieces, found[1] - 1).endswith("s"):
        return None
    long = hyphen_at(pieces, found[1])
    if long and lower_at(pieces, found[1] + 1) not in words("quantities", "long"):
        return None
    numbers = span_of(pieces, begin, begin + 1)
    return Measure(begin, found[1], numbers, Fraction(1), None, found[0].kind, found[0].name, hyphened=long)


def _part(pieces: Pieces, begin: int, number: Number, end: int) -> Measure | None:
    """As in "half an hour", "a quarter of a kilometre", "half-hour", "two-thirds", "half a percentage point"."""
    value = number.value or Fraction(0)
    here = end + (lower_at(pieces, end) == "of")
    if lower_at(pieces, here) in words("numbers", "articles"):
        found = unit_at(pieces, here + 1)
        if found and not hyphen_at(pieces, here + 1) and found[0].kind != "money":
            return Measure(begin, found[1], number.span, value, None, found[0].kind, found[0].name)
    found = unit_at(pieces, end)
    if found and (hyphen_at(pieces, end) or (number.span and pieces[begin].text in table("numbers", "fraction_marks"))):
        return Measure(
            begin, found[1], number.span, value, None, found[0].kind, found[0].name, hyphened=hyphen_at(pieces, end)
        )
    if hyphen_at(pieces, end):
        return None
    return Measure(begin, end, number.span, value * _SHARE, None, "share", "percent")


@cache
def _ratio_words() -> Phrases[None]:
    return Phrases(dict.fromkeys(table("quantities")["ratio"]))


def _ratio(pieces: Pieces, begin: int, number: Number, end: int) -> Measure | None:
    """As in "one in five", "three out of four" as a share."""
    found = _ratio_words().at(pieces, end)
    if found is None or found[1] >= len(pieces) or number.value is None or number.scaled or number.value > 9:
        return None
    read = read_number(pieces, found[1])
    if read is None or read[0].kind != CARDINAL or read[0].value is None or read[0].value <= number.value:
        return None
    if unit_at(pieces, read[1]) or (
        lower_at(pieces, end) == "in" and (read[0].value > 1000 or lower_at(pieces, end + 1) == "in")
    ):
        return None
    if lower_at(pieces, end) == "in" and number.value > 1 and read[0].value not in (3, 4, 5, 10, 100, 1000):
        return None
    value = number.value / read[0].value * _SHARE
    return Measure(
        begin, read[1], span_of(pieces, begin, read[1]), value, None, "share", "percent", digits=number.digits
    )


def _ranged(pieces: Pieces, begin: int, first_at: int, first: Number, end: int, money: Unit | None) -> Measure:
    """One cardinal or two with "to", "-", "or", or "and" after "between", and the unit."""
    unit = None if money else unit_at(pieces, end)
    if first.vague and unit is None and lower_at(pieces, end) == "of":
        unit = unit_at(pieces, end + 1)
    behind = unit[1] if unit else end
    if (second := _second(pieces, begin, behind, first)) or (
        behind > end and (second := _second(pieces, begin, end, first))
    ):
        last, last_end, sign = second
        shared = money or sign
        last_unit = None if shared else unit_at(pieces, last_end)
        if unit is None or (last_unit is not None and last_unit[0].name == unit[0].name):
            low = _scaled_alike(first, last)
            if low is not None and last.value is not None and low < last.value:
                named = shared or (last_unit[0] if last_unit else None)
                numbers = span_of(pieces, first_at, last_end)
                whole = last_unit[1] if last_unit else last_end
                if shared and (named_again := unit_at(pieces, last_end)) and named_again[0].kind == "money":
                    whole = named_again[1]
                hyphened = last_unit is not None and hyphen_at(pieces, last_end)
                return _measure(begin, whole, numbers, low, last.value, named, hyphened, first, last.scaled)
    if unit is None and not money and lower_at(pieces, begin - 1) == "from" and lower_at(pieces, end) == "to":
        unit = _unit_of_next(pieces, end + 1)
        if unit:
            return _measure(begin, end, first.span, first.value, None, unit[0], False, first, first.scaled)
    if money:
        again = unit_at(pieces, end)
        behind = again[1] if again and again[0].kind == "money" else end
        return _measure(begin, behind, first.span, first.value, None, money, False, first, first.scaled)
    hyphened = unit is not None and hyphen_at(pieces, end)
    return _measure(
        begin, behind, first.span, first.value, None, unit[0] if unit else None, hyphened, first, first.scaled
    )


def _measure(
    begin: int, end: int, numbers: Span, low: Fraction | None, high: Fraction | None, unit: Unit | None, hyphened: bool,
    first: Number, scaled: bool,
) -> Measure:  # fmt: skip
    if unit is not None:
        unit = plain_pound_is_money(scaled, unit)
    kind, name = (unit.kind, unit.name) if unit else ("count", "")
    return Measure(begin, end, numbers, low, high, kind, name, "", hyphened, False, first.digits, scaled, unit is None)


def _second(pieces: Pieces, begin: int, position: int, first: Number) -> tuple[Number, int, Unit | None] | None:
    """The second number of a range whose joiner stands here."""
    joiner = lower_at(pieces, position)
    comparators = table("comparators")
    between = "between" in (lower_at(pieces, begin - 1), lower_at(pieces, begin - 2), lower_at(pieces, begin - 3))
    if not (joiner in comparators["to"] or joiner in comparators["or"] or (joiner == "and" and between)):
        return None
    dashed = at(pieces, position)
    dash = joiner in comparators["to"] and not joiner.isalpha()
    if dash and (dashed is None or not dashed.glued or not pieces[min(position + 1, len(pieces) - 1)].glued):
        return None
    if joiner == "to" and lower_at(pieces, begin - 1) == "from" and _changes(pieces, begin - 1):
        return None
    here = position + 1
    sign = currency_sign(pieces, here)
    here = sign[1] if sign else here
    read = read_number(pieces, here) if here < len(pieces) else None
    if read is None or read[0].kind != CARDINAL or read[0].value is None or first.value is None:
        return None
    if joiner == "or" and read[0].digits != first.digits:
        return None
    behind = at(pieces, read[1])
    if hyphen_at(pieces, read[1]) and behind and (after := at(pieces, read[1] + 1)) and after.kind == NUMBER:
        return None
    return read[0], read[1], sign[0] if sign else None


def _unit_of_next(pieces: Pieces, position: int) -> tuple[Unit, int] | None:
    """The unit that "rose from 5 to 10 percent" prints once."""
    read = read_number(pieces, position) if position < len(pieces) else None
    return unit_at(pieces, read[1]) if read else None


def _changes(pieces: Pieces, position: int) -> bool:
    """Whether a verb of change stands before "from" ("rose from 5 to 10"): no range then."""
    return any(
        pieces[there].lower in words("comparators", "prepositions", "changes")
        for there in range(max(position - 5, 0), position)
    )


def _scaled_alike(first: Number, last: Number) -> Fraction | None:
    """The first number of "5 to 10 million" with the size that is printed once."""
    if first.value is None or last.value is None or first.scaled or not last.scaled:
        return first.value
    for scale in (10**12, 10**9, 10**6, 1000, 100, 12):
        if last.value >= scale:
            return first.value * scale if first.value < last.value / scale else first.value
    return first.value


@cache
def _halves() -> Phrases[str]:
    return Phrases(table("durations", "halves"))


def _with_halves(pieces: Pieces, measure: Measure) -> Measure:
    """As in "a year and a half"."""
    here = measure.end + hyphen_at(pieces, measure.end)
    found = _halves().at(pieces, here)
    if (
        not found
        or not measure.unit
        or measure.high is not None
        or measure.low is None
        or measure.kind in ("money", "share")
    ):
        return measure
    if lower_at(pieces, found[1]) in table("numbers", "scales"):
        return measure
    return replace(
        measure,
        low=measure.low + Fraction(found[0]),
        end=found[1],
        numbers=Span(measure.numbers.first, pieces[found[1] - 1].last),
    )


def _with_smaller(pieces: Pieces, measure: Measure) -> Measure:
    """As in "two hours and 30 minutes" as one duration in the smaller unit."""
    while measure.kind == "duration" and measure.high is None and measure.low is not None and not measure.hyphened:
        here = measure.end + (lower_at(pieces, measure.end) in table("durations")["joiners"])
        if here >= len(pieces):
            return measure
        read = read_number(pieces, here)
        found = unit_at(pieces, read[1]) if read else None
        if (
            read is None
            or found is None
            or read[0].kind != CARDINAL
            or read[0].value is None
            or found[0].kind != "duration"
        ):
            return measure
        total = joined(measure.low, measure.unit, read[0].value, found[0].name)
        if total is None or hyphen_at(pieces, read[1]):
            return measure
        measure = replace(
            measure, low=total, unit=found[0].name, end=found[1], numbers=Span(measure.numbers.first, read[0].span.last)
        )
    return measure


def _equal_behind(pieces: Pieces, measure: Measure) -> tuple[Measure, int] | None:
    """The same amount in another unit: "(620 miles)", ", or 620 miles"; and the position behind it."""
    if not measure.unit or measure.low is None or measure.kind in ("duration", "share"):
        return None
    here = measure.end
    bracket = lower_at(pieces, here) == "("
    here += bracket or (lower_at(pieces, here) == "," and lower_at(pieces, here + 1) == "or")
    here += not bracket and lower_at(pieces, here) == "or"
    if here == measure.end:
        return None
    while lower_at(pieces, here) in words("comparators", "about") | words("comparators", "neutral") and here < len(
        pieces
    ):
        here += 1
    other = _read(pieces, here) if here < len(pieces) else None
    if other is None or other.kind != measure.kind or other.unit == measure.unit or not _same_amount(measure, other):
        return None
    rate, end = rate_at(pieces, other.end)
    other = replace(other, rate=rate, end=end)
    if not bracket:
        return other, other.end
    return (other, other.end + 1) if lower_at(pieces, other.end) == ")" else None


def _same_amount(one: Measure, other: Measure) -> bool:
    """Within a tenth of each other, where both units have a size; amounts of money in two currencies are believed."""
    if one.kind in ("money", "temperature"):
        return True
    sizes = units()[one.unit].si, units()[other.unit].si
    if sizes[0] is None or sizes[1] is None or not one.low or not other.low:
        return False
    ratio = one.low * Fraction(Decimal(sizes[0])) / (other.low * Fraction(Decimal(sizes[1])))
    return Fraction(8, 10) < ratio < Fraction(12, 10)


def word_behind_hyphen(pieces: Pieces, position: int) -> int | None:
    """The position of the word that a hyphen joins to a number ("twelve-member"); none for "one-on-one"."""
    if not hyphen_at(pieces, position):
        return None
    piece = at(pieces, position + 1)
    if piece is None or piece.kind != WORD or piece.lower in words("quantities", "not_hyphenated") or piece.capital:
        return None
    if piece.lower.endswith("ed") or piece.lower in words("comparators", "behind"):
        return None
    return position + 1
