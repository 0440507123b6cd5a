"""Who led, represented, met and targeted whom: actors, delegations and events as nodes, statements as edges."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from pyoxigraph import NamedNode
from starlette.requests import Request

from kgtool.serving.pages.frame import Data
from kgtool.serving.pages.knowledge import Knowledge, text_of
from kgtool.serving.pages.layout import lay_out
from kgtool.serving.pages.statements import sources_of
from kgtool.terms import KG

MOST_EDGES = 160
MOST_ROWS = 600
LETTER, NODE_HEIGHT, WIDTH, MARGIN = 7.4, 30, 1_100, 26
_LONGEST_LABEL = 30
SHAPES = ("Delegation", "Event", "Person", "Actor")
"""The classes of the vocabulary that are drawn, the narrower ones first, each in its own shape."""

_STATED = """SELECT ?s ?p ?o ?g { VALUES ?p { %s } GRAPH ?g { ?s ?p ?o } ?g kg:document ?document
  FILTER(isIRI(?o)) FILTER NOT EXISTS { ?g kg:stance kg:Denied } } ORDER BY ?s ?p ?o ?g"""
_PROPERTIES = """SELECT DISTINCT ?p { { ?p rdfs:subPropertyOf* kg:participant } UNION { ?p rdfs:domain kg:Delegation }
  UNION { ?p rdfs:domain ?d ; rdfs:range ?r . ?d rdfs:subClassOf* kg:Actor . ?r rdfs:subClassOf* kg:Actor } }"""


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement between two things, as one voice makes it."""

    subject: str
    predicate: str
    object: str
    voice: dict[str, Any] | None = None
    source: dict[str, Any] | None = None


def read_network(knowledge: Knowledge, request: Request) -> Data:
    """The network of all articles; around one thing (``around``) where one is given."""
    edges = knowledge.kept("edges", edges_in)
    around = request.query_params.get("around", "")
    if around:
        near = {around} | {
            end for edge in edges if around in (edge.subject, edge.object) for end in (edge.subject, edge.object)
        }
        edges = [edge for edge in edges if edge.subject in near and edge.object in near]
    return shown(knowledge, edges)


def edges_in(knowledge: Knowledge) -> list[Edge]:
    """What the articles say between actors, delegations and events; not what somebody denies."""
    properties = sorted({text_of(row[0]) for row in knowledge.rows(_PROPERTIES)})
    rows = knowledge.rows(_STATED % " ".join(f"<{iri}>" for iri in properties))
    knowledge.prepare(term for row in rows for term in row[:3])
    sources = sources_of(knowledge)
    sources.prepare(text_of(row[3]) for row in rows)
    found: dict[tuple[str, str, str, str], Edge] = {}
    for s, p, o, graph in rows:
        ends = text_of(s), text_of(o)
        if all(_shape(knowledge, iri) for iri in ends) and not any(_is_speech(knowledge, iri) for iri in ends):
            source = sources.of(text_of(graph))
            voice = source["claimer"]
            key = (ends[0], text_of(p), ends[1], voice["iri"] if voice else "")
            found.setdefault(key, Edge(*key[:3], voice, source))
    return list(found.values())


def _shape(knowledge: Knowledge, iri: str) -> str:
    """How a thing is drawn, by its class; nothing for what is not drawn."""
    return next((name.lower() for name in SHAPES if knowledge.is_a(iri, KG + name)), "")


def _is_speech(knowledge: Knowledge, iri: str) -> bool:
    return knowledge.is_a(iri, KG + "Statement")


def shown(knowledge: Knowledge, edges: list[Edge]) -> Data:
    """The drawing and the table of some statements."""
    knowledge.prepare(NamedNode(iri) for edge in edges for iri in (edge.subject, edge.predicate, edge.object))
    rows = [
        {
            "subject": knowledge.term(NamedNode(edge.subject)),
            "predicate": knowledge.term(NamedNode(edge.predicate)),
            "object": knowledge.term(NamedNode(edge.object)),
            "voice": edge.voice,
            "source": edge.source,
        }
        for edge in edges[:MOST_ROWS]
    ]
    return {
        "drawing": draw(knowledge, edges[:MOST_EDGES]),
        "rows": rows,
        "drawn": min(len(edges), MOST_EDGES),
        "count": len(edges),
    }


def draw(knowledge: Knowledge, edges: list[Edge]) -> dict[str, Any] | None:
    """Where nodes and edges stand, in pixels; None where there are none."""
    if not edges:
        return None
    weight = Counter(iri for edge in edges for iri in (edge.subject, edge.object))
    names = [iri for iri, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))]
    number = {iri: index for index, iri in enumerate(names)}
    pairs = sorted({tuple(sorted((number[edge.subject], number[edge.object]))) for edge in edges})
    labels = [_short(knowledge.name(iri)) for iri in names]
    sizes = np.array([[LETTER * len(label) + 34, NODE_HEIGHT + 16.0] for label in labels])
    at = lay_out([(one, other) for one, other in pairs], sizes, WIDTH) + MARGIN
    extent = (at + sizes / 2).max(axis=0) + MARGIN
    nodes = [
        {
            "id": number[iri],
            "iri": iri,
            "x": round(float(at[number[iri]][0]), 1),
            "y": round(float(at[number[iri]][1]), 1),
            "width": round(float(sizes[number[iri]][0]) - 10, 1),
            "label": labels[number[iri]],
            "name": knowledge.name(iri),
            "kind": knowledge.kind(iri),
            "shape": _shape(knowledge, iri) or "thing",
            "address": knowledge.address(iri),
        }
        for iri in names
    ]
    together: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        together.setdefault((edge.subject, edge.object), []).append(edge)
    lines = []
    for (subject, value), same in together.items():
        start, end = number[subject], number[value]
        voice = same[0].voice
        named = ", ".join(dict.fromkeys(knowledge.name(edge.predicate) for edge in same))
        lines.append(_line(start, end, at, sizes, named, voice))
    return {
        "width": round(float(extent[0])),
        "height": round(float(extent[1])),
        "nodes": nodes,
        "edges": lines,
        "node_height": NODE_HEIGHT,
        "legend": [{"shape": name.lower(), "name": knowledge.name(KG + name)} for name in SHAPES],
    }


def _line(start: int, end: int, at: Any, sizes: Any, name: str, voice: dict[str, Any] | None) -> dict[str, Any]:
    """An arrow from the border of one node to that of another."""
    (x1, y1), (x2, y2) = at[start], at[end]
    dx, dy = x2 - x1, y2 - y1
    ends = []
    for x, y, size, sign in ((x1, y1, sizes[start], 1), (x2, y2, sizes[end], -1)):
        half = (size[0] / 2 - 4, NODE_HEIGHT / 2 + 3)
        share = min((half[0] / abs(dx)) if dx else np.inf, (half[1] / abs(dy)) if dy else np.inf, 0.5)
        ends += [round(float(x + sign * dx * share), 1), round(float(y + sign * dy * share), 1)]
    return {
        "from": start,
        "to": end,
        "line": ends,
        "label_at": [round((ends[0] + ends[2]) / 2, 1), round((ends[1] + ends[3]) / 2, 1)],
        "name": name,
        "voice": voice,
    }


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"
