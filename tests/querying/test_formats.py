"""Results as text: other programs read them back, and neither a terminal nor a spreadsheet is commanded by them."""

from __future__ import annotations

import csv
import doctest
import io
import xml.etree.ElementTree as ET

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryResultsFormat, Triple

from kgtool.querying import FORMATS, Labels, format_result
from kgtool.querying import labels as labels_module
from kgtool.querying.terminal import draw_table, text_width
from kgtool.store import LocalStore, Table, Term, Triples, Truth
from kgtool.terms import BACKGROUND_GRAPH, ID, KG, RDFS, XSD

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
TERMS: st.SearchStrategy[Term | None] = st.one_of(
    st.none(),
    TEXT.map(Literal),
    TEXT.map(lambda text: Literal(text, language="en")),
    st.integers().map(lambda n: Literal(str(n), datatype=NamedNode(XSD + "integer"))),
    st.sampled_from([NamedNode(ID + "Çırağan"), NamedNode("urn:a&b"), BlankNode("b")]),
)
TABLES = st.lists(st.tuples(TERMS, TERMS), max_size=5).map(lambda rows: Table(("a", "b"), rows))


def read_back(text: str, form: QueryResultsFormat) -> list[tuple[Term | None, ...]]:
    found = pyoxigraph.parse_query_results(text.encode(), form)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [(row[0], row[1]) for row in found]


@given(TABLES)
def test_json_and_tsv_lose_nothing(table: Table) -> None:
    assert read_back(format_result(table, "json"), QueryResultsFormat.JSON) == table.rows
    assert read_back(format_result(table, "tsv"), QueryResultsFormat.TSV) == table.rows


@given(TABLES)
def test_xml_is_well_formed_and_loses_at_most_control_characters(table: Table) -> None:
    text = format_result(table, "xml")
    ET.fromstring(text)
    assert len(read_back(text, QueryResultsFormat.XML)) == len(table.rows)


@given(TABLES)
def test_every_csv_row_has_every_cell(table: Table) -> None:
    rows = list(csv.reader(io.StringIO(format_result(table, "csv"), newline="")))
    assert {len(row) for row in rows} == {2}
    assert len(rows) == len(table.rows) + 1


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    out = format_result(Table(("a",), [(Literal(text),)]), "csv")
    (_, (cell,)) = csv.reader(io.StringIO(out, newline=""))
    assert cell == "'" + text


def test_negative_numbers_stay_numbers() -> None:
    assert format_result(Table(("a",), [(Literal(-5),)]), "csv") == "a\r\n-5\r\n"


@pytest.mark.parametrize("form", ["table", "md"])
def test_no_text_commands_the_terminal(form: str) -> None:
    out = format_result(Table(("a",), [(Literal("\x1b[2J\u202eevil"),)]), form)
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_markdown_cells_stay_cells() -> None:
    out = format_result(Table(("a",), [(Literal("x | <b>*y*</b>\nz"),)]), "md")
    assert out.splitlines()[2] == r"| x \| &lt;b&gt;\*y\*&lt;/b&gt;<br>z |"


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=4), st.integers(30, 80))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], width: int) -> None:
    assert max(text_width(line) for line in draw_table(["a", "b", "c"], rows, width).split("\n")) <= width


def test_columns_are_aligned_by_what_they_take_on_the_screen() -> None:
    assert draw_table(["a", "b"], [["北京", "1"], ["x", "2"]]) == "a     b\n────  ─\n北京  1\nx     2\n"


def test_long_cells_are_wrapped_and_never_cut() -> None:
    quote = "The delegation was led by the adviser. " * 4
    out = draw_table(["who", "quote"], [["Ada", quote]], 50)
    assert " ".join(line[3:].strip() for line in out.splitlines()[2:]).split() == quote.split()


def test_records_are_drawn_where_they_are_shorter() -> None:
    quote = "The delegation was led by the adviser. " * 6
    out = draw_table(["one", "two", "three", "quote"], [["a" * 15, "b" * 15, "c" * 15, quote]], 70)
    assert out.startswith(f"one    {'a' * 15}\n")
    assert len(out.splitlines()) < 10


def test_a_narrow_terminal_gets_records() -> None:
    out = draw_table(["one", "two", "three"], [["a" * 20, "", "c" * 20]], 30)
    assert out == f"one    {'a' * 20}\nthree  {'c' * 20}\n"


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_truth_triples_and_no_rows(form: str) -> None:
    triple = Triple(NamedNode(ID + "a"), NamedNode(ID + "b"), Literal("c"))
    for result in (Truth(True), Triples([triple]), Table(("a",), [])):
        assert format_result(result, form).endswith("\n")


def test_things_are_shown_by_their_best_label() -> None:
    thing, label = NamedNode(ID + "t/person/Ada"), NamedNode(RDFS + "label")
    store = LocalStore.of(
        [
            Quad(thing, label, Literal("Ada"), NamedNode(ID + "t/claim/1")),
            Quad(thing, label, Literal("Ada Example"), NamedNode(ID + "t/claim/2")),
            Quad(NamedNode(ID + "X"), label, Literal("X-land"), NamedNode(BACKGROUND_GRAPH)),
            Quad(NamedNode(ID + "X"), label, Literal("the Republic of X"), NamedNode(ID + "t/claim/1")),
        ]
    )
    labels = Labels(store)
    table = Table(("who", "of", "what"), [(thing, NamedNode(ID + "X"), NamedNode(ID + "Nameless"))])
    assert format_result(table, "csv", labels=labels) == "who,of,what\r\nAda Example,X-land,Nameless\r\n"
    assert labels.find("ada  EXAMPLE") == [thing.value]


def test_things_without_a_label_are_shown_by_what_is_said_of_them() -> None:
    said = {
        "t/office/1": [("title", "Foreign Minister")],
        "t/time/1": [("text", "on Monday")],
        "t/figure/1": [("text", "19"), ("counts", "injuries")],
        "t/figure/2": [("text", "19 injuries"), ("counts", "injuries")],
        "t/event/7": [("mode", "unclear")],
        "Example_News": [],
    }
    quads = [
        Quad(NamedNode(ID + thing), NamedNode(KG + name), Literal(value), NamedNode(ID + "t/claim/1"))
        for thing, values in said.items()
        for name, value in values
    ]
    labels = Labels(LocalStore.of(quads))
    shown = ["Foreign Minister", "on Monday", "19 injuries", "19 injuries", "event 7 (t)", "Example News"]
    assert [labels.display(NamedNode(ID + thing)) for thing in said] == shown
    assert labels.display(NamedNode("http://example.org/x")) == "<http://example.org/x>"
    assert labels.display(NamedNode(KG + "ledBy")) == "kg:ledBy"
    assert doctest.testmod(labels_module).failed == 0
