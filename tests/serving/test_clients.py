"""Real clients: SPARQLWrapper, rdflib's SPARQLStore, curl."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

from tests.serving.running import TOKEN, Server

KG = Namespace("https://w3id.org/kgtool/ns#")
ID = Namespace("https://w3id.org/kgtool/id/")
SELECT = "PREFIX kg: <https://w3id.org/kgtool/ns#> SELECT ?p { ?d kg:ledBy ?p } ORDER BY ?p"


def test_sparqlwrapper(server: Server) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    asked = wrapper.SPARQLWrapper(f"{server.url}/sparql")
    asked.setQuery(SELECT)
    for form in (wrapper.JSON, wrapper.XML, wrapper.CSV, wrapper.TSV):
        for method in (wrapper.GET, wrapper.POST):
            asked.setReturnFormat(form)
            asked.setMethod(method)
            found = asked.queryAndConvert()
            text = found.toxml() if form == wrapper.XML else found if isinstance(found, dict) else found.decode()
            assert "Rustem_Umerov" in str(text), (form, method)
    asked.setQuery("DESCRIBE <https://w3id.org/kgtool/id/Rustem_Umerov>")
    for form in (wrapper.TURTLE, wrapper.N3, wrapper.RDFXML, wrapper.JSONLD):
        asked.setReturnFormat(form)
        found = asked.queryAndConvert()
        graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
        assert len(graph) > 3, form
    asked.setQuery("ASK {}")
    asked.setReturnFormat(wrapper.JSON)
    assert asked.queryAndConvert()["boolean"] is True


def test_rdflib_sparql_store(server: Server) -> None:
    graph = Graph(SPARQLStore(f"{server.url}/sparql", context_aware=False))
    leaders = set(graph.objects(None, KG.ledBy))
    assert leaders >= {ID.Rustem_Umerov, ID.Vladimir_Medinsky}
    assert {row.p for row in graph.query(SELECT)} == leaders
    assert (None, KG.ledBy, ID.Rustem_Umerov) in graph


def test_rdflib_update_store(writable: Server) -> None:
    writable.update("DROP ALL")
    store = SPARQLUpdateStore(
        f"{writable.url}/sparql", f"{writable.url}/update", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    graph = Graph(store, identifier=URIRef("http://e/g"))
    graph.add((ID.a, KG.ledBy, ID.b))
    assert list(graph.objects(ID.a, KG.ledBy)) == [ID.b]


def test_curl(server: Server) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl")

    def curl(*arguments: str) -> str:
        done = subprocess.run(
            ["curl", "-sf", *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
            env={**os.environ, "no_proxy": "*"},
        )
        return done.stdout

    asked = curl(f"{server.url}/sparql", "--data-urlencode", f"query={SELECT}", "-H", "Accept: text/csv")
    assert "Rustem_Umerov" in asked
    answer = json.loads(curl("-G", f"{server.url}/ask", "--data-urlencode", "q=Who led each delegation?"))
    assert len(answer["answers"]) == 2
    assert "Medinsky" in curl(f"{server.url}/queries/delegation-leaders?format=csv")
