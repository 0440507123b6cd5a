"""Properties that hold of every small ontology: compared with the plain oracle and with owlrl."""

from __future__ import annotations

import os
import random

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgtool.reasoning import Closure, reason, reason_text
from kgtool.reasoning.proof import Triple
from tests.reasoning.naive import Naive, concludes, is_rule_instance
from tests.reasoning.ontologies import NUMBERS, ontologies, owl
from tests.reasoning.rule_cases import PREFIXES

EXAMPLES = int(os.environ.get("KGTOOL_EXAMPLES", "25"))
"""Examples of each property; a night's run asks for thousands."""
thorough = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == 25, suppress_health_check=list(HealthCheck)
)
ONLY_OVER_LITERALS = (owl("differentFrom"), owl("sameAs"), owl("differentFrom"))
"""Of a predicate that only joins literals, RDF has no triple that would bring in eq-ref."""


def everything(closure: Closure) -> set[Triple]:
    return {*closure.all, *closure.asserted_triples()} - {ONLY_OVER_LITERALS}


def is_rdf(triple: Triple) -> bool:
    return isinstance(triple[1], ox.NamedNode) and not isinstance(triple[0], ox.Literal)


def matches_oracle(triples: list[Triple]) -> None:
    closure, oracle = reason(triples), Naive(triples)
    assert everything(closure) == {t for t in oracle.triples if is_rdf(t)} - {ONLY_OVER_LITERALS}
    assert {finding.rule for finding in closure.inconsistencies} == oracle.false


@thorough
@given(ontologies())
def test_closure_and_contradictions_are_those_of_the_tables(triples: list[Triple]) -> None:
    matches_oracle(triples)


@thorough
@given(ontologies(NUMBERS))
def test_the_same_with_typed_literals(triples: list[Triple]) -> None:
    matches_oracle(triples)


def is_comparable(triple: Triple) -> bool:
    """Leaves out what owlrl adds of its own about built-in terms (such as disjointness of datatypes), and reflexive
    schema triples: of a cycle of two classes owlrl does not conclude that each is below itself."""
    subject, predicate, obj = triple
    built_in = any(isinstance(t, ox.NamedNode) and t.value.startswith("http://www.w3.org/") for t in (subject, obj))
    return not built_in and (subject != obj or predicate == owl("sameAs"))


@settings(parent=thorough, max_examples=max(5, EXAMPLES // 3))
@given(ontologies(most=8))
def test_closure_is_owlrls(triples: list[Triple]) -> None:
    """Over instances and user's schema; owlrl's known errors (prp-adp, dt-diff) concern contradictions alone."""
    ours, theirs = reason(triples), reason(triples, engine="owlrl")
    assert {t for t in ours.all if is_comparable(t)} == {t for t in theirs.all if is_comparable(t)}


@thorough
@given(ontologies(NUMBERS), st.integers(0, 2**32), st.integers(1, 4))
def test_adding_in_any_order_gives_the_same(triples: list[Triple], seed: int, parts: int) -> None:
    shuffled = triples.copy()
    random.Random(seed).shuffle(shuffled)
    closure = reason(shuffled[::parts])
    for start in range(1, parts):
        closure.add(shuffled[start::parts])
    whole = reason(triples)
    assert closure.all == whole.all
    assert findings(closure) == findings(whole)


@thorough
@given(ontologies(NUMBERS), st.data())
def test_deleting_equals_a_rebuild(triples: list[Triple], data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.sampled_from(triples), min_size=1, max_size=4, unique=True))
    closure = reason(triples)
    closure.remove(gone)
    rebuilt = reason([triple for triple in triples if triple not in gone])
    assert closure.all == rebuilt.all
    assert findings(closure) == findings(rebuilt)


@thorough
@given(ontologies(), st.data())
def test_deleting_data_one_by_one_equals_a_rebuild(triples: list[Triple], data: st.DataObject) -> None:
    """Deletes only statements about things, which takes the way without a rebuild."""
    of_things = [t for t in triples if t[1] not in (owl("sameAs"), owl("differentFrom")) and "#" not in str(t)]
    left, closure = list(triples), reason(triples)
    for triple in data.draw(st.permutations(of_things))[:3]:
        left.remove(triple)
        closure.remove([triple])
        assert closure.all == reason(left).all


@thorough
@given(ontologies(NUMBERS))
def test_a_fork_does_not_change_its_origin(triples: list[Triple]) -> None:
    half = len(triples) // 2
    closure = reason(triples[:half])
    before, found = closure.all, findings(closure)
    fork = closure.fork()
    fork.add(triples[half:])
    assert fork.all == reason(triples).all
    assert (closure.all, findings(closure)) == (before, found)


def findings(closure: Closure) -> list[tuple[str, tuple[Triple, ...]]]:
    """Contradictions by rule and what they rest on; of equal terms either may be named."""
    return sorted({(finding.rule, ()) for finding in closure.inconsistencies})


@thorough
@given(ontologies(NUMBERS))
def test_every_step_of_every_proof_is_a_rule_instance(triples: list[Triple]) -> None:
    closure = reason(triples)
    asserted = set(triples)
    for triple in closure.all:
        proof = closure.explain(triple)
        assert proof is not None, triple
        assert proof.triple == triple
        check_steps(proof, asserted)
    for finding in closure.inconsistencies:
        assert concludes(finding.rule, list(finding.triples), None), finding
        assert [proof.triple for proof in finding.proofs] == list(finding.triples)
        for proof in finding.proofs:
            check_steps(proof, asserted)


def check_steps(proof: object, asserted: set[Triple]) -> None:
    from kgtool.reasoning import Proof

    assert isinstance(proof, Proof)
    for node in proof.nodes():
        if node.asserted:
            assert node.triple in asserted, node.triple
        assert is_rule_instance(node), (node.rule, node.triple, [premise.triple for premise in node.premises])


@settings(parent=thorough, max_examples=max(5, EXAMPLES // 3))
@given(ontologies(most=6))
def test_explanations_are_minimal_and_the_first_is_the_shortest(triples: list[Triple]) -> None:
    closure = reason(triples)
    for triple in closure.inferred[:5]:
        shortest, found = closure.explain(triple), list(closure.explanations(triple, limit=50))
        assert shortest is not None and found
        assert found[0].size == shortest.size
        supports = [proof.support() for proof in found]
        assert not any(one < other for one in supports for other in supports)
        for proof in found:
            check_steps(proof, set(triples))
            assert triple in reason(proof.support())


@pytest.mark.parametrize(
    "text",
    [
        ":A owl:intersectionOf ( :A ) . :a owl:sameAs :A .",
        ":A owl:unionOf ( :A :a ) . :a owl:sameAs :A .",
        "[ a owl:AllDifferent ; owl:members ( :a :b :A ) ] . :a owl:sameAs :A .",
        ":A owl:oneOf ( :a :b ) . :a owl:sameAs :A . :b owl:sameAs :a .",
    ],
)
def test_members_of_lists_that_equal_what_the_list_is_of(text: str) -> None:
    closure = reason_text(PREFIXES + text + " :x :p :x .")
    asserted = set(closure.asserted_triples())
    for triple in closure.all:
        check_steps(closure.explain(triple), asserted)
    for finding in closure.inconsistencies:
        assert concludes(finding.rule, list(finding.triples), None), finding
