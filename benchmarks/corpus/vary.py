"""One article to many: dates moved by whole weeks, so that weekdays still agree, numbers scaled, persons renamed.

Nothing is drawn by chance: the variant of a number is the same every time.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.corpus.names import replacements

MONTHS = tuple(month_name[1:])
_MONTH = "|".join(MONTHS)
_ISSUED = re.compile(r"^date: (\d{4}-\d\d-\d\d)$", re.MULTILINE)
_FIGURES = re.compile(
    rf"""
      (?P<day>\b\d{{1,2}})(?P<suffix>st|nd|rd|th)?(?P<of>\ of)?\ (?P<month>{_MONTH})\b
    | \b(?P<month_first>{_MONTH})\ (?P<day_second>\d{{1,2}})(?P<suffix_second>st|nd|rd|th)?\b
    | \b(?P<month_alone>{_MONTH})\ (?P<year>\d{{4}})\b
    | (?<![\w.,-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\w.-]|,\d)
    """,
    re.VERBOSE,
)
SMALLEST = 10
"""Smaller numbers stay: two sides are two."""


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a seed file, and its name."""

    name: str
    text: str

    @property
    def issued(self) -> date:
        """The date in its front matter."""
        found = _ISSUED.search(self.text)
        assert found, f"{self.name} has no date"
        return date.fromisoformat(found[1])


def load_articles(folders: list[Path]) -> list[Article]:
    """The seeds of the folders, by name."""
    paths = [path for folder in folders for path in folder.glob("*.md")]
    return [Article(path.stem, path.read_text(encoding="utf-8")) for path in sorted(paths, key=lambda path: path.name)]


def corpus(articles: list[Article], size: int) -> Iterator[Article]:
    """So many articles, the ones given first and then their variants in turn."""
    for number in range(size):
        article = articles[number % len(articles)]
        yield Article(f"{article.name}-{number // len(articles):04}", variant(article, number // len(articles)))


def variant(article: Article, number: int) -> str:
    """The article with other dates, numbers and persons; itself for 0.

    >>> variant(Article("x", "date: 2025-06-03\\n\\nOn Monday, the 2nd of June, Hakan Fidan met 60 men."), 1)[-41:]
    'the 9th of June, Tariq Tanaka met 66 men.'
    """
    weeks, percent = timedelta(weeks=number), 100 + 10 * (number % 9)
    text = _ISSUED.sub(lambda found: f"date: {date.fromisoformat(found[1]) + weeks}", article.text)
    text = _FIGURES.sub(lambda found: _moved(found, article.issued, weeks, percent), text)
    names = replacements(number)
    if not names:
        return text
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    return pattern.sub(lambda found: names[found[0]], text)


def _moved(found: re.Match[str], issued: date, weeks: timedelta, percent: int) -> str:
    if found["number"]:
        return _scaled(found["number"], percent)
    if found["month_alone"]:
        moved = date(int(found["year"]), MONTHS.index(found["month_alone"]) + 1, 1) + weeks
        return f"{MONTHS[moved.month - 1]} {moved.year}"
    month = MONTHS.index(found["month"] or found["month_first"]) + 1
    moved = date(issued.year, month, int(found["day"] or found["day_second"])) + weeks
    name = MONTHS[moved.month - 1]
    if found["month"]:
        return f"{moved.day}{_ordinal(moved.day) if found['suffix'] else ''}{found['of'] or ''} {name}"
    return f"{name} {moved.day}{_ordinal(moved.day) if found['suffix_second'] else ''}"


def _scaled(number: str, percent: int) -> str:
    value = int(number.replace(",", ""))
    if value < SMALLEST or (1900 <= value < 2100 and "," not in number):
        return number
    scaled = value * percent // 100
    return f"{scaled:,}" if "," in number else str(scaled)


def _ordinal(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
