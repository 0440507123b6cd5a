"""Other readers agree with our files, and every term says what it means."""

from __future__ import annotations

from pathlib import Path

import owlready2
import pyoxigraph as ox
import pytest
import rdflib

from kgtool.checking.profile import outside_profile
from kgtool.errors import DataError
from kgtool.ontology import Vocabulary
from kgtool.ontology.rooms import alignment_files, entity_files, shape_files, vocabulary_files
from kgtool.ontology.turtle import read_turtle
from kgtool.terms import ID, KG

ONTOLOGY = Path(__file__).parents[2] / "ontology"
FILES = [
    *vocabulary_files(ONTOLOGY),
    *shape_files(ONTOLOGY),
    *alignment_files(ONTOLOGY),
    *entity_files(ONTOLOGY),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rdflib_and_oxigraph_read_the_same_statements(path: Path) -> None:
    ours = set(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert len(rdflib.Graph().parse(path)) == len(ours) > 5


def test_owlready2_loads_the_ontology_with_the_known_entities(tmp_path: Path) -> None:
    quads = list(read_turtle([*vocabulary_files(ONTOLOGY), *entity_files(ONTOLOGY)]))
    file = tmp_path / "all.nt"
    file.write_bytes(ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.N_TRIPLES) or b"")
    world = owlready2.World()
    ontology = world.get_ontology(file.as_uri()).load()
    vocabulary = Vocabulary.load(ONTOLOGY)
    assert {c.iri for c in ontology.classes() if c.iri.startswith(KG)} == set(vocabulary.classes)
    bomber = world[KG + "Bomber"]
    assert world[ID + "Tu-95"] in bomber.instances()
    assert bomber in world[KG + "Equipment"].descendants()


def test_every_term_has_one_label_and_one_definition() -> None:
    found: dict[tuple[str, str], int] = {}
    for quad in read_turtle(vocabulary_files(ONTOLOGY)):
        if isinstance(quad.subject, ox.NamedNode):
            key = (quad.subject.value, quad.predicate.value.rsplit("#", 1)[-1])
            found[key] = found.get(key, 0) + 1
    vocabulary = Vocabulary.load(ONTOLOGY)
    terms = [
        iri for iri in (*vocabulary.classes, *vocabulary.properties, *vocabulary.individuals) if iri.startswith(KG)
    ]
    assert len(terms) > 250
    wrong = [iri for iri in terms for name in ("label", "definition") if found.get((iri, name)) != 1]
    assert wrong == []


def test_the_ontology_is_owl_2_rl() -> None:
    assert outside_profile(read_turtle(vocabulary_files(ONTOLOGY))) == []


@pytest.mark.parametrize(
    ("axiom", "reason"),
    [
        (
            "kg:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kg:p ; owl:someValuesFrom kg:B ]",
            "some values from",
        ),
        ("kg:A rdfs:subClassOf [ owl:unionOf ( kg:B kg:C ) ]", "union"),
        (
            "[ a owl:Restriction ; owl:onProperty kg:p ; owl:allValuesFrom kg:B ] rdfs:subClassOf kg:A",
            "all values from",
        ),
        ("kg:A rdfs:subClassOf [ owl:onProperty kg:p ; owl:maxCardinality 2 ]", "maximum cardinality above 1"),
        ("kg:A owl:disjointUnionOf ( kg:B kg:C )", "disjoint union"),
        ("kg:p a owl:ReflexiveProperty", "reflexive"),
        ("kg:p a owl:DatatypeProperty ; rdfs:range xsd:double", "datatype"),
        ("kg:p a owl:DatatypeProperty ; rdfs:range xsd:date", "datatype"),
    ],
)
def test_an_axiom_outside_the_profile_is_found(axiom: str, reason: str) -> None:
    prefixes = {"kg": KG, "owl": "http://www.w3.org/2002/07/owl#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
                "xsd": "http://www.w3.org/2001/XMLSchema#"}  # fmt: skip
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    found = outside_profile(ox.parse(f"{head}{axiom} .", format=ox.RdfFormat.TURTLE))
    assert [why for _, why in found if reason in why]


def test_broken_turtle_names_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text("@prefix kg: <http://example.org/> .\nkg:a kg:b kg:c .\nkg:a kg:b ;;; oops\n")
    with pytest.raises(DataError) as caught:
        list(read_turtle([file]))
    assert caught.value.path == file
    assert caught.value.line == 3


def test_no_person_is_known_beforehand() -> None:
    people = [quad for quad in read_turtle(entity_files(ONTOLOGY)) if str(quad.object) == f"<{KG}Person>"]
    assert people == []


def test_nothing_says_whose_the_disputed_places_are() -> None:
    disputed = {ID + name for name in ("Crimea", "Golan_Heights", "Kashmir", "West_Bank", "Jerusalem", "Sevastopol")}
    states = {str(quad.subject) for quad in read_turtle(entity_files(ONTOLOGY)) if str(quad.object) == f"<{KG}State>"}
    placed = [
        quad
        for quad in read_turtle(entity_files(ONTOLOGY))
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value in disputed
        and quad.predicate.value in (KG + "locatedIn", KG + "capitalOf") and str(quad.object) in states
    ]  # fmt: skip
    assert len(states) >= 195
    assert placed == []


def test_no_entry_of_the_lexicon_is_described_twice() -> None:
    forms: dict[str, int] = {}
    places: dict[str, set[Path]] = {}
    for path in sorted((ONTOLOGY / "lexicon").rglob("*.ttl")):
        for quad in read_turtle([path]):
            if isinstance(quad.subject, ox.NamedNode):
                places.setdefault(quad.subject.value, set()).add(path)
                if quad.predicate.value.endswith("#canonicalForm"):
                    forms[quad.subject.value] = forms.get(quad.subject.value, 0) + 1
    assert len(forms) > 1000
    assert sorted(iri for iri, count in forms.items() if count > 1) == []
    assert sorted(iri for iri, files in places.items() if len(files) > 1) == []
