"""What ``kgtool init`` makes: a small project that builds, answers and checks as it is, on the core of this one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgtool.ontology.rooms import vocabulary_files
from kgtool.ontology.turtle import read_turtle
from kgtool.starting import TEMPLATE, start_project

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started") / "prizes"
    start_project(folder)
    run(folder, "build")
    return folder


def run(project: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KGTOOL")}
    done = subprocess.run(
        [sys.executable, "-m", "kgtool", *arguments],
        cwd=project, env={**environment, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_its_checks_find_nothing(project: Path) -> None:
    assert "nothing found" in run(project, "check")


def test_its_queries_find_what_the_article_says(project: Path) -> None:
    winners = run(project, "query", "winners", "--format", "csv").splitlines()
    assert any(
        "Lena_Horvat" in row and "2025-03-14" in row and "Trieste" in row and "Happened" in row for row in winners
    )
    assert any("Planned" in row and "2025-03-14" not in row for row in winners)
    assert "250" in run(project, "query", "figures", "-p", "measure=attendance", "--format", "csv")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who won the Lantern Prize?", "Lena Horvat"),
        ("Who awarded the Lantern Prize?", "Harbour Foundation"),
        ("Where was the Lantern Prize awarded?", "Trieste"),
        ("When was the Lantern Prize awarded?", "2025-03-14"),
        ("Who is the mayor of Trieste?", "Sara Donati"),
        ("How many people attended the ceremony?", "about 400 people   (claimed by Harbour Foundation)"),
        ("How many people attended the ceremony?", "250 people   (claimed by Sara Donati)"),
    ],
)
def test_it_answers(project: Path, question: str, answer: str) -> None:
    assert answer in run(project, "ask", question)


def test_its_core_says_nothing_that_the_vocabulary_does_not() -> None:
    core = [path for path in vocabulary_files(TEMPLATE / "ontology") if path.stem.startswith("core")]
    missing = _named(core) - _named(vocabulary_files(ROOT / "ontology"))
    assert sorted(missing) == []


def test_its_readme_names_every_folder(project: Path) -> None:
    readme = (project / "README.md").read_text(encoding="utf-8")
    for folder in project.iterdir():
        if folder.is_dir() and not folder.name.startswith("."):
            assert f"`{folder.name}/`" in readme


def _named(paths: list[Path]) -> set[str]:
    return {
        f"{quad.subject} {quad.predicate} {quad.object}"
        for quad in read_turtle(paths)
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode)
    }
