"""Numerals and number words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kgtool.language.numbers import find_numbers
from tests.language.flat_documents import SCRAPS, flat


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("twenty-six ferries", 26, "cardinal"),
        ("a dozen lorries", 12, "cardinal"),
        ("half a dozen lorries", 6, "cardinal"),
        ("two dozen goats", 24, "cardinal"),
        ("1,000 tents", 1000, "cardinal"),
        ("12,345,678 voters", 12345678, "cardinal"),
        ("41", 41, "cardinal"),
        ("7 billion", 7_000_000_000, "cardinal"),
        ("1.3m people", 1_300_000, "cardinal"),
        ("€2.5bn", 2_500_000_000, "cardinal"),
        ("three hundred and five miners", 305, "cardinal"),
        ("two hundred thousand acres", 200_000, "cardinal"),
        ("one million two hundred thousand", 1_200_000, "cardinal"),
        ("half a million pilgrims", 500_000, "cardinal"),
        ("a hundred and fifty cows", 150, "cardinal"),
        ("one and a half", Fraction(3, 2), "cardinal"),
        ("two and a half million", 2_500_000, "cardinal"),
        ("2½", Fraction(5, 2), "cardinal"),
        ("30 crore rupees", 300_000_000, "cardinal"),
        ("a couple of buses", 2, "cardinal"),
        ("half of the harbour", Fraction(1, 2), "fraction"),
        ("a third of the crew", Fraction(1, 3), "fraction"),
        ("two-thirds of the crew", Fraction(2, 3), "fraction"),
        ("three quarters of the fleet", Fraction(3, 4), "fraction"),
        ("¾ of it", Fraction(3, 4), "fraction"),
        ("the 2nd ballot", 2, "ordinal"),
        ("a second ballot", 2, "ordinal"),
        ("a third ballot", 3, "ordinal"),
        ("the thirteenth ballot", 13, "ordinal"),
        ("the twenty-first ballot", 21, "ordinal"),
    ],
)
def test_value(text: str, value: Fraction, kind: str) -> None:
    (number,) = find_numbers(flat(text))
    assert (number.value, number.kind, number.vague) == (value, kind, False)


@pytest.mark.parametrize(
    "text", ["dozens of boats", "hundreds", "tens of thousands of farmers", "several hundred huts", "a few thousand"]
)
def test_amounts_without_a_number_stay_vague(text: str) -> None:
    (number,) = find_numbers(flat(text))
    assert number.vague
    assert number.value is None


def test_a_row_of_numbers_is_not_one() -> None:
    assert [number.value for number in find_numbers(flat("one, two and three"))] == [1, 2, 3]


@given(some.integers(0, 999_999_999_999))
def test_digits_with_commas_are_exact(value: int) -> None:
    (number,) = find_numbers(flat(f"about {value:,} of them"))
    assert number.value == value


@given(some.lists(some.sampled_from(SCRAPS), max_size=25).map(" ".join) | some.text(max_size=80))
def test_any_text(text: str) -> None:
    document = flat(text)
    for number in find_numbers(document):
        assert 0 <= number.span.first < number.span.last <= len(document.tokens)
