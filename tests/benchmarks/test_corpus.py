"""The varied articles of ``benchmarks/corpus``: each differs, none is made by chance, and weekdays still agree."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from benchmarks.corpus.vary import MONTHS, Article, corpus, load_articles, variant

ROOT = Path(__file__).parents[2]
ARTICLES = load_articles([ROOT / "seeds"])


def test_each_article_differs_and_the_same_comes_out_again() -> None:
    once, again = list(corpus(ARTICLES, 200)), list(corpus(ARTICLES, 200))
    assert once == again
    assert len({article.text for article in once}) == 200
    assert len({article.name for article in once}) == 200


def test_the_first_ones_are_the_articles_themselves() -> None:
    assert [article.text for article in corpus(ARTICLES, len(ARTICLES))] == [article.text for article in ARTICLES]


@pytest.mark.parametrize("number", [1, 7, 31, 166])
def test_a_weekday_still_agrees_with_its_date(number: int) -> None:
    article = Article("talks", "---\ndate: 2025-06-03\n---\nOn Monday, the 2nd of June, they met.")
    text = variant(article, number)
    found = re.search(r"the (\d+)\w\w of (\w+)", text)
    assert found
    issued = Article("talks", text).issued
    day = date(issued.year, MONTHS.index(found[2]) + 1, int(found[1]))
    assert day.strftime("%A") == "Monday"
    assert (issued - day).days % 365 == 1


def test_numbers_keep_their_order_and_designations_stay() -> None:
    text = variant(Article("x", "date: 2025-06-03\n\n80 drones, 52 of them; 3 people; an A-50; 1,000 km; in 2022"), 3)
    assert text.endswith("104 drones, 67 of them; 3 people; an A-50; 1,300 km; in 2022")


def test_a_person_gets_one_name_throughout() -> None:
    text = variant(Article("x", "date: 2025-06-03\n\nHakan Fidan spoke. Fidan left. Rustem Umerov came."), 5)
    first, family, short, other = re.findall(r"\n(\w+) (\w+) spoke\. (\w+) left\. (.*) came", text)[0]
    assert family == short
    assert f"{first} {family}" not in ("Hakan Fidan", other)
