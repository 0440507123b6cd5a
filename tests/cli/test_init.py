"""``kgtool init``: a new project works as it is."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_new_project_builds_answers_and_has_no_graph_in_git(kgtool: Run, tmp_path: Path) -> None:
    assert "queries" in kgtool("init", "new").stdout
    project = tmp_path / "new"
    kgtool("build", cwd=project)
    assert len(list((project / "graph").glob("*.trig"))) == len(list((project / "seeds").glob("*.md"))) + 1
    names = [path.stem for path in (project / "queries").glob("*.rq")]
    assert names
    for name in names:
        assert kgtool("query", name, cwd=project).stdout != "(no rows)\n", name
    assert ".cache" in (project / ".gitignore").read_text()


def test_a_folder_with_something_in_it_is_left_alone(kgtool: Run, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "mine.txt").write_text("mine")
    assert "is not empty" in kgtool("init", "old", status=2).stderr
    assert [path.name for path in (tmp_path / "old").iterdir()] == ["mine.txt"]


def test_a_full_project_reads_the_news_and_has_no_article_yet(kgtool: Run, tmp_path: Path) -> None:
    said = kgtool("init", "--full", "new").stderr
    project = tmp_path / "new"
    assert "kgtool add" in said
    assert not (project / "seeds").exists()
    (tmp_path / "a.txt").write_text("Talks\n\nThe delegation of Norway was led by Foreign Minister Ada Berg.\n")
    kgtool("add", tmp_path / "a.txt", "--date", "2025-06-03", cwd=project)
    kgtool("build", cwd=project)
    assert "Ada Berg" in kgtool("ask", "Who led the delegation of Norway?", cwd=project).stdout
