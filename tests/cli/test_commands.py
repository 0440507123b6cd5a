"""The commands that read a graph: data on standard output, everything else on standard error, the right exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kgtool.cli import COMMANDS
from tests.cli.conftest import HARBOUR, ROOT, Run

LEADERS = "SELECT ?leader { ?delegation kg:ledBy ?leader } ORDER BY ?leader"


def test_help_names_every_command_and_each_command_has_help(kgtool: Run) -> None:
    listed = kgtool("--help").stdout
    assert all(f"\n  {name} " in listed for name in COMMANDS)
    for name in COMMANDS:
        text = kgtool(name, "--help").stdout
        assert text.startswith("Usage:")
        assert re.search(rf"\n +kgtool {name}", text) or name in {"serve", "reason"}, f"{name} has no example"


def test_help_is_nearly_as_fast_as_importing_click(environment: dict[str, str]) -> None:
    def seconds(*command: str) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, *command], env=environment, check=True, capture_output=True)
        return time.perf_counter() - began

    pairs = [(seconds("-c", "import click"), seconds("-m", "kgtool", "--help")) for _ in range(7)]
    assert statistics.median(own for _, own in pairs) <= 2 * statistics.median(base for base, _ in pairs)


def test_version(kgtool: Run) -> None:
    assert kgtool("--version").stdout.startswith("kgtool ")


def test_an_unknown_command_suggests_the_nearest(kgtool: Run) -> None:
    assert "Did you mean 'query'?" in kgtool("qurey", status=2).stderr


def test_queries_are_listed(on_harbour: Run) -> None:
    listed = on_harbour("query").stdout
    assert "delegation-leaders" in listed
    assert "who?" in listed


def test_an_unknown_query_suggests_the_nearest(on_harbour: Run) -> None:
    done = on_harbour("query", "delegation-leader", status=2)
    assert "did you mean 'delegation-leaders'" in done.stderr
    assert done.stdout == ""


def test_a_table_shows_names_and_json_shows_iris(on_harbour: Run) -> None:
    assert "Carl Dane" in on_harbour("query", "delegation-leaders").stdout
    answer = json.loads(on_harbour("query", "delegation-leaders", "--format", "json").stdout)
    assert answer["head"]["vars"][:3] == ["delegation", "party", "leader"]
    assert answer["results"]["bindings"][0]["leader"] == {
        "type": "uri",
        "value": "https://w3id.org/kgtool/id/Carl_Dane",
    }


def test_csv_with_names(on_harbour: Run) -> None:
    done = on_harbour("query", "claims", "-p", "who=SDM", "--format", "csv", "--labels")
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row["claimer"] == "Sudland Defence Ministry"


@pytest.mark.parametrize("value", ["x> } INSERT DATA { <a:a> <a:b> <a:c> } #", '" } #', "$who", ""])
def test_a_parameter_with_sparql_in_it_is_a_value_and_nothing_else(on_harbour: Run, value: str) -> None:
    done = on_harbour("query", "claims", "-p", f"who={value}", status=2)
    assert "nothing is called" in done.stderr


def test_wrong_parameters_are_named(on_harbour: Run) -> None:
    assert "did you mean 'who'" in on_harbour("query", "claims", "-p", "hwo=x", status=2).stderr
    assert "NAME=VALUE" in on_harbour("query", "claims", "-p", "who", status=2).stderr
    assert "needs the parameter 'thing'" in on_harbour("query", "evidence", status=2).stderr
    assert "is no xsd:date" in on_harbour("query", "timeline", "-p", "since=soon", status=2).stderr


def test_excel_gets_its_byte_order_mark(on_harbour: Run, tmp_path: Path) -> None:
    for command in (["query", "claims"], ["statements"], ["export"], ["sparql", LEADERS]):
        plain, marked = (on_harbour(*command, "--format", "csv", *bom).stdout for bom in ([], ["--bom"]))
        assert marked == "\ufeff" + plain
    on_harbour("export", "--format", "csv", "--bom", "-o", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfsubject,")
    assert on_harbour("query", "claims", "--bom").stdout == on_harbour("query", "claims").stdout


def test_a_limit_on_rows_is_an_error_and_no_half_table(on_harbour: Run) -> None:
    done = on_harbour("query", "figures", "--limit", "2", status=4)
    assert done.stdout == ""
    assert "more than 2 rows" in done.stderr


def test_the_bound_query_can_be_shown(on_harbour: Run) -> None:
    text = on_harbour("query", "claims", "-p", "who=SDM", "--sparql").stdout
    assert "<https://w3id.org/kgtool/id/Sudland_Defence_Ministry>" in text
    assert on_harbour("sparql", text).stdout.count("According to") == 0


def test_sparql_in_every_format(on_harbour: Run) -> None:
    assert on_harbour("sparql", LEADERS).stdout == "leader\n────────────\nid:Carl_Dane\nid:Eva_Falk\n"
    assert on_harbour("sparql", LEADERS, "--labels").stdout == "leader\n─────────\nCarl Dane\nEva Falk\n"
    assert on_harbour("sparql", LEADERS, "--format", "tsv").stdout.startswith("?leader\n<https://")
    assert on_harbour("sparql", "ASK { ?d kg:ledBy id:Carl_Dane }").stdout == "yes\n"
    turtle = on_harbour("sparql", "CONSTRUCT { ?d kg:ledBy ?p } WHERE { ?d kg:ledBy ?p }").stdout
    assert "    kg:ledBy id:Carl_Dane ." in turtle


def test_sparql_from_a_file_or_standard_input(on_harbour: Run, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(LEADERS)
    assert on_harbour("sparql", "--file", tmp_path / "q.rq").stdout == on_harbour("sparql", LEADERS).stdout
    assert on_harbour("sparql", "--file", "-", input=LEADERS).stdout == on_harbour("sparql", LEADERS).stdout
    assert "give the query" in on_harbour("sparql", status=2).stderr


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "INSERT DATA { id:a id:b id:c }",
        "LOAD <http://127.0.0.1:9/>",
        "SELECT * { ?s ?p }",
    ],
)
def test_sparql_that_is_no_query_of_the_store_is_refused(on_harbour: Run, query: str) -> None:
    assert on_harbour("sparql", query, status=2).stdout == ""


def test_sparql_that_runs_on_is_stopped(on_harbour: Run) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    began = time.monotonic()
    done = on_harbour("sparql", endless, "--timeout", "1", status=4)
    assert time.monotonic() - began < 15
    assert "longer than 1 seconds" in done.stderr
    assert done.stdout == ""


def test_statements_lists_each_with_claimer_and_quote(on_harbour: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(on_harbour("statements", "--format", "csv").stdout)))
    claimed = [row for row in rows if row["claimer"]]
    assert {row["claimer"] for row in claimed} == {"Norland Army", "Sudland Defence Ministry"}
    assert all(row["quote"] for row in rows)
    assert (
        list(
            csv.DictReader(
                io.StringIO(on_harbour("statements", "--document", "harbour-talks", "--format", "csv").stdout)
            )
        )
        == rows
    )
    assert "did you mean 'harbour-talks'" in on_harbour("statements", "--document", "harbor-talks", status=2).stderr


def test_explain_gives_quotes_and_proofs(on_harbour: Run) -> None:
    said = on_harbour("explain", "Norland's delegation", "led by", "Carl Dane").stdout
    assert "“Norland's delegation of six was led by trade minister Carl Dane” (harbour-talks:356-419)" in said
    followed = on_harbour("explain", "id:Carl_Dane", "kg:speaksFor", "Norland").stdout
    assert followed.startswith(
        "Carl Dane · speaks for · Norland\n    because a chain of properties implies this one (prp-spo2)"
    )
    assert "speaks for · follows from the chain · (leads, delegation of)" in followed
    by_iri = on_harbour("explain", "Carl Dane", "speaks for", "Norland", "--iris").stdout
    assert by_iri.startswith("id:Carl_Dane · kg:speaksFor · id:Norland\n")
    assert "owl:propertyChainAxiom" in by_iri
    assert "“Norland's delegation of six was led by trade minister Carl Dane”" in followed
    claimed = on_harbour("explain", "Operation Lantern", "conducted by", "Norland").stdout
    assert "[Norland Army]" in claimed
    (proof,) = json.loads(on_harbour("explain", "id:Carl_Dane", "kg:speaksFor", "Norland", "--format", "json").stdout)
    assert proof["rule"] == "prp-spo2"
    instead = on_harbour("explain", "id:Carl_Dane", "kg:speaksFor", "Sudland", status=1).stderr
    assert "does not hold" in instead
    assert "Carl Dane · speaks for · Norland" in instead
    assert "nothing is called 'Karl'" in on_harbour("explain", "Karl", "kg:speaksFor", "Sudland", status=1).stderr


def test_export_to_a_file_and_to_standard_output(on_harbour: Run, tmp_path: Path) -> None:
    on_harbour("export", "--format", "nquads", "-o", tmp_path / "out.nq")
    assert (tmp_path / "out.nq").read_text() == on_harbour("export", "--format", "nquads").stdout
    assert "cannot be written" in on_harbour("export", "-o", "/proc/out.ttl", status=3).stderr


def test_a_reader_that_stops_reading_is_no_error(environment: dict[str, str]) -> None:
    command = f"{sys.executable} -m kgtool export --graph {HARBOUR / 'graph'} --format nquads | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_broken_header_names_file_and_line(kgtool: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "who.rq").write_text("#+ title: Who\n#+ views: table\nASK {}\n")
    shutil.copytree(HARBOUR / "graph", tmp_path / "graph")
    assert "who.rq:2: unknown key 'views'" in kgtool("query", "who", status=3).stderr
    (tmp_path / "queries" / "who.rq").write_text("#+ title: Who\n\nSELECT * {\n ?s ?p }\n")
    assert re.search(r"who\.rq:[45]: the query is not SPARQL 1\.1", kgtool("query", "who", status=3).stderr)


def test_a_broken_graph_names_file_and_line(kgtool: Run, tmp_path: Path) -> None:
    (tmp_path / "a.trig").write_text("<a:a> <a:b>\n")
    for command in (["query", "claims"], ["sparql", "ASK {}"], ["export"], ["statements"]):
        done = kgtool(*command, "--graph", tmp_path, status=3)
        assert "a.trig:2: not TriG" in done.stderr


def test_no_graph_says_how_to_make_one(kgtool: Run, tmp_path: Path) -> None:
    for command in (["query", "claims"], ["sparql", "ASK {}"], ["export"], ["statements"], ["ask", "Who?"]):
        done = kgtool(*command, "--graph", tmp_path / "none", status=3)
        assert "kgtool build" in done.stderr


def test_no_project_says_how_to_make_one(kgtool: Run, tmp_path: Path) -> None:
    done = kgtool("query", "--project", tmp_path, status=3)
    assert "kgtool init" in done.stderr
    assert "kgtool init" in kgtool("add", __file__, "--date", "2025-06-03", status=3).stderr


def test_a_project_is_found_from_below_and_by_its_variable(
    kgtool: Run, tmp_path: Path, environment: dict[str, str]
) -> None:
    for room in ("ontology", "queries", "seeds/deep"):
        (tmp_path / "own" / room).mkdir(parents=True)
    (tmp_path / "own" / "queries" / "mine.rq").write_text("#+ title: Mine\nASK {}\n")
    assert "mine" in kgtool("query", cwd=tmp_path / "own" / "seeds" / "deep").stdout
    assert "mine" in kgtool("query", env={**environment, "KGTOOL_PROJECT": str(tmp_path / "own")}).stdout
    (tmp_path / "own" / "kgtool.toml").write_text("seed-megabyte = 3\n")
    assert "unknown setting 'seed-megabyte'" in kgtool("query", cwd=tmp_path / "own", status=3).stderr


def test_add_writes_a_seed(kgtool: Run, tmp_path: Path) -> None:
    for room in ("ontology", "queries"):
        (tmp_path / room).mkdir()
    (tmp_path / "notes.txt").write_text("Talks resume\n\nThey did.\n")
    assert kgtool("add", "notes.txt", "--date", "2025-06-03").stdout.strip().endswith("seeds/notes.md")
    assert (tmp_path / "seeds" / "notes.md").read_text().startswith("---\ntitle: Talks resume\ndate: 2025-06-03\n")
    assert "exists" in kgtool("add", "notes.txt", "--date", "2025-06-03", status=2).stderr


def test_add_says_what_is_no_article(kgtool: Run, tmp_path: Path) -> None:
    for room in ("ontology", "queries"):
        (tmp_path / room).mkdir()
    (tmp_path / "notes.txt").write_text("Talks resume\n\nThey did.\n")
    assert "is a folder" in kgtool("add", "queries", status=2).stderr
    assert "fetches nothing" in kgtool("add", "https://example.org/a.html", status=2).stderr
    assert "there is no file b.txt" in kgtool("add", "notes.txt", "b.txt", "--date", "2025-06-03", status=2).stderr
    assert "write it as 2025-06-03" in kgtool("add", "notes.txt", "--date", "3/6/2025", status=2).stderr
    assert not (tmp_path / "seeds").exists()
    assert "yet to come" in kgtool("add", "notes.txt", "--date", "9999-06-03").stderr


def test_completion_lines(kgtool: Run) -> None:
    assert "_KGTOOL_COMPLETE=bash_source" in kgtool("completion", "bash").stdout


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kgtool sta", "statements"),
        ("kgtool query deleg", "delegation-leaders"),
        ("kgtool export --format gra", "graphml"),
    ],
)
def test_the_shell_completes(kgtool: Run, environment: dict[str, str], words: str, found: str) -> None:
    asked = {"_KGTOOL_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    assert f"plain,{found}" in kgtool(env={**environment, **asked}).stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a Unix shell")
def test_output_is_utf_8_in_any_locale(on_harbour: Run, environment: dict[str, str]) -> None:
    done = on_harbour(
        "sparql", LEADERS, env={**environment, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    )
    assert "────" in done.stdout
