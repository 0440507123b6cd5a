"""Updates exist only in writable mode, only with the token, and are whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from tests.serving.running import TOKEN, Server

INSERT = "INSERT DATA { <http://e/s> <http://e/p> 1 }"


@pytest.fixture(autouse=True)
def empty(writable: Server) -> Iterator[None]:
    assert writable.update("DROP ALL").status == 204
    yield


def count(server: Server) -> int:
    reply = server.sparql("SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")
    return int(json.loads(reply.body)["results"]["bindings"][0]["n"]["value"])


def test_a_server_is_read_only_unless_told_otherwise(server: Server) -> None:
    assert server.update(INSERT).status == 403
    for method in ("PUT", "POST", "DELETE"):
        reply = server.send(method, "/store?default", "", {"Authorization": f"Bearer {TOKEN}"})
        assert reply.status == 403, method
    assert server.sparql(INSERT).status == 400


def test_the_token_is_needed(writable: Server) -> None:
    assert writable.update(INSERT, None).status == 401
    refused = writable.update(INSERT, "wrong")
    assert refused.status == 401
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert writable.send("PUT", "/store?default", "", {"Content-Type": "text/turtle"}).status == 401
    assert count(writable) == 0
    assert writable.update(INSERT).status == 204
    assert count(writable) == 1


def test_a_broken_update_changes_nothing(writable: Server) -> None:
    assert writable.update(INSERT).status == 204
    for text in (
        "DELETE WHERE { ?s ?p ?o } ; CLEAR GRAPH <http://e/none>",
        "DELETE WHERE { ?s ?p ?o } ; NONSENSE",
        "LOAD <http://127.0.0.1/x>",
        "PREFIX ex: <http://e/> LOADex:x",
        "PREFIX ex: <http://e/> LOAD SILENT ex:x",
        "DELETE WHERE { ?s ?p ?o } ; L\\u004FAD <http://e/x>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "PREFIX ex: <http://e/> INSERT { ?s ?p ?o } WHERE { ?s ?p 1SERVICEex:s { ?s ?p ?o } }",
    ):
        assert writable.update(text).status == 400, text
        assert count(writable) == 1, text


def test_a_broken_body_changes_nothing(writable: Server) -> None:
    headers = {"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"}
    assert writable.send("PUT", "/store?graph=http://e/g", "<a:s> <a:p> 1 .", headers).status == 201
    assert writable.send("PUT", "/store?graph=http://e/g", "<a:s> <a:p>", headers).status == 400
    assert count(writable) == 1
    for media_type in ("application/zip", "text/html", ""):
        sent = {**headers, "Content-Type": media_type}
        assert writable.send("PUT", "/store?graph=http://e/g", "{}", sent).status == 415, media_type
    for graph in ("relative", "file:///etc/passwd", "http://e/<x>", ""):
        assert writable.send("PUT", f"/store?graph={graph}", "", headers).status == 400, graph


def test_using_graphs_beside_the_update(writable: Server) -> None:
    writable.update("INSERT DATA { GRAPH <http://e/a> { <http://e/s> <http://e/p> 1 } <http://e/s> <http://e/p> 2 }")
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
    path = "/update?using-graph-uri=http://e/a"
    for text in (
        "INSERT { <http://e/t> ?p ?o } WHERE { # { a comment\n ?s ?p ?o }",
        "DELETE WHERE { <http://e/t> ?p ?o }",
    ):
        assert writable.send("POST", path, text, headers).status == 204, text
    assert count(writable) == 3  # what was inserted stands in the default graph, where DELETE … WHERE finds no match


def test_curl_updates_as_the_documentation_says(writable: Server) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl")
    done = subprocess.run(
        [
            "curl",
            "-sf",
            "-H",
            f"Authorization: Bearer {TOKEN}",
            f"{writable.url}/update",
            "--data-urlencode",
            f"update={INSERT}",
        ],
        env={**os.environ, "no_proxy": "*"},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert count(writable) == 1


def test_pages_follow_what_is_written(writable: Server) -> None:
    """The store of the pages is the one of the workers, also after an update."""
    assert writable.update(INSERT).status == 204
    assert writable.get("/timeline.json").status == 200
    before = json.loads(writable.get("/health").body)["snapshot"]
    assert writable.update(INSERT.replace("1", "2")).status == 204
    assert json.loads(writable.get("/health").body)["snapshot"] != before
