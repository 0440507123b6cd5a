"""What was only planned, agreed, demanded or denied must not leave facts behind that sound as if it had happened."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kgtool.project import Project
from kgtool.reasoning import reason
from kgtool.store import LocalStore, open_store
from kgtool.terms import KG, RDF
from kgtool.voices import Voices

ROOT = Path(__file__).parents[2]
MODE, HAPPENED = ox.NamedNode(KG + "mode"), ox.NamedNode(KG + "Happened")


def article() -> LocalStore:
    return open_store(Project.at(ROOT).graph, ROOT / "ontology", cache=False)


def test_nothing_about_other_things_rests_on_an_event_that_did_not_happen() -> None:
    """Its own participants and places are inferred, as its mode stands beside them; nothing beyond."""
    voices = Voices.of(article())
    told = [*voices.narrated, *(statement for claims in voices.claims.values() for statement in claims)]
    unreal = {subject for subject, predicate, value in told if predicate == MODE and value != HAPPENED}
    assert len(unreal) > 2
    closure = reason([*voices.known, *told], voices.schema)
    looked_at = 0
    for triple in closure.inferred:
        subject, predicate, value = triple
        if {subject, value} & unreal or predicate == ox.NamedNode(RDF + "type"):
            continue
        looked_at += 1
        behind = {term for leaf in closure.support(triple) for term in (leaf[0], leaf[2])}
        assert not behind & unreal, triple
    assert looked_at > 50


def test_what_somebody_denies_is_not_among_what_they_hold() -> None:
    said, denied, who = (ox.NamedNode(f"http://example.org/{name}") for name in ("said", "denied", "who"))
    event, place = ox.NamedNode("http://example.org/event"), ox.NamedNode(KG + "place")
    here, there = ox.NamedNode("http://example.org/here"), ox.NamedNode("http://example.org/there")
    quads = [ox.Quad(event, place, here, said), ox.Quad(event, place, there, denied)]
    for claim, stance in ((said, "Said"), (denied, "Denied")):
        quads += [
            ox.Quad(claim, ox.NamedNode(RDF + "type"), ox.NamedNode(KG + "Claim")),
            ox.Quad(claim, ox.NamedNode(KG + "claimedBy"), who),
            ox.Quad(claim, ox.NamedNode(KG + "stance"), ox.NamedNode(KG + stance)),
        ]
    assert Voices.of(LocalStore.of(quads)).claims == {who.value: [(event, place, here)]}
