"""``kgtool build`` on real articles: what is read again, what is left alone, and what an accident leaves behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import HARBOUR, Run

TEXT = (HARBOUR / "seeds" / "harbour-talks.md").read_text(encoding="utf-8")


def seed(folder: Path, name: str, text: str = TEXT) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    path.write_text(text, encoding="utf-8")
    return path


def contents(graph: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in graph.glob("*.trig")}


def stamps(graph: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in graph.glob("*.trig")}


def test_only_what_changed_is_read_and_a_rebuild_changes_no_byte(kgtool: Run, tmp_path: Path) -> None:
    seeds, graph = tmp_path / "seeds", tmp_path / "graph"
    seed(seeds, "one")
    seed(seeds, "two", TEXT.replace("Tuesday", "Wednesday").replace("4 March", "5 March"))
    build = ("build", "--seeds", seeds, "--graph", graph)
    first = kgtool(*build)
    assert first.stdout == ""
    assert "2 read, 0 unchanged, 0 removed" in first.stderr
    assert set(contents(graph)) == {"one.trig", "two.trig", "inferred.trig"}
    before, made = contents(graph), stamps(graph)
    assert "0 read, 2 unchanged" in kgtool(*build).stderr
    assert "2 read, 0 unchanged" in kgtool(*build, "--again").stderr
    assert stamps(graph) == made
    shutil.rmtree(graph / ".cache")
    assert "0 read, 2 unchanged" in kgtool(*build).stderr, "what is written beside the graph is enough"
    (graph / "build.json").unlink()
    assert "2 read" in kgtool(*build).stderr
    assert (contents(graph), stamps(graph)) == (before, made)
    copied = tmp_path / "clone"
    copied.mkdir()
    for file in (*graph.glob("*.trig"), graph / "build.json"):
        (copied / file.name).write_bytes(file.read_bytes())
    assert "0 read, 2 unchanged" in kgtool("build", "--seeds", seeds, "--graph", copied).stderr, "as after git clone"
    seed(seeds, "two", TEXT)
    assert "1 read, 1 unchanged" in kgtool(*build).stderr
    assert contents(graph)["one.trig"] == before["one.trig"]
    assert contents(graph)["two.trig"] != before["two.trig"]
    (graph / "one.trig").write_text("")
    assert "1 read, 1 unchanged" in kgtool(*build).stderr
    assert contents(graph)["one.trig"] == before["one.trig"]
    (seeds / "two.md").unlink()
    assert "0 read, 1 unchanged, 1 removed" in kgtool(*build).stderr
    assert set(contents(graph)) == {"one.trig", "inferred.trig"}


def test_several_processes_give_the_same_bytes_as_one(kgtool: Run, tmp_path: Path) -> None:
    for number in range(9):
        seed(tmp_path / "seeds", f"a{number}", TEXT.replace("4 March", f"{number + 1} March"))
    for jobs in ("1", "2"):
        kgtool("build", "--seeds", tmp_path / "seeds", "--graph", tmp_path / jobs, "--jobs", jobs)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_one_seed_is_added_and_others_stay(kgtool: Run, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    for name in ("one", "two"):
        kgtool("build", "--seeds", seed(tmp_path / name, name), "--graph", graph)
    assert set(contents(graph)) == {"one.trig", "two.trig", "inferred.trig"}


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [
        ("No front matter.\n", 3, "broken.md:1: no front matter"),
        ("---\ntitle: a: b\n---\nText.\n", 3, "broken.md:2: the front matter is not YAML"),
        ("", 3, "broken.md:1: the seed is empty"),
        ("---\ntitle: T\ndate: 2031-03-05\n---\n" + "word " * 4_000_000, 4, "20.0 MB, and a seed has at most 5 MB"),
    ],
)
def test_a_broken_seed_stops_the_build_and_the_graph_stays(
    kgtool: Run, tmp_path: Path, text: str, status: int, message: str
) -> None:
    seeds, graph = tmp_path / "seeds", tmp_path / "graph"
    seed(seeds, "one")
    kgtool("build", "--seeds", seeds, "--graph", graph)
    before = contents(graph)
    seed(seeds, "broken", text)
    seed(seeds, "one", TEXT.replace("Carl", "Karl"))
    assert message in kgtool("build", "--seeds", seeds, "--graph", graph, status=status).stderr
    assert contents(graph) == before


def test_latin_1_is_located(kgtool: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("---\ntitle: Zürich\ndate: 2031-03-05\n---\nText.\n".encode("latin-1"))
    done = kgtool("build", "--seeds", tmp_path / "a.md", "--graph", tmp_path / "graph", status=3)
    assert "a.md:2: not UTF-8: byte 0xfc at offset 12" in done.stderr
    assert "iconv" in done.stderr


def test_an_article_about_something_else_gives_a_small_graph(kgtool: Run, tmp_path: Path) -> None:
    path = seed(tmp_path, "soup", "---\ntitle: Soup\ndate: 2031-03-05\n---\nStir the soup slowly until it thickens.\n")
    kgtool("build", "--seeds", path, "--graph", tmp_path / "graph")
    assert 'dcterms:title "Soup"' in (tmp_path / "graph" / "soup.trig").read_text()
    assert kgtool("query", "delegation-leaders", "--graph", tmp_path / "graph").stdout == "(no rows)\n"


def test_nothing_to_read_is_said(kgtool: Run, tmp_path: Path) -> None:
    assert "kgtool init" in kgtool("build", status=3).stderr
    assert "no seed file or folder" in kgtool("build", "--seeds", tmp_path / "none", status=3).stderr


def test_a_read_only_graph_folder_is_said(kgtool: Run, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    path = seed(tmp_path, "one")
    kgtool("build", "--seeds", path, "--graph", graph)
    before = contents(graph)
    seed(tmp_path, "one", TEXT.replace("Carl", "Karl"))
    before_it: tuple[str, ...] = ()
    if os.geteuid() == 0:  # nothing is read-only for root, unless it gives that power away
        if shutil.which("setpriv") is None:
            pytest.skip("root without setpriv")
        before_it = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
    for folder in (graph, graph / ".cache"):
        folder.chmod(0o555)
    try:
        done = kgtool("build", "--seeds", path, "--graph", graph, status=3, before=before_it)
        assert "the graph folder cannot be written" in done.stderr
        assert kgtool("sparql", "ASK { ?d a kg:Document }", "--graph", graph, before=before_it).stdout == "yes\n"
    finally:
        for folder in (graph, graph / ".cache"):
            folder.chmod(0o755)
    assert contents(graph) == before


def start(environment: dict[str, str], *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kgtool", *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)


def wait_for(condition: Path, process: subprocess.Popen[str]) -> None:
    for _ in range(600):
        if condition.is_dir() and any(condition.glob("*.trig")):
            return
        assert process.poll() is None, process.stderr and process.stderr.read()
        time.sleep(0.05)
    raise AssertionError("nothing was read in 30 seconds")


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_build_leaves_the_old_graph_and_goes_on_later(
    kgtool: Run, tmp_path: Path, environment: dict[str, str], how: signal.Signals, jobs: str
) -> None:
    seeds, graph = tmp_path / "seeds", tmp_path / "graph"
    seed(seeds, "a0")
    kgtool("build", "--seeds", seeds, "--graph", graph)
    before = contents(graph)
    for number in range(16):
        seed(seeds, f"a{number}", TEXT.replace("4 March", f"{number % 28 + 1} March").replace("Carl", "Karl"))
    process = start(environment, "build", "--seeds", seeds, "--graph", graph, "--jobs", jobs)
    wait_for(graph / ".cache" / "read", process)
    os.killpg(process.pid, how)
    _, err = process.communicate(timeout=30)
    if how is signal.SIGINT:
        assert (process.returncode, err.strip().splitlines()[-1]) == (130, "interrupted")
        assert "Traceback" not in err
    assert contents(graph) == before
    done_before = len(list((graph / ".cache" / "read").glob("*.trig")))
    assert 0 < done_before < 16
    kgtool("build", "--seeds", seeds, "--graph", graph)
    assert len(contents(graph)) == 17
    fresh = tmp_path / "fresh"
    kgtool("build", "--seeds", seeds, "--graph", fresh)
    assert contents(fresh) == contents(graph)


def test_two_builds_of_one_graph_do_not_mix(kgtool: Run, tmp_path: Path, environment: dict[str, str]) -> None:
    seeds, graph = tmp_path / "seeds", tmp_path / "graph"
    for number in range(12):
        seed(seeds, f"a{number}", TEXT.replace("4 March", f"{number % 28 + 1} March"))
    process = start(environment, "build", "--seeds", seeds, "--graph", graph, "--jobs", "1")
    wait_for(graph / ".cache" / "read", process)
    assert "another build" in kgtool("build", "--seeds", seeds, "--graph", graph, status=3).stderr
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_the_summary_says_what_was_left_out_and_what_contradicts(kgtool: Run, tmp_path: Path) -> None:
    build = ("build", "--seeds", seed(tmp_path, "one"), "--graph", tmp_path / "graph")
    assert "contradictions: 0 in what the articles say" in kgtool(*build).stderr
    summary = json.loads(kgtool(*build, "--format", "json").stdout)
    assert (summary["read"], summary["unchanged"], summary["documents"]) == (0, 1, 1)
    assert (summary["errors"], summary["warnings"]) == (0, 0)
    assert summary["statements"] > 10
    said = sum(count for count in summary["left_out"].values())
    assert (tmp_path / "graph" / "one.trig").read_text().count("kg:leftOut") == (1 if said else 0) or said > 1
    assert "contradictions" not in kgtool(*build, "--no-check").stderr


def test_a_build_state_that_is_nonsense_is_no_state(kgtool: Run, tmp_path: Path) -> None:
    path = seed(tmp_path, "one")
    kgtool("build", "--seeds", path, "--graph", tmp_path / "graph")
    state = tmp_path / "graph" / "build.json"
    assert "one.trig" in json.loads(state.read_text())
    for nonsense in ("", "[]", '{"one.trig": 1}', "\0"):
        state.write_text(nonsense)
        assert "1 read" in kgtool("build", "--seeds", path, "--graph", tmp_path / "graph").stderr
