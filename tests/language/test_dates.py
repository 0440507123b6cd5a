"""Dates against a day of publication: Wednesday, 14 August 2024."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kgtool.language.dates import DateExpression, find_dates
from kgtool.language.quantities import find_quantities
from tests.language.flat_documents import JOINED, SCRAPS, SPLIT, WAYS, flat, read

PUBLISHED = datetime.date(2024, 8, 14)


def one(text: str, way: str = "split", published: datetime.date = PUBLISHED) -> DateExpression:
    document = read(text, way)
    found = find_dates(document, published)
    assert len(found) == 1, [date.text for date in found]
    assert found[0].text in text
    return found[0]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("text", "printed", "earliest", "latest", "precision", "relation"),
    [
        ("The talks opened on Monday in Doha.", "Monday", "2024-08-12", None, "day", "on"),
        ("The talks opened on Wednesday in Doha.", "Wednesday", "2024-08-14", None, "day", "on"),
        ("The talks opened on Thursday in Doha.", "Thursday", "2024-08-08", None, "day", "on"),
        ("The talks will open on Thursday in Doha.", "Thursday", "2024-08-15", None, "day", "on"),
        ("The talks, scheduled for Friday, may slip.", "Friday", "2024-08-16", None, "day", "on"),
        ("The envoy said on Friday that she would return.", "Friday", "2024-08-09", None, "day", "on"),
        ("Next Tuesday they will vote.", "Next Tuesday", "2024-08-20", None, "day", "on"),
        ("They voted late on Thursday.", "late on Thursday", "2024-08-08", None, "day", "late"),
        ("They voted on Friday morning.", "Friday morning", "2024-08-09", None, "morning", "on"),
        ("They voted on Sunday evening.", "Sunday evening", "2024-08-11", None, "evening", "on"),
        (
            "They voted on the night of August 3rd.",
            "the night of August 3rd",
            "2024-08-03",
            "2024-08-04",
            "night",
            "on",
        ),
        ("Shelling went on overnight.", "overnight", "2024-08-13", "2024-08-14", "night", "on"),
        ("Shelling went on last night.", "last night", "2024-08-13", "2024-08-14", "night", "on"),
        ("It ended yesterday.", "yesterday", "2024-08-13", None, "day", "on"),
        ("They signed it on the 16th of May.", "the 16th of May", "2024-05-16", None, "day", "on"),
        ("They signed it on May 16.", "May 16", "2024-05-16", None, "day", "on"),
        ("They signed it on 16 May 2019.", "16 May 2019", "2019-05-16", None, "day", "on"),
        ("They signed it on October 2.", "October 2", "2023-10-02", None, "day", "on"),
        ("They will sign it on October 2.", "October 2", "2024-10-02", None, "day", "on"),
        ("They must sign it by 2 October.", "2 October", "2024-10-02", None, "day", "by"),
        ("It takes effect at midnight on 1 September.", "midnight on 1 September", "2024-09-01", None, "time", "on"),
        ("They signed it on 2023-11-30.", "2023-11-30", "2023-11-30", None, "day", "on"),
        ("They signed it on 02.06.2023.", "02.06.2023", "2023-06-02", None, "day", "on"),
        ("They met from 3 to 5 May.", "3 to 5 May", "2024-05-03", "2024-05-05", "range", "during"),
        ("They met May 3-5 in Lima.", "May 3-5", "2024-05-03", "2024-05-05", "range", "during"),
        ("They met between March and June.", "March and June", "2024-03-01", "2024-06-30", "range", "during"),
        (
            "They met from 28 December to 3 January.",
            "28 December to 3 January",
            "2023-12-28",
            "2024-01-03",
            "range",
            "during",
        ),
        ("They have met since November 2020.", "November 2020", "2020-11-01", "2020-11-30", "month", "since"),
        ("They met in March.", "March", "2024-03-01", "2024-03-31", "month", "on"),
        ("They met in October.", "October", "2023-10-01", "2023-10-31", "month", "on"),
        ("They met in mid-June.", "mid-June", "2024-06-11", "2024-06-20", "month", "on"),
        ("They met in 2014.", "2014", "2014-01-01", "2014-12-31", "year", "on"),
        ("They have met since 2014.", "2014", "2014-01-01", "2014-12-31", "year", "since"),
        ("They met in late 2014.", "late 2014", "2014-09-01", "2014-12-31", "year", "on"),
        ("They met in the 1990s.", "1990s", "1990-01-01", "1999-12-31", "decade", "on"),
        ("They met in the 19th century.", "19th century", "1801-01-01", "1900-12-31", "century", "on"),
        ("They met in the summer of 2021.", "summer of 2021", "2021-06-01", "2021-08-31", "season", "on"),
        (
            "They met in the first quarter of 2023.",
            "first quarter of 2023",
            "2023-01-01",
            "2023-03-31",
            "quarter",
            "on",
        ),
        ("They met in the past 24 hours.", "past 24 hours", "2024-08-13", "2024-08-14", "past_hours", "during"),
        ("They met earlier this week.", "earlier this week", "2024-08-12", "2024-08-14", "week", "on"),
        ("They met last week.", "last week", "2024-08-05", "2024-08-11", "week", "on"),
        ("They met last month.", "last month", "2024-07-01", "2024-07-31", "month", "on"),
        ("They met over the weekend.", "weekend", "2024-08-10", "2024-08-11", "weekend", "during"),
        ("They met three days ago.", "three days ago", "2024-08-11", None, "day", "on"),
        ("They met two years ago.", "two years ago", "2022-01-01", "2022-12-31", "year", "on"),
        ("They met two days after 5 May.", "two days after 5 May", "2024-05-07", None, "day", "on"),
    ],
)
def test_meaning(
    text: str, printed: str, earliest: str, latest: str | None, precision: str, relation: str, way: str
) -> None:
    date = one(text, way)
    assert (date.text, date.earliest, date.latest) == (
        printed, datetime.date.fromisoformat(earliest), datetime.date.fromisoformat(latest or earliest)
    )  # fmt: skip
    assert (date.precision, date.relation, date.weekday_conflict) == (precision, relation, False)


@pytest.mark.parametrize(
    "text",
    ["Monday, the 12th of August", "Monday, August 12", "Monday (12 August)", "Mon, 12 Aug", "12 August (Monday)"],
)
def test_a_weekday_that_agrees(text: str) -> None:
    date = one(f"They met on {text} in Lima.")
    assert (date.text, date.earliest, date.weekday_conflict) == (text, datetime.date(2024, 8, 12), False)


def test_a_weekday_that_contradicts_is_reported_and_moves_nothing() -> None:
    date = one("They met on Friday, 12 August.")
    assert (date.earliest, date.weekday_conflict) == (datetime.date(2024, 8, 12), True)


def test_a_weekday_picks_the_year_of_a_distant_date() -> None:
    date = one("A memorial is for Sunday, 9 February.", published=datetime.date(2024, 8, 14))
    assert (date.earliest, date.weekday_conflict) == (datetime.date(2025, 2, 9), False)


@pytest.mark.parametrize(
    "text",
    ["three days later", "the next day", "the same day", "a day after the vote", "years ago", "10:30 a.m.", "31 June"],
)
def test_what_the_words_alone_do_not_say(text: str) -> None:
    date = one(f"They met {text}.")
    assert (date.earliest, date.latest, date.certain) == (None, None, False)


def test_day_and_month_that_may_be_swapped() -> None:
    date = one("They met on 6/2/2024.")
    assert (date.earliest, date.latest, date.certain) == (datetime.date(2024, 2, 6), datetime.date(2024, 6, 2), False)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at 10:30 a.m. on Monday", "10:30"),
        ("at 3pm on Monday", "15:00"),
        ("on Monday at 1430 GMT", "14:30"),
        ("at noon on Monday", "12:00"),
    ],
)
def test_times_of_day(text: str, time: str) -> None:
    date = one(f"They met {text}.")
    assert (date.earliest, date.time, date.precision) == (
        datetime.date(2024, 8, 12),
        datetime.time.fromisoformat(time),
        "time",
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "text",
    [
        "They fought two years of war.",
        "They sold 2,000 goats.",
        "They sold more than 2000 goats.",
        "Mrs. May said they may march.",
        "She reads the Sunday Times.",
        "Shops fear Black Friday.",
        "The council passed Resolution 2202.",
        "The fall of the city was near.",
        "The Tu-2000 flew.",
    ],
)
def test_what_is_no_date(text: str, way: str) -> None:
    assert find_dates(read(text, way), PUBLISHED) == []


def test_no_number_is_both_a_year_and_an_amount() -> None:
    document = flat("In 2022, 2000 soldiers and 3 of 2023 tents were lost in March 2024.")
    dated = {index for date in find_dates(document, PUBLISHED) for index in date.span}
    counted = {index for quantity in find_quantities(document) for index in quantity.number_span}
    assert not dated & counted


@given(
    some.lists(some.sampled_from(SCRAPS), max_size=25).map(" ".join) | some.text(max_size=80),
    some.dates(),
    some.sampled_from((JOINED, SPLIT)),
)
def test_any_text(text: str, published: datetime.date, pattern: str) -> None:
    document = flat(text, pattern)
    behind = 0
    for date in find_dates(document, published):
        assert 0 <= date.span.first < date.span.last <= len(document.tokens)
        assert date.span.first >= behind - 1
        behind = date.span.last
        assert (date.earliest is None) == (date.latest is None)
        assert date.earliest is None or date.latest is None or date.earliest <= date.latest


@given(some.dates(datetime.date(1990, 1, 1), datetime.date(2090, 12, 31)), some.integers(0, 27))
def test_a_full_date_means_itself_whenever_it_is_printed(published: datetime.date, shift: int) -> None:
    day = published - datetime.timedelta(days=shift)
    for text in (
        f"{day:%A}, {day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        day.isoformat(),
        f"{day.day} {day:%B}",
    ):
        date = one(f"They met on {text}.", published=published)
        assert (date.earliest, date.latest, date.weekday_conflict) == (day, day, False)
