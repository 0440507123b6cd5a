"""The W3C suites as they are, against a running server."""

from __future__ import annotations

import pytest
from rdflib import Graph, URIRef

from tests.serving.running import Server
from tests.serving.w3c import (
    MF,
    SUITE,
    Evaluation,
    ask_oxigraph,
    ask_server,
    evaluations,
    expected,
    manifest,
    members,
    run_description_test,
    run_graph_store_test,
    run_protocol_test,
)

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C suite is not here")


def listed(name: str, kind: URIRef) -> list[tuple[Graph, URIRef]]:
    if not SUITE.is_dir():
        return []
    graph = manifest(name)
    return [(graph, test) for test in members(graph, kind)]


def local(value: object) -> str:
    return str(value).rpartition("#")[2] if isinstance(value, URIRef) else ""


PROTOCOL = listed("protocol", MF.ProtocolTest)
STORE = [
    *listed("graph-store-protocol/manifest-direct.ttl", MF.GraphStoreProtocolTest),
    *listed("graph-store-protocol/manifest-indirect.ttl", MF.GraphStoreProtocolTest),
]


DESCRIBED = [local(test) for _, test in listed("service-description", MF.ServiceDescriptionTest)]


def test_the_suites_have_all_their_tests() -> None:
    assert (len(PROTOCOL), len(STORE), len(DESCRIBED)) == (34, 13, 3)


@pytest.mark.parametrize(("graph", "test"), PROTOCOL, ids=local)
def test_protocol(writable: Server, graph: Graph, test: URIRef) -> None:
    run_protocol_test(writable, graph, test)


@pytest.mark.parametrize(("graph", "test"), STORE, ids=local)
def test_graph_store(writable: Server, graph: Graph, test: URIRef) -> None:
    run_graph_store_test(writable, graph, test)


@pytest.mark.parametrize("test", DESCRIBED)
def test_service_description(server: Server, writable: Server, test: str) -> None:
    for one in (server, writable):
        run_description_test(one, test)


@pytest.mark.slow
def test_query_evaluation_gives_what_oxigraph_gives(writable: Server) -> None:
    different = []
    for test in evaluations():
        if test.name.startswith("service/"):
            continue  # refused, and Oxigraph is not to call others for a test
        answered, wanted = ask_server(writable, test), expected(test)
        if answered != wanted and ask_oxigraph(test) == wanted:
            different.append(test.name)
    assert not different


@pytest.mark.slow
def test_service_is_refused(writable: Server) -> None:
    for test in evaluations():
        if test.name.startswith("service/"):
            assert_refused(writable, test)


def assert_refused(server: Server, test: Evaluation) -> None:
    reply = server.sparql(test.query.read_text())
    assert reply.status == 400, reply.text
