"""The reasoner as a library and as a command: what goes in, what comes out, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

from kgtool import reasoning
from kgtool.cli.reason import reason_command
from kgtool.errors import DataError, UsageError
from kgtool.reasoning import (
    infer_by_claimer,
    reason,
    reason_arrays,
    reason_by_claimer,
    reason_file,
    reason_graph,
    reason_store,
    reason_text,
    to_rdflib,
    to_store,
)
from kgtool.reasoning.proof_formats import as_json, as_tree, as_turtle
from kgtool.reasoning.terms import NUMBER, Terms
from kgtool.terms import OWL, RDF, RDFS
from tests.reasoning.ontologies import ex, owl
from tests.reasoning.rule_cases import PREFIXES

KIND = ox.NamedNode(RDF + "type")
SCHEMA = [(ex("leads"), ox.NamedNode(RDFS + "subPropertyOf"), ex("memberOf"))]
DATA = [(ex("ann"), ex("leads"), ex("team"))]
INFERRED = [(ex("ann"), ex("memberOf"), ex("team"))]
TEXT = PREFIXES + ":leads rdfs:subPropertyOf :memberOf . :ann :leads :team ."
CONTRADICTION = " :memberOf owl:propertyDisjointWith :leads ."


def test_every_way_in_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(TEXT, "utf-8")
    graph = rdflib.Graph().parse(data=TEXT, format="turtle")
    store = ox.Store()
    to_store([*SCHEMA, *DATA], store, ox.NamedNode("http://example.org/graph"))
    terms = Terms()
    rows = terms.numbers([*SCHEMA, *DATA])
    for closure in (
        reason(DATA, SCHEMA),
        reason((ox.Triple(*triple) for triple in DATA), iter(SCHEMA)),  # type: ignore[arg-type]
        reason(DATA, SCHEMA, engine="owlrl"),
        reason_text(TEXT),
        reason_file(tmp_path / "a.ttl"),
        reason_graph(graph),
        reason_store(store),
        reason_arrays(terms, rows),
    ):
        assert closure.inferred == INFERRED
        assert closure.asserted_triples() == sorted([*SCHEMA, *DATA], key=str) or len(closure.asserted_triples()) == 2
    assert (rdflib.URIRef(str(ex("ann").value)), None, None) in to_rdflib(INFERRED)


def test_arrays_come_out_as_well() -> None:
    terms = Terms()
    closure = reason_arrays(terms, terms.numbers([*SCHEMA, *DATA]))
    assert [terms.triple((s, p, o)) for s, p, o in closure.rows().tolist()] == INFERRED
    assert closure.rows().shape == (1, 3) and closure.rows().dtype == np.int64


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(UsageError):
        reason([], engine="magic")


def test_rdflib_is_not_imported_by_the_package() -> None:
    code = "import sys, kgtool.reasoning as r; r.reason([]); assert 'rdflib' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_name_is_there_and_documented() -> None:
    for name in reasoning.__all__:
        assert getattr(reasoning, name) is not None
        if name not in ("Term", "Triple"):
            assert getattr(reasoning, name).__doc__
    with pytest.raises(AttributeError):
        _ = reasoning.nothing  # type: ignore[attr-defined]


def test_all_holds_axioms_and_inferred_does_not() -> None:
    closure = reason_text(TEXT + " :leads a owl:ObjectProperty . :C a owl:Class . :ann a :C .")
    assert closure.inferred == INFERRED
    assert (ex("ann"), KIND, owl("Thing")) in closure.all
    assert (ex("ann"), owl("sameAs"), ex("ann")) in closure.all


def test_what_rests_on_a_claim_is_that_claimers() -> None:
    claims = {"b": [(ex("bob"), ex("leads"), ex("team"))], "a": [(ex("ann"), ex("likes"), ex("bob"))], "none": DATA}
    shared, extra = reason_by_claimer(DATA, claims, [*SCHEMA, (ex("leads"), KIND, owl("InverseFunctionalProperty"))])
    assert shared.inferred == INFERRED
    assert list(extra) == ["a", "b", "none"]
    assert extra["a"].inferred == () == extra["none"].inferred
    bob = (ex("bob"), ex("memberOf"), ex("team"))
    assert bob in extra["b"].inferred and (ex("ann"), owl("sameAs"), ex("bob")) in extra["b"].inferred
    assert all(proof.support() & set(claims["b"]) for proof in extra["b"].proofs.values())
    assert set(extra["b"].proofs) == set(extra["b"].inferred)
    assert shared.inferred == INFERRED


def test_contradictions_of_a_claimer_are_not_the_articles() -> None:
    schema = [(ex("A"), owl("disjointWith"), ex("B"))]
    closure = reason([(ex("x"), KIND, ex("A"))], schema)
    extra = infer_by_claimer(closure, {"one": [(ex("x"), KIND, ex("B"))], "two": [(ex("y"), KIND, ex("B"))]})
    assert [finding.rule for finding in extra["one"].inconsistencies] == ["cax-dw"]
    assert not extra["two"].inconsistencies and not closure.inconsistencies


def test_proofs_are_written_as_tree_json_and_prov() -> None:
    proof = reason(DATA, SCHEMA).explain(INFERRED[0])
    assert proof is not None and proof.support() == {*DATA, *SCHEMA}
    lines = as_tree(proof).splitlines()
    assert lines[0].endswith("[by prp-spo1]") and [line.startswith("  ") for line in lines] == [False, True, True]
    assert as_json(proof)["premises"][1]["triple"][0] == str(ex("ann"))
    graph = rdflib.Graph().parse(data=as_turtle(proof), format="turtle")
    found = graph.query(
        "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT ?r { ?e prov:wasGeneratedBy/prov:hadPlan ?r }"
    )
    assert [str(row[0]) for row in found] == ["https://www.w3.org/TR/owl2-profiles/#prp-spo1"]  # type: ignore[index]


def test_what_does_not_follow_has_no_proof() -> None:
    closure = reason(DATA, SCHEMA)
    for triple in [(ex("team"), ex("memberOf"), ex("ann")), (ex("nobody"), ex("p"), ex("x"))]:
        assert triple not in closure
        assert closure.explain(triple) is None
        assert not closure.support(triple) and not list(closure.explanations(triple))
    assert "no triple" not in closure


def test_all_minimal_explanations() -> None:
    closure = reason_text(TEXT + " :ann :heads :team . :heads rdfs:subPropertyOf :leads , :memberOf .")
    supports = [proof.support() for proof in closure.explanations(INFERRED[0])]
    assert [len(support) for support in supports] == [2, 2, 3]


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(reason_command, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_command_writes_the_closure(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(TEXT, "utf-8")
    status, out, err = run(tmp_path / "a.ttl", "--inferred", "--quiet")
    assert (status, err) == (0, "")
    assert out == "".join(f"{s} {p} {o} .\n" for s, p, o in INFERRED)
    status, out, err = run(tmp_path / "a.ttl", "-o", tmp_path / "out.ttl")
    assert (status, out) == (0, "") and "peak memory" in err
    triples = {
        (q.subject, q.predicate, q.object)
        for q in ox.parse((tmp_path / "out.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    }
    assert {*INFERRED, *DATA, *SCHEMA} <= triples


def test_command_reports_inconsistencies(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(TEXT + CONTRADICTION, "utf-8")
    status, out, err = run(tmp_path / "a.ttl", "--format", "json", "--quiet", "--inferred")
    assert status == 1 and "memberOf" in out
    (finding,) = json.loads(err)
    assert finding["rule"] == "prp-pdw" and len(finding["proofs"]) == 3
    status, _, err = run(tmp_path / "a.ttl", "--quiet")
    assert status == 1 and err.startswith("inconsistent (prp-pdw): ")


def test_command_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "bad.nt").write_text("<http://e/a> <http://e/p> <http://e/b> .\nnonsense\n", "utf-8")
    status, out, err = run(tmp_path / "bad.nt")
    assert (status, out) == (3, "") and "bad.nt:2:" in err
    status, _, err = run(tmp_path / "missing.nt")
    assert status == 3 and "missing.nt" in err
    (tmp_path / "a.ttl").write_text(TEXT, "utf-8")
    status, _, err = run(tmp_path / "a.ttl", "--limit", "3")
    assert status == 4 and "more than 3 triples" in err
    status, _, err = run(tmp_path / "a.ttl", "-o", tmp_path / "no" / "folder.nt")
    assert status == 3 and "cannot be written" in err
    status, _, err = run(tmp_path / "a.ttl", "-o", tmp_path / "x.unknown")
    assert status == 3 and "suffix" in err


def test_command_reports_what_is_outside_the_profile(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(TEXT + " :C rdfs:subClassOf [ owl:unionOf (:A :B) ] .", "utf-8")
    status, _, err = run(tmp_path / "a.ttl", "--inferred")
    assert status == 0 and "not OWL 2 RL" in err


def test_built_in_numbers_are_stable() -> None:
    assert NUMBER[RDF + "type"] == 0 and NUMBER[OWL + "sameAs"] == 1
    terms = Terms()
    assert terms.term(0) == KIND and terms.number(KIND) == 0


def test_text_that_is_no_turtle() -> None:
    with pytest.raises(DataError):
        reason_text("this is nothing")
