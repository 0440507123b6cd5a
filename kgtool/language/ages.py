"""Which numbers are ages: "84 years old", "Maria Lopez, 45, said", "aged 12 to 17", "under 12", "in his 40s"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kgtool.language.comparators import Comparison
from kgtool.language.document import Document
from kgtool.language.english import table, words
from kgtool.language.measures import Measure
from kgtool.language.pieces import WORD, Phrases, Pieces, at, closes_phrase, hyphen_at, lower_at


def as_age(document: Document, pieces: Pieces, measure: Measure, comparison: Comparison) -> Measure:
    """The measure as an age where the words around say so."""
    end = measure.end
    if measure.kind == "duration":
        old = end + hyphen_at(pieces, end)
        if lower_at(pieces, old) in words("quantities", "old"):
            return replace(measure, kind="age", end=old + 1)
        return measure
    if not measure.bare or measure.ordinal or measure.scaled:
        return measure
    if measure.low is None or not 0 < measure.low < 120:
        return measure
    now = (
        lower_at(pieces, measure.begin - 1) == "now"
        and lower_at(pieces, measure.begin - 2) == ","
        and lower_at(pieces, end) in ",.;"
    )
    if (
        now
        or _ages_before().before(pieces, comparison.begin)
        or (
            lower_at(pieces, comparison.begin - 1) in words("quantities", "ages_of")
            and comparison.kind in ("less_than", "more_than")
            and closes_phrase(pieces, end)
        )
    ):
        return replace(measure, kind="age", unit="year", bare=False)
    if (
        measure.digits
        and lower_at(pieces, end) == "s"
        and pieces[end].glued
        and _possessive_near(pieces, measure.begin)
    ):
        return replace(measure, kind="age", unit="year", high=measure.low + 9, end=end + 1, bare=False)
    before, name = lower_at(pieces, measure.begin - 1), at(pieces, measure.begin - 2)
    behind = lower_at(pieces, end)
    if measure.digits and comparison.begin == measure.begin and name and name.kind == WORD and name.capital:
        named = document.tokens[name.first].upos in ("PROPN", "", "X")
        if (
            named
            and measure.low >= 10
            and ((before == "," and behind in (",", ".", ";")) or (before == "(" and behind == ")"))
        ):
            return replace(measure, kind="age", unit="year", bare=False)
    return measure


def _possessive_near(pieces: Pieces, begin: int) -> bool:
    return any(lower_at(pieces, begin - back) in words("quantities", "possessives") for back in (1, 2))


@cache
def _ages_before() -> Phrases[None]:
    return Phrases(dict.fromkeys(table("quantities")["ages_before"]))


def as_further_age(pieces: Pieces, measure: Measure, between: str) -> Measure:
    """The second of "aged 19 and 24" as an age; ``between`` is the text from the age before."""
    if (
        measure.bare
        and not measure.ordinal
        and between in words("quantities", "and")
        and closes_phrase(pieces, measure.end)
    ):
        return replace(measure, kind="age", unit="year", bare=False)
    return measure
