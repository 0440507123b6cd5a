"""Each check of a graph finds what it is for, quotes it, and leaves a sound graph alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kgtool.checking import Finding, Level, Report, check_graph
from tests.checking.claim_graphs import ONTOLOGY, graph

SOUND = (
    """doc:round2 a kg:NegotiationRound ; kg:date "2025-06-02"^^xsd:date ; kg:previousRound doc:round1 ;
           kg:venue doc:hall ; kg:mode kg:Happened .
       doc:round1 a kg:NegotiationRound ; kg:date "2025-05-16"^^xsd:date . doc:hall a kg:Venue .
       doc:team a kg:Delegation ; kg:delegationOf id:Ukraine ; kg:ledBy id:Rustem_Umerov .
       id:Rustem_Umerov a kg:Person ; kg:holds doc:post . doc:post a kg:Office ; kg:title "Defense Minister" .
       doc:monday a kg:TimeSpan ; kg:text "Monday, the 2nd of June" ; kg:weekday 1 ;
           kg:earliest "2025-06-02"^^xsd:date ; kg:latest "2025-06-02"^^xsd:date .
       doc:leap a kg:TimeSpan ; kg:text "Thursday" ;
           kg:earliest "2024-02-29"^^xsd:date ; kg:latest "2024-02-29"^^xsd:date .
       doc:hurt a kg:Figure ; kg:measure kg:Injured ; kg:value 19.0 ; kg:ofEvent doc:fire ; kg:figurePart doc:children .
       doc:children a kg:Figure ; kg:measure kg:Injured ; kg:value 2.0 ; kg:ofEvent doc:fire ; kg:partOf doc:hurt .
       doc:least a kg:Figure ; kg:measure kg:Killed ; kg:value 3.0 ; kg:comparator kg:AtLeast ; kg:ofEvent doc:fire .
       doc:more a kg:Figure ; kg:measure kg:Killed ; kg:value 5.0 ; kg:ofEvent doc:fire .
       doc:range a kg:Figure ; kg:measure kg:Killed ; kg:minimum 300000.0 ; kg:maximum 600000.0 .
       doc:planes a kg:Figure ; kg:measure kg:Destroyed ; kg:value 9.0 ;
           kg:countedClass kg:Bomber ; kg:includes id:Tu-95 .
       doc:fire a kg:Shelling ; kg:conductedBy id:Russia ; kg:target id:Ukraine ."""
)  # fmt: skip

UNSOUND = {
    "counted-class": "doc:x a kg:Figure ; kg:measure kg:Destroyed ; kg:value 41.0 ; kg:countedClass kg:Bomber ; "
    "kg:includes id:Tu-95 , id:A-50 .",
    "part-exceeds-whole": "doc:x a kg:Figure ; kg:measure kg:Injured ; kg:value 20.0 ; kg:partOf doc:whole . "
    "doc:whole a kg:Figure ; kg:measure kg:Injured ; kg:value 19.0 .",
    "figures-differ": "doc:x a kg:Figure ; kg:measure kg:Killed ; kg:value 192.0 ; kg:ofEvent doc:battle . "
    "doc:y a kg:Figure ; kg:measure kg:Killed ; kg:value 200.0 ; kg:ofEvent doc:battle . doc:battle a kg:Battle .",
    "figure-measure": "doc:x a kg:Figure ; kg:value 3.0 .",
    "figure-value": "doc:x a kg:Figure ; kg:measure kg:Killed .",
    "figure-range": "doc:x a kg:Figure ; kg:measure kg:Killed ; kg:minimum 6.0 ; kg:maximum 3.0 .",
    "leader-person": "doc:x a kg:Delegation ; kg:delegationOf id:Turkey ; kg:ledBy doc:whom .",
    "delegation-party": "doc:x a kg:Delegation .",
    "office-title": "doc:x a kg:Office .",
    "earliest-latest": 'doc:x a kg:TimeSpan ; kg:earliest "2025-06-03"^^xsd:date ; kg:latest "2025-06-02"^^xsd:date .',
    "weekday": 'doc:x a kg:TimeSpan ; kg:text "Tuesday, the 2nd of June" ; kg:earliest "2025-06-02"^^xsd:date ; '
    'kg:latest "2025-06-02"^^xsd:date .',
    "round-without-date": "doc:x a kg:NegotiationRound .",
    "begin-finish": 'doc:x a kg:Event ; kg:beginDate "2025-06-03"^^xsd:date ; kg:finishDate "2025-06-02"^^xsd:date .',
    "round-order": 'doc:x a kg:NegotiationRound ; kg:date "2025-05-16"^^xsd:date ; kg:previousRound doc:later . '
    'doc:later a kg:NegotiationRound ; kg:date "2025-06-02"^^xsd:date .',
    "mode-conflict": "doc:x a kg:Attack ; kg:mode kg:Happened , kg:Negated .",
    "own-target": "doc:x a kg:Attack ; kg:conductedBy id:Russia ; kg:target id:Russia .",
    "third-party-chair": 'doc:x a kg:NegotiationRound ; kg:date "2025-06-02"^^xsd:date ; kg:chairedBy doc:chair . '
    "doc:chair kg:holds doc:post2 . doc:post2 kg:officeOf id:Turkey . "
    "doc:team2 kg:attends doc:x ; kg:delegationOf id:Ukraine .",
}


SHOWN = {"weekday": "Tuesday, the 2nd of June: "}
"""What is named by its words and not by its IRI."""


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    """Every unsound example, each about a thing of its own, in one graph."""
    claims = [("id:SBU", re.sub(r"\bdoc:(\w+)", rf"doc:\1-{code}", statements)) for code, statements in UNSOUND.items()]
    return check_graph(graph(*claims), ONTOLOGY)


@pytest.mark.parametrize("code", UNSOUND)
def test_a_check_finds_its_example(findings: list[Finding], code: str) -> None:
    (found,) = [f for f in findings if f.code == code and SHOWN.get(code, f"x-{code}") in f.message]
    assert found.hint
    number = list(UNSOUND).index(code) + 1
    assert f"quote {number}" in [evidence.quote for evidence in found.evidence]
    assert {evidence.claimed_by for evidence in found.evidence} == {"Security Service of Ukraine"}


def test_the_a_50_is_named_with_both_classes(findings: list[Finding]) -> None:
    (found,) = [f for f in findings if f.code == "counted-class"]
    assert found.level is Level.WARNING
    assert all(words in found.message for words in ("A-50", "bomber", "early warning aircraft"))
    assert "Tu-95" not in found.message


def test_a_sound_graph_has_no_findings() -> None:
    assert check_graph(graph(("doc", SOUND)), ONTOLOGY) == []


def test_what_two_claimers_say_is_no_conflict_of_modes() -> None:
    store = graph(("id:SBU", "doc:x a kg:Attack ; kg:mode kg:Happened ."), ("id:Russia", "doc:x kg:mode kg:Negated ."))
    assert check_graph(store, ONTOLOGY) == []


def test_a_claim_without_quote_or_place_is_an_error() -> None:
    extra = "<https://w3id.org/kgtool/id/istanbul/claim/9> a kg:Claim ; kg:start 7 ; kg:end 3 .\n"
    found = {f.code for f in check_graph(graph(extra=extra), ONTOLOGY) if f.level is Level.ERROR}
    assert found == {"claim-quote", "claim-start", "claim-document", "claim-claimer"}


def test_a_contradiction_in_the_articles_voice_is_an_error_with_both_quotes() -> None:
    store = graph(("doc", "doc:talks a kg:Meeting ."), ("doc", "doc:talks a kg:DroneAttack ; kg:mode kg:Happened ."))
    (found,) = check_graph(store, ONTOLOGY)
    assert (found.level, found.code) == (Level.ERROR, "contradiction")
    assert [evidence.quote for evidence in found.evidence] == ["quote 1", "quote 2"]
    assert "cax-adc" in found.message


def test_a_contradiction_in_claims_is_the_claimers_own() -> None:
    store = graph(("doc", "doc:talks a kg:Meeting ."), ("id:SBU", "doc:talks a kg:DroneAttack ."))
    (found,) = check_graph(store, ONTOLOGY)
    assert (found.level, found.code) == (Level.WARNING, "contradiction-in-claims")
    assert "Security Service of Ukraine" in found.message
    claims_apart = graph(("id:Russia", "doc:talks a kg:Meeting ."), ("id:SBU", "doc:talks a kg:DroneAttack ."))
    assert check_graph(claims_apart, ONTOLOGY) == []


def test_the_report_is_sorted_and_says_how_it_ends(findings: list[Finding]) -> None:
    report = Report.of([*findings, *findings])
    assert len(report.findings) == len(set(findings))
    assert [f.level for f in report.findings] == sorted(f.level for f in report.findings)
    assert report.exit_status == 1
    assert "counted-class" in report.as_text() and '"quote 1"' in report.as_text()
    assert Report.of([f for f in findings if f.level is not Level.ERROR]).exit_status == 0


def test_every_code_of_the_shapes_is_documented(findings: list[Finding]) -> None:
    documented = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    named = set(
        re.findall(r"^shape:([\w-]+) a sh:", (ONTOLOGY / "shapes.ttl").read_text(encoding="utf-8"), re.MULTILINE)
    )
    groups = {"claim", "sentence", "figure", "delegation", "time-order", "event-order"}
    assert len(named - groups) > 20
    assert [code for code in sorted(named - groups) if f"`{code}`" not in documented] == []
