from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("uvicorn")

from tests.serving.running import Server, make_empty_project, make_project, serving


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("served") / "project")


@pytest.fixture(scope="session")
def server(project: Path) -> Iterator[Server]:
    """Read-only, with short limits: 3 seconds, 5,000 rows."""
    with serving(project, "--timeout", "3", "--limit", "5000", "--workers", "2", "--memory", "600") as running:
        yield running


@pytest.fixture(scope="session")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Writable, and empty to begin with."""
    with serving(make_empty_project(tmp_path_factory.mktemp("writable") / "project"), "--writable") as running:
        yield running


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes longer; run by CI, or with: pytest -m slow")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.option.markexpr or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow: pytest -m slow"))
