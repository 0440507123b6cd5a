"""Exports: two libraries read each one alike, a claim is never a plain fact, the same graph gives the same bytes."""

from __future__ import annotations

import csv
import io
import random
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kgtool.errors import DataError, StoreError, UsageError
from kgtool.exporting import FORMATS, ask_quads, export, read_quads
from kgtool.store import open_store
from kgtool.terms import BACKGROUND_GRAPH, ID, KG, ONTOLOGY_GRAPH, PREFIXES, RDF

ROOT = Path(__file__).parents[2]
GRAPHS = {"harbour": ROOT / "tests" / "data" / "harbour" / "graph", "project": ROOT / "graph"}
QUADS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
TRIPLES = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}
RDFLIB = {"jsonld": "json-ld", "rdfxml": "xml", "ntriples": "nt"}
FIGURE = f"<{ID}harbour-talks/figure/3>"


@cache
def quads_of(name: str) -> tuple[Quad, ...]:
    if not GRAPHS[name].is_dir():
        pytest.skip("the project's graph is not built")
    return tuple(read_quads(GRAPHS[name]))


@cache
def exported(name: str, form: str) -> str:
    return export(quads_of(name), form)


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("form", QUADS)
def test_quads_are_all_there_for_two_libraries(name: str, form: str) -> None:
    text = exported(name, form)
    assert set(pyoxigraph.parse(text, QUADS[form])) == set(quads_of(name))
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=RDFLIB.get(form, form))
    assert len({tuple(quad) for quad in dataset.quads()}) == len(set(quads_of(name)))


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("form", TRIPLES)
def test_triples_are_the_same_in_every_format_for_two_libraries(name: str, form: str) -> None:
    text = exported(name, form)
    triples = {quad.triple for quad in pyoxigraph.parse(text, TRIPLES[form])}
    assert triples == {quad.triple for quad in pyoxigraph.parse(exported(name, "ntriples"), RdfFormat.N_TRIPLES)}
    assert len(rdflib.Graph().parse(data=text, format=RDFLIB.get(form, form))) == len(triples)


@pytest.mark.parametrize("form", TRIPLES)
def test_a_claim_is_no_plain_fact_and_is_not_lost(form: str) -> None:
    store = pyoxigraph.Store()
    store.load(exported("harbour", form).encode(), TRIPLES[form])
    ask = lambda pattern: bool(store.query(f"ASK {{ {pattern} }}", prefixes=PREFIXES))  # noqa: E731
    assert not ask(f"{FIGURE} ?p ?o")
    assert not ask("<https://w3id.org/kgtool/id/harbour-talks/event/3> kg:participant id:Norland")
    assert ask(
        f"?s a rdf:Statement ; rdf:subject {FIGURE} ; rdf:predicate kg:value ; rdf:object ?twelve . "
        "?claim kg:states ?s ; kg:claimedBy id:Norland_Army ; kg:quote ?quote FILTER(?twelve = 12)"
    )
    assert ask(
        "?s rdf:predicate kg:participant ; rdf:object id:Norland . <https://w3id.org/kgtool/id/inferred/Norland_Army> "
        "kg:states ?s ; kg:claimedBy id:Norland_Army"
    )


@pytest.mark.parametrize("form", TRIPLES)
def test_what_is_narrated_or_follows_is_a_plain_triple(form: str) -> None:
    store = pyoxigraph.Store()
    store.load(exported("harbour", form).encode(), TRIPLES[form])
    pattern = "?d kg:ledBy id:Carl_Dane ; kg:hasMember id:Carl_Dane . ?s rdf:predicate kg:ledBy . ?n kg:states ?s"
    assert store.query(f"ASK {{ {pattern} }}", prefixes=PREFIXES)


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_the_quads_does_not_matter(form: str) -> None:
    shuffled = list(quads_of("harbour"))
    random.Random(5).shuffle(shuffled)
    assert export(shuffled, form) == exported("harbour", form)


def test_turtle_is_for_people() -> None:
    text = exported("harbour", "turtle")
    said, followed, rest = text.partition("# --- What follows from what they say")[0], *text.split("# ---")[2:4]
    assert '<harbour-talks/delegation/1>\n    a kg:Delegation ;\n    rdfs:label "Norland\'s delegation" ;' in said
    assert "    kg:attends <harbour-talks/event/1> ;  # second round\n" in said
    assert "kg:speaksFor id:Norland" in followed
    assert "kg:quote" in rest
    assert text.index("harbour-talks/claim/2.1>") < text.index("harbour-talks/claim/10.1>")


def test_a_graph_that_nobody_accounts_for_is_no_fact() -> None:
    stray = Quad(NamedNode(ID + "a"), NamedNode(KG + "b"), NamedNode(ID + "c"), NamedNode(ID + "stray"))
    triples = {quad.triple for quad in pyoxigraph.parse(export([stray], "ntriples"), RdfFormat.N_TRIPLES)}
    assert stray.triple not in triples
    assert any(triple.object == NamedNode(RDF + "Statement") for triple in triples)


def test_csv_has_a_row_for_each_statement_with_its_claimer() -> None:
    rows = list(csv.DictReader(io.StringIO(exported("harbour", "csv"), newline="")))
    named = {quad for quad in quads_of("harbour") if isinstance(quad.graph_name, NamedNode)}
    assert len(rows) == len(named)
    row = next(row for row in rows if row["predicate"] == "kg:value" and row["object"] == "12.0")
    assert (row["claimer"], row["inferred"], row["document"]) == ("Norland Army", "no", "harbour-talks")
    assert row["quote"].startswith("Operation Lantern")


def test_csv_is_safe_in_a_spreadsheet() -> None:
    graph = NamedNode(ID + "g")
    formula = Quad(NamedNode(ID + "a"), NamedNode(KG + "text"), Literal('=HYPERLINK("http://e/")'), graph)
    negative = Quad(NamedNode(ID + "a"), NamedNode(KG + "value"), Literal(-5), graph)
    rows = list(csv.DictReader(io.StringIO(export([formula, negative], "csv"), newline="")))
    assert [row["object"] for row in rows] == ['\'=HYPERLINK("http://e/")', "-5"]


def test_graphml_names_the_claimer_of_each_edge() -> None:
    tree = ET.fromstring(exported("harbour", "graphml"))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    nodes = {node.get("id") for node in tree.iter(space + "node")}
    edges = list(tree.iter(space + "edge"))
    assert {edge.get("source") for edge in edges} | {edge.get("target") for edge in edges} <= nodes
    claimed = [edge for edge in edges if any(data.text == "Norland Army" for data in edge)]
    assert claimed
    assert len(claimed) < len(edges)


def test_background_and_ontology_come_on_request() -> None:
    graphs = {quad.graph_name for quad in read_quads(GRAPHS["harbour"], ROOT / "ontology")}
    assert {NamedNode(BACKGROUND_GRAPH), NamedNode(ONTOLOGY_GRAPH)} <= graphs


def test_errors_are_ours(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no format 'n3'"):
        export([], "n3")
    with pytest.raises(StoreError):
        read_quads(tmp_path / "graph")
    control = Quad(NamedNode(ID + "a"), NamedNode(KG + "b"), Literal("\x01"), NamedNode(ID + "g"))
    with pytest.raises(DataError, match="RDF/XML cannot hold"):
        export([control], "rdfxml")


def test_a_store_that_can_only_be_asked_gives_what_the_files_give() -> None:
    store = open_store(GRAPHS["harbour"], ROOT / "ontology", cache=False)
    files = pyoxigraph.Store()  # which writes numbers as every store does, "2" for "2.0"
    files.extend(quads_of("harbour"))
    for form in ("nquads", "trig", "ntriples", "csv"):
        assert export(ask_quads(store), form) == export(list(files), form)
    graphs = {quad.graph_name for quad in ask_quads(store, with_background=True)}
    assert {NamedNode(BACKGROUND_GRAPH), NamedNode(ONTOLOGY_GRAPH)} <= graphs
