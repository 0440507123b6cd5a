"""Which rounds of talks in two articles are one: joins that must be made, and joins that must not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgtool.building.gathering import gather
from kgtool.building.inferring import infer
from kgtool.building.joining import Join, find_joins
from kgtool.explaining import explain
from kgtool.store import LocalStore, ontology_sources, quads_of
from kgtool.terms import ID, KG, OWL

ONTOLOGY = Path(__file__).parents[2] / "ontology"
SAME = ox.NamedNode(OWL + "sameAs")


@dataclass(frozen=True)
class Told:
    """What an invented article tells of one round of talks; dates are ``first/last``."""

    parties: str = "Russia Ukraine"
    number: int = 0
    date: str = ""
    place: str = ""
    who: str = ""
    """Who claims it; empty: the article itself."""


def article(name: str, *rounds: Told) -> str:
    """An article's graph as TriG: one negotiation with its rounds."""
    parts = []
    for number, told in enumerate(rounds, 1):
        one, talks, claim = f"<{name}/event/{number}>", f"<{name}/negotiation/1>", f"<{name}/claim/1.{number}>"
        says = [f"{one} a kg:NegotiationRound ; kg:process {talks} . {talks} a kg:Negotiation ."]
        says += [f"{talks} kg:participant id:{party} ." for party in told.parties.split()]
        if told.number:
            says.append(f"{one} kg:roundNumber {told.number} .")
        if told.date:
            first, _, last = told.date.partition("/")
            span = f"<{name}/time/{number}>"
            says.append(f'{one} kg:time {span} . {span} kg:earliest "{first}"^^xsd:date .')
            says.append(f'{span} kg:latest "{last or first}"^^xsd:date .')
            if not last:
                says.append(f'{one} kg:date "{first}"^^xsd:date .')
        if told.place:
            says.append(f"{one} kg:place id:{told.place} .")
        parts.append(f"GRAPH {claim} {{ {' '.join(says)} }}")
        parts.append(
            f"{claim} a kg:{'Claim' if told.who else 'Narration'} ; kg:claimedBy id:{told.who or name} ; "
            f'kg:document id:{name} ; kg:start {number} ; kg:end {number + 1} ; kg:quote "round {number} of {name}" .'
        )
    return "\n".join(parts)


PREFIXES = (
    f"@base <{ID}> . @prefix id: <{ID}> . @prefix kg: <{KG}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
)


def quads_of_articles(*articles: str) -> list[ox.Quad]:
    return list(ox.parse(input=PREFIXES + "\n".join(articles), format=ox.RdfFormat.TRIG))


def rooms() -> list[ox.Quad]:
    return [quad for source in ontology_sources(ONTOLOGY) for quad in quads_of(source)]


def inferred(*articles: str) -> list[ox.Quad]:
    """What follows from articles, as the file that holds it says."""
    text = infer(gather(rooms(), [quads_of_articles(article) for article in articles])).text
    return list(ox.parse(input=text, format=ox.RdfFormat.TRIG))


def same_rounds(*articles: str) -> set[tuple[str, str]]:
    """The rounds that are found to be one, after reasoning."""
    pairs = ((str(quad.subject), str(quad.object)) for quad in inferred(*articles) if quad.predicate == SAME)
    return {(one[1:-1].removeprefix(ID), other[1:-1].removeprefix(ID)) for one, other in pairs if "/event/" in one}


def joins(*articles: str) -> list[Join]:
    return find_joins(gather(rooms(), [quads_of_articles(article) for article in articles]).talks)


SECOND = Told(number=2, date="2025-06-02", place="Istanbul")
FIRST = Told(date="2025-05-16", place="Istanbul")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(SECOND, SECOND, id="same number, day and place"),
        pytest.param(SECOND, Told(date="2025-06-02", place="Istanbul"), id="number told by one only"),
        pytest.param(SECOND, Told("Ukraine Russia", 2, "2025-06-02"), id="parties in another order, place told by one"),
        pytest.param(SECOND, Told(date="2025-06-02", place="Turkey"), id="the city and its country"),
        pytest.param(SECOND, Told(number=2, date="2025-06-01/2025-06-30"), id="same number, the month only"),
    ],
)
def test_one_round_in_two_articles_is_joined(one: Told, other: Told) -> None:
    assert same_rounds(article("a", one), article("b", other)) == {("b/event/1", "a/event/1")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(SECOND, Told("Russia United_States", 2, "2025-06-02", "Istanbul"), id="other parties"),
        pytest.param(SECOND, Told("Russia Turkey Ukraine", 2, "2025-06-02", "Istanbul"), id="one party more"),
        pytest.param(SECOND, Told(number=2, date="2022-03-03", place="Istanbul"), id="another year"),
        pytest.param(SECOND, Told(number=2, date="2025-06-03", place="Istanbul"), id="the next day"),
        pytest.param(SECOND, Told(number=2, date="2025-05-01/2025-05-31"), id="another month"),
        pytest.param(SECOND, Told(number=2, date="2025-01-01/2025-12-31"), id="only the year is told"),
        pytest.param(SECOND, Told(number=2, place="Istanbul"), id="no date"),
        pytest.param(SECOND, Told(number=3, date="2025-06-02", place="Istanbul"), id="another number on that day"),
        pytest.param(SECOND, Told(number=2, date="2025-06-02", place="Geneva"), id="another city on that day"),
        pytest.param(Told(date="2025-06-02"), Told(date="2025-06-02"), id="neither number nor place"),
        pytest.param(Told(place="Istanbul"), Told(place="Istanbul"), id="no number and no date"),
        pytest.param(FIRST, Told(date="2025-05-01/2025-05-31", place="Istanbul"), id="the place and the month only"),
        pytest.param(
            Told("Russia", 2, "2025-06-02", "Istanbul"), Told("Russia", 2, "2025-06-02", "Istanbul"), id="one"
        ),
        pytest.param(
            SECOND, Told(number=2, date="2025-06-02", place="Istanbul", who="Russia"), id="what somebody claims"
        ),
    ],
)
def test_two_rounds_stay_two(one: Told, other: Told) -> None:
    assert same_rounds(article("a", one), article("b", other)) == set()


def test_a_round_known_by_its_number_alone_is_joined_where_another_round_shows_that_the_talks_are_the_same() -> None:
    told = same_rounds(article("a", FIRST, SECOND), article("b", FIRST, Told(number=2)))
    assert told == {("b/event/1", "a/event/1"), ("b/event/2", "a/event/2")}


def test_talks_are_not_joined_by_one_round_where_another_contradicts() -> None:
    later = Told(number=2, date="2025-06-04", place="Istanbul")
    assert same_rounds(article("a", FIRST, SECOND), article("b", FIRST, later)) == set()


def test_a_third_article_cannot_join_two_that_contradict_each_other() -> None:
    elsewhere = Told(number=2, date="2025-06-02", place="Geneva")
    told = same_rounds(article("a", SECOND), article("b", elsewhere), article("c", Told(number=2, date="2025-06-02")))
    assert told == set()


def test_three_articles_are_all_said_to_be_the_same_as_the_first_and_nothing_is_copied() -> None:
    articles = [article(name, SECOND) for name in "abc"]
    assert same_rounds(*articles) == {("b/event/1", "a/event/1"), ("c/event/1", "a/event/1")}
    quads = inferred(*articles)
    talks = {str(quad.object) for quad in quads if quad.predicate.value == KG + "partOf"}
    assert len(talks) == 3, "each round is part of the negotiation as its own article speaks of it"


def test_a_join_is_explained_down_to_the_quotes_of_both_articles() -> None:
    articles = [article("a", SECOND), article("b", SECOND)]
    store = LocalStore.of([*rooms(), *quads_of_articles(*articles), *inferred(*articles)])
    one, other = ox.NamedNode(ID + "a/event/1"), ox.NamedNode(ID + "b/event/1")
    (reason,) = explain(store, (other, SAME, one))
    assert reason.rule == "prp-key"
    waiting, quotes, kept_in = [reason], set(), set()
    while waiting:
        step = waiting.pop()
        quotes |= {(quote.document, quote.text) for quote in step.quotes}
        kept_in.add(step.room)
        waiting += step.premises
    assert quotes == {("a", "round 1 of a"), ("b", "round 1 of b")}
    assert "the same parties, and rounds on which both articles agree" in kept_in


def test_the_same_joins_are_found_in_whatever_order_articles_come() -> None:
    articles = [article("a", FIRST, SECOND), article("b", SECOND), article("c", FIRST)]
    assert joins(*articles) == joins(*reversed(articles))
    assert {join.other for join in joins(*articles)} == {ID + "b/negotiation/1", ID + "c/negotiation/1"}
