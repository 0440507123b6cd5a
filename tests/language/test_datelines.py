"""Datelines and bylines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kgtool.language.datelines import find_byline, find_dateline
from kgtool.language.document import Document, Span
from tests.language.flat_documents import JOINED, SCRAPS, SPLIT, WAYS, flat, read


def words(document: Document, span: Span | None) -> str:
    return document.words(span.first, span.last) if span else ""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("text", "place", "city", "agency", "date", "body"),
    [
        ("LA PAZ, Bolivia — The miners left.", "LA PAZ, Bolivia", "LA PAZ", "", "", "The"),
        ("MANILA — The miners left.", "MANILA", "MANILA", "", "", "The"),
        ("MAPUTO, May 3 (Lusofonia) - The miners left.", "MAPUTO", "MAPUTO", "Lusofonia", "May 3", "The"),
        ("JOLO CITY (Jan. 30) — The miners left.", "JOLO CITY", "JOLO CITY", "", "Jan. 30", "The"),
        ("NAIROBI, May 3 (Reuters) - The miners left.", "NAIROBI", "NAIROBI", "Reuters", "May 3", "The"),
        ("TUNIS (AP) — The miners left.", "TUNIS", "TUNIS", "AP", "", "The"),
        ("BEIJING, June 2 (Xinhua) -- The miners left.", "BEIJING", "BEIJING", "Xinhua", "June 2", "The"),
        ("MOSCOW. June 2 (Interfax) - The miners left.", "MOSCOW", "MOSCOW", "Interfax", "June 2", "The"),
        ("WASHINGTON, D.C. - The miners left.", "WASHINGTON, D.C.", "WASHINGTON", "", "", "The"),
        ("PORT-AU-PRINCE, Haiti (AP) — The miners left.", "PORT-AU-PRINCE, Haiti", "PORT-AU-PRINCE", "AP", "", "The"),
        ("LONDON/PARIS, Feb 3 (Reuters) - The miners left.", "LONDON/PARIS", "LONDON", "Reuters", "Feb 3", "The"),
        ("Geneva, 2 June 2025 – The miners left.", "Geneva", "Geneva", "", "2 June 2025", "The"),
        (
            "SAN JOSÉ, Costa Rica, 3 May 2024 (AFP) - The miners left.",
            "SAN JOSÉ, Costa Rica",
            "SAN JOSÉ",
            "AFP",
            "3 May 2024",
            "The",
        ),
        ("Miners leave camp\n\nBy Jane Doe\n\nTUNIS (AP) — The miners left.", "TUNIS", "TUNIS", "AP", "", "The"),
        ("(Reuters) - Miners left.", "", "", "Reuters", "", "Miners"),
    ],
)
def test_dateline(text: str, place: str, city: str, agency: str, date: str, body: str, way: str) -> None:
    document = read(text, way)
    line = find_dateline(document)
    assert line is not None
    assert (words(document, line.place), words(document, line.city)) == (place, city)
    assert (words(document, line.agency), words(document, line.date)) == (agency, date)
    assert document.tokens[line.body].text == body


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "text",
    [
        "Good news — the miners left.",
        "The minister — who was ill — left.",
        "Prices rose - but slowly.",
        "WARNING: do not enter.",
        "Miners left.",
    ],
)
def test_no_dateline(text: str, way: str) -> None:
    assert find_dateline(read(text, way)) is None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("By Jane Doe\n\nThe miners left.", ["Jane Doe"]),
        (
            "Miners leave\nBy Jane Doe and John van der Berg, Associated Press\nThe miners left.",
            ["Jane Doe", "John van der Berg"],
        ),
        (
            "By MARÍA LÓPEZ, Ahmed el-Sayed and Jean-Luc Petit\nText.",
            ["MARÍA LÓPEZ", "Ahmed el-Sayed", "Jean-Luc Petit"],
        ),
    ],
)
def test_byline(text: str, authors: list[str], way: str) -> None:
    document = read(text, way)
    line = find_byline(document)
    assert line is not None
    assert [words(document, author) for author in line.authors] == authors


@pytest.mark.parametrize(
    "text", ["By Thursday the miners had left.", "By noon it was over.", "They left. By Jane Doe’s count, ten stayed."]
)
def test_no_byline(text: str) -> None:
    assert find_byline(flat(text)) is None


@given(
    some.lists(some.sampled_from(SCRAPS), max_size=25).map(" ".join) | some.text(max_size=60),
    some.sampled_from((JOINED, SPLIT)),
)
def test_any_text(text: str, pattern: str) -> None:
    document = flat(text, pattern)
    find_byline(document)
    if line := find_dateline(document):
        assert 0 <= line.span.first < line.span.last <= len(document.tokens)
        assert 0 <= line.body <= len(document.tokens)
