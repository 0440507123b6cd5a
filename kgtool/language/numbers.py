"""Numerals and number words as exact numbers.

``twenty-six``, ``1,000``, ``1.3m``, ``7 billion``, ``half a million``, ``two and a half``, ``two-thirds``, ``2nd``,
``thirteenth``; ``dozens`` and ``tens of thousands`` are amounts that name no number: they are kept as vague.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from kgtool.language.document import Document, Span
from kgtool.language.english import table, words
from kgtool.language.pieces import NUMBER, WORD, Phrases, Pieces, at, cut, hyphen_at, lower_at, span_of

CARDINAL, ORDINAL, FRACTION = "cardinal", "ordinal", "fraction"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed."""

    span: Span
    value: Fraction | None
    """Exact; none where the words name no number ("dozens")."""
    kind: str
    """``cardinal``, ``ordinal`` or ``fraction`` (a part of a whole: "half", "two-thirds")."""
    digits: bool
    """Whether it starts with digits."""
    scaled: bool = False
    """Whether it ends with a word or letter of size, as "7 billion" and "1.3m" do."""

    @property
    def vague(self) -> bool:
        return self.value is None


def find_numbers(document: Document) -> list[Number]:
    """All numbers in the order of the text, names and dates not told apart from amounts."""
    pieces = cut(document)
    found, position = [], 0
    while position < len(pieces):
        read = read_number(pieces, position)
        if read:
            found.append(read[0])
        position = read[1] if read else position + 1
    return found


def read_number(pieces: Pieces, begin: int) -> tuple[Number, int] | None:
    """The number that starts at a piece, and the position behind it."""
    return (
        _vague(pieces, begin)
        or _half_of_scale(pieces, begin)
        or _fraction(pieces, begin)
        or _digits(pieces, begin)
        or _words(pieces, begin)
    )


@cache
def _vague_phrases() -> Phrases[None]:
    vague = table("numbers", "vague")
    plurals, scales = vague["plurals"], [scale for scale in table("numbers", "scales") if scale != "score"]
    phrases = [*plurals, *(f"{left} of {right}" for left in plurals for right in plurals if left != right)]
    phrases += [f"{left} {right}" for left in vague["before_scale"] for right in scales]
    return Phrases(dict.fromkeys(phrases))


@cache
def _pair_phrases() -> Phrases[int]:
    return Phrases(dict.fromkeys(table("numbers", "vague")["pair"], 2))


def _vague(pieces: Pieces, begin: int) -> tuple[Number, int] | None:
    if found := _vague_phrases().at(pieces, begin):
        # "dozens of thousands" was taken whole; "scores" after a verb ("he scores") is left to the reader of nouns.
        return Number(span_of(pieces, begin, found[1]), None, CARDINAL, False), found[1]
    if pair := _pair_phrases().at(pieces, begin):
        scale, end = _scale(pieces, pair[1], words_only=True)
        return Number(span_of(pieces, begin, end), Fraction(2 * scale), CARDINAL, False, scale > 1), end
    return None


def _half_of_scale(pieces: Pieces, begin: int) -> tuple[Number, int] | None:
    """As in "half a million", "half a dozen", "a half-dozen", "a quarter of a million"."""
    articles = words("numbers", "articles")
    here = begin + (lower_at(pieces, begin) in articles)
    parts = {"half": Fraction(1, 2)} | ({"quarter": Fraction(1, 4)} if here > begin else {})
    part = parts.get(lower_at(pieces, here))
    if part is None:
        return None
    here += 1
    here += lower_at(pieces, here) == "of"
    here += hyphen_at(pieces, here) or lower_at(pieces, here) in articles
    scale, end = _scale(pieces, here, words_only=True)
    if scale == 1:
        return None
    return Number(span_of(pieces, begin, end), part * scale, CARDINAL, False, True), end


def _fraction(pieces: Pieces, begin: int) -> tuple[Number, int] | None:
    """As in "half", "a third", "two-thirds", "three quarters", "¾", "1/3"."""
    first = pieces[begin]
    marks = table("numbers", "fraction_marks")
    if first.text in marks:
        return Number(span_of(pieces, begin, begin + 1), Fraction(marks[first.text]), FRACTION, False), begin + 1
    denominators = table("numbers", "denominators")
    if denominators.get(first.lower) == 2:
        if first.lower == "halves" or lower_at(pieces, begin - 1) in table("numbers", "ordinals"):
            return None
        return Number(span_of(pieces, begin, begin + 1), Fraction(1, 2), FRACTION, False), begin + 1
    if slashed := _slashed(pieces, begin):
        return Number(span_of(pieces, begin, begin + 3), slashed, FRACTION, True), begin + 3
    one = first.lower in words("numbers", "articles") or first.lower == "one"
    numerator = 1 if one else _small(pieces, begin)
    if numerator is None:
        return None
    here = begin + 1 + hyphen_at(pieces, begin + 1)
    denominator = denominators.get(lower_at(pieces, here))
    if denominator is None or (lower_at(pieces, here).endswith("s") == one and denominator > 2):
        return None
    if one and not _whole_follows(pieces, here + 1, hyphened=here > begin + 1):
        return None
    return Number(span_of(pieces, begin, here + 1), Fraction(numerator, denominator), FRACTION, False), here + 1


def _slashed(pieces: Pieces, begin: int) -> Fraction | None:
    over, under = at(pieces, begin), at(pieces, begin + 2)
    if not (
        over and under and lower_at(pieces, begin + 1) == "/" and under.glued and over.kind == under.kind == NUMBER
    ):
        return None
    if not (over.text.isdigit() and under.text.isdigit() and lower_at(pieces, begin + 3) != "/"):
        return None
    numerator, denominator = int(over.text), int(under.text)
    return Fraction(numerator, denominator) if 0 < numerator < denominator <= 10 else None


def _small(pieces: Pieces, begin: int) -> int | None:
    piece = pieces[begin]
    if piece.kind == NUMBER and piece.text.isdigit() and len(piece.text) < 3:
        return int(piece.text)
    value = table("numbers", "cardinals").get(piece.lower)
    return value if isinstance(value, int) else None


def _whole_follows(pieces: Pieces, position: int, hyphened: bool) -> bool:
    """After "a third": a part of a whole ("a third of", "by a third."), not the third of a row ("a third round")."""
    piece = at(pieces, position)
    return hyphened or piece is None or piece.kind != WORD or piece.lower in words("phrases", "stops")


def _digits(pieces: Pieces, begin: int) -> tuple[Number, int] | None:
    piece = pieces[begin]
    if piece.kind != NUMBER:
        return None
    value = Fraction("".join(mark for mark in piece.text if mark.isdigit() or mark == "."))
    behind = at(pieces, begin + 1)
    if behind and behind.glued and behind.lower in words("numbers", "suffixes") and value.denominator == 1:
        return Number(span_of(pieces, begin, begin + 2), value, ORDINAL, True), begin + 2
    end = begin + 1
    extra, after = _and_part(pieces, end)
    scale, scaled_end = _scale(pieces, after)
    if extra:
        return Number(
            span_of(pieces, begin, scaled_end), (value + extra) * scale, CARDINAL, True, scale > 1
        ), scaled_end
    scale, end = _scale(pieces, end)
    if scale == 1 and _means_million(pieces, begin, end):
        scale, end = 1_000_000, end + 1
    return Number(span_of(pieces, begin, end), value * scale, CARDINAL, True, scale > 1), end


def _means_million(pieces: Pieces, begin: int, position: int) -> bool:
    """Whether "m" against the digits is million ("$5m", "5m people") and no metre ("a 5m wall")."""
    mark, behind = at(pieces, position), lower_at(pieces, position + 1)
    if mark is None or not mark.glued or mark.lower not in table("numbers", "million_mark"):
        return False
    money = table("money")
    before = at(pieces, begin - 1)
    return (
        (before is not None and (before.text in money["signs"] or before.text in words("money", "codes")))
        or behind in words("people", "nouns")
        or behind in money["names"]
        or (at(pieces, position + 1) or mark).text in words("money", "codes")
    )


def _and_part(pieces: Pieces, position: int) -> tuple[Fraction, int]:
    """As in "and a half", "½", "1/2" behind a whole number, and the position behind it; 0 where there is none."""
    position += hyphen_at(pieces, position)
    piece = at(pieces, position)
    marks = table("numbers", "fraction_marks")
    if piece and piece.text in marks:
        return Fraction(marks[piece.text]), position + 1
    if piece and piece.kind == NUMBER and not piece.glued and (slashed := _slashed(pieces, position)):
        return slashed, position + 3
    if found := _halves().at(pieces, position):
        return Fraction(found[0]), found[1]
    return Fraction(0), position


@cache
def _halves() -> Phrases[str]:
    return Phrases(table("durations", "halves"))


def _scale(pieces: Pieces, position: int, words_only: bool = False) -> tuple[int, int]:
    """The size named here ("thousand", "bn", "hundred thousand"), 1 without, and the position behind."""
    scales, marks = table("numbers", "scales"), table("numbers", "scale_marks")
    scale = 1
    while True:
        here = position + hyphen_at(pieces, position)
        piece = at(pieces, here)
        if piece is None:
            return scale, position
        if piece.lower in scales and piece.lower != "score":
            scale *= scales[piece.lower]
        elif not words_only and scale == 1 and piece.lower in marks and (piece.glued or piece.lower != "k"):
            scale *= marks[piece.lower]
        else:
            return scale, position
        position = here + 1


def _words(pieces: Pieces, begin: int) -> tuple[Number, int] | None:
    """Number words, as in "two hundred and twenty-six thousand" or "twenty-first"."""
    cardinals, ordinals = table("numbers", "cardinals"), table("numbers", "ordinals")
    scales = table("numbers", "scales")
    total = group = 0
    last, here, end, scaled = 0, begin, begin, False
    if lower_at(pieces, begin) in words("numbers", "articles"):
        if lower_at(pieces, begin + 1) not in scales:
            return None
        group, here = 1, begin + 1
    while here < len(pieces):
        word = pieces[here].lower
        if word in cardinals and _fits(cardinals[word], group, last):
            group, last, scaled = group + cardinals[word], cardinals[word], False
        elif word in scales and group and word != "score":
            scale = scales[word]
            if scale < 1000:
                group *= scale
            else:
                total, group = total + group * scale, 0
            last, scaled = scale, True
        elif word in ordinals and (here == begin or _fits(ordinals[word], group, last)):
            end = here + 1
            return Number(span_of(pieces, begin, end), Fraction(total + group + ordinals[word]), ORDINAL, False), end
        else:
            break
        end = here = here + 1
        if hyphen_at(pieces, here) and lower_at(pieces, here + 1) in (cardinals | scales | ordinals):
            here += 1
        elif (
            scaled and lower_at(pieces, here) in words("numbers", "fillers") and lower_at(pieces, here + 1) in cardinals
        ):
            here += last <= 1000
    if end == begin:
        return None
    value = Fraction(total + group)
    extra, after = _and_part(pieces, end)
    if extra:
        scale, end = _scale(pieces, after, words_only=True)
        return Number(span_of(pieces, begin, end), (value + extra) * scale, CARDINAL, False, scale > 1), end
    return Number(span_of(pieces, begin, end), value, CARDINAL, False, scaled), end


def _fits(value: int, group: int, last: int) -> bool:
    """Whether a number word continues what was read: units behind tens, anything below a hundred behind a size."""
    if last == 0:
        return group == 0
    if last >= 100:
        return value > 0
    return 20 <= last < 100 and 0 < value < 10
