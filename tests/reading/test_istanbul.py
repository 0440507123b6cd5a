"""What the project's own article says, and what it must not be made to say."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.reading.read_articles import Read

SECOND = '?round kg:ordinal 2 ; a kg:NegotiationRound ; kg:date "2025-06-02"^^xsd:date'
FIRST = '?round a kg:NegotiationRound ; kg:date "2025-05-16"^^xsd:date'
SPIDERWEB = '?operation kg:codename "Operation Spiderweb"'


@pytest.fixture(scope="module")
def talks(article: Callable[[str], Read]) -> Read:
    return article("istanbul-talks")


@pytest.mark.parametrize(
    "pattern",
    [
        f"{SECOND} ; kg:place id:Istanbul",
        f"{SECOND} ; kg:venue ?v . ?v rdfs:label 'Çırağan Palace'@en ; kg:origin ?era . FILTER(CONTAINS(?era, 'Ottoman'))",
        f"{SECOND} ; kg:chairedBy id:Hakan_Fidan",
        f"{SECOND} ; kg:duration ?d . ?d kg:value 1.0 ; kg:unit 'hour' ; kg:comparator kg:About ; kg:durationValue ?iso",
        f"{SECOND} ; kg:outcomeText ?text . FILTER(CONTAINS(?text, 'not yield any concrete results'))",
        f"{FIRST} ; kg:place id:Istanbul ; kg:duration ?d . ?d kg:maximum 2.0 ; kg:comparator kg:LessThan",
        "?d kg:ledBy id:Rustem_Umerov ; kg:delegationOf id:Ukraine",
        "?d kg:ledBy id:Vladimir_Medinsky ; kg:delegationOf id:Russia",
        "id:Rustem_Umerov kg:holds ?o . ?o kg:title 'Defense Minister' ; kg:asOf '2025-06-03'^^xsd:date",
        "id:Vladimir_Medinsky kg:holds ?o . ?o kg:title 'presidential adviser'",
        "id:Hakan_Fidan kg:holds ?o . ?o kg:title 'Foreign Minister' ; kg:officeOf id:Turkey",
        "id:Volodymyr_Zelenskyy kg:holds ?o . ?o kg:title 'President' ; kg:officeOf id:Ukraine",
        "id:Vasyl_Maliuk kg:holds ?o . ?o kg:title 'head' ; kg:officeOf id:SBU",
        "?d kg:delegationOf id:Russia ; kg:size ?s . ?s kg:comparator kg:MoreThan ; kg:minimum 10.0",
        "?d kg:delegationOf id:Ukraine ; kg:size ?s . ?s kg:comparator kg:MoreThan ; kg:minimum 10.0",
        "?who kg:attire ?what . FILTER(CONTAINS(?what, 'uniforms'))",
        "?e kg:agreedBy id:Russia, id:Ukraine ; kg:agreedOn ?x . ?x a kg:PrisonerExchange ; kg:mode kg:Agreed",
        f"{SPIDERWEB} ; kg:conductedBy id:Ukraine ; kg:target ?bases . ?bases a kg:AirBase",
        f"{SPIDERWEB} ; kg:figure ?f . ?f kg:value 5.0 ; kg:countedClass kg:AirBase",
        "?e kg:conductedBy id:Russia ; kg:time ?t ; kg:figure ?f . ?f kg:value 472.0 ; kg:measure kg:Launched . "
        "?t kg:earliest '2025-06-01'^^xsd:date",
        "?e kg:significance ?text . FILTER(CONTAINS(?text, 'new high'))",
        "?e kg:conductedBy id:Russia_One ; kg:content ?text . FILTER(CONTAINS(?text, 'one-minute'))",
        "id:Edward_Lucas kg:holds ?o . ?o kg:title 'senior research fellow' ; kg:officeOf id:CEPA",
        "?j kg:speaker id:Edward_Lucas ; kg:describedAs ?text . FILTER(CONTAINS(?text, 'turning point'))",
        "?j kg:speaker id:Edward_Lucas ; kg:describedAs ?text . FILTER(CONTAINS(?text, 'most audacious blow'))",
        "?j kg:speaker ?p ; kg:describedAs ?text . ?p rdfs:label 'Phillips O’Brien'@en . FILTER(CONTAINS(?text, 'major blow'))",
        f"?j kg:speaker id:Volodymyr_Zelenskyy ; kg:topic ?operation ; kg:describedAs ?text . {SPIDERWEB} . "
        "FILTER(CONTAINS(?text, 'spectacular action'))",
        f"?j kg:speaker id:Vasyl_Maliuk ; kg:topic ?operation ; kg:describedAs ?text . {SPIDERWEB} . "
        "FILTER(CONTAINS(?text, 'serious blow'))",
        "?e kg:speaker id:Volodymyr_Zelenskyy ; kg:content ?text . FILTER(CONTAINS(?text, 'stricter sanctions'))",
        "?f kg:measure kg:Length ; kg:value 1000.0 ; kg:unit 'km'",
        "?f kg:measure kg:Killed ; kg:value 3.0 ; kg:ofPlace id:Kherson_region ; kg:ofEvent ?e . ?e a kg:Shelling",
        "?f kg:measure kg:Injured ; kg:value 19.0 ; kg:ofPlace id:Kherson_region",
        "?part kg:value 2.0 ; kg:counts 'children'@en ; kg:partOf ?f . ?f kg:measure kg:Injured ; kg:value 19.0",
        "?f kg:measure kg:Killed ; kg:value 5.0 ; kg:ofPlace ?p . ?p kg:locatedIn id:Zaporizhzhia",
        "?f kg:measure kg:Injured ; kg:value 9.0 ; kg:ofPlace ?p . ?p kg:locatedIn id:Zaporizhzhia",
    ],
)
def test_narrates(talks: Read, pattern: str) -> None:
    assert talks.says(pattern)


@pytest.mark.parametrize(
    ("who", "triple"),
    [
        ("id:SBU", "?f kg:value 41.0"),
        ("id:SBU", "?f kg:measure kg:DestroyedOrDamaged"),
        ("id:SBU", "?f kg:value 34.0"),
        ("id:SBU", "?f kg:value 7000000000.0"),
        ("id:Ukrainian_Air_Force", "?f kg:value 80.0"),
        ("id:Ukrainian_Air_Force", "?f kg:value 52.0"),
        ("id:Russia_defense_ministry", "?f kg:value 162.0"),
        ("id:Russia_defense_ministry", "?f kg:ofPlace id:Crimea"),
        ("id:Volodymyr_Zelenskyy", "?x a kg:DocumentExchange"),
        ("id:Volodymyr_Zelenskyy", "?f kg:measure kg:Preparation"),
    ],
)
def test_claims_stay_claims(talks: Read, who: str, triple: str) -> None:
    assert talks.claims(who, triple)


class TestTraps:
    def test_the_weekday_agrees_with_the_year(self, talks: Read) -> None:
        assert talks.rows(f"{SECOND}", "?round") and not talks.says("?f kg:date '2014-06-02'^^xsd:date")

    def test_bombers_are_one_figure(self, talks: Read) -> None:
        assert len(talks.rows("?f kg:value 41.0", "?f")) == 1

    def test_kinds_named_by_including_are_kept_as_claimed(self, talks: Read) -> None:
        assert talks.claims("id:SBU", "?f kg:includes id:Tu-95")
        assert talks.says("?f kg:value 41.0 ; kg:includes ?kind . ?kind a kg:EarlyWarningAircraft")

    def test_drones_of_different_nights_have_different_scopes(self, talks: Read) -> None:
        spans = talks.rows("?f kg:measure kg:Launched ; kg:value ?v ; kg:ofTime ?t . ?t kg:earliest ?d", "?v ?t")
        assert len({time for _, time in spans}) == 2

    def test_drones_the_other_way_are_another_sides(self, talks: Read) -> None:
        assert talks.says("?f kg:value 162.0 ; kg:ofSide id:Ukraine")

    def test_one_length_in_two_units(self, talks: Read) -> None:
        assert len(talks.rows("?f kg:measure kg:Length", "?f")) == 1

    def test_nobody_says_whose_crimea_is(self, talks: Read) -> None:
        assert not talks.says("id:Crimea kg:locatedIn ?whole")

    def test_the_president_spoke_in_vilnius(self, talks: Read) -> None:
        assert talks.says("?s kg:speaker id:Volodymyr_Zelenskyy ; kg:place id:Vilnius")
        assert not talks.says(f"{SECOND} ; kg:place id:Vilnius")

    def test_the_new_round_of_may_is_the_earlier_one(self, talks: Read) -> None:
        rounds = {
            row[0] for row in talks.rows("?round a kg:NegotiationRound ; kg:date ?d ; kg:mode kg:Happened", "?round")
        }
        assert len(rounds) == 2

    def test_documents_pass_through_the_turkish_side(self, talks: Read) -> None:
        assert talks.says("?x a kg:DocumentExchange ; kg:participant id:Russia, id:Ukraine ; kg:through id:Turkey")

    def test_the_planned_exchange_did_not_happen(self, talks: Read) -> None:
        modes = {row[0] for row in talks.rows("?x a kg:PrisonerExchange ; kg:mode ?mode", "?mode")}
        assert modes and not any(mode.endswith("Happened") for mode in modes)
