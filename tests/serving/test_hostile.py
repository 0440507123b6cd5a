"""Hostile requests: nothing leaks, nothing hangs, nobody else waits, memory stays bounded."""

from __future__ import annotations

import contextlib
import http.server
import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.serving.running import Reply, Server, wait_until

EX = "PREFIX ex: <http://e/> "
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h . ?i ?t ?j FILTER(?a != ?c && ?e != ?g) }"
)
MILLIONS = "SELECT * { ?a ?p ?b . ?c ?q ?d }"
MEGABYTE = 1 << 20


def raw(server: Server, data: bytes, *, seconds: float = 3) -> bytes:
    """What the server sends back to some bytes, until it closes the connection."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=seconds) as line:
        line.sendall(data)
        received = bytearray()
        with contextlib.suppress(TimeoutError, ConnectionResetError):
            while chunk := line.recv(1 << 16):
                received += chunk
    return bytes(received)


def is_well(server: Server) -> bool:
    return server.get("/health").status == 200


# -- queries that take too much --------------------------------------------------------------------------------------


def test_endless_queries_are_killed_and_others_answered_meanwhile(server: Server) -> None:
    with ThreadPoolExecutor(8) as pool:
        began = time.monotonic()
        endless = [pool.submit(server.sparql, ENDLESS) for _ in range(4)]
        time.sleep(0.3)
        for path in ("/ask?q=Who+led+each+delegation", "/queries/delegation-leaders", "/health"):
            asked = time.monotonic()
            assert server.get(path).status == 200
            assert time.monotonic() - asked < 3, path
        replies = [one.result() for one in endless]
    assert {reply.status for reply in replies} == {503}
    assert all(reply.media_type == "application/problem+json" for reply in replies)
    assert any("longer than 3 seconds" in reply.text for reply in replies)
    assert time.monotonic() - began < 20
    assert server.sparql("ASK {}").status == 200


def test_too_many_queries_are_turned_away(server: Server) -> None:
    with ThreadPoolExecutor(80) as pool:
        replies = list(pool.map(lambda _: server.sparql(ENDLESS), range(80)))
    assert {reply.status for reply in replies} == {503}
    turned_away = [reply for reply in replies if "retry-after" in reply.headers]
    assert len(turned_away) >= 80 - 64 - 2
    assert server.sparql("ASK {}").status == 200


def test_a_result_of_millions_of_rows_is_refused_whole(server: Server) -> None:
    before = server.memory()
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        reply = server.sparql(MILLIONS, accept)
        assert reply.status == 400
        assert "more than 5000 rows" in reply.text
    assert server.sparql("CONSTRUCT { ?a ?p ?d } WHERE { ?a ?p ?b . ?c ?q ?d }", "text/turtle").status == 400
    assert server.memory() - before < 300 * MEGABYTE


def test_a_query_that_eats_memory_is_stopped(server: Server) -> None:
    product = "?a ?p ?b . ?c ?q ?d . ?e ?r ?f"
    hungry = f"SELECT ?x {{ {product} BIND(CONCAT(STR(?a),STR(?b),STR(?c),STR(?d),STR(?e)) AS ?x) }} ORDER BY ?x"
    reply = server.sparql(hungry)
    assert reply.status == 503
    assert wait_until(lambda: server.memory() < 1_500 * MEGABYTE)
    long = "x" * 100_000
    doubled = (
        "SELECT ?y { BIND('"
        + long
        + "' AS ?a) "
        + " ".join(
            f"BIND(CONCAT(?{name}, ?{name}) AS ?{after})"
            for name, after in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
        )
        + " BIND(?q AS ?y) }"
    )
    assert server.sparql(doubled).status in {400, 503}
    assert is_well(server)


def test_an_abandoned_query_is_given_up(server: Server) -> None:
    text = ENDLESS.encode()
    head = f"POST /sparql HTTP/1.1\r\nHost: {server.host}\r\nContent-Type: application/sparql-query\r\n"
    for _ in range(4):
        with socket.create_connection(("127.0.0.1", server.port)) as line:
            line.sendall(f"{head}Content-Length: {len(text)}\r\n\r\n".encode() + text)
            time.sleep(0.2)
    assert wait_until(lambda: "kgtool_queries_running 0" in server.get("/metrics").text, 3)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { " + "{" * 20_000 + "}" * 20_000 + " }",
        "SELECT * { ?s " + "/".join(["kg:x"] * 20_000) + " ?o }",
        "SELECT * { ?s (kg:a" + "|kg:a" * 5_000 + ")+ ?o }",
        "SELECT (" + "(" * 3_000 + "1" + ")" * 3_000 + " AS ?x) {}",
        "SELECT * { FILTER(REGEX('" + "a" * 5_000 + "b', '(a+)+$')) }",
        "SELECT * { ?s ?p ?o FILTER(" + "!" * 50_000 + "true) }",
        "#" * 900_000,
        "SELECT * { ?s ?p '" + "\\\\" * 100_000 + "' }",
    ],
    ids=lambda query: query[:20],
)
def test_queries_that_hurt_parsers(server: Server, query: str) -> None:
    reply = server.sparql(query)
    assert reply.status in {200, 400, 503}
    assert is_well(server)


# -- queries that reach further --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server that notes who calls."""
    called: list[str] = []

    class Note(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.append(self.path)
            self.send_error(404)

        do_POST = do_GET

        def log_message(self, *_: object) -> None: ...

    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Note)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}/", called
    listening.shutdown()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service silent <URL> { ?s ?p ?o } }",
        "PREFIX ex: <URL> SELECT * { SERVICEex:s { ?s ?p ?o } }",
        "PREFIX ex: <URL> SELECT * { ?s ?p 1SERVICEex:s { ?s ?p ?o } }",
        "PREFIX ex: <URL> SELECT * { ?s ?p ?a FILTER(?a<1)SERVICEex:s#>\n{ ?s ?p ?o } }",
        "PREFIX ex: <URL> SELECT * { \\u0053ERVICE ex:s { ?s ?p ?o } }",
        "SELECT * { BIND(<URL> AS ?e) SERVICE ?e { ?s ?p ?o } }",
        "PREFIX ex: <URL> LOADex:x",
        "LOAD <URL>",
        "SELECT * FROM <URL> { ?s ?p ?o }",
        "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "PREFIX ex: <URL> SELECT * FROMex:g { ?s ?p ?o }",
        "INSERT DATA { <URL> <URL> <URL> }",
    ],
)
def test_no_query_reaches_the_network(server: Server, listener: tuple[str, list[str]], query: str) -> None:
    url, called = listener
    reply = server.sparql(query.replace("URL", url))
    assert (reply.status, called) == (400, [])
    assert "root:" not in reply.text


def test_dataset_parameters_load_nothing(server: Server, listener: tuple[str, list[str]]) -> None:
    url, called = listener
    for name in ("default-graph-uri", "named-graph-uri"):
        reply = server.get("/sparql", query="SELECT * { ?s ?p ?o }", **{name: url})
        assert json.loads(reply.body)["results"]["bindings"] == []
        assert server.get("/sparql", query="ASK {}", **{name: "file:///etc/passwd"}).status == 400
        assert server.get("/sparql", query="ASK {}", **{name: "../x"}).status == 400
    assert called == []


def test_json_ld_contexts_are_not_fetched(writable: Server, listener: tuple[str, list[str]]) -> None:
    from tests.serving.running import TOKEN

    url, called = listener
    body = json.dumps({"@context": url, "@id": "http://e/s", "http://e/p": 1})
    headers = {"Content-Type": "application/ld+json", "Authorization": f"Bearer {TOKEN}"}
    assert writable.send("PUT", "/store?graph=http://e/g", body, headers).status == 400
    assert called == []


# -- names and parameters --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["/queries/", "/store/", "/articles/", "/static/", "/id/", "/ns/", "/"])
@pytest.mark.parametrize(
    "name",
    [
        "../../kgtool.toml",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/etc/passwd",
        "....//etc/passwd",
        "/etc/passwd",
        "%00",
        "delegation-leaders%00.rq",
        "%ff%fe",
        "a" * 5_000,
    ],
)
def test_no_name_is_a_path(server: Server, where: str, name: str) -> None:
    reply = server.send("GET", where + name)
    assert reply.status in {400, 404}, (reply.status, reply.text[:200])
    assert "root:" not in reply.text


@pytest.mark.parametrize(
    "value",
    [
        "x> } SELECT * { ?s ?p ?o } #",
        '" } SERVICE <http://e/> { ?s ?p ?o } #',
        "id:Russia> . ?x ?y ?z . <",
        "<http://e/> ?p ?o } UNION { ?a ?b ?c",
        "'; DROP ALL; #",
        "\\u003e } #",
        "\u0000",
    ],
)
def test_a_parameter_is_one_term_whatever_it_holds(server: Server, value: str) -> None:
    for path, name in (("/queries/evidence", "thing"), ("/queries/timeline", "since"), ("/queries/claims", "who")):
        reply = server.get(path, **{name: value})
        if reply.status == 200:
            assert json.loads(reply.body)["results"]["bindings"] == []
        assert reply.status in {200, 400}, reply.text
    assert server.get("/ask", q=value).status in {200, 400}


def test_markup_stays_text(writable: Server) -> None:
    text = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"
    quoted = json.dumps(text)
    assert writable.update(f"DROP ALL ; INSERT DATA {{ <http://e/s> rdfs:label {quoted} }}").status == 204
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        reply = writable.sparql("SELECT ?o { ?s ?p ?o }", accept)
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.media_type == accept
    refused = writable.get("/queries/<script>alert(1)</script>".replace("<", "%3C").replace(">", "%3E"))
    assert (refused.status, refused.media_type) == (404, "application/problem+json")


# -- headers, bodies, connections ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "a b", "127.0.0.1@evil.example"]
)
def test_other_names_are_not_answered(server: Server, host: str) -> None:
    reply = server.send("GET", "/sparql?query=ASK%7B%7D", headers={"Host": host})
    assert reply.status in {400, 421}
    assert b"boolean" not in reply.body


def test_hosts_are_given_once(server: Server) -> None:
    head = f"GET /health HTTP/1.1\r\nHost: {server.host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert b" 200 " not in raw(server, head.encode())[:20]
    assert b" 200 " not in raw(server, b"GET /health HTTP/1.0\r\n\r\n")[:20]


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
        b"POST /sparql HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"GET / HTTP/1.1\r\nHost : HOST\r\n\r\n",
        b"GET / HTTP/1.1\nHost: HOST\r\nX\x00: y\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
    ids=range(11),
)
def test_header_games(server: Server, head: bytes) -> None:
    reply = raw(server, head.replace(b"HOST", server.host.encode()))
    assert not reply or reply.startswith(b"HTTP/1.1 4"), reply[:200]
    assert is_well(server)


def form(server: Server, body: bytes, kind: str = "application/x-www-form-urlencoded") -> Reply:
    return server.send("POST", "/sparql", body, {"Content-Type": kind})


def test_body_games(server: Server) -> None:
    assert form(server, b"query=" + b"a" * 11_000_000).status == 413
    assert form(server, b"a" * 2_000_000, "application/sparql-query").status == 413
    assert form(server, b"query=%ff%fe").status == 400
    assert form(server, b"query=\xff\xfe").status == 400
    assert form(server, b"&".join([b"a=b"] * 100_000)).status == 400
    assert form(server, b"query=ASK%7B%7D&query=ASK%7B%7D").status == 400
    assert form(server, b"\xff\xfeA\x00", "application/sparql-query").status == 400
    assert form(server, b"ASK {}", "application/sparql-query; charset=utf-16").status == 415
    assert form(server, b"ASK {}", "multipart/form-data; boundary=x").status == 415
    assert form(server, b"", "").status == 415
    assert is_well(server)


@pytest.mark.slow
def test_slow_headers_are_cut_off(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        began = time.monotonic()
        line.sendall(b"GET /health HTTP/1.1\r\n")
        with contextlib.suppress(OSError):
            while time.monotonic() - began < 25:
                line.sendall(b"X: y\r\n")
                time.sleep(1)
                line.settimeout(0.01)
                with contextlib.suppress(TimeoutError):
                    if line.recv(1) == b"":
                        break
        assert time.monotonic() - began < 16


def test_a_thousand_idle_connections_keep_nobody_waiting(server: Server) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(1_000):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            line.sendall(b"GET /health HTTP/1.1\r\nHost: ")
        began = time.monotonic()
        assert is_well(server)
        assert server.sparql("ASK {}").status == 200
        assert time.monotonic() - began < 5
    assert is_well(server)


def test_a_thousand_requests_at_once_are_all_answered(server: Server) -> None:
    head = f"GET /queries/delegation-leaders HTTP/1.1\r\nHost: {server.host}\r\nConnection: close\r\n\r\n".encode()
    with contextlib.ExitStack() as stack:
        lines = [
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=60)) for _ in range(1_000)
        ]
        for line in lines:
            line.sendall(head)
        statuses = [line.recv(12) for line in lines]
    assert set(statuses) <= {b"HTTP/1.1 200", b"HTTP/1.1 503"}
    assert b"HTTP/1.1 200" in statuses
    assert is_well(server)


def test_slow_readers_hold_no_worker(server: Server) -> None:
    """Answers that nobody reads wait in a file, and their workers are free."""
    wide = f"SELECT * {{ ?a ?b ?c . ?d ?e ?f BIND('{'x' * 5_000}' AS ?g) }} LIMIT 4900"
    head = f"POST /sparql HTTP/1.1\r\nHost: {server.host}\r\nContent-Type: application/sparql-query\r\n"

    def metrics() -> list[str]:
        return server.get("/metrics").text.splitlines()

    with contextlib.ExitStack() as stack:
        for _ in range(20):
            line = socket.socket()
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
            line.connect(("127.0.0.1", server.port))
            stack.enter_context(line)
            line.sendall(f"{head}Content-Length: {len(wide)}\r\n\r\n{wide}".encode())
        assert wait_until(lambda: "kgtool_spooled_bytes 0" not in metrics(), 30)
        assert wait_until(lambda: server.sparql("ASK {}").status == 200, 30)  # busy while the answers are made
        assert wait_until(lambda: "kgtool_queries_running 0" in metrics(), 20)
        assert "kgtool_spooled_bytes 0" not in metrics()


def test_nothing_is_told_of_the_inside(server: Server) -> None:
    for path in ("/nothing", "/queries/x", "/sparql?query=x", "/ask", "/store?graph=x"):
        text = server.get(path).text
        assert "Traceback" not in text
        assert "site-packages" not in text
        assert str(server.process.pid) not in text
    log = "".join(server.log)
    assert "Traceback" not in log, log
