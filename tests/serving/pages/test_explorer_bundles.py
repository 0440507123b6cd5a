"""The bundles are what their sources give, carry their versions in their names, and reach for nothing elsewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kgtool.serving.pages.bundles import STATIC, bundle
from tests.serving.running import REPOSITORY

FRONTEND = REPOSITORY / "frontend"


def test_every_bundle_has_its_version_in_its_name() -> None:
    names = {path.name for path in STATIC.iterdir()} - {"LICENSES.txt"}
    assert names
    assert all(re.fullmatch(r"[a-z]+-\d+\.\d+\.\d+\.(js|css|svg)", name) for name in names)
    assert bundle("explorer", "css").startswith("/static/explorer-")
    with pytest.raises(FileNotFoundError):
        bundle("none", "js")


def test_the_lock_names_no_registry() -> None:
    assert "resolved" not in (FRONTEND / "package-lock.json").read_text(encoding="utf-8")


def test_our_own_scripts_and_styles_reach_for_nothing_elsewhere() -> None:
    for path in STATIC.glob("explorer-*"):
        assert not re.search(r"https?://|//[a-z]+\.|@import", path.read_text(encoding="utf-8"))


@pytest.mark.skipif(shutil.which("node") is None, reason="no node")
@pytest.mark.skipif(not (FRONTEND / "node_modules").is_dir(), reason="no packages: npm ci in frontend/")
def test_the_bundles_are_what_the_sources_give(tmp_path: Path) -> None:
    subprocess.run(["node", "build.mjs", str(tmp_path / "built")], cwd=FRONTEND, check=True, timeout=300)
    built = {path.name: path.read_bytes() for path in (tmp_path / "built").iterdir()}
    assert built == {path.name: path.read_bytes() for path in STATIC.iterdir()}
