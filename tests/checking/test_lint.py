"""Lint of the rooms: each check has an example that fails, and our own rooms pass."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from kgtool.checking import Finding, Level, check, check_rooms
from kgtool.terms import ID, KG, KGL, LEX, LEXINFO, ONTOLEX, OWL, RDFS, SKOS

ROOT = Path(__file__).parents[2]
HEAD = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in {"kg": KG, "kgl": KGL, "lex": LEX, "lexinfo": LEXINFO, "ontolex": ONTOLEX, "owl": OWL,
                      "rdfs": RDFS, "skos": SKOS, "id": ID}.items()
)  # fmt: skip
VOCABULARY = """
kg:Person a owl:Class ; rdfs:label "person" ; skos:definition "A human being." .
kg:ledBy a owl:ObjectProperty ; rdfs:range kg:Person ; rdfs:label "led by" ; skos:definition "The head." .
"""
QUERY = '#+ title: "Leaders"\n#+ questions: ["Who led it?"]\nSELECT ?p WHERE {\n  ?d kg:ledBy ?p\n}\n'


@dataclass
class Rooms:
    root: Path

    @property
    def ontology(self) -> Path:
        return self.root / "ontology"

    @property
    def queries(self) -> Path:
        return self.root / "queries"

    @property
    def graph(self) -> Path:
        return self.root / "graph"

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((HEAD if path.endswith(".ttl") else "") + text, encoding="utf-8")

    def lint(self) -> list[Finding]:
        return check_rooms(self.ontology, self.queries)


@pytest.fixture
def rooms(tmp_path: Path) -> Rooms:
    rooms = Rooms(tmp_path)
    rooms.write("ontology/kgtool.ttl", VOCABULARY)
    rooms.write("queries/leaders.rq", QUERY)
    return rooms


def test_small_rooms_that_are_right_have_no_findings(rooms: Rooms) -> None:
    assert rooms.lint() == []


CASES = [
    ("ontology/more.ttl", "kg:A a owl:Class ; skos:definition \"A thing.\" .", "no-label"),
    ("ontology/more.ttl", "kg:A a owl:Class ; rdfs:label \"a\" .", "no-definition"),
    ("ontology/more.ttl", 'kg:A a owl:Class ; rdfs:label "a" ; skos:definition "A." ; '
     "rdfs:subClassOf [ owl:unionOf ( kg:Person ) ] .", "outside-owl-2-rl"),
    ("ontology/more.ttl", "kg:ledBy rdfs:domain kg:Delegation .", "unknown-term"),
    ("ontology/more.ttl", "kg:A a ;", "broken-file"),
    ("ontology/entities/a.ttl", "id:Nobody a kg:Person .", "entity-without-label"),
    ("ontology/entities/a.ttl", "id:Nobody a kg:Persn ; rdfs:label \"Nobody\" .", "unknown-term"),
    ("ontology/entities/a.ttl", "id:Nobody a kg:Person ; rdfs:label \"Nobody .", "broken-file"),
    ("ontology/lexicon/a.ttl", "lex:head a ontolex:LexicalEntry ; ontolex:sense lex:heading .", "dangling-entry"),
    ("ontology/lexicon/a.ttl", "lex:head a ontolex:LexicalEntry ; ontolex:denotes kg:Head .", "unknown-term"),
    ("ontology/lexicon/a.ttl", "lex:head a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:noun .", "silent-entry"),
    ("queries/a.rq", "SELECT ?p WHERE { ?d kg:ledBy ?p }", "query-header"),
    ("queries/a.rq", QUERY.replace("?p\n}", "?p"), "query-syntax"),
    ("queries/a.rq", QUERY.replace("kg:ledBy", "kg:leadBy"), "unknown-term"),
    ("queries/a.rq", QUERY.replace('#+ questions: ["Who led it?"]\n', ""), "query-without-questions"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "code"), CASES, ids=[f"{c[2]}-{i}" for i, c in enumerate(CASES)])
def test_a_check_finds_its_example(rooms: Rooms, path: str, text: str, code: str) -> None:
    rooms.write(path, text)
    (found,) = rooms.lint()
    assert found.code == code
    assert found.path == str(rooms.root / path)
    assert found.line is not None and found.hint


def test_the_line_and_the_nearest_term_are_named(rooms: Rooms) -> None:
    rooms.write("queries/leaders.rq", QUERY.replace("kg:ledBy", "kg:leadBy"))
    (found,) = rooms.lint()
    assert found.line == 4
    assert found.hint == "Did you mean kg:ledBy?"


def test_terms_in_comments_and_strings_of_a_query_are_no_terms(rooms: Rooms) -> None:
    rooms.write("queries/leaders.rq", QUERY.replace("?p\n}", '?p FILTER("kg:nothing" != "") # kg:nothing\n}'))
    assert rooms.lint() == []


def test_a_project_without_graph_is_told_so(rooms: Rooms) -> None:
    report = check(rooms)
    assert [f.code for f in report.findings] == ["no-graph"]
    assert report.exit_status == 0


def test_a_broken_graph_is_a_finding(rooms: Rooms) -> None:
    rooms.write("graph/a.trig", "<a> {")
    report = check(rooms)
    assert [f.code for f in report.findings] == ["broken-file"]
    assert report.exit_status == 1


def test_our_own_ontology_and_lexicon_have_no_errors(tmp_path: Path) -> None:
    rooms = Rooms(tmp_path)
    shutil.copytree(ROOT / "ontology", rooms.ontology)
    assert [f for f in rooms.lint() if f.level is Level.ERROR] == []


def test_every_code_is_documented() -> None:
    documented = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "kgtool" / "checking").glob("*.py"))
    codes = {code for _, _, code in CASES} | set(re.findall(r'Level\.\w+,\s+"([\w-]+)"', source))
    assert len(codes) >= 12
    assert [code for code in sorted(codes) if f"`{code}`" not in documented] == []
