"""Units of measurement and money as printed beside a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kgtool.language.english import table, words
from kgtool.language.pieces import WORD, Phrases, Pieces, at, hyphen_at, lower_at

LONGEST_DESIGNATION = 2
"""Digits that a number may have that is no amount of money behind letters."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number measures."""

    name: str
    """Canonical: ``km``, ``hour``, ``percent``, an ISO 4217 code, or a currency's name that states share."""
    kind: str
    """``length``, ``duration``, ``money``, ``share`` …: the kinds of `english.toml`."""
    si: Decimal | None = None
    """Factor to the SI unit of the kind; none for money and shares."""
    article: bool = False
    """Whether "a" or "an" before it means one."""


@cache
def units() -> dict[str, Unit]:
    """All units except money, by canonical name."""
    return {
        name: Unit(name, entry["kind"], Decimal(entry["si"]) if "si" in entry else None, entry.get("article", False))
        for name, entry in table("units").items()
    }


@cache
def _names() -> Phrases[Unit]:
    named = {name: units()[unit] for unit, entry in table("units").items() for name in entry["names"]}
    money = {name: Unit(code, "money") for name, code in table("money", "names").items()}
    return Phrases(named | money)


@cache
def _symbols() -> dict[str, Unit]:
    return {mark: units()[unit] for unit, entry in table("units").items() for mark in entry.get("symbols", ())}


@cache
def _glued() -> dict[str, Unit]:
    return {mark: units()[unit] for unit, entry in table("units").items() for mark in entry.get("glued", ())}


def unit_at(pieces: Pieces, position: int) -> tuple[Unit, int] | None:
    """The unit printed here, behind a number or its hyphen, and the position behind it."""
    here = position + hyphen_at(pieces, position)
    if found := _names().at(pieces, here):
        if here > position and found[0].name == "second" and pieces[here].lower != "second":
            return None
        return found
    piece = at(pieces, here)
    if piece is None:
        return None
    if piece.text in _symbols():
        return _symbols()[piece.text], here + 1
    if piece.glued and here == position and piece.text in _glued():
        return _glued()[piece.text], here + 1
    if piece.text in words("money", "codes") and piece.kind == WORD:
        return Unit(piece.text, "money"), here + 1
    return currency_sign(pieces, here) if piece.glued else None


def currency_sign(pieces: Pieces, position: int) -> tuple[Unit, int] | None:
    """The currency whose sign or code stands here, before a number: "$", "US$", "EUR"."""
    signs, dollars = table("money", "signs"), table("money", "dollars")
    piece = at(pieces, position)
    if piece is None:
        return None
    if piece.text in signs:
        return Unit(signs[piece.text], "money"), position + 1
    sign = at(pieces, position + 1)
    if piece.text in dollars and sign and sign.glued and sign.text == "$":
        return Unit(dollars[piece.text], "money"), position + 2
    if piece.text in words("money", "codes") and not _is_designation(pieces, position):
        return Unit(piece.text, "money"), position + 1
    return None


def _is_designation(pieces: Pieces, position: int) -> bool:
    """Whether a small number touches letters that are also a currency's: "COP29" is a conference."""
    number, behind = at(pieces, position + 1), at(pieces, position + 2)
    if number is None or not number.glued or not number.text.isdigit() or len(number.text) > LONGEST_DESIGNATION:
        return False
    return behind is None or behind.lower not in (*table("numbers", "scales"), *table("numbers", "scale_marks"))


def currency_before(pieces: Pieces, position: int) -> tuple[Unit, int] | None:
    """The currency whose sign or code ends just before this position, and where it begins."""
    for begin in (position - 2, position - 1):
        found = currency_sign(pieces, begin)
        if found and found[1] == position:
            return found[0], begin
    return None


def plain_pound_is_money(scaled: bool, unit: Unit) -> Unit:
    """As in "Pounds" by the million are money; else they are a mass."""
    return Unit("GBP", "money") if scaled and unit.name == "pound" else unit


def rate_at(pieces: Pieces, position: int) -> tuple[str, int]:
    """The unit of "a day" or "per barrel" behind a measure, and the position behind it; empty where there is none."""
    durations = table("durations")
    if lower_at(pieces, position) not in durations["per"]:
        return "", position
    found = _names().at(pieces, position + 1)
    if found is None or (found[0].kind == "duration" and found[0].name in ("second",)):
        return "", position
    return found[0].name, found[1]
