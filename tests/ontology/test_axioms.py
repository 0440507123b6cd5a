"""What each axiom adds to the seed article's graph, or guards it from."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kgtool.ontology.rooms import vocabulary_files
from kgtool.ontology.turtle import read_turtle
from kgtool.reasoning import Closure, reason
from kgtool.terms import PREFIXES

ONTOLOGY = Path(__file__).parents[2] / "ontology"
HEAD = (
    "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + "@prefix d: <http://example.org/> .\n"
)
SCHEMA = [quad.triple for quad in read_turtle(vocabulary_files(ONTOLOGY))]


def closure(statements: str) -> Closure:
    return reason(triples(statements), SCHEMA)


def triples(statements: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(f"{HEAD}{statements}", format=ox.RdfFormat.TURTLE)]


TALKS = """
    d:ukrainian a kg:Delegation ; kg:delegationOf id:Ukraine ; kg:ledBy id:Rustem_Umerov ; kg:attends d:second .
    d:second a kg:NegotiationRound ; kg:venue d:palace ; kg:previousRound d:first ; kg:process d:talks .
    d:palace kg:locatedIn id:Istanbul . id:Istanbul kg:locatedIn id:Turkey .
    d:attack a kg:DroneAttack ; kg:partOfOperation d:spiderweb . d:spiderweb kg:conductedBy id:Ukraine .
    d:first kg:figure d:hours . id:Rustem_Umerov kg:holds d:minister . id:Kyiv kg:capitalOf id:Ukraine .
    id:SBU kg:basedIn id:Kyiv . d:counterattack kg:inResponseTo d:attack . d:attack kg:after d:invasion .
"""


@pytest.mark.parametrize(
    "conclusion",
    [
        "d:ukrainian kg:hasMember id:Rustem_Umerov",  # the leader is a member
        "id:Rustem_Umerov kg:speaksFor id:Ukraine",  # and speaks for the party
        "id:Rustem_Umerov kg:represents id:Ukraine",
        "d:second kg:participant id:Ukraine",  # whose delegation attends takes part
        "d:second kg:participant d:ukrainian",
        "d:second kg:place id:Istanbul",  # a venue in a city in a country
        "d:second kg:place id:Turkey",
        "d:attack kg:conductedBy id:Ukraine",  # part of an operation
        "d:first kg:process d:talks",  # rounds that follow each other belong to one negotiation
        "d:second kg:partOf d:talks",
        "d:first kg:nextRound d:second",
        "d:hours kg:ofEvent d:first",
        "d:minister kg:holder id:Rustem_Umerov",
        "id:Kyiv kg:locatedIn id:Ukraine",
        "id:SBU kg:basedIn id:Ukraine",
        "d:counterattack kg:after d:invasion",
        "d:invasion kg:before d:counterattack",
        "id:Rustem_Umerov a kg:Person",  # the range of ledBy
        "d:first a kg:Event",
    ],
)
def test_an_axiom_fires_on_the_talks(conclusion: str) -> None:
    (triple,) = triples(f"{conclusion} .")
    assert triple not in triples(TALKS)
    assert (triple.subject, triple.predicate, triple.object) in closure(TALKS)


@pytest.mark.parametrize(
    "conclusion",
    [
        "d:talks kg:conductedBy id:Ukraine",
        "d:spiderweb kg:partOf d:attack",
        "id:Turkey kg:participant id:Ukraine",
        "d:second kg:participant id:Turkey",  # the place of a meeting takes no part in it
        "id:Istanbul kg:capitalOf id:Turkey",
    ],
)
def test_nothing_follows_that_should_not(conclusion: str) -> None:
    (triple,) = triples(f"{conclusion} .")
    assert (triple.subject, triple.predicate, triple.object) not in closure(TALKS)


def test_two_second_rounds_of_one_negotiation_are_one() -> None:
    found = closure(
        "d:a a kg:NegotiationRound ; kg:process d:talks ; kg:roundNumber 2 . "
        "d:b a kg:NegotiationRound ; kg:process d:talks ; kg:roundNumber 2 . "
        "d:c a kg:NegotiationRound ; kg:process d:talks ; kg:roundNumber 1 ."
    )
    same = ox.NamedNode("http://www.w3.org/2002/07/owl#sameAs")
    a, b, c = (ox.NamedNode(f"http://example.org/{name}") for name in "abc")
    assert (a, same, b) in found
    assert (a, same, c) not in found


@pytest.mark.parametrize(
    "statements",
    [
        "d:x a kg:Person , kg:Organization .",
        "d:x a kg:City ; kg:affiliation id:Ukraine .",  # the domain of affiliation
        "d:delegation kg:ledBy id:Turkey . id:Turkey a kg:State .",
        "d:talks kg:venue id:Istanbul . id:Istanbul a kg:City .",
        "d:x a kg:Meeting , kg:DroneAttack .",
        "id:A-50 a kg:EarlyWarningAircraft , kg:Bomber .",
        "d:a kg:previousRound d:a .",
        "d:a kg:previousRound d:b . d:b kg:previousRound d:a .",
        "d:x a kg:Figure , kg:Claim .",
    ],
)
def test_an_axiom_guards_against(statements: str) -> None:
    assert closure(statements).inconsistencies


def test_what_may_be_is_no_contradiction() -> None:
    assert not closure(
        "id:Russia a kg:State , kg:Country . d:talks kg:venue d:airport . d:airport a kg:Airport ."
    ).inconsistencies
