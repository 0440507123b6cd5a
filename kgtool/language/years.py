"""Which four digits are a year ("in 2014") and which count or designate ("2000 soldiers", "Resolution 2022")."""

from __future__ import annotations

from functools import cache

from kgtool.language.english import table, words
from kgtool.language.pieces import CLOCK, NUMBER, WORD, Phrases, Pieces, at, hyphen_at, lower_at, starts_sentence
from kgtool.language.units import currency_before, unit_at


def year_behind(pieces: Pieces, position: int) -> tuple[int | None, int]:
    """The year behind a day or month, after a comma or "of" or nothing."""
    for here in (position, position + 1 if lower_at(pieces, position) in (",", "of", "in") else position):
        piece = at(pieces, here)
        if piece and four_digits(pieces, here) and not piece.glued and not is_amount(pieces, here, beside_month=True):
            if lower_at(pieces, position) == "in" and here > position:
                return int(piece.text), here + 1
            return int(piece.text), here + 1
    return None, position


def era_behind(pieces: Pieces, position: int) -> int | None:
    """How many pieces "AD" takes here; none for years before Christ, which no calendar date can hold."""
    word = lower_at(pieces, position)
    return (
        None
        if word in words("dates", "eras_before_christ")
        else int(word in words("dates", "eras") and pieces[position].capital)
    )


def four_digits(pieces: Pieces, position: int) -> bool:
    """Whether a number of four digits that can be a year stands here."""
    piece = at(pieces, position)
    return (
        piece is not None
        and piece.kind == NUMBER
        and piece.text.isdigit()
        and len(piece.text) == 4
        and 1000 <= int(piece.text) <= 2199
    )


@cache
def _bounds() -> Phrases[str]:
    kinds = ("at_least", "more_than", "at_most", "less_than", "about")
    return Phrases.of({kind: table("comparators")[kind] for kind in kinds})


def is_amount(pieces: Pieces, position: int, beside_month: bool = False) -> bool:
    """Whether four digits count or designate something and name no year."""
    piece, behind, before = pieces[position], at(pieces, position + 1), at(pieces, position - 1)
    if (behind and behind.glued and behind.kind in (WORD, NUMBER, CLOCK)) or currency_before(pieces, position):
        return True
    if piece.glued and before is not None:
        if before.kind in (WORD, NUMBER) or before.text in "#.+:@_":
            return True
        if hyphen_at(pieces, position - 1) and pieces[position - 2].kind == WORD and pieces[position - 2].capital:
            return True
    if lower_at(pieces, position + 1) in table("numbers", "scales"):
        return True
    unit = unit_at(pieces, position + 1)
    if (
        unit
        and unit[0].kind != "duration"
        and lower_at(pieces, position + 1) != "won"
        and not hyphen_at(pieces, position + 1)
    ):
        return True
    if behind and behind.lower in words("dates", "hundreds_of_hours") and unit is None:
        return True
    people = behind is not None and behind.lower in words("people", "nouns")
    if beside_month:
        return people and lower_at(pieces, position - 1) == ","
    noun = (
        behind is not None
        and behind.kind == WORD
        and behind.lower not in words("phrases", "stops")
        and not behind.capital
    )
    bound = _bounds().before(pieces, position)
    if bound and (
        noun
        or (
            bound[0] in ("at_least", "more_than", "less_than")
            and lower_at(pieces, position - 1) not in words("comparators", "prepositions", "of_place")
        )
    ):
        return True
    value = int(piece.text)
    if (
        before is not None
        and before.kind == WORD
        and before.capital
        and position > 1
        and not starts_sentence(pieces, position - 1)
        and before.lower not in words("phrases", "stops")
        and before.lower not in table("dates", "months")
    ):
        return True
    if before is not None and before.lower in words("quantities", "designators") - words(
        "quantities", "designators_in_capitals"
    ):
        return True
    opens = lower_at(pieces, position - 1) in words("grammar", "pair_prepositions")
    joined = lower_at(pieces, position + 1) in words("quantities", "and")
    if opens and joined and four_digits(pieces, position + 2) and not 1800 <= value <= 2100:
        return is_amount(pieces, position + 2)
    if not 1800 <= value <= 2100:
        return lower_at(pieces, position - 1) not in words("dates", "year_after") or noun
    return people and lower_at(pieces, position - 1) not in words("dates", "year_after") | {"the", "this"}
