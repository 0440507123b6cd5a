"""One test for each rule of tables 4 to 9: it concludes what it says, from its premises and not from fewer."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kgtool.reasoning import Proof, reason
from kgtool.reasoning.proof import Term, Triple
from kgtool.reasoning.rules import RULES
from tests.reasoning.naive import concludes
from tests.reasoning.rule_cases import CASES, PREFIXES


def graph(text: str) -> list[Triple]:
    quads = ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE)
    return [(quad.subject, quad.predicate, quad.object) for quad in quads]


def conclusion(text: str) -> Triple:
    """The triple; its subject may be a literal, which Turtle has not."""
    subject, _, rest = text.partition(" ")
    ((_, predicate, obj),) = graph(f":s {rest} .")
    ((_, _, first),) = graph(f":s :p {subject} .")
    term: Term = first
    return term, predicate, obj


def test_there_is_a_case_for_each_of_the_78_rules() -> None:
    assert [rule.name for rule in RULES] == list(CASES)
    assert len(RULES) == 78
    assert [sum(rule.table == table for rule in RULES) for table in range(4, 10)] == [9, 20, 19, 5, 5, 20]


@pytest.mark.parametrize("name", CASES)
def test_rule(name: str) -> None:
    case = CASES[name]
    asserted = graph(case.graph)
    closure = reason(asserted)
    if case.conclusion:
        triple = conclusion(case.conclusion)
        assert triple in closure
        proof = closure.explain(triple)
        assert isinstance(proof, Proof) and proof.rule == name
        assert concludes(name, [premise.triple for premise in proof.premises], triple)
        if not isinstance(triple[0], ox.Literal):
            assert triple in closure.all
        assert not closure.inconsistencies
    else:
        findings = [finding for finding in closure.inconsistencies if finding.rule == name]
        assert len(findings) == 1
        assert concludes(name, list(findings[0].triples), None)
        assert "{" not in findings[0].message
        assert findings[0].support() <= set(asserted) and findings[0].support()


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.not_from])
def test_rule_needs_its_premises(name: str) -> None:
    case = CASES[name]
    assert case.not_from in case.graph
    closure = reason(graph(case.graph.replace(case.not_from, "")))
    if case.conclusion:
        assert conclusion(case.conclusion) not in closure
    else:
        assert not closure.inconsistencies


@pytest.mark.parametrize("name", [rule.name for rule in RULES if not rule.head])
def test_an_inconsistent_graph_still_answers(name: str) -> None:
    extra = ":z :member :y . :member rdfs:domain :Zed ."
    closure = reason(graph(CASES[name].graph + extra))
    assert closure.inconsistencies
    assert conclusion(":z a :Zed") in closure.inferred
