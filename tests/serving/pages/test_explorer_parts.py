"""The pages' own small inventions: cut text, compared figures, folded time, boxes that do not overlap."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from kgtool.serving.pages.axis import Axis
from kgtool.serving.pages.comparing import SCOPE, Figure, compare
from kgtool.serving.pages.knowledge import Knowledge
from kgtool.serving.pages.layout import lay_out
from kgtool.serving.pages.mercator import HEIGHT, WIDTH, place
from kgtool.serving.pages.network import edges_in
from kgtool.serving.pages.passages import Span, cut, enclosing, paragraphs, whole_notes
from kgtool.store import LocalStore
from kgtool.terms import ID, KG, RDF, RDFS

TEXT = "One two three. Four five six, seven eight nine. Ten eleven twelve!"
spans = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: (min(pair), max(pair))), max_size=8
)


@given(spans, spans, st.integers(0, 20), st.integers(30, len(TEXT)))
def test_pieces_join_to_the_text_and_know_what_covers_them(
    covers: list[tuple[int, int]], noted: list[tuple[int, int]], start: int, end: int
) -> None:
    given_spans = [Span(left, right, str(number)) for number, (left, right) in enumerate(covers)]
    notes = whole_notes(Span(left, right, f"n{number}") for number, (left, right) in enumerate(noted))
    assert all(one.end <= other.start for one, other in pairwise(notes))
    pieces = cut(TEXT, start, end, given_spans, notes)
    assert "".join(piece.text for piece in pieces) == TEXT[start:end]
    for piece in pieces:
        assert piece.start < piece.end
        touching = {span.key for span in given_spans if span.start < piece.end and piece.start < span.end}
        assert set(piece.keys) == touching
    assert {piece.note for piece in pieces if piece.note} == {
        note.key for note in notes if start <= note.start and note.end <= end
    }


@given(st.text(alphabet="ab \n\r\t\u2028é", max_size=60))
def test_paragraphs_are_the_lines_with_something_on_them(text: str) -> None:
    found = paragraphs(text, 0)
    assert [text[start:end] for start, end in found] == [line.strip() for line in text.splitlines() if line.strip()]


def test_a_quote_over_two_paragraphs_is_shown_in_both() -> None:
    blocks = paragraphs("First here.\n\nSecond there.\n", 0)
    assert enclosing(blocks, 6, 19) == (0, 26)
    assert enclosing(blocks, 2, 4) == (0, 11)
    assert enclosing([], 2, 4) == (2, 4)


def _figure(name: str, value: str, comparator: str = "Exactly", document: str = "a", **scope: str) -> Figure:
    said = {KG + "measure": [KG + "Killed"], KG + "value": [value], KG + "comparator": [KG + comparator]}
    known = {KG + dimension: frozenset([one]) for dimension, one in scope.items()}
    return Figure(name, document, [], said, {dimension: known.get(dimension, frozenset()) for dimension in SCOPE})


def test_figures_conflict_only_in_the_same_scope() -> None:
    here = {"ofPlace": "p", "ofTime": "t"}
    (pair,) = compare([_figure("1", "3", **here), _figure("2", "5", **here)])
    assert pair.is_conflict
    (pair,) = compare([_figure("1", "3", **here), _figure("2", "5", ofPlace="q", ofTime="t")])
    assert not pair.is_conflict
    assert pair.differing == (KG + "ofPlace",)


def test_comparators_leave_room() -> None:
    assert not compare([_figure("1", "100", "About"), _figure("2", "105")])[0].is_conflict
    assert compare([_figure("1", "100", "About"), _figure("2", "150")])[0].is_conflict
    assert not compare([_figure("1", "10", "AtLeast"), _figure("2", "500")])[0].is_conflict
    assert not compare([_figure("1", "10", "LessThan"), _figure("2", "3")])[0].is_conflict


def test_a_part_does_not_conflict_with_its_whole() -> None:
    assert compare([_figure("1", "19"), _figure("2", "2")], [("1", "2")]) == []


def test_events_of_two_articles_are_told_apart_by_place_and_time() -> None:
    here = {"ofPlace": "p", "ofTime": "t"}
    one, other = _figure("1", "3", ofEvent="e", **here), _figure("2", "5", document="b", ofEvent="f", **here)
    assert compare([one, other])[0].is_conflict


@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 1, 1)), min_size=1, max_size=12))
def test_time_goes_on_along_the_axis(days: list[date]) -> None:
    axis = Axis(days)
    probes = [min(days) + timedelta(step) for step in range(0, (max(days) - min(days)).days + 1, 17)]
    places = [axis.place(day, hours) for day in sorted({*days, *probes}) for hours in (0, 12)]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] <= axis.width
    assert abs(sum(tick.width for tick in axis.ticks) - axis.width) < 1e-6


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 14), st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=20))
def test_boxes_of_a_network_do_not_overlap_and_stand_where_they_stood(count: int, edges: list[tuple[int, int]]) -> None:
    edges = [(one, other) for one, other in edges if one < count and other < count and one != other]
    sizes = np.array([[60.0 + 17 * (node % 5), 44.0] for node in range(count)])
    at = lay_out(edges, sizes, 1_000)
    assert np.array_equal(at, lay_out(edges, sizes, 1_000))
    for one in range(count):
        for other in range(one):
            apart = np.abs(at[one] - at[other]) - (sizes[one] + sizes[other]) / 2
            assert apart.max() > -1.0


@given(st.floats(-89, 89), st.floats(-180, 180))
def test_every_place_is_on_the_map(latitude: float, longitude: float) -> None:
    x, y = place(latitude, longitude)
    assert 0 <= x <= WIDTH
    assert -1e-6 <= y <= HEIGHT + 1e-6


def test_what_somebody_denies_is_no_edge_of_the_network() -> None:
    store = LocalStore.of(
        Quad(*(NamedNode(term) for term in terms))
        for terms in [
            (ID + "a/event/1", RDF + "type", KG + "Attack", ID + "a/claim/1"),
            (ID + "a/event/2", RDF + "type", KG + "Attack", ID + "a/claim/2"),
            (ID + "Force", RDF + "type", KG + "Actor", ID + "a/claim/1"),
            (ID + "a/event/1", KG + "conductedBy", ID + "Force", ID + "a/claim/1"),
            (ID + "a/event/2", KG + "conductedBy", ID + "Force", ID + "a/claim/2"),
            (ID + "a/claim/1", KG + "document", ID + "a", ID + "provenance"),
            (ID + "a/claim/2", KG + "document", ID + "a", ID + "provenance"),
            (ID + "a/claim/2", KG + "stance", KG + "Denied", ID + "provenance"),
            (KG + "conductedBy", RDFS + "subPropertyOf", KG + "participant", ID + "ontology"),
            (KG + "Attack", RDFS + "subClassOf", KG + "Event", ID + "ontology"),
        ]
    )
    assert [edge.subject for edge in edges_in(Knowledge(store))] == [ID + "a/event/1"]


def test_a_part_is_compared_with_parts_only() -> None:
    whole, part, other = _figure("a", "40"), _figure("a-part", "6"), _figure("b", "35")
    assert {(pair.one.iri, pair.other.iri) for pair in compare([whole, part, other], [("a", "a-part")])} == {("a", "b")}
