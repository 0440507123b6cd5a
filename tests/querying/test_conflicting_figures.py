"""Figures of two articles: which pairs the query for conflicts compares."""

from __future__ import annotations

import datetime

import pyoxigraph as ox
import pytest

from kgtool.querying import load_query
from kgtool.terms import PREFIXES
from tests.reading.read_articles import ROOT

DAY = datetime.date(2031, 3, 1)

ARTICLE = """
id:{name} dcterms:issued "{issued}"^^xsd:date .
id:{name}-c kg:document id:{name} ; kg:sentence id:{name}-s . id:{name}-s kg:quote "{name} tells of {value}." .
GRAPH id:{name}-c {{
  id:{name}-f kg:measure kg:Killed ; kg:counts "people" ; kg:text "{value}" ; kg:value {value} ; {scope}
}}
"""


def compared(*articles: dict[str, object]) -> list[tuple[str, ...]]:
    """Verdict, reason and the two figures of each pair that the query lists for some articles."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    store = ox.Store()
    text = prefixes + "".join(ARTICLE.format(**article) for article in articles)
    store.load(text.encode(), format=ox.RdfFormat.TRIG)
    query = load_query(ROOT / "queries", "conflicting-figures").text
    names = ("verdict", "reason", "figure1", "figure2")
    found = store.query(query, use_default_graph_as_union=True, prefixes=PREFIXES)
    return [tuple("" if row[name] is None else row[name].value for name in names) for row in found]


@pytest.mark.parametrize("start", range(8))
def test_a_place_is_shared_within_a_week(start: int) -> None:
    first = {"name": "a", "value": 10, "issued": DAY + datetime.timedelta(days=start), "scope": "kg:ofPlace id:Reedham"}
    week = {**first, "name": "b", "value": 30, "issued": DAY + datetime.timedelta(days=start + 7)}
    later = {**week, "issued": DAY + datetime.timedelta(days=start + 8)}
    assert compared(first, week) == [("conflict", "", "10", "30")]
    assert compared(week, first) == [("conflict", "", "10", "30")]
    assert compared(first, later) == []


def test_a_day_is_shared_whenever_it_is_told() -> None:
    time = "kg:ofTime id:{0}-t . id:{0}-t kg:earliest '2031-02-01'^^xsd:date ; kg:latest '2031-02-01'^^xsd:date"
    first = {"name": "a", "value": 10, "issued": DAY, "scope": time.format("a")}
    later = {"name": "b", "value": 30, "issued": DAY + datetime.timedelta(days=300), "scope": time.format("b")}
    assert compared(first, later) == [("conflict", "", "10", "30")]


def test_nothing_shared_is_not_compared() -> None:
    first = {"name": "a", "value": 10, "issued": DAY, "scope": "kg:ofPlace id:Reedham"}
    other = {"name": "b", "value": 30, "issued": DAY, "scope": "kg:ofPlace id:Fenwick"}
    assert compared(first, other) == []
