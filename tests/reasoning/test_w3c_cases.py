"""The 87 approved OWL 2 test cases that hold in OWL 2 RL, run as the W3C working group wrote them."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgtool.reasoning import Closure, reason
from kgtool.reasoning.proof import Triple

CASES = Path(__file__).parents[3] / "shared" / "data" / "w3c" / "owl2-rl"
MANIFEST = json.loads((CASES / "manifest.json").read_text("utf-8")) if CASES.is_dir() else []


def triples(name: str) -> list[Triple]:
    quads = ox.parse((CASES / name).read_bytes(), format=ox.RdfFormat.RDF_XML, base_iri="http://example.org/")
    return [(quad.subject, quad.predicate, quad.object) for quad in quads]


@pytest.mark.skipif(not MANIFEST, reason="the W3C cases are not part of this repository")
def test_there_are_87_cases() -> None:
    assert len(MANIFEST) == 87
    assert sum(case["type"] == "entailment" for case in MANIFEST) == 66


@pytest.mark.parametrize("case", MANIFEST, ids=[case["id"] for case in MANIFEST])
def test_case(case: dict[str, str]) -> None:
    closure: Closure = reason(triples(case["premise"]))
    if case["type"] == "entailment":
        conclusion = triples(case["conclusion"])
        assert closure.entails(conclusion)
        assert not closure.inconsistencies
        assert not reason([]).entails(conclusion) or not conclusion or is_axiom(conclusion)
    else:
        assert closure.inconsistencies
        assert all(finding.proofs and finding.support() for finding in closure.inconsistencies)


def is_axiom(conclusion: list[Triple]) -> bool:
    """Whether a conclusion speaks of built-in terms alone, and so holds in every graph."""
    return all(
        isinstance(term, ox.NamedNode) and term.value.startswith("http://www.w3.org/")
        for triple in conclusion
        for term in triple
    )
