"""What makes a graph file stale: the content of what it was made from, and nothing else."""

from __future__ import annotations

from pathlib import Path

from kgtool.building.freshness import hash_folder


def test_content_and_names_count(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text("a = 1\n")
    first = hash_folder(tmp_path)
    (tmp_path / "rules.toml").write_text("a = 2\n")
    second = hash_folder(tmp_path)
    (tmp_path / "rules.toml").rename(tmp_path / "words.toml")
    assert len({first, second, hash_folder(tmp_path)}) == 3


def test_hidden_files_and_what_is_left_out_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text("a = 1\n")
    first = hash_folder(tmp_path, without=".md")
    (tmp_path / ".cache").write_text("x")
    (tmp_path / "CARD.md").write_text("About the rules.")
    assert hash_folder(tmp_path, without=".md") == first
    assert hash_folder(tmp_path) != first
