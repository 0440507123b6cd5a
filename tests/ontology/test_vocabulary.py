"""The vocabulary as objects."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgtool.errors import DataError
from kgtool.ontology import Vocabulary
from kgtool.terms import KG, RDFS, XSD

ONTOLOGY = Path(__file__).parents[2] / "ontology"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load(ONTOLOGY)


def test_a_round_is_a_meeting_and_an_event(vocabulary: Vocabulary) -> None:
    assert vocabulary.superclasses(KG + "NegotiationRound") == {
        KG + n for n in ("NegotiationRound", "Meeting", "Event")
    }
    assert vocabulary.is_subclass(KG + "NegotiationRound", KG + "Event")
    assert not vocabulary.is_subclass(KG + "Event", KG + "NegotiationRound")
    assert KG + "DroneAttack" in vocabulary.subclasses(KG + "Attack")
    assert KG + "Meeting" not in vocabulary.subclasses(KG + "Attack")


def test_a_leader_is_a_person_who_leads_a_delegation_or_organisation(vocabulary: Vocabulary) -> None:
    led_by = vocabulary.properties[KG + "ledBy"]
    assert (led_by.domains, led_by.ranges) == ((KG + "Delegation", KG + "Organization"), (KG + "Person",))
    assert led_by.domain_axioms == (KG + "Actor",)
    assert (led_by.label, led_by.kind, led_by.inverses) == ("led by", "object", (KG + "leads",))
    assert KG + "hasMember" in vocabulary.superproperties(KG + "ledBy")
    assert KG + "ledBy" in vocabulary.subproperties(KG + "hasMember")


def test_hints_say_what_is_usual_and_axioms_what_is_inferred(vocabulary: Vocabulary) -> None:
    date = vocabulary.properties[KG + "date"]
    assert (date.ranges, date.range_axioms) == ((XSD + "date",), ())
    target = vocabulary.properties[KG + "target"]
    assert KG + "Place" in target.ranges and target.range_axioms == ()
    assert target.domain_axioms == (KG + "Event",)
    assert vocabulary.properties[KG + "codename"].ranges == (RDFS + "Literal",)


def test_an_early_warning_aircraft_is_no_bomber(vocabulary: Vocabulary) -> None:
    assert vocabulary.are_disjoint(KG + "Bomber", KG + "EarlyWarningAircraft")
    assert vocabulary.are_disjoint(KG + "Summit", KG + "DroneAttack")
    assert not vocabulary.are_disjoint(KG + "State", KG + "Country")
    assert not vocabulary.are_disjoint(KG + "Bomber", KG + "Aircraft")


def test_measures_know_what_covers_them(vocabulary: Vocabulary) -> None:
    killed = vocabulary.individuals[KG + "Killed"]
    assert killed.classes == (KG + "Measure",)
    assert killed.broader == (KG + "KilledOrInjured",)


def test_each_kind_of_name_has_a_class(vocabulary: Vocabulary) -> None:
    kinds = {kind: vocabulary.class_of_name(kind) for kind in ("PER", "ORG", "NORP", "LOC", "FAC", "WEAPON", "EVENT")}
    assert kinds["PER"] == KG + "Person" and kinds["FAC"] == KG + "Venue"
    assert None not in kinds.values()
    assert vocabulary.class_of_name("MONEY") is None


def test_labels_fall_back_on_the_name(vocabulary: Vocabulary) -> None:
    assert vocabulary.label(KG + "AirBase") == "air base"
    assert vocabulary.label("https://w3id.org/kgtool/id/Some_Thing") == "Some Thing"
    assert KG + "AirBase" in vocabulary and KG + "AirBasis" not in vocabulary


def test_circles_of_classes_and_properties_do_not_hang(tmp_path: Path) -> None:
    (tmp_path / "circle.ttl").write_text(
        f"@prefix : <{KG}> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <{RDFS}> .\n"
        ":A a owl:Class ; rdfs:subClassOf :B . :B a owl:Class ; rdfs:subClassOf :A .\n"
        ":p a owl:ObjectProperty ; rdfs:subPropertyOf :q . :q a owl:ObjectProperty ; rdfs:subPropertyOf :p ;"
        " rdfs:domain :A .\n"
    )
    vocabulary = Vocabulary.load(tmp_path)
    assert vocabulary.superclasses(KG + "A") == {KG + "A", KG + "B"}
    assert vocabulary.properties[KG + "p"].domains == (KG + "A",)


def test_a_folder_without_ontology_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        Vocabulary.load(tmp_path)
