"""Running ``kgtool`` as its users do: as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "data" / "harbour"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KGTOOL")}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}


@pytest.fixture
def kgtool(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Runs a command in an empty folder; ``status`` is the exit status expected, ``before`` what starts it."""

    def run(
        *arguments: object, status: int = 0, before: tuple[str, ...] = (), **options: object
    ) -> subprocess.CompletedProcess[str]:
        command = [*before, sys.executable, "-m", "kgtool", *map(str, arguments)]
        settings: dict[str, object] = {"cwd": tmp_path, "env": environment, "timeout": 120, **options}
        done = subprocess.run(command, check=False, capture_output=True, text=True, **settings)  # type: ignore[call-overload]
        assert done.returncode == status, (done.returncode, done.stdout[-500:], done.stderr[-2000:])
        assert "Traceback" not in done.stderr
        result: subprocess.CompletedProcess[str] = done
        return result

    return run


@pytest.fixture
def on_harbour(kgtool: Run) -> Run:
    """Runs a command on the example's graph."""

    def run(command: str, *arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        return kgtool(command, "--graph", HARBOUR / "graph", *arguments, **options)

    return run
