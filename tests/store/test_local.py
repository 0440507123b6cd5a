"""The embedded store: what is loaded where, the merged default graph, broken files, and the on-disk cache."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kgtool.errors import DataError, LimitExceeded, StoreError, UsageError
from kgtool.store import LocalStore, Table, Triples, Truth, local, open_store, write_trig
from kgtool.store.keeping import kept
from kgtool.terms import BACKGROUND_GRAPH, ID, KG, ONTOLOGY_GRAPH


def statement(subject: str, graph: str) -> Quad:
    return Quad(NamedNode(ID + subject), NamedNode(KG + "ledBy"), NamedNode(ID + "Ada"), NamedNode(ID + graph))


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    write_trig([statement("d1", "a/claim/1.1"), statement("d1", "a/claim/2.1")], tmp_path / "graph" / "a.trig")
    for name, text in {
        "kgtool.ttl": "<urn:o> <urn:p> 1 .",
        "entities/states.ttl": "<urn:e> <urn:p> [] .",
        "entities-more.ttl": "<urn:f> <urn:p> [] .",
        "lexicon.ttl": "<urn:l> <urn:p> 1 .",
        "shapes.ttl": "<urn:s> <urn:p> 1 .",
    }.items():
        path = tmp_path / "ontology" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def rows(store: LocalStore, query: str) -> Table:
    result = store.query(query)
    assert isinstance(result, Table)
    return result


def test_each_file_goes_to_its_graph_and_lexicon_and_shapes_stay_out(rooms: Path) -> None:
    store = open_store(rooms / "graph", rooms / "ontology")
    assert store.graph_names() == {ID + "a/claim/1.1", ID + "a/claim/2.1", BACKGROUND_GRAPH, ONTOLOGY_GRAPH}
    assert len(rows(store, "SELECT * { GRAPH id:background { ?s ?p ?o } }")) == 2


def test_a_statement_of_two_claims_is_found_once_and_in_both(rooms: Path) -> None:
    store = open_store(rooms / "graph")
    count = rows(store, "SELECT (COUNT(*) AS ?n) { ?d kg:ledBy ?p }")
    assert count.rows == [(Literal(1),)]
    assert len(rows(store, "SELECT * { GRAPH ?g { ?d kg:ledBy ?p } }")) == 2


def test_every_kind_of_result(rooms: Path) -> None:
    store = open_store(rooms / "graph")
    assert store.query("ASK { ?d kg:ledBy id:Ada }") == Truth(True)
    triples = store.query("CONSTRUCT { ?d kg:hasMember ?p } WHERE { GRAPH ?g { ?d kg:ledBy ?p } }")
    assert isinstance(triples, Triples)
    assert len(triples) == 1


def test_rows_beyond_the_limit_are_an_error_and_never_half_a_table(rooms: Path) -> None:
    store = open_store(rooms / "graph")
    assert isinstance(store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }", row_limit=2), Table)
    with pytest.raises(LimitExceeded, match="more than 1 rows"):
        store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }", row_limit=1)


def test_a_query_that_is_no_sparql_names_the_line(rooms: Path) -> None:
    with pytest.raises(UsageError) as caught:
        open_store(rooms / "graph").query("SELECT *\nWHERE { ?s ?p }")
    assert caught.value.line == 2


def test_an_update_is_no_query(rooms: Path) -> None:
    with pytest.raises(UsageError):
        open_store(rooms / "graph").query("INSERT DATA { id:a id:b id:c }")


def test_a_broken_file_is_named_with_its_line(rooms: Path) -> None:
    broken = rooms / "graph" / "b.trig"
    broken.write_text("@prefix a: <urn:a> .\na:b a:c\n")
    with pytest.raises(DataError) as caught:
        open_store(rooms / "graph")
    assert (caught.value.path, caught.value.line) == (broken, 3)


def test_no_graph_folder_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kgtool build"):
        open_store(tmp_path / "graph")


ALL = "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s"


@pytest.fixture
def cached(rooms: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(local, "CACHE_FROM_BYTES", 0)
    return rooms


def copies(rooms: Path) -> list[Path]:
    return [path for path in (rooms / "graph" / ".cache" / "store").iterdir() if path.is_dir()]


def test_the_cache_answers_as_the_files_do_and_follows_them(cached: Path) -> None:
    fresh = open_store(cached / "graph", cache=False)
    assert rows(open_store(cached / "graph"), ALL) == rows(fresh, ALL)
    (first,) = copies(cached)
    assert rows(open_store(cached / "graph"), ALL) == rows(fresh, ALL)
    write_trig([statement("d2", "a/claim/1.1")], cached / "graph" / "a.trig")
    assert len(rows(open_store(cached / "graph"), ALL)) == 1
    assert first not in copies(cached) or len(copies(cached)) == 2  # kept only while a process reads it


def test_a_broken_cache_is_not_needed(cached: Path) -> None:
    open_store(cached / "graph")
    (copy,) = copies(cached)
    for file in copy.iterdir():
        file.write_bytes(b"not a database")
    assert len(rows(open_store(cached / "graph"), ALL)) == 2
    shutil.rmtree(cached / "graph" / ".cache")
    (cached / "graph" / ".cache").write_text("in the way")
    assert len(rows(open_store(cached / "graph"), ALL)) == 2


def test_tables_are_kept_beside_the_copy_and_made_anew_where_damaged(cached: Path) -> None:
    store = open_store(cached / "graph")
    assert store.copy is not None
    made: list[int] = []

    def make() -> list[int]:
        made.append(1)
        return [1, 2]

    assert [kept(store, __file__, make) for _ in range(3)] == [[1, 2]] * 3
    assert len(made) == 1
    assert kept(store, __file__, make, "other settings") == [1, 2]
    (table, _) = sorted(store.copy.parent.glob(f"{store.copy.name}.*.json"))
    for damaged in store.copy.parent.glob(f"{store.copy.name}.*.json"):
        damaged.write_text("[1, ")
    assert kept(store, __file__, make) == [1, 2]
    assert len(made) == 3
    assert table.exists()
    assert kept(open_store(cached / "graph", cache=False), __file__, make) == [1, 2]
    assert len(made) == 4


OPEN = """
import sys; from pathlib import Path; from kgtool.store import local, open_store
local.CACHE_FROM_BYTES = 0
print(len(open_store(Path(sys.argv[1])).query("SELECT * { GRAPH ?g { ?s ?p ?o } }")))
"""


def run_all(graph: Path, count: int) -> Iterable[tuple[int | None, str]]:
    running = [
        subprocess.Popen([sys.executable, "-c", OPEN, graph], stdout=subprocess.PIPE, text=True) for _ in range(count)
    ]
    for process in running:
        out, _ = process.communicate(timeout=60)
        yield process.returncode, out.strip()


def test_processes_that_open_at_the_same_time_share_one_copy(cached: Path) -> None:
    assert set(run_all(cached / "graph", 4)) == {(0, "2")}
    assert len(copies(cached)) == 1
