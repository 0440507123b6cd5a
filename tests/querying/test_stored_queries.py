"""The stored queries on a small graph made by hand (``tests/data/harbour``, an invented article)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kgtool.querying import Labels, Limits, QueryWorker, load_queries, load_query, run_stored
from kgtool.store import LocalStore, Table, open_store

ROOT = Path(__file__).parents[2]
GRAPH = ROOT / "tests" / "data" / "harbour" / "graph"
SEED = ROOT / "tests" / "data" / "harbour" / "seeds" / "harbour-talks.md"
ARMY = "Norland Army"
MINISTRY = "Sudland Defence Ministry"

EXPECTED: dict[str, list[dict[str, str]]] = {
    "delegation-leaders": [
        {"party": "Norland", "leader": "Carl Dane", "office": "trade minister", "event": "second round", "claimer": ""},
        {"party": "Sudland", "leader": "Eva Falk", "office": "presidential adviser", "event": "second round"},
    ],
    "delegation-members": [
        {"party": "Norland", "member": "Carl Dane", "office": "trade minister"},
        {"party": "Sudland", "member": "Eva Falk", "office": "presidential adviser"},
        {"party": "Norland", "member": "", "size": "six"},
        {"party": "Sudland", "member": "", "attire": "in uniform"},
        {"party": "Sudland", "member": "Gil Hart"},
    ],
    "meetings": [
        {
            "meeting": "second round",
            "round": "2",
            "date": "2031-03-04",
            "venue": "Old Mill",
            "city": "Port Amber",
            "country": "Eastmark",
            "duration": "about two hours",
            "chair": "Ada Brook",
            "outcome": "exchange of prisoners; ended without a breakthrough",
            "mode": "happened",
            "articles": "1",
        },
    ],
    "participants": [
        {"event": "second round", "participant": "Norland", "part": "participant", "quote": ""},
        {"event": "second round", "participant": "Sudland", "part": "participant"},
        {"event": "Operation Lantern", "participant": "Norland", "part": "conducted by", "claimer": ARMY},
        {"event": "second round", "participant": "Ada Brook", "part": "chaired by", "claimer": ""},
        {"event": "exchange of prisoners", "participant": "Norland", "part": "participant"},
        {"event": "exchange of prisoners", "participant": "Sudland", "part": "participant"},
        {"participant": "Ada Brook", "part": "speaker"},
    ],
    "mediators": [
        {"mediator": "Ada Brook", "part": "chaired by", "event": "second round", "office": "foreign minister"}
    ],
    "agreements": [
        {"agreement": "exchange of prisoners", "type": "prisoner exchange", "mode": "agreed", "actor": "Norland"},
        {"agreement": "exchange of prisoners", "mode": "agreed", "actor": "Sudland"},
    ],
    "operations": [
        {"codename": "Operation Lantern", "conductor": "Norland", "target": "Sudland drones", "claimer": ARMY},
    ],
    "attacks": [
        {"attack": "shelling of Reedham", "type": "shelling", "date": "2031-03-02", "instrument": "artillery"},
        {"attack": "shelling of Fenwick", "target": "Fenwick", "place": "Fenwick", "claimer": ""},
    ],
    "casualties": [
        {"measure": "injured", "value": "2", "counts": "children", "partOf": "7 people", "place": "Reedham"},
        {"measure": "injured", "value": "7", "counts": "people", "date": "2031-03-02"},
        {"measure": "killed", "value": "3", "event": "shelling of Reedham"},
        {"measure": "killed", "value": "8", "place": "Fenwick"},
    ],
    "figures": [
        {"measure": "destroyed", "value": "12", "of": "Sudland", "from": "2031-03-03", "claimer": ARMY},
        {"measure": "destroyed", "value": "5", "counts": "drones", "claimer": MINISTRY},
        {"measure": "duration", "comparator": "about", "value": "2", "unit": "h", "event": "second round"},
        {"measure": "injured", "value": "7"},
        {"measure": "injured", "value": "2", "partOf": "7 people"},
        {"measure": "killed", "value": "3"},
        {"measure": "killed", "value": "8"},
        {"measure": "size", "value": "6"},
    ],
    "conflicting-figures": [
        {"verdict": "conflict", "figure1": "12", "claimer1": ARMY, "figure2": "5", "claimer2": MINISTRY, "reason": ""},
        {"verdict": "scopes differ", "reason": "event, place", "figure1": "3", "figure2": "8"},
    ],
    "equipment": [
        {"equipment": "artillery", "said": "instrument", "of": "shelling of Reedham", "claimer": ""},
        {"equipment": "Sudland drones", "type": "drone", "said": "target", "claimer": ARMY},
    ],
    "claims": [
        {"claimer": ARMY, "cue": "According to", "stance": "said"},
        {"claimer": MINISTRY, "cue": "said", "through": "Example Gazette"},
    ],
    "quotations": [
        {"speaker": "Ada Brook", "office": "foreign minister", "words": "a small step", "topic": "second round"},
    ],
    "offices": [
        {"person": "Ada Brook", "office": "foreign minister", "of": "Eastmark", "status": "current"},
        {"person": "Carl Dane", "office": "trade minister", "asOf": "2031-03-05"},
        {"person": "Eva Falk", "office": "presidential adviser"},
    ],
    "sources": [
        {"claimer": ARMY, "part": "claims", "claims": "2", "articles": "1"},
        {"claimer": "Example Gazette", "part": "reports what others claim", "claims": "1"},
        {"claimer": MINISTRY, "claims": "1"},
    ],
    "timeline": [
        {"date": "2031-03-02", "event": "shelling of Reedham", "type": "shelling", "place": "Reedham"},
        {"date": "2031-03-03", "event": "Operation Lantern", "claimer": ARMY},
        {"date": "2031-03-03", "event": "shelling of Fenwick", "claimer": ""},
        {"date": "2031-03-04", "event": "second round", "place": "Old Mill", "mode": "happened"},
    ],
    "places": [
        {"place": "Fenwick", "event": "shelling of Fenwick", "city": "Fenwick"},
        {"place": "Reedham", "type": "city", "latitude": "52.1", "longitude": "1.5"},
        {"place": "Old Mill", "type": "venue", "event": "second round", "city": "Port Amber", "country": "Eastmark"},
    ],
    "inferred": [
        {"subject": "Carl Dane", "predicate": "speaks for", "object": "Norland", "claimer": ""},
        {"subject": "Norland's delegation", "predicate": "has member", "object": "Carl Dane"},
        {"subject": "second round", "predicate": "participant", "object": "Norland"},
        {"subject": "second round", "predicate": "participant", "object": "Sudland"},
        {"subject": "Operation Lantern", "predicate": "participant", "object": "Norland", "claimer": ARMY},
    ],
}
VALUES = {"evidence": {"thing": "Carl Dane"}}


@cache
def store() -> LocalStore:
    return open_store(GRAPH, ROOT / "ontology", cache=False)


def rows_of(name: str, values: dict[str, str] | None = None) -> list[dict[str, str]]:
    result = run_stored(load_query(ROOT / "queries", name), store(), values)
    assert isinstance(result, Table)
    labels = Labels(store())
    return [dict(zip(result.columns, map(labels.display, row), strict=True)) for row in result.rows]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_query_answers_what_the_example_says(name: str) -> None:
    rows, expected = rows_of(name), EXPECTED[name]
    assert len(rows) == len(expected), rows
    for wanted in expected:
        assert any(wanted.items() <= row.items() for row in rows), (wanted, rows)


def test_every_stored_query_is_tested_here() -> None:
    assert {query.name for query in load_queries(ROOT / "queries")} == {*EXPECTED, "evidence"}


def test_evidence_has_every_statement_about_a_thing_with_its_quote() -> None:
    rows = rows_of("evidence", {"thing": "Dane"})
    leader = next(row for row in rows if row["predicate"] == "led by")
    assert leader["subject"] == "Norland's delegation"
    assert leader["quote"] == "Norland's delegation of six was led by trade minister Carl Dane"
    assert {row["predicate"] for row in rows} == {"led by", "holds", "rdf:type", "rdfs:label"}


@pytest.mark.parametrize("who", [MINISTRY, "sdm", "id:Sudland_Defence_Ministry"])
def test_claims_of_one_claimer_by_name_acronym_or_iri(who: str) -> None:
    assert [row["claimer"] for row in rows_of("claims", {"who": who})] == [MINISTRY]


def test_other_parameters_narrow_the_answer() -> None:
    assert {row["measure"] for row in rows_of("figures", {"measure": "killed"})} == {"killed"}
    assert len(rows_of("timeline", {"since": "2031-03-03", "before": "2031-03-04"})) == 2
    assert {row["event"] for row in rows_of("participants", {"event": "Operation Lantern"})} == {"Operation Lantern"}
    assert all("Carl Dane" in row.values() for row in rows_of("inferred", {"about": "Carl Dane"}))


@pytest.mark.parametrize("query", load_queries(ROOT / "queries"), ids=lambda query: query.name)
def test_each_query_is_described_shows_claimer_and_quote_and_quotes_the_article(query: object) -> None:
    from kgtool.querying import StoredQuery

    assert isinstance(query, StoredQuery)
    assert query.description
    assert len(query.questions) >= 3
    rows = rows_of(query.name, VALUES.get(query.name))
    columns = set(rows[0])
    assert columns & {"claimer", "claimer1"}
    assert columns & {"quote", "quote1"} or query.name == "inferred"
    text = SEED.read_text(encoding="utf-8")
    for row in rows:
        assert all(piece in text for piece in row.get("quote", "").split(" … "))


def test_stored_queries_are_sparql_to_the_guard_too() -> None:
    with QueryWorker(GRAPH, ROOT / "ontology", Limits(seconds=60)) as worker:
        for query in load_queries(ROOT / "queries"):
            result = worker.query(query.text)
            assert isinstance(result, Table)
