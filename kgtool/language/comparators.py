"""How the words around a number compare: "at least 200", "nearly 50", "1,000 or more", "up to $5"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kgtool.language.english import table, words
from kgtool.language.measures import Measure
from kgtool.language.pieces import Phrases, Pieces, hyphen_at, lower_at

_KINDS = ("at_least", "more_than", "at_most", "less_than", "about", "exactly")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparator and the pieces from the first word that compares to behind the last."""

    kind: str
    begin: int
    end: int


@cache
def _before() -> Phrases[str]:
    return Phrases.of({kind: table("comparators")[kind] for kind in (*_KINDS, "between", "neutral")})


@cache
def _behind() -> Phrases[str]:
    return Phrases(table("comparators", "behind"))


def read_comparison(pieces: Pieces, measure: Measure) -> Comparison | None:
    """The comparison around an amount; none where a word such as "over" stands for time and not for more."""
    begin, kind = measure.begin, ""
    here = begin
    if measure.high is not None and lower_at(pieces, here - 1) == "from":
        here = begin = here - 1
    while found := _before().before(pieces, here):
        word, start = found
        if word == "between":
            if measure.high is None:
                break
            begin = start
        elif word != "neutral":
            if not _compares(
                pieces,
                start,
                here,
                measure,
                here < measure.begin and lower_at(pieces, here) in words("phrases", "determiners"),
            ):
                break
            # The nearest word wins; "at least about" keeps the stronger one.
            kind = word if not kind or (kind == "about" and word != "about") else kind
            begin = start
        here = start
    end = measure.end
    if not kind and (behind := _behind().at(pieces, end + hyphen_at(pieces, end))):
        kind, end = behind
    return Comparison(kind or "exactly", begin, end)


def _compares(pieces: Pieces, start: int, end: int, measure: Measure, determined: bool) -> bool:
    """Whether "over two hours" is more than two hours, and "about two issues" nearly two."""
    word, before = lower_at(pieces, end - 1), lower_at(pieces, start - 1)
    prepositions = table("comparators", "prepositions")
    if end - start == 1 and word == "over" and measure.kind == "duration":
        return before in prepositions["over_compares_after"] or start == 0
    if end - start == 1 and word == "about" and not determined:
        return before not in prepositions["about_is_topic_after"]
    return not (end - start == 1 and word in prepositions["of_place"] and (measure.ordinal or determined))
