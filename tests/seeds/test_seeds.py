"""Seeds: what is read of a file, and what is said of a file that is none."""

from __future__ import annotations

import contextlib
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgtool.errors import DataError, KgtoolError, LimitExceeded, ProjectError
from kgtool.seeds import find_seeds, load_seed

ROOT = Path(__file__).parents[2]
FRONT = "---\ntitle: Talks resume\ndate: 2025-06-03\n---\n"


def write(folder: Path, content: str | bytes, name: str = "talks.md") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_front_matter_and_body_are_told_apart(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "Talks: round two"\ndate: 2025-06-03\npublisher: Çınar News\nurl: https://e.org/1\nlanguage: en\n'
        "section: world\n---\nThe talks\n---\nwent on.\n"
    )
    seed = load_seed(write(tmp_path, text))
    assert (seed.name, seed.title, seed.date) == ("talks", "Talks: round two", datetime.date(2025, 6, 3))
    assert (seed.publisher, seed.url, seed.language) == ("Çınar News", "https://e.org/1", "en")
    assert seed.body == "The talks\n---\nwent on.\n"
    assert seed.text[seed.body_start :] == seed.body


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_offsets_count_from_the_first_character_of_the_file(tmp_path: Path, end: str, mark: str) -> None:
    text = mark + (FRONT + "Line one.\nLine two.\n").replace("\n", end)
    path = write(tmp_path, text)
    seed = load_seed(path)
    at = seed.body_start + seed.body.index("two")
    assert path.read_bytes().decode()[at : at + 3] == "two"
    assert seed.body.startswith("Line one." + end)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the seed is empty"),
        (" \n\n", 1, "the seed is empty"),
        ("The talks resumed.\n", 1, "no front matter"),
        ("---\ntitle: Talks\ndate: 2025-06-03\nThe talks resumed.\n", 1, "the front matter has no end"),
        ("---\ntitle: Talks: again\ndate: 2025-06-03\n---\nText.\n", 2, "not YAML"),
        ("---\ntitle: [a\ndate: 2025-06-03\n---\nText.\n", 3, "not YAML"),
        ("---\njust words\n---\nText.\n", 1, "no mapping"),
        ("---\ndate: 2025-06-03\n---\nText.\n", 1, "title is missing"),
        ("---\ntitle: Talks\n---\nText.\n", 1, "date is missing"),
        ("---\ntitle: Talks\ndate: yesterday\n---\nText.\n", 3, "'yesterday' is no date"),
        ("---\ntitle: Talks\ndate: 2025-02-30\n---\nText.\n", 1, "not YAML"),
        ("---\ntitle: [a, b]\ndate: 2025-06-03\n---\nText.\n", 2, "title is no text"),
        (FRONT, 4, "front matter and no text"),
        (FRONT + "One.\nT\0wo.\n", 6, "NUL"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(DataError) as caught:
        load_seed(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert message in caught.value.message


def test_latin_1_bytes_are_located_and_the_way_out_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, (FRONT + "Line one.\nIn Zürich.\n").encode("latin-1"))
    with pytest.raises(DataError, match=r"offset 59(.|\n)*iconv -f WINDOWS-1252 -t UTF-8") as caught:
        load_seed(path)
    assert caught.value.line == 6
    assert path.read_bytes()[59] == 0xFC


def test_utf_16_is_recognised(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="iconv -f UTF-16"):
        load_seed(write(tmp_path, (FRONT + "Text.").encode("utf-16")))


def test_20_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "talks.md"
    with path.open("wb") as file:
        file.truncate(20_000_000)
    with pytest.raises(LimitExceeded, match=r"20\.0 MB, and a seed has at most 5 MB"):
        load_seed(path)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = write(tmp_path_factory.mktemp("any"), b"---\n" + data)
    with contextlib.suppress(KgtoolError):
        load_seed(path)


def test_a_folder_gives_its_seeds_by_name(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "README.md", ".hidden.md", "notes.pdf"):
        write(tmp_path, FRONT + "Text.", name)
    assert [path.name for path in find_seeds(tmp_path)] == ["a.txt", "b.md"]


def test_two_seeds_of_one_name_are_refused(tmp_path: Path) -> None:
    write(tmp_path, FRONT + "Text.", "a.md")
    write(tmp_path, FRONT + "Text.", "A.txt")
    with pytest.raises(DataError, match="has the same name as"):
        find_seeds(tmp_path)


@pytest.mark.parametrize("name", ["inferred.md", "a b.md", "a<b.md", "-a.md"])
def test_names_that_cannot_name_a_graph_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError, match="cannot be the name of a seed"):
        find_seeds(write(tmp_path, FRONT + "Text.", name))


def test_nothing_to_read_is_an_error_of_the_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        find_seeds(tmp_path)
    with pytest.raises(ProjectError):
        find_seeds(tmp_path / "seeds")


def test_the_projects_own_seeds_are_seeds() -> None:
    for path in find_seeds(ROOT / "seeds"):
        assert load_seed(path).body.strip()
