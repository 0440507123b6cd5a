"""The pages without worker processes: questions and queries are answered in this process."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kgtool.asking import Answer, Asker
from kgtool.project import Project
from kgtool.querying import StoredQuery, run_stored
from kgtool.serving.context import Context, Snapshot
from kgtool.serving.limits import ServingLimits
from kgtool.serving.pages import routes
from kgtool.store import Result
from tests.serving.running import REPOSITORY


class LocalContext(Context):
    async def ask(self, question: str, snapshot: Snapshot | None = None) -> Answer:
        found = snapshot or self.snapshot
        return Asker(found.store, self.project.ontology, self.project.queries).ask(question)

    async def run_stored(
        self, query: StoredQuery, values: Mapping[str, str] | None = None, snapshot: Snapshot | None = None
    ) -> Result:
        return run_stored(query, (snapshot or self.snapshot).store, values)


def site(folder: Path) -> Starlette:
    """The pages of a project, those in ``context.html`` at their addresses."""
    project = Project.at(folder)
    snapshot = Snapshot(project, cast("object", None), "1", project.open_store)  # type: ignore[arg-type]
    context = LocalContext(project, ServingLimits(), snapshot)
    found = routes(context)

    def at(name: str) -> object:
        async def show(request: Request) -> Response:
            return await context.html[name](request)

        return show

    shared = {"ask": "/ask", "queries": "/queries", "query": "/queries/{name}", "sparql": "/sparql"}
    app = Starlette(routes=[*found, *(Route(path, at(name)) for name, path in shared.items())])
    app.state.folder = folder
    return app


MARKUP = '<script>alert("x")</script>'
IMAGE = "\"'><img src=x onerror=alert(1)>"

HOSTILE_ARTICLE = f"""---
title: 'Talks {MARKUP} & more'
date: 2025-06-03
publisher: '{MARKUP}'
---
Ann {MARKUP} met Bob &amp; said {IMAGE} on Monday.
"""

HOSTILE_GRAPH = """
@base <https://w3id.org/kgtool/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/kgtool/id/> .
@prefix kg: <https://w3id.org/kgtool/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

id:hostile a kg:Document ; dcterms:title TITLE ; dcterms:issued "2025-06-03"^^xsd:date ;
    dcterms:source <javascript:alert(1)> ; dcterms:publisher id:Ann_One ; kg:sha256 "SHA" .
<hostile/sentence/1> a kg:Sentence ; kg:document id:hostile ; kg:number 1 ;
    kg:start START ; kg:end END ; kg:quote QUOTE .
<hostile/claim/1.1> a kg:Claim ; kg:claimedBy id:Ann_One ; kg:document id:hostile ; kg:sentence <hostile/sentence/1> ;
    kg:start START ; kg:end END ; kg:quote QUOTE ; kg:cue MARKUP ; kg:stance kg:Said .
GRAPH <hostile/claim/1.1> {
    id:Ann_One a kg:Person ; rdfs:label MARKUP ; kg:alias IMAGE ; skos:exactMatch <javascript:alert(1)> .
    <hostile/event/1> a kg:Meeting ; rdfs:label IMAGE ; kg:participant id:Ann_One ; kg:place id:Kyiv ;
        kg:date "2025-06-02"^^xsd:date ; kg:figure <hostile/figure/1> ; kg:outcomeText MARKUP .
    <hostile/figure/1> a kg:Figure ; kg:measure kg:Killed ; kg:value 3.0 ; kg:counts MARKUP ; kg:text MARKUP ;
        kg:ofEvent <hostile/event/1> .
}
"""


def make_hostile_project(folder: Path) -> Path:
    """A project with one article and its graph."""
    import hashlib

    from pyoxigraph import Literal

    for room in ("ontology", "queries"):
        shutil.copytree(REPOSITORY / room, folder / room)
    for room in ("seeds", "graph"):
        (folder / room).mkdir()
    (folder / "seeds" / "hostile.md").write_text(HOSTILE_ARTICLE, encoding="utf-8")
    start = HOSTILE_ARTICLE.rindex("---\n") + 4
    end = len(HOSTILE_ARTICLE) - 1
    graph = HOSTILE_GRAPH
    values = {
        "TITLE": str(Literal(f"Talks {MARKUP} & more")),
        "SHA": hashlib.sha256(HOSTILE_ARTICLE.encode()).hexdigest(),
        "START": str(start),
        "END": str(end),
        "QUOTE": str(Literal(HOSTILE_ARTICLE[start:end])),
        "MARKUP": str(Literal(MARKUP)),
        "IMAGE": str(Literal(IMAGE)),
    }
    for name, value in values.items():
        graph = graph.replace(name, value)
    (folder / "graph" / "hostile.trig").write_text(graph, encoding="utf-8")
    (folder / "queries" / "markup.rq").write_text(
        f"#+ title: '{MARKUP}'\n#+ description: '{MARKUP}'\n#+ questions:\n#+   - '{MARKUP}'\n"
        "#+ params:\n#+   word: {type: string, description: '<b>word</b>'}\n"
        "SELECT ?thing ?label WHERE { ?thing kg:alias ?label FILTER(?label != $word) }\n",
        encoding="utf-8",
    )
    return folder
