"""Statements as rows (CSV) and as edges (GraphML), each with its claimer and quote."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kgtool.exporting.voiced import CLAIMED_BY, INFERENCE, NARRATION, TYPE
from kgtool.querying.formats import attribute, safe_cell
from kgtool.querying.labels import name_in_iri
from kgtool.store import Term
from kgtool.store.notation import Notation
from kgtool.store.trig import natural
from kgtool.terms import ID, KG, RDFS

_LABEL = NamedNode(RDFS + "label")


@dataclass(frozen=True, slots=True)
class Source:
    """Where the statements of one graph come from."""

    claimer: str = ""
    """IRI; empty for the articles' own voice, inferences from it, and what is known beforehand."""
    document: str = ""
    start: str = ""
    end: str = ""
    quote: str = ""
    inferred: bool = False


def sources_of(quads: list[Quad]) -> dict[str, Source]:
    """For each graph, where it comes from."""
    about: defaultdict[str, dict[str, Term]] = defaultdict(dict)
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph) and isinstance(quad.subject, NamedNode):
            about[quad.subject.value][quad.predicate.value] = quad.object

    def text(graph: str, name: str) -> str:
        term = about[graph].get(KG + name)
        return term.value if isinstance(term, NamedNode | Literal) else ""

    sources = {}
    for graph, known in list(about.items()):
        kind = known.get(TYPE.value)
        sources[graph] = Source(
            claimer="" if kind == NARRATION else text(graph, CLAIMED_BY.value.removeprefix(KG)),
            document=text(graph, "document").removeprefix(ID),
            start=text(graph, "start"),
            end=text(graph, "end"),
            quote=text(graph, "quote"),
            inferred=kind == INFERENCE,
        )
    return sources


def _statements(quads: list[Quad]) -> Iterator[tuple[Quad, Source]]:
    sources = sources_of(quads)
    named = (quad for quad in set(quads) if isinstance(quad.graph_name, NamedNode))
    for quad in sorted(named, key=lambda quad: (natural(str(quad.graph_name)), natural(str(quad)))):
        assert isinstance(quad.graph_name, NamedNode)
        yield quad, sources.get(quad.graph_name.value, Source())


_COLUMNS = (
    *("subject", "predicate", "object", "claimer", "inferred", "document", "start", "end", "quote"),
    *("subject IRI", "predicate IRI", "object IRI", "claimer IRI"),
)


def statements_csv(quads: list[Quad], labels: Mapping[str, str]) -> str:
    """One row a statement; RFC 4180, safe to open in a spreadsheet."""
    notation = Notation()

    def name(iri: str) -> str:
        return labels.get(iri, "") or name_in_iri(iri) or (notation.iri(iri) if iri else "")

    def shown(term: Term) -> str:
        if isinstance(term, NamedNode):
            return name(term.value)
        return term.value if isinstance(term, Literal) else str(term)

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for quad, source in _statements(quads):
        row = [shown(quad.subject), shown(quad.predicate), shown(quad.object), name(source.claimer)]
        row += ["yes" if source.inferred else "no", source.document, source.start, source.end, source.quote]
        row += [
            term.value if isinstance(term, NamedNode) else "" for term in (quad.subject, quad.predicate, quad.object)
        ]
        writer.writerow(map(safe_cell, [*row, source.claimer]))
    return out.getvalue()


_NODE_KEYS = ("label", "type", "properties")
_EDGE_KEYS = ("label", "predicate", "claimer", "claimerIRI", "inferred", "document", "quote")


def graphml(quads: list[Quad], labels: Mapping[str, str]) -> str:
    """Things as nodes and the statements between them as edges; literals are properties, with their claimer."""
    notation = Notation()
    types: defaultdict[str, set[str]] = defaultdict(set)
    properties: defaultdict[str, list[str]] = defaultdict(list)
    nodes: set[str] = set()
    edges: list[dict[str, str]] = []
    for quad, source in _statements(quads):
        if not isinstance(quad.subject, NamedNode):
            continue
        subject, predicate = quad.subject.value, quad.predicate
        nodes.add(subject)
        who = labels.get(source.claimer, "") or name_in_iri(source.claimer)
        if predicate == TYPE and isinstance(quad.object, NamedNode):
            types[subject].add(notation.iri(quad.object.value))
        elif isinstance(quad.object, NamedNode):
            nodes.add(quad.object.value)
            edges.append(
                {
                    "source": subject,
                    "target": quad.object.value,
                    "label": labels.get(predicate.value, "") or notation.iri(predicate.value),
                    "predicate": predicate.value,
                    "claimer": who,
                    "claimerIRI": source.claimer,
                    "inferred": "true" if source.inferred else "false",
                    "document": source.document,
                    "quote": source.quote,
                }
            )
        elif predicate != _LABEL and isinstance(quad.object, Literal):
            said = f" [{who}]" if who else ""
            properties[subject].append(f"{notation.iri(predicate.value)} {quad.object.value}{said}")
    numbers = {iri: f"n{i}" for i, iri in enumerate(sorted(nodes, key=natural))}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    lines += [_key(name, "node") for name in ("IRI", *_NODE_KEYS)] + [_key(name, "edge") for name in _EDGE_KEYS]
    lines.append('<graph id="kgtool" edgedefault="directed">')
    for iri, number in numbers.items():
        lines.append(f"<node id={attribute(number)}>")
        shown = {
            "IRI": iri,
            "label": labels.get(iri, "") or name_in_iri(iri) or notation.iri(iri),
            "type": " ".join(sorted(types[iri])),
            "properties": "\n".join(properties[iri]),
        }
        lines += [_data(name, "node", text) for name, text in shown.items() if text]
        lines.append("</node>")
    for edge in edges:
        lines.append(f"<edge source={attribute(numbers[edge['source']])} target={attribute(numbers[edge['target']])}>")
        lines += [_data(name, "edge", edge[name]) for name in _EDGE_KEYS if edge[name]]
        lines.append("</edge>")
    return "\n".join([*lines, "</graph>", "</graphml>"]) + "\n"


def _key(name: str, domain: str) -> str:
    return f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="string"/>'


def _data(name: str, domain: str, text: str) -> str:
    clean = "".join(char if char >= " " or char in "\t\n\r" else "\ufffd" for char in text)
    return f'<data key="{domain}-{name}">{escape(clean, quote=False)}</data>'
