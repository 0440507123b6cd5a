"""Known things are found by the names that news gives them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgtool.ontology import Gazetteer, Vocabulary
from kgtool.ontology.names import key, keys_for, plain
from kgtool.terms import ID, KG

ONTOLOGY = Path(__file__).parents[2] / "ontology"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ONTOLOGY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Russia", "Russia"), ("the Russian Federation", "Russia"), ("U.S.", "United_States"), ("US", "United_States"),
        ("the United States", "United_States"), ("Türkiye", "Turkey"), ("TURKEY", "Turkey"), ("Kiev", "Kyiv"),
        ("SBU", "SBU"), ("Ukrainian Security Service", "SBU"), ("the Security Service of Ukraine", "SBU"),
        ("AP", "Associated_Press"), ("the Associated Press", "Associated_Press"), ("MİT", "MIT"),
        ("Russia One", "Russia_One"), ("St. Andrews University", "University_of_St_Andrews"),
        ("Center for European Policy Analysis", "CEPA"), ("Crimean Peninsula", "Crimea"), ("Tu-22M3", "Tu-22M3"),
        ("Cote d'Ivoire", "Ivory_Coast"), ("Côte d’Ivoire", "Ivory_Coast"), ("WHO", "World_Health_Organization"),
        ("Al-Shabaab", "Al-Shabaab"), ("al Shabaab", "Al-Shabaab"), ("Sao Paulo", "Sao_Paulo"),
        ("RSF", "Rapid_Support_Forces"),
    ],
)  # fmt: skip
def test_a_name_finds_its_thing(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert gazetteer.find(text)[0].iri == ID + name


@pytest.mark.parametrize("text", ["who", "us", "Us", "is", "it", "", "the", "Çırağan Palace", "Operation Spiderweb"])
def test_words_and_unknown_names_find_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == ()


def test_a_name_of_two_things_gives_both(gazetteer: Gazetteer) -> None:
    assert [entity.iri for entity in gazetteer.find("Tripoli")] == [ID + "Tripoli_Lebanon", ID + "Tripoli"]


@pytest.mark.parametrize(
    ("demonym", "state"),
    [("Ukrainian", "Ukraine"), ("Russians", "Russia"), ("Turkish", "Turkey"), ("Turks", "Turkey"),
     ("Dutch", "Netherlands"), ("French", "France"), ("Emirati", "United_Arab_Emirates"), ("Burmese", "Myanmar"),
     ("Poles", "Poland")],
)  # fmt: skip
def test_demonyms_lead_to_states(gazetteer: Gazetteer, demonym: str, state: str) -> None:
    found = gazetteer.state_of_demonym(demonym)
    assert found is not None and found.iri == ID + state


def test_a_demonym_of_a_region_is_of_no_state(gazetteer: Gazetteer) -> None:
    assert gazetteer.state_of_demonym("Tigrayan") is None
    assert [entity.iri for entity in gazetteer.find_demonym("Tigrayan")] == [ID + "Tigray"]


def test_a_capital_may_stand_for_its_state(gazetteer: Gazetteer) -> None:
    moscow, paris = gazetteer.state_of_capital("Moscow"), gazetteer.state_of_capital("Geneva")
    assert moscow is not None and moscow.iri == ID + "Russia"
    assert paris is None
    pretoria = gazetteer.capital_of(ID + "South_Africa")
    assert pretoria is not None and pretoria.label == "Pretoria"


def test_things_know_their_state_unless_it_is_disputed(gazetteer: Gazetteer) -> None:
    states = {
        name: gazetteer.entities[ID + name].state for name in ("Istanbul", "SBU", "Ukraine", "Crimea", "Golan_Heights")
    }
    assert states == {"Istanbul": ID + "Turkey", "SBU": ID + "Ukraine", "Ukraine": ID + "Ukraine", "Crimea": None,
                      "Golan_Heights": None}  # fmt: skip


def test_the_breadth_of_what_is_known(gazetteer: Gazetteer) -> None:
    vocabulary = Vocabulary.load(ONTOLOGY)
    entities = gazetteer.entities.values()

    def count(name: str) -> int:
        return sum(any(vocabulary.is_subclass(cls, KG + name) for cls in entity.classes) for entity in entities)

    assert count("State") >= 195 and count("City") >= 250 and count("Organization") >= 200 and count("Equipment") >= 120
    assert all(entity.demonyms for entity in entities if KG + "State" in entity.classes
               if entity.iri not in (ID + "Republic_of_the_Congo", ID + "Dominica"))  # fmt: skip
    assert all(cls in vocabulary.classes for entity in entities for cls in entity.classes)


def test_no_thing_is_of_two_classes_that_share_nothing(gazetteer: Gazetteer) -> None:
    vocabulary = Vocabulary.load(ONTOLOGY)
    both = [
        entity.iri
        for entity in gazetteer.entities.values()
        for one in entity.classes
        for other in entity.classes
        if vocabulary.are_disjoint(one, other)
    ]
    assert both == []


def test_every_name_finds_the_thing_that_has_it(gazetteer: Gazetteer) -> None:
    lost = [
        (entity.iri, name)
        for entity in gazetteer.entities.values()
        for name in (entity.label, *entity.aliases)
        if entity not in gazetteer.find(name)
    ]
    assert lost == []


@given(st.text())
def test_a_name_is_found_under_its_own_key(name: str) -> None:
    assert key(name) in keys_for(name)
    assert plain(plain(name)) in (plain(name), plain(plain(name)))


def test_acronyms_keep_their_case() -> None:
    assert key("WHO") == "=WHO" and key("Who") == "who" and key("UKRAINE!") == "ukraine!"
