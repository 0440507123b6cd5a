"""Amounts with unit, comparator, range, and what they count."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kgtool.language.document import Document
from kgtool.language.quantities import Quantity, find_quantities
from tests.language.flat_documents import JOINED, SCRAPS, SPLIT, WAYS, flat, read


def one(text: str, way: str = "split") -> tuple[Document, Quantity]:
    document = read(text, way)
    found = find_quantities(document)
    assert len(found) == 1, [document.words(quantity.span.first, quantity.span.last) for quantity in found]
    return document, found[0]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("text", "comparator", "value", "kind", "unit"),
    [
        ("The blast damaged 41 fishing boats.", "exactly", 41, "count", ""),
        ("At least 200 villagers fled.", "at_least", 200, "count", ""),
        ("No fewer than twelve wells ran dry.", "at_least", 12, "count", ""),
        ("Some 50 lorries crossed the bridge.", "about", 50, "count", ""),
        ("Police put it at 15,000, he said.", "exactly", 15000, "count", ""),
        ("Nearly 600 homes burned down.", "about", 600, "count", ""),
        ("As many as 40 ships waited.", "at_most", 40, "count", ""),
        ("Up to 5,000 delegates may attend.", "at_most", 5000, "count", ""),
        ("Over 5,000 cattle were lost.", "more_than", 5000, "count", ""),
        ("Fewer than ten judges voted.", "less_than", 10, "count", ""),
        ("There were 1,000 or more marchers.", "at_least", 1000, "count", ""),
        ("A total of 17 bodies were found.", "exactly", 17, "count", ""),
        ("The flood displaced 1.3m people.", "exactly", 1_300_000, "count", ""),
        ("The flood displaced 2000 families.", "exactly", 2000, "count", ""),
        ("About 34% of the turbines failed.", "about", 34, "share", "percent"),
        ("34 per cent of the turbines failed.", "exactly", 34, "share", "percent"),
        ("A quarter of the fleet sank.", "exactly", 25, "share", "percent"),
        ("Support fell by half a percentage point.", "exactly", Decimal("0.5"), "share", "percentage_point"),
        ("One in five pupils stayed away.", "exactly", 20, "share", "percent"),
        ("The dam cost approximately $7 billion.", "about", 7_000_000_000, "money", "USD"),
        ("The dam cost €500m.", "exactly", 500_000_000, "money", "EUR"),
        ("The dam cost 500 million euros.", "exactly", 500_000_000, "money", "EUR"),
        ("The dam cost US$3.5bn.", "exactly", 3_500_000_000, "money", "USD"),
        ("The dam cost 90 billion Pakistani rupees.", "exactly", 90_000_000_000, "money", "PKR"),
        ("They pulled back by at least 50 kilometres.", "at_least", 50, "length", "km"),
        ("It burned 15 square miles.", "exactly", 15, "area", "mile2"),
        ("Winds reached 90 mph.", "exactly", 90, "speed", "mile/h"),
        ("They seized 500 pounds of explosives.", "exactly", 500, "mass", "pound"),
        ("It lasted about an hour.", "about", 1, "duration", "hour"),
        ("It lasted less than two hours.", "less_than", 2, "duration", "hour"),
        ("It lasted over two hours.", "more_than", 2, "duration", "hour"),
        ("It lasted a year and a half.", "exactly", Decimal("1.5"), "duration", "year"),
        ("It lasted half an hour.", "exactly", Decimal("0.5"), "duration", "hour"),
        ("It lasted two hours and 30 minutes.", "exactly", 150, "duration", "minute"),
        ("They met three times.", "exactly", 3, "times", "time"),
        ("The singer, now 31, left.", "exactly", 31, "age", "year"),
        ("She was 84 years old.", "exactly", 84, "age", "year"),
        ("They opened the thirteenth session.", "exactly", 13, "rank", ""),
    ],
)
def test_value_and_unit(text: str, comparator: str, value: Decimal, kind: str, unit: str, way: str) -> None:
    _, quantity = one(text, way)
    assert (quantity.comparator, quantity.value, quantity.kind, quantity.unit) == (comparator, value, kind, unit)
    assert not quantity.vague


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "kind", "unit"),
    [
        ("Between 300,000 and 600,000 birds died.", 300_000, 600_000, "count", ""),
        ("Some say 200-300 birds died.", 200, 300, "count", ""),
        ("From 5 to 10 birds died.", 5, 10, "count", ""),
        ("Two or three birds died.", 2, 3, "count", ""),
        ("It may cost $5-7 billion.", 5_000_000_000, 7_000_000_000, "money", "USD"),
        ("It may cost between $5 million and $7 million.", 5_000_000, 7_000_000, "money", "USD"),
        ("It may take two to three months.", 2, 3, "duration", "month"),
        ("Women aged 12 to 17 wrote it.", 12, 17, "age", "year"),
    ],
)
def test_ranges(text: str, minimum: int, maximum: int, kind: str, unit: str, way: str) -> None:
    _, quantity = one(text, way)
    assert (quantity.value, quantity.comparator) == (None, "between")
    assert (quantity.minimum, quantity.maximum, quantity.kind, quantity.unit) == (minimum, maximum, kind, unit)


def test_bounds_follow_the_comparator() -> None:
    for text, bounds in {
        "5 boats": (5, 5), "at least 5 boats": (5, None), "more than 5 boats": (5, None), "at most 5 boats": (None, 5),
        "under 5 boats": (None, 5), "about 5 boats": (None, None),
    }.items():  # fmt: skip
        _, quantity = one(text)
        assert (quantity.minimum, quantity.maximum) == bounds, text


def test_two_thirds_has_no_exact_percentage() -> None:
    _, quantity = one("two-thirds of the crew")
    assert (quantity.value, quantity.comparator) == (Decimal("66.67"), "about")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("They sank 41 Peruvian fishing boats, including trawlers.", "boats"),
        ("They freed 12 wounded soldiers.", "soldiers"),
        ("Dozens of masked men came.", "men"),
        ("About 34% of the wind turbines failed.", "turbines"),
        ("They lost $3 million in revenues.", "revenues"),
        ("After two years of drought it rained.", "drought"),
        ("They opened a third round of talks.", "round"),
    ],
)
def test_what_is_counted(text: str, noun: str, way: str) -> None:
    document, quantity = one(text, way)
    assert quantity.noun is not None
    assert quantity.counted is not None
    assert quantity.noun in quantity.counted
    assert document.tokens[quantity.noun].text == noun


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("text", "value", "kind", "unit", "noun"),
    [
        ("A 24-hour strike began.", 24, "duration", "hour", "strike"),
        ("There was a one-minute silence.", 1, "duration", "minute", "silence"),
        ("A two-and-a-half-year siege ended.", Decimal("2.5"), "duration", "year", "siege"),
        ("A twelve-member jury agreed.", 12, "count", "member", "jury"),
        ("A thirteen-point plan was read.", 13, "count", "point", "plan"),
        ("There was a 300-strong choir.", 300, "count", "person", "choir"),
        ("It is about a 32-year-old baker.", 32, "age", "year", "baker"),
        ("An hour-long concert began.", 1, "duration", "hour", "concert"),
    ],
)
def test_hyphened_amounts_describe_a_noun(text: str, value: Decimal, kind: str, unit: str, noun: str, way: str) -> None:
    document, quantity = one(text, way)
    assert (quantity.value, quantity.kind, quantity.unit) == (value, kind, unit)
    assert quantity.modifies is not None
    assert document.tokens[quantity.modifies].text == noun


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("an hour", "PT1H"),
        ("a year and a half", "P1Y6M"),
        ("90 minutes", "PT90M"),
        ("2½ hours", "PT2H30M"),
        ("two weeks", "P14D"),
        ("18 months", "P18M"),
        ("a decade", "P10Y"),
        ("two nights", ""),
        ("between two and three days", ""),
    ],
)
def test_iso_duration(text: str, iso: str) -> None:
    assert one(text)[1].iso_duration == iso


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("text", "value", "unit", "other", "other_unit"),
    [
        ("A front of 1,000 kilometers (620 miles) formed.", 1000, "km", 620, "mile"),
        ("It is 30 miles, or about 48 km, away.", 30, "mile", 48, "km"),
        ("They paid €500m ($540m) for it.", 500_000_000, "EUR", 540_000_000, "USD"),
    ],
)
def test_one_amount_in_two_units(text: str, value: int, unit: str, other: int, other_unit: str, way: str) -> None:
    _, quantity = one(text, way)
    assert quantity.equals is not None
    assert (quantity.value, quantity.unit, quantity.equals.value, quantity.equals.unit) == (
        value,
        unit,
        other,
        other_unit,
    )


def test_a_bracket_with_another_amount_is_not_the_same() -> None:
    assert [quantity.unit for quantity in find_quantities(flat("a road of 100 km (5 miles of it paved)"))] == [
        "km",
        "mile",
    ]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("text", "included"),
    [
        ("The fire killed 19 people, including 2 children.", [False, True]),
        ("The fire killed 19 people, among them at least 2 children.", [False, True]),
        ("The fire killed 19 people, of whom two were children.", [False, True]),
        ("The fire killed 19 people, including two girls and three boys.", [False, True, True]),
        ("The fire killed three nurses, including a midwife.", [False, True]),
        ("They fired 80 rockets and 52 of them fell short.", [False, True]),
        ("The fire killed 19 people and five horses.", [False, False]),
        ("The fire killed 19 people, including six nurses and a midwife.", [False, True, True]),
        ("They brought 9 crates, including 155mm shells.", [False, False]),
    ],
)
def test_parts_of_an_amount(text: str, included: list[bool], way: str) -> None:
    assert [quantity.including for quantity in find_quantities(read(text, way))] == included


def test_a_new_clause_is_no_part() -> None:
    text = "At least 20 were killed, among them 10 nurses, and more than 40 injured."
    assert [quantity.including for quantity in find_quantities(flat(text))] == [False, True, False]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "text",
    [
        "The Tu-95 and the F-16 flew over.",
        "The council passed Resolution 2202.",
        "They invoked Article 5 again.",
        "They met the 47th Brigade there.",
        "Flight MH17 was lost.",
        "The Boeing 737 landed.",
        "COVID-19 spread.",
        "It is open 24/7 here.",
        "Call 555-123-4567 now.",
        "It happened in 2022.",
        "It happened on 3 May.",
        "It happened on Monday, the 2nd of June.",
        "It began at 10:30 a.m. sharp.",
        "It was one of the worst.",
        "See https://example.org/2024/17 for more.",
        "They won 3-1 at home.",
        "The Second World War ended.",
    ],
)
def test_numbers_that_count_nothing(text: str, way: str) -> None:
    document = read(text, way)
    assert [document.words(*(quantity.span.first, quantity.span.last)) for quantity in find_quantities(document)] == []


def test_a_change_is_no_range() -> None:
    found = find_quantities(flat("Turnout rose from 5 to 10 percent."))
    assert [(quantity.value, quantity.unit) for quantity in found] == [(5, "percent"), (10, "percent")]


def test_a_duration_that_names_a_date_says_so() -> None:
    assert [quantity.in_date for quantity in find_quantities(flat("Two days ago they met for two days."))] == [
        True,
        False,
    ]


@pytest.mark.parametrize("text", ["Tens of thousands marched.", "Dozens were hurt.", "Hundreds of huts burned."])
def test_vague_amounts(text: str) -> None:
    _, quantity = one(text)
    assert (quantity.vague, quantity.value, quantity.minimum, quantity.maximum) == (True, None, None, None)


def test_rates() -> None:
    _, quantity = one("It costs $60 a barrel.")
    assert (quantity.value, quantity.unit, quantity.rate) == (60, "USD", "barrel")


def test_states_of_the_counted() -> None:
    document = read("The army lost 192 recruits killed and 511 wounded and left 40 sailors dead.", "model")
    states = [document.tokens[quantity.state or 0].text for quantity in find_quantities(document)]
    assert states == ["killed", "wounded", "dead"]


def test_ages_in_a_row() -> None:
    found = find_quantities(flat("His brothers, aged 19 and 24, left."))
    assert [(quantity.value, quantity.kind) for quantity in found] == [(19, "age"), (24, "age")]


@given(
    some.lists(some.sampled_from(SCRAPS), max_size=25).map(" ".join) | some.text(max_size=80),
    some.sampled_from((JOINED, SPLIT)),
)
def test_any_text(text: str, pattern: str) -> None:
    document = flat(text, pattern)
    found = find_quantities(document)
    for quantity in found:
        assert (
            0
            <= quantity.span.first
            <= quantity.number_span.first
            < quantity.number_span.last
            <= quantity.span.last
            <= len(document.tokens)
        )
        assert quantity.noun is None or 0 <= quantity.noun < len(document.tokens)
    assert found == find_quantities(document)
