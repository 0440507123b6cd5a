"""Amounts in a text: what is counted or measured, how much, how exactly, and whether it is a part of the amount before.

``at least 200 people``, ``between 30 and 60 civilians``, ``about 34% of the carriers``, ``half an hour``,
``1,000 kilometers (620 miles)`` (one length), ``a twelve-member delegation``, ``the second round``.
Numbers in dates, times of day, names and designations are no amounts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from kgtool.language.ages import as_age, as_further_age
from kgtool.language.comparators import Comparison, read_comparison
from kgtool.language.date_forms import find_forms
from kgtool.language.date_words import DateForm
from kgtool.language.designations import address_ranges, is_designation
from kgtool.language.document import Document, Span
from kgtool.language.durations import iso_duration
from kgtool.language.english import table, words
from kgtool.language.inclusions import goes_on_list, includes_one, is_included
from kgtool.language.measures import Measure, read_measure, word_behind_hyphen
from kgtool.language.noun_phrases import Counted, noun_phrase_at
from kgtool.language.pieces import BREAK, WORD, Phrases, Pieces, at, cut, hyphen_at, lower_at, span_of


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount. ``span`` holds the comparing words, the number, the unit and the same amount in another unit."""

    span: Span
    number_span: Span
    """The number alone, or both ends of a range."""
    value: Decimal | None
    """The number as printed, sizes applied; none for a range and for words that name no number ("dozens")."""
    minimum: Decimal | None
    """Least value that the words allow (not itself allowed for ``more_than``); none where they set none."""
    maximum: Decimal | None
    comparator: str
    """``exactly``, ``about``, ``at_least``, ``more_than``, ``at_most``, ``less_than`` or ``between``."""
    kind: str
    """``count``, ``share``, ``money``, ``length``, ``duration``, ``mass``, ``area``, ``speed``, ``temperature``,
    ``volume``, ``power``, ``energy``, ``age``, ``rank`` or ``times``."""
    unit: str
    """``percent``, an ISO 4217 code, ``km``, ``hour`` …; for a count the word of "twelve-member", else empty."""
    noun: int | None = None
    """Token of the head noun of what is counted, or of what a measure is of ("34% of the *carriers*")."""
    counted: Span | None = None
    """The noun phrase of ``noun``, without the number."""
    modifies: int | None = None
    """Token of the noun that the amount describes: "24-hour *offensive*", "twelve-member *delegation*"."""
    state: int | None = None
    """Token of the participle, past tense or adjective right behind a count: "19 *injured*", "192 men *killed*"."""
    including: bool = False
    """Whether words such as "including" or "of whom" make it a part of an amount before."""
    vague: bool = False
    rate: str = ""
    """The unit of "a day" in "$3 a day"."""
    in_date: bool = False
    """Whether it only serves to name a date ("two days ago", "in the past 24 hours")."""
    iso_duration: str = ""
    """A duration as ISO 8601, ``PT1H``, ``P1Y6M``; empty for ranges, other kinds, and where there is no exact form."""
    equals: Quantity | None = None
    """The same amount in another unit, as printed behind it."""


GROUP = 3
"""Digits between the marks of a large number."""


def find_quantities(document: Document) -> list[Quantity]:
    """All amounts in the order of the text."""
    pieces = cut(document)
    dates = _Dates(find_forms(pieces), pieces, document)
    found: list[Quantity] = []
    addresses = address_ranges(document.text)
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        if position in dates.blocked or any(start <= piece.start < end for start, end in addresses):
            position += 1
            continue
        if _is_cut(pieces, position) and position + 1 not in dates.blocked:
            position += 2
            continue
        read = _read(document, pieces, position, dates, found[-1] if found else None)
        if read:
            quantity, position = read
            if quantity:
                found.append(quantity)
        else:
            position += 1
    return found


def _is_cut(pieces: Pieces, position: int) -> bool:
    """Whether a space cuts a number in two, so that it is not clear how much it is: "1 200 people"."""
    one, other = pieces[position], at(pieces, position + 1)
    if other is None or not (one.text.isdigit() and other.text.isdigit()):
        return False
    return len(one.text) <= GROUP and len(other.text) == GROUP and other.start == one.end + 1


class _Dates:
    """Which pieces and tokens belong to dates."""

    def __init__(self, forms: Iterable[DateForm], pieces: Pieces, document: Document) -> None:
        self.blocked: set[int] = set()
        self.counting: set[int] = set()
        for form in forms:
            if form.kind in ("stretch", "ago", "later"):
                until = form.anchor.begin if form.anchor else form.end
                self.counting.update(range(form.begin, until))
                self.blocked.update(range(until, form.end))
            else:
                self.blocked.update(range(form.begin, form.end))
        self.tokens = frozenset(
            index for position in self.blocked for index in range(pieces[position].first, pieces[position].last)
        )


def _read(
    document: Document, pieces: Pieces, position: int, dates: _Dates, before: Quantity | None
) -> tuple[Quantity | None, int] | None:
    """The amount that starts here and the position behind it; no amount but a position for a number that is none."""
    measure = read_measure(pieces, position) or _times(pieces, position)
    if measure is None:
        return _one_included(document, pieces, position, dates, before)
    if dates.blocked & set(range(measure.begin, measure.end)):
        return None, position + 1
    comparison = read_comparison(pieces, measure)
    if comparison is None:
        return None, measure.end
    if comparison.begin < measure.begin and _is_particle(document, pieces[comparison.begin].first):
        comparison = Comparison("exactly", measure.begin, measure.end)  # "handed *over* two planes"
    measure = as_age(document, pieces, measure, comparison)
    if before and before.kind == "age" and before.modifies is None:
        measure = as_further_age(pieces, measure, document.words(before.span.last, pieces[comparison.begin].first))
    end = max(measure.end, comparison.end)
    word = word_behind_hyphen(pieces, measure.end) if measure.bare and not measure.ordinal else None
    noun = _noun(document, pieces, measure, end, word, dates)
    if _is_none(document, pieces, measure, comparison, noun, word):
        return None, measure.end
    including = measure.kind in ("count", "share", "money") and (
        is_included(pieces, comparison.begin, end, document, noun if measure.kind == "count" else None)
        or goes_on_list(document, pieces, comparison.begin, before, noun)
    )
    modifies = _modified(document, pieces, measure, end if word is None else word + 1, word, dates)
    if measure.kind == "rank" and noun is None:
        return None, measure.end
    end = end if word is None else word + 1
    state = (
        _state(document, pieces, end, noun if word is None else None)
        if measure.kind == "count" and modifies is None
        else None
    )
    quantity = Quantity(
        span_of(pieces, comparison.begin, end), measure.numbers, *_bounds(measure, comparison),
        measure.kind, _unit(pieces, measure, word), noun.head if noun else None, noun.span if noun else None,
        modifies, state, including, measure.low is None, measure.rate,
        measure.begin in dates.counting, _iso(measure),
        _equal(pieces, measure) if measure.equal else None,
    )  # fmt: skip
    return quantity, end


@cache
def _once_and_twice() -> dict[str, int]:
    return table("quantities")["once_and_twice"]  # type: ignore[no-any-return]


def _is_particle(document: Document, index: int) -> bool:
    """Whether a word belongs to the verb before it."""
    return document.tokens[index].deprel == "compound:prt"


def _times(pieces: Pieces, position: int) -> Measure | None:
    """As in "twice"."""
    value = _once_and_twice().get(pieces[position].lower)
    if value is None:
        return None
    return Measure(
        position, position + 1, span_of(pieces, position, position + 1), Fraction(value), None, "times", "time"
    )


def _noun(
    document: Document, pieces: Pieces, measure: Measure, end: int, word: int | None, dates: _Dates
) -> Counted | None:
    """What is counted, or what a share or measure is of."""
    if word is not None and pieces[word].lower in words("quantities", "strong"):
        return None
    if word is not None:
        span = Span(pieces[word].first, pieces[word].last)
        return Counted(span, span.first)
    here = end
    strong = measure.kind in ("count", "rank")
    behind = _noun_behind_money() if measure.kind == "money" else _noun_behind()
    if found := behind.at(pieces, here):
        here = found[1]
    elif not strong:
        if measure.kind == "share" and lower_at(pieces, here) in words("phrases", "determiners"):
            return _phrase(document, pieces, here + 1, None, dates)
        if measure.kind == "share" and any(
            lower_at(pieces, there) in words("quantities", "ratio_joiners") for there in range(measure.begin, end)
        ):
            return _phrase(document, pieces, here, None, dates)
        return None
    if lower_at(pieces, here) in words("quantities", "reflexives"):
        return None
    if here > end and lower_at(pieces, here) in words("phrases", "determiners"):
        here += 1
    if measure.kind == "rank" and hyphen_at(pieces, here):
        here += 1
    return _phrase(document, pieces, here, measure.numbers if here == end else None, dates)


def _phrase(document: Document, pieces: Pieces, position: int, numbers: Span | None, dates: _Dates) -> Counted | None:
    piece = at(pieces, position)
    if piece is None or piece.kind == BREAK or position in dates.blocked:
        return None
    first = piece.first
    # A word that shares its token with the number ("twelve-member" unsplit) starts no phrase.
    if numbers is not None and first < numbers.last:
        return None
    return noun_phrase_at(document, first, numbers, dates.tokens)


@cache
def _noun_behind() -> Phrases[None]:
    return Phrases(dict.fromkeys(table("quantities")["noun_behind"]))


@cache
def _noun_behind_money() -> Phrases[None]:
    return Phrases(dict.fromkeys(table("quantities")["noun_behind_money"]))


def _modified(
    document: Document, pieces: Pieces, measure: Measure, end: int, word: int | None, dates: _Dates
) -> int | None:
    """The noun that the amount describes, right behind it."""
    if word is None and measure.kind in ("count", "rank", "times", "share"):
        return None
    piece = at(pieces, end)
    if (
        piece is None
        or piece.kind != WORD
        or piece.first < pieces[end - 1].last
        or (measure.kind == "age" and not measure.hyphened)
    ):
        return None
    if measure.kind == "duration" and not measure.hyphened:
        return None
    found = _phrase(document, pieces, end, None, dates)
    return found.head if found else None


def _is_none(
    document: Document, pieces: Pieces, measure: Measure, comparison: Comparison, noun: Counted | None, word: int | None
) -> bool:
    """Whether the number is no amount."""
    head = noun.head if noun else None
    if measure.ordinal:
        if noun is not None and document.tokens[noun.span.first].upos == "NUM":
            return True
        if (
            lower_at(pieces, measure.end + hyphen_at(pieces, measure.end)) in words("quantities", "ranked_not_before")
            or head is None
        ):
            return True
        if document.tokens[head].text[0].isupper() or lower_at(pieces, measure.end) == "of":
            return True
    if pieces[measure.begin].lower == "one" and measure.bare and measure.begin + 1 == measure.end and word is None:
        behind = lower_at(pieces, measure.end)
        if behind in words("quantities", "one_not_before") and lower_at(pieces, measure.end + 1) not in words(
            "quantities", "reflexives"
        ):
            return True
        if lower_at(pieces, measure.begin - 1) in words("quantities", "one_not_after") or hyphen_at(
            pieces, measure.end
        ):
            return True
        if head is None and not (_state(document, pieces, measure.end, None)):
            return True
    if measure.bare and word is None and hyphen_at(pieces, measure.end) and not measure.ordinal:
        return True
    if (
        measure.low is None
        and measure.begin + 1 == measure.end
        and pieces[measure.begin].lower in words("numbers", "vague_with_noun")
        and head is None
    ):
        return True
    if (
        measure.high is not None
        and measure.bare
        and measure.high < 1000
        and _after_score(pieces, measure.begin)
        and lower_at(pieces, measure.begin + 1) in "-–"
    ):
        return True
    return measure.kind != "age" and is_designation(
        document, pieces, measure, None if word is None and head is None else head
    )


def _after_score(pieces: Pieces, begin: int) -> bool:
    return any(pieces[there].lower in words("quantities", "scores_after") for there in range(max(begin - 4, 0), begin))


def _one_included(
    document: Document, pieces: Pieces, position: int, dates: _Dates, before: Quantity | None
) -> tuple[Quantity, int] | None:
    """As in "including a child" as a count of one, behind a count that it can be a part of."""
    piece = pieces[position]
    if piece.lower not in words("numbers", "articles"):
        return None
    sentence = document.tokens[piece.first].sentence
    if before is None or before.kind != "count" or document.tokens[before.span.first].sentence != sentence:
        return None
    if lower_at(pieces, position + 1) in words("quantities", "not_counted_behind_a"):
        return None
    noun = _phrase(document, pieces, position + 1, None, dates)
    if noun is None or document.tokens[noun.head].text.lower() in words("quantities", "not_counted_behind_a"):
        return None
    if not includes_one(pieces, position) and not goes_on_list(document, pieces, position, before, noun):
        return None
    one, span = Decimal(1), Span(piece.first, piece.last)
    state = _state(document, pieces, position + 1, noun)
    return Quantity(
        span, span, one, one, one, "exactly", "count", "", noun.head, noun.span, None, state, True
    ), position + 1


_STATES = frozenset({"VBN", "VBD"})


def _state(document: Document, pieces: Pieces, end: int, noun: Counted | None) -> int | None:
    """The participle or adjective right behind the number or the counted noun."""
    if noun is not None:
        index = noun.span.last
    else:
        piece = at(pieces, end)
        index = piece.first if piece else len(document.tokens)
    if index >= len(document.tokens) or (
        index and document.tokens[index].sentence != document.tokens[index - 1].sentence
    ):
        return None
    token = document.tokens[index]
    if token.upos == "VERB" and token.xpos in _STATES:
        return index
    further = document.tokens[index + 1] if index + 1 < len(document.tokens) else token
    alone = further.upos not in ("ADJ", "NOUN", "PROPN", "VERB") and not (
        further.upos == "PUNCT" and further.text in "-‐‑"
    )
    return index if token.upos == "ADJ" and alone else None


def _unit(pieces: Pieces, measure: Measure, word: int | None) -> str:
    if word is None:
        return measure.unit
    return "person" if pieces[word].lower in words("quantities", "strong") else pieces[word].lower


def _bounds(measure: Measure, comparison: Comparison) -> tuple[Decimal | None, Decimal | None, Decimal | None, str]:
    """Value, minimum, maximum and comparator."""
    low, high, kind = _decimal(measure.low), _decimal(measure.high), comparison.kind
    if measure.high is not None:
        return None, low, high, "between"
    if kind == "exactly" and (measure.low is None or Fraction(low or 0) != measure.low):
        kind = "about"
    minimum = low if kind in ("exactly", "at_least", "more_than") else None
    maximum = low if kind in ("exactly", "at_most", "less_than") else None
    return low, minimum, maximum, kind


def _decimal(value: Fraction | None) -> Decimal | None:
    """Exact where decimals can be; two-thirds as 66.67 (of a hundred)."""
    if value is None:
        return None
    if value.denominator == 1:
        return Decimal(value.numerator)
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    quotient = Decimal(value.numerator) / Decimal(value.denominator)
    return quotient if denominator == 1 else round(quotient, 2)


def _iso(measure: Measure) -> str:
    if measure.kind != "duration" or measure.low is None or measure.high is not None:
        return ""
    return iso_duration(measure.low, measure.unit)


def _equal(pieces: Pieces, measure: Measure) -> Quantity | None:
    other = measure.equal
    if other is None:
        return None
    bounds = _bounds(other, Comparison("exactly", other.begin, other.end))
    return Quantity(
        span_of(pieces, other.begin, other.end), other.numbers, *bounds, other.kind, other.unit, rate=other.rate
    )
