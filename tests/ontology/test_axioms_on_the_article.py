"""Axiom by axiom: what each adds to the graph of the project's own article, or guards it from.

An axiom *fires* where something inferred from the article rests on it. It *guards* where a statement about things of
the article that it forbids is found out, with the axiom among the reasons. The few that do neither have nothing to say
on this article, and are shown to work on things made up.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgtool.project import Project
from kgtool.reasoning import Closure, infer_by_claimer, reason
from kgtool.reasoning.proof import Triple
from kgtool.store import LocalStore, open_store
from kgtool.terms import KG, RDF
from kgtool.voices import Voices
from tests.ontology.axioms import Axiom, Scene, axioms

ROOT = Path(__file__).parents[2]
CAST = (
    "Person", "City", "NegotiationRound", "Figure", "Office", "TimeSpan", "State", "Delegation", "Venue",
    "DroneAttack", "Organization",
)  # fmt: skip
"""Of each of these classes one thing of the article stands in for its like."""


@cache
def voices() -> Voices:
    store = open_store(Project.at(ROOT).graph, ROOT / "ontology", cache=False)
    assert isinstance(store, LocalStore)
    return Voices.of(store)


@cache
def closure() -> Closure:
    return reason(voices().shared, voices().schema)


@cache
def reasons() -> frozenset[Triple]:
    """All statements on which something rests that is inferred from the article, or from what is claimed in it."""
    beforehand = set(reason(voices().known, voices().schema).inferred)
    found: set[Triple] = set()
    for triple in closure().inferred:
        if triple not in beforehand:
            found |= closure().support(triple)
    for added in infer_by_claimer(closure(), voices().claims).values():
        for proof in added.proofs.values():
            found |= proof.support()
    return frozenset(found)


@cache
def scene() -> Scene:
    mentioned = {statement[0] for statement in voices().narrated}
    classes: dict[ox.NamedNode, set[str]] = {}
    for subject, predicate, value in (*voices().shared, *closure().inferred):
        if predicate == ox.NamedNode(RDF + "type") and subject in mentioned and isinstance(value, ox.NamedNode):
            assert isinstance(subject, ox.NamedNode)
            classes.setdefault(subject, set()).add(value.value)
    cast: dict[ox.NamedNode, frozenset[str]] = {}
    for role in CAST:
        fitting = sorted((thing for thing in classes if KG + role in classes[thing] and thing not in cast), key=str)
        assert fitting, f"the article has no {role}"
        cast[fitting[0]] = frozenset(classes[fitting[0]])
    return Scene(cast, frozenset(voices().schema))


def guards(axiom: Axiom) -> bool:
    for collision in islice(scene().collisions(axiom), 2 * len(CAST)):
        world = closure().fork()
        world.add(collision)
        named = (finding.support() for finding in world.inconsistencies)
        if axiom.kind == "AllDisjointClasses":
            if any(finding.rule == "cax-adc" for finding in world.inconsistencies):
                return True
        elif any(axiom.triple in support for support in named):
            return True
    return False


def works(axiom: Axiom) -> bool:
    said, conclusion = scene().example(axiom)
    world = closure().fork()
    world.add(said)
    return conclusion in world and axiom.triple in set().union(*(p.support() for p in world.explanations(conclusion)))


@pytest.mark.parametrize("axiom", list(axioms(voices().schema)), ids=lambda axiom: axiom.name)
def test_the_axiom_fires_on_the_article_or_guards_it_or_is_shown_to_work(axiom: Axiom) -> None:
    assert axiom.triple in reasons() or guards(axiom) or works(axiom)


@pytest.mark.parametrize(
    "kind", ["subClassOf", "subPropertyOf", "inverseOf", "propertyChainAxiom", "TransitiveProperty"]
)
def test_without_an_axiom_something_is_lost(kind: str) -> None:
    """Here an axiom is taken away: of each kind the first few that fire, until one is missed (others may stand in)."""
    firing = [axiom for axiom in axioms(voices().schema) if axiom.kind == kind and axiom.triple in reasons()]
    assert firing
    everything = set(closure().inferred)
    for axiom in firing[:6]:
        poorer = reason(voices().shared, [triple for triple in voices().schema if triple != axiom.triple])
        if everything - set(poorer.inferred):
            return
    raise AssertionError(f"the article's graph is the same without each of {firing[:6]}")


def test_the_article_contradicts_no_axiom() -> None:
    assert not closure().inconsistencies


def test_few_axioms_say_nothing_of_the_article() -> None:
    idle = [axiom.name for axiom in axioms(voices().schema) if axiom.triple not in reasons() and not guards(axiom)]
    assert len(idle) <= 50, idle
