"""The examples in the help of every command work as they stand."""

from __future__ import annotations

import gzip
import inspect
import os
import re
import subprocess
from pathlib import Path

import click
import pytest

from kgtool.cli import COMMANDS
from kgtool.cli import kgtool as group
from tests.docs.walkthrough import Walk

SENTENCE = "The delegation of Norway was led by Foreign Minister Ada Berg on Monday."
ARTICLE = f"---\ntitle: Talks resume\ndate: 2025-06-03\n---\n{SENTENCE}\n"
PAGE = (
    "<html><head><title>Talks resume</title><meta property='article:published_time' content='2025-06-03'></head>"
    f"<body><p>{SENTENCE}</p></body></html>"
)
DATA = "<http://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/City> .\n"
ONTOLOGY = (
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "<http://example.org/City> rdfs:subClassOf <http://example.org/Place> .\n"
)


def examples(name: str) -> list[str]:
    """The lines of a command's help that are commands."""
    command = group if not name else group.get_command(click.Context(group), name)
    assert command is not None
    text = inspect.cleandoc(command.help or "")
    lines = (line.strip() for part in text.split("\b\n")[1:] for line in part.split("\n\n")[0].splitlines())
    return [re.sub(r"   +\S.*", "", line) for line in lines if line.startswith(("kgtool ", "cd ", "curl "))]


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    """A copy of this project, and beside it the files that the examples name."""
    walk = Walk(tmp_path, in_project=True)
    for file, text in {
        "article.md": ARTICLE,
        "talks.html": PAGE,
        "article.html": PAGE,
        "notes.txt": f"Talks resume\n\n{SENTENCE}\n",
        "data.ttl": DATA,
        "ontology.ttl": ONTOLOGY,
    }.items():
        (tmp_path / file).write_text(text)
    (tmp_path / "data.nt.gz").write_bytes(gzip.compress(DATA.encode()))
    walk.environment["HOME"] = str(tmp_path)
    return walk


def run(walk: Walk, line: str) -> None:
    done = subprocess.run(
        line,
        shell=True,
        cwd=walk.folder,
        env=walk.environment,
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"$ {line}\n{done.stdout[-500:]}{done.stderr[-500:]}"
    assert done.stdout or done.stderr or ">" in line or " -o " in line, f"$ {line} prints nothing"


OFFLINE = [name for name in COMMANDS if name != "serve"]


def test_every_command_has_examples() -> None:
    assert [name for name in ("", *COMMANDS) if not examples(name)] == []


@pytest.mark.parametrize("name", OFFLINE)
def test_the_examples_work(name: str, walk: Walk) -> None:
    for line in examples(name):
        if "--store" not in line:
            run(walk, line.replace("/tmp/", f"{walk.folder}/"))


def test_the_first_steps_work_one_after_the_other(walk: Walk) -> None:
    for line in examples(""):
        folder = walk.folder
        run(walk, line)
        if moved := re.search(r"&& cd (\S+)", line):
            walk.folder = folder / moved[1]
            os.link(folder / "article.html", walk.folder / "article.html")


def test_the_examples_that_ask_a_server_work(walk: Walk) -> None:
    pytest.importorskip("uvicorn")
    from tests.serving.running import serving

    with serving(walk.folder) as server:
        here = f"http://127.0.0.1:{server.port}"
        for line in [*examples("serve"), *(one for name in OFFLINE for one in examples(name) if "--store" in one)]:
            if line != "kgtool serve":
                run(
                    walk,
                    re.sub(r"http://localhost:7200\S*", f"{here}/sparql", line.replace("http://127.0.0.1:8000", here)),
                )
