"""Input that is broken, endless or far too large: no crash, no hang, no wrong triple."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pyoxigraph as ox
import pytest

from kgtool.errors import LimitExceeded
from kgtool.reasoning import Closure, reason, reason_arrays, reason_text
from kgtool.reasoning.terms import NUMBER, Terms
from kgtool.terms import OWL, RDFS
from tests.reasoning.ontologies import ex, owl
from tests.reasoning.rule_cases import PREFIXES


def closure_of(text: str) -> Closure:
    return reason_text(PREFIXES + text)


CYCLES = [
    "_:l rdf:first :A ; rdf:rest _:l .",
    "_:l rdf:first :A ; rdf:rest _:m . _:m rdf:first :B ; rdf:rest _:l .",
    "_:l rdf:first :A .",
    "_:l rdf:rest rdf:nil .",
    "",
    "_:l rdf:first :A ; rdf:rest 'no list' .",
]


@pytest.mark.parametrize("broken", CYCLES)
@pytest.mark.parametrize("use", ["intersectionOf", "unionOf", "oneOf", "hasKey", "propertyChainAxiom", "members"])
def test_broken_and_cyclic_lists_conclude_nothing(broken: str, use: str) -> None:
    closure = closure_of(f"{broken} :C owl:{use} _:l . :C a owl:AllDifferent . :a a :A , :B , :C ; :A :b .")
    assert not closure.inferred
    assert not closure.inconsistencies


def test_a_cyclic_list_with_a_way_out_has_its_plain_reading() -> None:
    closure = closure_of("_:l rdf:first :A ; rdf:rest _:l , rdf:nil . :C owl:unionOf _:l . :a a :A .")
    assert closure.inferred == [(ex("a"), ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ex("C"))]


def test_a_list_that_branches_everywhere_ends() -> None:
    nodes = (
        "".join(f"_:n{i} rdf:first :A{i} , :B{i} ; rdf:rest _:n{i + 1} , _:n{i + 2} . " for i in range(60))
        + "_:n60 rdf:first :Z ; rdf:rest rdf:nil . _:n61 rdf:first :Z ; rdf:rest rdf:nil ."
    )
    start = time.process_time()
    closure = closure_of(nodes + ":C owl:intersectionOf _:n0 . :a a :C .")
    assert time.process_time() - start < 20
    assert all(
        str(triple[2]).startswith(("<http://example.org/A", "<http://example.org/B", "<http://example.org/Z"))
        for triple in closure.inferred
    )


@pytest.mark.parametrize(
    "broken",
    [
        ":C rdfs:subClassOf [ a owl:Restriction ] .",
        ":C rdfs:subClassOf [ owl:onProperty :p ] .",
        ":C rdfs:subClassOf [ owl:someValuesFrom :D ] .",
        ":C rdfs:subClassOf [ owl:onProperty 'p' ; owl:allValuesFrom :D ] .",
        ":C rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 'many' ] .",
        ":C rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality -1 ] .",
        ":C rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 2 ] .",
        ":C rdfs:subClassOf [ owl:onProperty :p ; owl:minCardinality 1 ] .",
        ":C rdfs:subClassOf [ owl:onProperty :p ; owl:hasSelf true ] .",
        ":p rdfs:domain 'a string' .",
        ":p rdfs:subPropertyOf 'a string' .",
        ":p owl:inverseOf _:q .",
        ":p a owl:ReflexiveProperty .",
    ],
)
def test_what_is_no_owl_2_rl_concludes_nothing_about_data(broken: str) -> None:
    closure = closure_of(f"{broken} :D rdfs:subClassOf :E . :a a :C ; :p :b . :d a :D .")
    about_a = [t for t in closure.inferred if t[0] == ex("a") and isinstance(t[2], ox.NamedNode)]
    assert not about_a
    assert ex("E") in [triple[2] for triple in closure.inferred]  # the rest is reasoned over


def test_literals_as_subjects_stay_inside() -> None:
    closure = closure_of(":p rdfs:range :C . :p owl:inverseOf :q . :C rdfs:subClassOf :D . :a :p 'word' .")
    assert not [triple for triple in closure.all if isinstance(triple[0], ox.Literal)]
    assert (ox.Literal("word"), ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ex("D")) in closure
    assert (ox.Literal("word"), ex("q"), ex("a")) in closure


def test_data_about_the_vocabulary_itself() -> None:
    closure = closure_of(
        "rdf:type owl:sameAs rdfs:label . owl:sameAs rdfs:subPropertyOf :near . rdf:type rdfs:subPropertyOf :is . "
        "rdfs:subClassOf a owl:SymmetricProperty . owl:Thing rdfs:subClassOf :Any . :A rdfs:subClassOf :B . :a a :A ."
    )
    assert (ex("a"), ex("near"), ex("a")) in closure
    assert (ex("a"), ex("is"), ex("A")) in closure
    assert (ex("B"), ox.NamedNode(RDFS + "subClassOf"), ex("A")) in closure
    assert (ex("a"), ox.NamedNode(RDFS + "label"), ex("A")) not in closure  # two built-in terms are not united


def numbered(count: int, terms: Terms) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([terms.number(ex(f"t{i}")) for i in range(count)], np.int64)


def rows(subjects: object, predicate: int, objects: object) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return np.stack(np.broadcast_arrays(np.asarray(subjects), predicate, np.asarray(objects)), axis=1)


@pytest.mark.parametrize("shape", ["chain", "star", "random"])
def test_a_million_same_as(shape: str) -> None:
    terms = Terms()
    things = numbered(200_000, terms)
    links = np.random.default_rng(7).integers(0, len(things), 1_000_000)
    one = things[links[:-1]] if shape == "random" else things[:-1]
    other = {"chain": things[1:], "star": np.full(len(things) - 1, things[0]), "random": things[links[1:]]}[shape]
    related, root = terms.number(ex("p")), int(things[0])
    start = time.process_time()
    closure = reason_arrays(
        terms, np.concatenate((rows(one, NUMBER[OWL + "sameAs"], other), rows([root], related, [root])))
    )
    assert time.process_time() - start < 20
    assert (ex("t1"), ex("p"), ex("t3")) in closure
    assert (ex("t1"), owl("sameAs"), ex("t199998")) in closure
    with pytest.raises(LimitExceeded, match="written out"):
        _ = closure.inferred


def test_a_limit_stops_with_a_clear_message() -> None:
    chain = [(ex(f"n{i}"), ex("p"), ex(f"n{i + 1}")) for i in range(300)]
    transitive = (ex("p"), ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), owl("TransitiveProperty"))
    assert len(reason([*chain, transitive]).inferred) == 300 * 299 // 2
    with pytest.raises(LimitExceeded, match="1,000"):
        reason([*chain, transitive], limit=1000)
    everything = [(ex("p"), ox.NamedNode(RDFS + "domain"), ex("C"))]
    with pytest.raises(LimitExceeded):
        reason([*chain, *everything], limit=100)


def test_stress_within_a_second_each() -> None:
    """A transitive chain of 2,000, a clique of 200 that are the same, a taxonomy of 5,000 classes."""
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    terms = Terms()
    nodes = numbered(5001, terms)
    transitive = [[terms.number(ex("p")), NUMBER[str(kind)[1:-1]], NUMBER[OWL + "TransitiveProperty"]]]
    chain = np.concatenate((rows(nodes[:2000], terms.number(ex("p")), nodes[1:2001]), transitive))
    ones, others = np.meshgrid(nodes[:200], nodes[:200])
    clique = rows(ones[ones != others], NUMBER[OWL + "sameAs"], others[ones != others])
    parents = nodes[np.maximum(np.arange(5001) - 1, 0) // 3]
    taxonomy = np.concatenate(
        (
            rows(nodes[1:], NUMBER[RDFS + "subClassOf"], parents[1:]),
            rows(nodes, NUMBER[str(kind)[1:-1]], NUMBER[OWL + "Class"]),
            rows([terms.number(ex("x"))], NUMBER[str(kind)[1:-1]], [nodes[-1]]),
        )
    )
    seconds, sizes = [], []
    for data in (chain, clique, taxonomy):
        start = time.process_time()
        closure = reason_arrays(terms, data)
        seconds.append(time.process_time() - start)
        sizes.append(len(closure.rows()))
    assert sizes[0] == 2000 * 1999 // 2
    assert sizes[1] == 0
    depth = 0
    place = 5000
    while place:
        place, depth = (place - 1) // 3, depth + 1
    assert sizes[2] == depth
    assert max(seconds) < 3, seconds  # a second on a quiet machine; tests share theirs


def test_deep_and_cyclic_taxonomies_end() -> None:
    ring = [(ex(f"C{i}"), ox.NamedNode(RDFS + "subClassOf"), ex(f"C{(i + 1) % 300}")) for i in range(300)]
    closure = reason([*ring, (ex("a"), ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ex("C0"))])
    assert len(closure.inferred) == 299
    equivalent = owl("equivalentClass")
    assert all((one[0], equivalent, other[0]) in closure for one, other in pairwise(ring))


def test_a_long_chain_is_explained_without_running_out_of_stack() -> None:
    chain = [(ex(f"n{i}"), ex("p"), ex(f"n{i + 1}")) for i in range(1500)]
    transitive = (ex("p"), ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), owl("TransitiveProperty"))
    proof = reason([*chain, transitive]).explain((ex("n0"), ex("p"), ex("n1500")))
    assert proof is not None and proof.size == 1499
    assert proof.support() == {*chain, transitive}


def test_a_closure_is_unchanged_by_an_addition_that_is_too_much() -> None:
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    closure = reason([(ex("p"), kind, owl("TransitiveProperty")), (ex("a"), ex("p"), ex("b"))], limit=1000)
    before = closure.all
    with pytest.raises(LimitExceeded):
        closure.add([(ex(f"n{i}"), ex("p"), ex(f"n{i + 1}")) for i in range(300)])
    assert closure.all == before
    closure.add([(ex("b"), ex("p"), ex("c"))])
    assert closure.inferred == [(ex("a"), ex("p"), ex("c"))]


@pytest.mark.parametrize("form", [ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE])
def test_terms_of_many_megabytes(form: ox.RdfFormat) -> None:
    long = "point " * 1_500_000
    texts = [long, long + "end", "end" + long]
    start = time.process_time()
    closure = reason_text("".join(f'<http://e/a> <http://e/p> "{text}" .\n' for text in (*texts, long)), form)
    assert time.process_time() - start < 5
    assert {o.value for _, _, o in closure.asserted_triples() if isinstance(o, ox.Literal)} == set(texts)
