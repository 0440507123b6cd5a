"""Markup in labels, literals, titles, quotes, articles, queries and addresses stays text on every page."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.serving.pages.site import IMAGE, MARKUP

BROWSER = {"Accept": "text/html"}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        f"/?q={MARKUP}",
        f"/?q={IMAGE}",
        "/articles",
        "/articles/hostile",
        "/id/Ann_One",
        "/id/hostile",
        "/id/hostile/event/1",
        "/id/hostile/figure/1",
        "/id/hostile/claim/1.1",
        "/id/hostile/sentence/1",
        "/claims",
        "/timeline",
        "/map",
        "/network",
        "/queries",
        "/queries/markup",
        f"/queries/markup?word={IMAGE}",
        f"/queries/evidence?thing={MARKUP}",
        f"/sparql?edit={MARKUP}",
        f"/articles/{MARKUP}",
        f"/id/{IMAGE}",
    ],
)
def test_markup_stays_text(hostile: TestClient, address: str) -> None:
    text = hostile.get(address, headers=BROWSER).text
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "<b>word" not in text
    assert 'href="javascript:' not in text


def test_the_article_s_markup_is_printed_as_text(hostile: TestClient) -> None:
    data = hostile.get("/articles/hostile.json").json()
    shown = "".join(p["text"] for block in data["paragraphs"] for s in block["sentences"] for p in s["pieces"])
    assert MARKUP in shown
    assert data["note"] == ""


def test_the_json_twin_is_no_page(hostile: TestClient) -> None:
    answer = hostile.get("/id/Ann_One.json")
    assert answer.headers["content-type"] == "application/json"
    assert MARKUP in answer.json()["thing"]["text"]
