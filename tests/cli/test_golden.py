"""The project's own graph is what its seeds give, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kgtool.cli import kgtool
from kgtool.store import LocalStore, Table, open_store
from tests.cli.conftest import ROOT

EVERYTHING = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(isIRI(?s) && !isBlank(?o)) }"
MERGED = "SELECT ?s ?p ?o { ?s ?p ?o FILTER(isIRI(?s) && !isBlank(?o)) }"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph = tmp_path_factory.mktemp("rebuilt") / "graph"
    done = CliRunner().invoke(kgtool, ["build", "--project", str(ROOT), "--graph", str(graph)])
    assert done.exit_code == 0, done.output
    return graph


def contents(graph: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in graph.iterdir() if path.is_file() and path.name[0] != "."}


def rows(store: LocalStore, query: str) -> list[str]:
    result = store.query(query)
    assert isinstance(result, Table)
    return sorted(" ".join(map(str, row)) for row in result.rows)


def test_a_rebuild_changes_no_byte(rebuilt: Path) -> None:
    assert set(contents(ROOT / "graph")) == {"build.json", "inferred.trig", "istanbul-talks.trig"}
    for name, content in contents(rebuilt).items():
        assert content == (ROOT / "graph" / name).read_bytes(), f"graph/{name} is not what kgtool build writes now"


def test_the_copy_that_a_build_leaves_answers_as_the_files_do(rebuilt: Path) -> None:
    (copy,) = (path for path in (rebuilt / ".cache" / "store").iterdir() if path.is_dir())
    cached = open_store(rebuilt, ROOT / "ontology")
    parsed = open_store(rebuilt, ROOT / "ontology", cache=False)
    assert cached.copy == copy
    for query in (EVERYTHING, MERGED):
        assert rows(cached, query) == rows(parsed, query)


def test_the_leaders_are_told_with_their_quotes(rebuilt: Path) -> None:
    done = CliRunner().invoke(kgtool, ["ask", "who led each delegation", "--graph", str(rebuilt)])
    assert done.exit_code == 0
    assert "Rustem Umerov" in done.output
    assert "The Ukrainian delegation was led by Defense Minister Rustem Umerov" in done.output
    assert "Vladimir Medinsky" in done.output
    assert "the Russian delegation was led by presidential adviser Vladimir Medinsky" in done.output
