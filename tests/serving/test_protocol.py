"""What a client sees of /sparql, /queries, /ask and the rest: formats, problems, headers."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph
import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat

from tests.serving.running import Server

SELECT = "SELECT ?p ?party { ?d kg:ledBy ?p ; kg:delegationOf ?party } ORDER BY ?p"
LEADERS = ["https://w3id.org/kgtool/id/Rustem_Umerov", "https://w3id.org/kgtool/id/Vladimir_Medinsky"]


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.5, application/xml;q=0.7", "application/sparql-results+xml"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
    ],
)
def test_a_table_comes_in_the_format_asked_for(server: Server, accept: str, sent: str) -> None:
    reply = server.get("/sparql", accept, query=SELECT)
    assert (reply.status, reply.media_type) == (200, sent)
    assert reply.headers["vary"] == "Accept"
    form = QueryResultsFormat.from_media_type(sent)
    assert form is not None
    if sent == "text/csv":
        rows = list(csv.DictReader(io.StringIO(reply.text)))
        assert [row["p"] for row in rows] == LEADERS
        return
    found = pyoxigraph.parse_query_results(reply.body, form)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert [row["p"].value for row in found] == LEADERS


@pytest.mark.parametrize(
    "media_type",
    [
        *("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
        *("application/trig", "application/n-quads", "text/n3"),
    ],
)
def test_a_graph_comes_in_the_format_asked_for(server: Server, media_type: str) -> None:
    for query in ("CONSTRUCT { ?s kg:ledBy ?o } WHERE { ?s kg:ledBy ?o }", "DESCRIBE id:Rustem_Umerov"):
        reply = server.sparql(query, media_type)
        assert (reply.status, reply.media_type) == (200, media_type), reply.text
        form = RdfFormat.from_media_type(media_type)
        assert form is not None
        assert len(list(pyoxigraph.parse(reply.body, form))) >= 2


def test_truth_comes_in_every_format(server: Server) -> None:
    assert json.loads(server.sparql("ASK {}").body)["boolean"] is True
    assert b"<boolean>true</boolean>" in server.sparql("ASK {}", "application/sparql-results+xml").body
    assert server.sparql("ASK {}", "text/csv").text.strip() == "true"


def test_what_is_not_accepted_is_said(server: Server) -> None:
    assert server.sparql("ASK {}", "text/turtle").status == 406
    assert server.sparql("DESCRIBE id:Russia", "text/csv").status == 406
    assert server.sparql("ASK {}", "image/png").status == 406


def test_links_can_name_a_format(server: Server) -> None:
    assert server.get("/sparql", "text/html", query=SELECT, format="csv").media_type == "text/csv"
    assert server.get("/sparql", query="DESCRIBE id:Russia", format="rdf").media_type == "application/rdf+xml"
    assert (
        server.get("/queries/delegation-leaders", "text/html", format="tsv").media_type == "text/tab-separated-values"
    )


def test_head_tells_the_length_and_sends_nothing(server: Server) -> None:
    got, head = server.get("/sparql", query=SELECT), server.send("HEAD", f"/sparql?query={'ASK%20%7B%7D'}")
    assert int(got.headers["content-length"]) == len(got.body)
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) > 0


def test_graphs_can_be_named_beside_the_query(server: Server) -> None:
    background = "https://w3id.org/kgtool/id/background"
    everything = json.loads(server.get("/sparql", query="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body)
    fewer = server.send(
        "POST",
        "/sparql",
        f"query=SELECT+(COUNT(*)+AS+?n)+{{?s+?p+?o}}&default-graph-uri={background}",
        {"Content-Type": "application/x-www-form-urlencoded"},
    )
    numbers = [int(one["results"]["bindings"][0]["n"]["value"]) for one in (everything, json.loads(fewer.body))]
    assert numbers[0] > numbers[1] > 0
    assert server.get("/sparql", query=f"ASK FROM <{background}> {{ ?s ?p ?o }}").status == 200


def test_an_error_is_a_problem_with_its_line(server: Server) -> None:
    reply = server.sparql("SELECT *\n{ ?s ?p }")
    assert (reply.status, reply.media_type) == (400, "application/problem+json")
    problem = json.loads(reply.body)
    assert problem["status"] == 400
    assert problem["line"] == 2
    for path in ("/nothing", "/queries/nothing", "/store/nothing", "/store?graph=http://e/nothing"):
        reply = server.get(path)
        assert (reply.status, reply.media_type) == (404, "application/problem+json"), path
    assert server.send("PATCH", "/sparql").status == 405


def test_every_answer_keeps_browsers_strict(server: Server) -> None:
    for path in ("/sparql", "/health", "/nothing", "/ask?q=who", "/queries"):
        headers = server.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert not [name for name in headers if name.startswith("access-control")]
        assert "server" not in headers


def test_stored_queries_are_listed_and_run(server: Server) -> None:
    listed = {one["name"]: one for one in json.loads(server.get("/queries").body)["queries"]}
    assert listed["delegation-leaders"]["href"] == "/queries/delegation-leaders"
    assert {param["name"] for param in listed["evidence"]["parameters"]} == {"thing"}
    rows = list(csv.DictReader(io.StringIO(server.get("/queries/delegation-leaders", "text/csv").text)))
    assert sorted(row["leader"] for row in rows) == LEADERS
    assert all(row["quote"] for row in rows)
    named = server.get("/queries/evidence", thing="Rustem Umerov")
    assert json.loads(named.body)["results"]["bindings"]
    posted = server.send(
        "POST", "/queries/evidence", "thing=id:Rustem_Umerov", {"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert json.loads(posted.body)["results"]["bindings"]


def test_wrong_parameters_are_said(server: Server) -> None:
    for path in ("/queries/evidence", "/queries/evidence?thing=a&thing=b", "/queries/evidence?thing=id:Russia&x=1"):
        assert server.get(path).status == 400, path
    assert server.get("/queries/timeline", since="last week").status == 400


def test_a_question_is_answered_with_quotes(server: Server) -> None:
    answer = json.loads(server.get("/ask", q="Who led each delegation?").body)
    assert len(answer["answers"]) == 2
    assert all(piece["quote"] for piece in answer["evidence"])
    unknown = json.loads(server.get("/ask", q="Who led the xylophone?").body)
    assert (unknown["answers"], bool(unknown["because"])) == ([], True)
    assert server.get("/ask").status == 400
    assert server.get("/ask", q="x" * 2_000).status == 413


def test_the_graph_store_can_be_read(server: Server) -> None:
    whole = server.get("/store", "application/n-quads")
    assert whole.status == 400  # more triples than this server may send
    assert json.loads(whole.body)["hint"]
    claim = json.loads(
        server.sparql("SELECT ?c { ?c a kg:Narration GRAPH ?c { ?d kg:ledBy ?p } } ORDER BY ?c LIMIT 1").body
    )["results"]["bindings"][0]["c"]["value"]
    reply = server.get("/store", "text/turtle", graph=claim)
    assert reply.status == 200
    assert "ledBy" in reply.text
    assert server.send("HEAD", f"/store?graph={claim}").status == 200
    assert server.get("/store", graph=claim, default="").status == 400


def test_health_and_metrics(server: Server) -> None:
    health = json.loads(server.get("/health").body)
    assert (health["status"], health["writable"]) == ("ok", False)
    text = server.get("/metrics").text
    assert 'kgtool_requests_total{route="/health",method="GET",status="200"}' in text
    assert 'kgtool_request_seconds_bucket{route="/health",le="+Inf"}' in text


def test_the_openapi_document_names_every_stored_query(server: Server) -> None:
    document = json.loads(server.get("/openapi.json").body)
    assert document["openapi"].startswith("3.1")
    listed = json.loads(server.get("/queries").body)["queries"]
    assert {one["href"] for one in listed} <= set(document["paths"])
    assert "/update" not in document["paths"]
