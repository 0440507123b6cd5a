"""Headers of stored queries: what is wrong is named with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgtool.errors import DataError, ProjectError, UsageError
from kgtool.querying import load_queries, load_query, read_query

GOOD = """\
#+ title: Who claims what
#+ description: >
#+   Everything that somebody
#+   claims.
#+ questions:
#+   - What does the ministry claim?
#+ params:
#+   who:
#+     type: iri
#+     description: the claimer
#+   limit: {type: "xsd:integer", default: 10}
#+ view: timeline
SELECT ?claim WHERE { ?claim kg:claimedBy $who } LIMIT $limit
"""


def write(folder: Path, text: str | bytes, name: str = "claims.rq") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_header_is_read(tmp_path: Path) -> None:
    query = read_query(write(tmp_path, GOOD))
    assert (query.name, query.title, query.view) == ("claims", "Who claims what", "timeline")
    assert query.description == "Everything that somebody claims."
    assert query.questions == ("What does the ministry claim?",)
    who, limit = query.params
    assert (who.type, who.required, who.default) == ("iri", False, None)
    assert (limit.type, limit.default) == ("xsd:integer", "10")


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (GOOD, "SELECT * {}", 1, "no header"),
        ("#+ title: Who claims what\n", "", 1, "title is missing"),
        ("title: Who claims what", "title: [a", 2, "not YAML"),
        ("title: Who claims what", "title: a: b", 1, "not YAML"),
        ("title: Who claims what", "titel: Who", 1, "unknown key 'titel'"),
        ("view: timeline", "view: chart", 12, "view 'chart' is not one of: table, timeline, map, network"),
        ("type: iri", "type: url", 8, "parameter who: type 'url'"),
        ("type: iri", "kind: iri", 9, "unknown key 'kind'"),
        ("default: 10", "required: maybe", 11, "parameter limit: required is true or false"),
        ("- What does the ministry claim?", "- what: this", 5, "questions is no list of texts"),
        ("LIMIT $limit", "LIMIT 10", 11, "$limit does not stand in the query"),
        ("?claim WHERE", "$claim WHERE", 13, "$claim is no parameter"),
        ("LIMIT $limit", '"$limit"', 11, "$limit does not stand in the query"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    path = write(tmp_path, GOOD.replace(old, new))
    with pytest.raises(DataError) as caught:
        read_query(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert message in caught.value.message


def test_a_query_in_latin_1_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="not UTF-8 at byte 11"):
        read_query(write(tmp_path, "#+ title: Zürich\nASK {}".encode("latin-1")))


def test_an_unknown_name_suggests_the_nearest(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, "#+ title: t\nASK {}", "meetings.rq")
    with pytest.raises(UsageError, match="did you mean 'claims'"):
        load_query(tmp_path, "claim")
    with pytest.raises(UsageError):
        load_query(tmp_path, "../claims")
    assert [query.name for query in load_queries(tmp_path)] == ["claims", "meetings"]


def test_no_folder_is_an_error_of_the_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        load_queries(tmp_path / "queries")
