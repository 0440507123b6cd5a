"""Nothing without a quote, and every quote letter for letter."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from tests.reading.read_articles import ARTICLES, Read


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_every_quote_stands_at_its_offsets(article: Callable[[str], Read], name: str) -> None:
    read = article(name)
    rows = read.rows("?claim kg:start ?start ; kg:end ?end ; kg:quote ?quote", "?claim ?start ?end ?quote")
    assert rows
    for _, start, end, quote in rows:
        assert read.text[int(start) : int(end)] == quote


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_every_statement_stands_in_a_claim_with_a_quote(article: Callable[[str], Read], name: str) -> None:
    read = article(name)
    named = {q.graph_name.value for q in read.quads if not isinstance(q.graph_name, ox.DefaultGraph)}
    quoted = {row[0] for row in read.rows("?claim kg:quote ?quote ; kg:claimedBy ?who", "?claim")}
    assert named and named <= quoted


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_every_subject_has_a_type_or_is_known(article: Callable[[str], Read], name: str) -> None:
    read = article(name)
    untyped = read.rows(
        "GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s a ?class } FILTER(CONTAINS(STR(?s), '/id/'))", "?s"
    )
    assert untyped == []


def test_reading_twice_gives_the_same(reader: object, read: Callable[[str], Read]) -> None:
    text = "The talks between Kenya and Somalia opened in Nairobi on Monday. Both sides agreed to meet again."
    assert [str(q) for q in read(text).quads] == [str(q) for q in read(text).quads]


def test_a_quote_holds_the_name_beside_the_noun(read: Callable[[str], Read]) -> None:
    said = read("The mediator in the talks, Grace Wanjiru, left. Kenya attacked the rebel group Harrow.")
    quotes = said.rows("GRAPH ?g { ?attack kg:target ?group } ?g kg:quote ?quote", "?quote")
    assert quotes == [("Kenya attacked the rebel group Harrow",)]
