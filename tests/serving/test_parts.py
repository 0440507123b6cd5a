"""Parts of the server by themselves: counting rows, choosing formats, USING clauses, metrics."""

from __future__ import annotations

import doctest
import io
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions

from kgtool.errors import UsageError
from kgtool.serving import updating
from kgtool.serving.measured import Measured
from kgtool.serving.metrics import Metrics
from kgtool.serving.negotiation import GRAPHS, TABLES, choose, formats, prefers_html
from kgtool.serving.problems import ResultTooLarge
from kgtool.serving.reading import Fields, graph_name
from kgtool.serving.spool import Spool, SpoolRoom
from kgtool.serving.updating import with_using

FORMATS = (QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.CSV, QueryResultsFormat.TSV)
AWKWARD = st.text(st.sampled_from("a},{\"\\\n\r<result>,;\t'é"), max_size=12)


def solutions(values: list[str | None]) -> QuerySolutions:
    store = pyoxigraph.Store()
    for number, value in enumerate(values):
        node = NamedNode(f"a:{number}")
        store.add(Quad(node, NamedNode("a:is"), node))
        if value is not None:
            store.add(Quad(node, NamedNode("a:p"), Literal(value)))
    found = store.query("SELECT ?o ?q { ?s <a:is> ?s OPTIONAL { ?s <a:p> ?o } BIND(?o AS ?q) }")
    assert isinstance(found, QuerySolutions)
    return found


@settings(max_examples=80, deadline=None)
@given(st.lists(st.none() | AWKWARD, max_size=8), st.sampled_from(FORMATS))
def test_rows_are_counted_exactly_whatever_they_hold(values: list[str | None], form: Any) -> None:
    rows = len(values)
    out = Measured.for_table(form, max(rows, 1), 1_000_000)
    solutions(values).serialize(out, form)  # type: ignore[arg-type]
    plain = io.BytesIO()
    solutions(values).serialize(plain, form)
    assert sorted(out.finished().splitlines()) == sorted(plain.getvalue().splitlines())
    if rows > 1:
        with pytest.raises(ResultTooLarge, match=f"more than {rows - 1} rows"):
            solutions(values).serialize(Measured.for_table(form, rows - 1, 1_000_000), form)  # type: ignore[arg-type]


def test_bytes_are_counted() -> None:
    out = Measured.for_triples(10, 5)
    out.write(b"12345")
    with pytest.raises(ResultTooLarge, match="more than 5 bytes"):
        out.write(b"6")


@pytest.mark.parametrize(
    ("accept", "offered", "chosen"),
    [
        ("", TABLES, "application/sparql-results+json"),
        ("nonsense", TABLES, "application/sparql-results+json"),
        ("text/*", TABLES, "text/csv"),
        ("text/csv, */*;q=0.1", TABLES, "text/csv"),
        ("text/turtle", TABLES, None),
        ("*/*;q=0", TABLES, None),
        ("text/csv;q=x", TABLES, None),
        ("application/json", GRAPHS, "application/ld+json"),
        ("TEXT/TURTLE ; Q=1", GRAPHS, "text/turtle"),
    ],
)
def test_formats_are_chosen(accept: str, offered: dict[str, str], chosen: str | None) -> None:
    assert choose(accept, offered) == chosen


def test_names_of_formats_beat_the_header() -> None:
    assert formats("text/html", ["csv"]) == ("text/csv", None)
    assert formats("text/csv", ["unknown"]) == ("text/csv", None)
    assert formats("", ["unknown", "turtle"]) == (None, "text/turtle")


def test_browsers_get_pages() -> None:
    assert prefers_html("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert not prefers_html("*/*")
    assert not prefers_html("application/json, text/html;q=0.9")


@given(st.text(max_size=200))
def test_no_accept_header_breaks_anything(accept: str) -> None:
    prefers_html(accept)
    assert choose(accept, TABLES) in {*TABLES.values(), None}


def test_docstring_examples() -> None:
    assert doctest.testmod(updating).failed == 0


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "DELETE  { ?s ?p ?o } USING <a:g> WHERE { ?s ?p ?o }"),
        (
            "DELETE { ?s ?p 'WHERE {' } WHERE { { ?s ?p ?o } } # WHERE",
            "DELETE { ?s ?p 'WHERE {' } USING <a:g> WHERE { { ?s ?p ?o } } # WHERE",
        ),
        ("INSERT DATA { <a:s> <a:p> 1 }", "INSERT DATA { <a:s> <a:p> 1 }"),
    ],
)
def test_using_stands_before_each_where(text: str, written: str) -> None:
    assert with_using(text, ["a:g"], []) == written
    pyoxigraph.Store().update(written)


def test_using_twice_is_refused() -> None:
    for text in ("WITH <a:h> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "INSERT {} USING <a:h> WHERE {}"):
        with pytest.raises(UsageError):
            with_using(text, ["a:g"], [])
    with pytest.raises(UsageError):
        with_using("INSERT {} WHERE {}", ["a> } #"], [])


def test_parameters_are_read_strictly() -> None:
    fields = Fields(b"a=1&b=%C3%A9&a=2")
    assert fields.one("b") == "é"
    with pytest.raises(UsageError):
        fields.one("a")
    for wrong in (b"a=%ff", b"a=\xc3\xa9"):
        with pytest.raises(UsageError):
            Fields(wrong)
    for wrong in ("x", "file:///etc/passwd", "FILE:/x", "a b:c", ""):
        with pytest.raises(UsageError):
            graph_name(wrong)


def test_spools_give_their_room_back() -> None:
    room = SpoolRoom(10)
    with Spool(room, 6) as spool, pytest.raises(Exception, match="wait to be sent"):
        spool.write(b"123456")
        assert spool.read() == b"".join(spool.chunks()) == b"123456"
        Spool(room, 5)
    assert room.used == 0


def test_metrics_are_escaped() -> None:
    metrics = Metrics()
    metrics.count("kgtool_requests_total", route='a"\n\\')
    assert 'route="a\\"\\n\\\\"} 1' in metrics.text()
