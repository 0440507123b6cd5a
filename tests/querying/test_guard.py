"""Ad-hoc queries stay within the store: by parsing, by their tokens, and by a process that can open nothing."""

from __future__ import annotations

import http.server
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kgtool.errors import DataError, LimitExceeded, StoreError, UsageError
from kgtool.querying import Limits, QueryWorker, refuse_unsafe
from kgtool.store import Endpoint, Table, Triples, Truth, write_trig
from kgtool.terms import ID, KG

EX = "PREFIX ex: <http://e/> "


def refuse(text: str) -> None:
    refuse_unsafe(text, {ID + "background"}.__contains__)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://e/> { ?s ?p ?o } }",
        "SELECT * { OPTIONAL { { SELECT * { GRAPH ?g { SERVICE ?x { ?s ?p ?o } } } } } }",
        "ASK { FILTER NOT EXISTS { SERVICE <http://e/> { ?s ?p ?o } } }",
        EX + "SELECT * { SERVICEex:s { ?s ?p ?o } }",
        EX + "SELECT * { ?s ?p 1SERVICEex:s { ?s ?p ?o } }",
        EX + "SELECT * { ?s ?p trueSERVICE ex:s { ?s ?p ?o } }",
        EX + "SELECT * { ?s ?p ?a FILTER(?a<1)SERVICEex:s#>\n{ ?s ?p ?o } }",
        EX + "SELECT * { \\u0053ERVICE ex:s { ?s ?p ?o } }",
        EX + 'SELECT * { ?s ?p "a\\u0022 . " . SERVICE ex:s {} ?s ?p "" }',
        EX + "SELECT * { # SERVICE in a comment\nSERVICE ex:s { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://e/> { GRAPH ?g { ?s ?p ?o } }",
        EX + "SELECT * FROMex:g { ?s ?p ?o }",
        EX + "DESCRIBE ex:s FROM ex:g",
        "LOAD <http://e/>",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "ASK {} ; DROP ALL",
        "CLEAR ALL",
        "SELECT * { " + "{" * 3_000 + "}" * 3_000 + " }",
        "",
    ],
)
def test_queries_that_reach_further_are_refused(query: str) -> None:
    with pytest.raises(UsageError):
        refuse(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s rdfs:label "SERVICE <http://e/> { }" }',
        "SELECT * { ?s a kg:IntelligenceService ; kg:service ?service . } # SERVICE FROM",
        "SELECT * { ?s ?p <http://e/service?from=LOAD> }",
        "SELECT ?from { ?from ?p 'LOAD', '''FROM <x>''' }",
        "SELECT * FROM id:background { ?s ?p ?o }",
        "SELECT * FROM NAMED <https://w3id.org/kgtool/id/background> { GRAPH ?g { ?s ?p ?o } }",
        "DESCRIBE id:Ada",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "ASK { ?s kg:partOf+/^kg:ledBy|!kg:x ?o FILTER(?s<?o) }",
    ],
)
def test_harmless_queries_pass(query: str) -> None:
    refuse(query)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    folder = tmp_path / "graph"
    nodes = [NamedNode(f"{ID}n{i}") for i in range(60)]
    write_trig(
        [Quad(node, NamedNode(KG + "next"), node, NamedNode(ID + "t/claim/1")) for node in nodes], folder / "t.trig"
    )
    return folder


def test_a_worker_answers_every_kind_of_query(graph: Path) -> None:
    with QueryWorker(graph) as asked:
        table = asked.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert isinstance(table, Table)
        assert table.columns == ("n",)
        assert asked.query("ASK { id:n1 kg:next id:n1 }") == Truth(True)
        triples = asked.query("CONSTRUCT WHERE { id:n1 kg:next ?o }")
        assert isinstance(triples, Triples)
        assert len(triples) == 1


def test_a_worker_refuses_as_well(graph: Path) -> None:
    with QueryWorker(graph) as asked:
        for query in ("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", "SELECT * FROM <http://e/> { ?s ?p ?o }"):
            with pytest.raises(UsageError):
                asked.query(query)


def test_errors_come_through_with_their_line_and_the_worker_goes_on(graph: Path) -> None:
    with QueryWorker(graph, limits=Limits(rows=10)) as asked:
        with pytest.raises(UsageError) as caught:
            asked.query("SELECT *\n{ ?s ?p }")
        assert caught.value.line == 2
        with pytest.raises(LimitExceeded, match="more than 10 rows"):
            asked.query("SELECT * { ?s ?p ?o }")
        assert asked.query("ASK {}") == Truth(True)


def test_a_query_that_runs_on_is_killed_and_the_next_one_answered(graph: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h . ?i ?t ?j . ?k ?u ?l . ?m ?v ?n2 }"
    with QueryWorker(graph, limits=Limits(seconds=1)) as asked:
        began = time.monotonic()
        with pytest.raises(LimitExceeded, match="longer than 1 seconds"):
            asked.query(endless)
        assert time.monotonic() - began < 8
        assert asked.query("ASK {}") == Truth(True)


def test_a_query_that_eats_memory_is_stopped(graph: Path) -> None:
    product = "?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h"
    hungry = f"SELECT ?x {{ {product} BIND(CONCAT(STR(?a),STR(?c),STR(?e),STR(?g)) AS ?x) }} ORDER BY ?x"
    with QueryWorker(graph, limits=Limits(seconds=60, megabytes=700)) as asked, pytest.raises(LimitExceeded):
        asked.query(hungry)


def test_what_is_wrong_with_the_graph_is_said(graph: Path) -> None:
    (graph / "u.trig").write_text("no trig")
    with QueryWorker(graph) as asked, pytest.raises(DataError, match=r"u\.trig:1"):
        asked.query("ASK {}")


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server that notes who calls."""
    called: list[str] = []

    class Note(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.append(self.path)
            self.send_error(404)

        do_POST = do_GET

        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Note)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", called
    server.shutdown()


UNGUARDED = """
import sys
from pathlib import Path
from kgtool.errors import KgtoolError
from kgtool.querying import worker
from kgtool.store import open_store
doors, graph, query = sys.argv[1:]
store = open_store(Path(graph))
if doors == "closed":
    worker._close_doors()
try:
    store.query(query)
except KgtoolError as error:
    print(error)
"""


def test_a_worker_can_reach_nothing_even_if_the_guard_is_passed(graph: Path, listener: tuple[str, list[str]]) -> None:
    url, called = listener
    ask = f"ASK {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"
    for doors, calls in (("closed", 0), ("open", 1)):  # the second shows that the first could have called
        subprocess.run([sys.executable, "-c", UNGUARDED, doors, graph, ask], check=True, timeout=60)
        assert len(called) == calls, doors


def test_endpoints_are_asked_over_http_and_their_errors_told(listener: tuple[str, list[str]]) -> None:
    url, called = listener
    with pytest.raises(StoreError, match="404"):
        Endpoint(url).query("ASK {}")
    assert len(called) == 1
    with pytest.raises(UsageError):
        Endpoint("file:///etc/passwd")
