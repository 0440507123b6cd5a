from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("jinja2")

from starlette.testclient import TestClient

from kgtool.building.build import build
from kgtool.project import Project
from tests.serving.pages.site import make_hostile_project, site
from tests.serving.running import REPOSITORY, Server, serving


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of this repository with the article of the seed, freshly read and reasoned over."""
    folder = tmp_path_factory.mktemp("explorer") / "project"
    for room in ("ontology", "queries"):
        shutil.copytree(REPOSITORY / room, folder / room)
    (folder / "seeds").mkdir()
    shutil.copyfile(REPOSITORY / "seeds" / "istanbul-talks.md", folder / "seeds" / "istanbul-talks.md")
    build(Project.at(folder), jobs=1)
    return folder


@pytest.fixture(scope="session")
def pages(built: Path) -> Iterator[TestClient]:
    with TestClient(site(built)) as client:
        yield client


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A project whose labels, literals, claimers and article are full of markup."""
    folder = make_hostile_project(tmp_path_factory.mktemp("hostile") / "project")
    with TestClient(site(folder)) as client:
        yield client


@pytest.fixture(scope="session")
def explorer(built: Path) -> Iterator[Server]:
    """The real server, for browsers."""
    with serving(built) as running:
        yield running
