"""The TriG writer: readable, sorted, the same bytes for the same quads, and read back alike by two libraries."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat

from kgtool.errors import StoreError
from kgtool.store import trig_text, turtle_text, write_trig
from kgtool.terms import ID, KG, RDF, RDFS, XSD

LABEL = NamedNode(RDFS + "label")
TYPE = NamedNode(RDF + "type")


def claim(number: str) -> list[Quad]:
    name = NamedNode(f"{ID}talks/claim/{number}")
    person = NamedNode(ID + "Ada_Example")
    return [
        Quad(name, TYPE, NamedNode(KG + "Narration")),
        Quad(name, NamedNode(KG + "quote"), Literal('said "no"\nand left')),
        Quad(name, NamedNode(KG + "start"), Literal(12)),
        Quad(person, LABEL, Literal("Ada Example"), name),
        Quad(person, TYPE, NamedNode(KG + "Person"), name),
    ]


def test_claims_are_in_natural_order_each_followed_by_its_graph() -> None:
    text = trig_text([*claim("10.1"), *claim("2.1")])
    assert text.index("claim/2.1>") < text.index("GRAPH <talks/claim/2.1>") < text.index("claim/10.1>")
    assert text.startswith("@base <https://w3id.org/kgtool/id/> .\n@prefix id:")


def test_a_block_reads_as_a_person_would_write_it() -> None:
    assert trig_text(claim("2.1")).split("\n\n", 1)[1] == (
        "<talks/claim/2.1>\n"
        "    a kg:Narration ;\n"
        '    kg:quote "said \\"no\\"\\nand left" ;\n'
        "    kg:start 12 .\n"
        "\n"
        "GRAPH <talks/claim/2.1> {\n"
        "    id:Ada_Example\n"
        "        a kg:Person ;\n"
        '        rdfs:label "Ada Example" .\n'
        "}\n"
    )


def test_the_order_of_the_quads_does_not_matter() -> None:
    quads = [quad for number in range(30) for quad in claim(f"{number}.1")]
    shuffled = [*quads, *quads[:20]]
    random.Random(7).shuffle(shuffled)
    assert trig_text(shuffled) == trig_text(quads)


def test_one_more_statement_is_one_more_line() -> None:
    before = trig_text(claim("2.1")).splitlines()
    more = Quad(NamedNode(ID + "talks/claim/2.1"), NamedNode(KG + "end"), Literal(40))
    after = trig_text([*claim("2.1"), more]).splitlines()
    assert [line for line in after if line not in before] == ["    kg:end 40 ;"]


names = [
    "Kyïv",
    "a/b.c/1",
    "a..b",
    "x/../y",
    "a.",
    "a/",
    "a//b",
    "%41",
    "x/.",
    "a:b/c",
    "Tu-22M3",
    "-x",
    "a'b",
    "ª",
    "x/ª/1",
    "ns#x",
    "1",
]
iris = st.sampled_from([ID, KG + "1", "urn:x", "http://e/?q#f", *(ID + name for name in names)]).map(NamedNode)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
literals = st.one_of(
    texts.map(Literal),
    texts.map(lambda text: Literal(text, language="en")),
    st.sampled_from(["1", "-01", "+2", "1.", ".5", "1e3", "true", "maybe", "", "2025-06-03"]).flatmap(
        lambda text: st.sampled_from(["integer", "decimal", "double", "boolean", "date"]).map(
            lambda name: Literal(text, datatype=NamedNode(XSD + name))
        )
    ),
)
quads = st.builds(
    Quad,
    iris | st.just(BlankNode("b1")),
    iris,
    iris | literals | st.just(BlankNode("b2")),
    iris | st.just(DefaultGraph()),
)


@given(st.lists(quads, max_size=20))
def test_what_is_written_is_read_back(written: list[Quad]) -> None:
    assert set(pyoxigraph.parse(trig_text(written), RdfFormat.TRIG)) == set(written)


@given(st.lists(quads, max_size=8))
def test_turtle_is_read_back_and_comments_change_nothing(written: list[Quad]) -> None:
    text = turtle_text(written, comment=lambda term: "a\ncomment . ")
    assert {quad.triple for quad in pyoxigraph.parse(text, RdfFormat.TURTLE)} == {quad.triple for quad in written}


def test_rdflib_counts_the_same_quads() -> None:
    written = [quad for number in ("1.1", "2.1", "10.12") for quad in claim(number)]
    dataset = rdflib.Dataset()
    dataset.parse(data=trig_text(written), format="trig")
    assert len(list(dataset.quads())) == len(set(written))


def test_a_file_is_replaced_whole_and_only_if_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "graph" / "talks.trig"
    assert write_trig(claim("2.1"), path)
    assert not write_trig(reversed(claim("2.1")), path)
    assert write_trig(claim("3.1"), path)
    assert [file.name for file in path.parent.iterdir()] == ["talks.trig"]


def test_a_folder_that_cannot_be_made_is_an_error_of_the_store(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("a file in its place")
    with pytest.raises(StoreError, match="cannot be written"):
        write_trig(claim("2.1"), tmp_path / "graph" / "talks.trig")
