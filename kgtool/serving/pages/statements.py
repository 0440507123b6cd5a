"""What is said of a thing, by whom and where: each statement with its sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, NamedNode

from kgtool.serving.pages.addresses import article_address, why_address
from kgtool.serving.pages.knowledge import Knowledge, text_of
from kgtool.store import Term
from kgtool.terms import BACKGROUND_GRAPH, ID, INFERRED_GRAPH, ONTOLOGY_GRAPH, RDF, RDFS

MOST_STATEMENTS = 400
"""Statements of one thing on its page, in each direction; the page says where there are more."""

_ROOMS = {BACKGROUND_GRAPH: "background", ONTOLOGY_GRAPH: "ontology"}
_ORDER = {"article": 0, "claim": 1, "inferred": 2, "background": 3, "ontology": 4}
_BATCH = 1_000


class Sources:
    """Where named graphs come from: a passage and who speaks, an inference, or a room of the project."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._known: dict[str, dict[str, Any]] = {}

    def prepare(self, graphs: Iterable[str]) -> None:
        """Looks up many graphs at once."""
        wanted = sorted(set(graphs) - self._known.keys())
        for graph in wanted:
            self._known[graph] = self._room(graph)
        for start in range(0, len(wanted), _BATCH):
            self._look_up(wanted[start : start + _BATCH])

    def of(self, graph: str) -> dict[str, Any]:
        """The source of one graph: its ``kind`` is article, claim, inferred, background or ontology."""
        if graph not in self._known:
            self.prepare([graph])
        return self._known[graph]

    def _room(self, graph: str) -> dict[str, Any]:
        if graph in _ROOMS:
            return {"kind": _ROOMS[graph], "claimer": None}
        if graph == INFERRED_GRAPH or graph.startswith(INFERRED_GRAPH + "/"):
            return {"kind": "inferred", "claimer": None}
        return {"kind": "article", "claimer": None}

    def _look_up(self, graphs: list[str]) -> None:
        values = " ".join(f"<{graph}>" for graph in graphs)
        rows = self.knowledge.rows(
            "SELECT ?g ?document ?start ?end ?quote ?by ?narrated ?cue { "
            f"VALUES ?g {{ {values} }} ?g kg:claimedBy ?by OPTIONAL {{ ?g kg:document ?document ; kg:start ?start ; "
            "kg:end ?end ; kg:quote ?quote } OPTIONAL { ?g kg:cue ?cue } "
            "BIND(EXISTS { ?g a kg:Narration } AS ?narrated) } ORDER BY ?g ?by"
        )
        for graph, document, start, end, quote, by, narrated, cue in rows:
            source = self._known[text_of(graph)]
            if text_of(narrated) != "true":
                source["claimer"] = self.knowledge.voice(text_of(by))
                if source["kind"] == "article":
                    source["kind"] = "claim"
            if document is not None:
                name = text_of(document).removeprefix(ID)
                source |= {
                    "claim": text_of(graph),
                    "document": name,
                    "start": int(text_of(start)),
                    "end": int(text_of(end)),
                    "quote": text_of(quote),
                    "address": article_address(name, int(text_of(start))),
                }
                if cue is not None:
                    source["cue"] = text_of(cue)
            self._known[text_of(graph)] = source


def sources_of(knowledge: Knowledge) -> Sources:
    """The sources of a graph, those looked up kept."""
    return knowledge.kept("sources", Sources)


def said_of(knowledge: Knowledge, iri: str, *, backwards: bool = False) -> tuple[list[dict[str, Any]], bool]:
    """The statements of which a thing is the subject (or, backwards, the object), grouped by property, and whether
    there are more than are given.

    Each group is ``{predicate, values: [{term, sources, inferred, why}]}``; what is said comes before what follows.
    """
    if backwards:
        pattern = f"GRAPH ?g {{ ?x ?p <{iri}> }} FILTER(isIRI(?x) && ?p != <{RDF}type> && ?g != <{ONTOLOGY_GRAPH}>)"
    else:
        pattern = f"GRAPH ?g {{ <{iri}> ?p ?x }} FILTER(!isBlank(?x))"
    rows = knowledge.rows(
        f"SELECT ?p ?x (GROUP_CONCAT(STR(?g); SEPARATOR=' ') AS ?graphs) {{ {pattern} }} GROUP BY ?p ?x "
        f"ORDER BY ?p ?x LIMIT {MOST_STATEMENTS + 1}"
    )
    has_more = len(rows) > MOST_STATEMENTS
    rows = rows[:MOST_STATEMENTS]
    knowledge.prepare(term for row in rows for term in row[:2])
    sources = sources_of(knowledge)
    sources.prepare(graph for row in rows for graph in text_of(row[2]).split())
    groups: dict[str, dict[str, Any]] = {}
    for predicate, value, graphs in rows:
        if not isinstance(predicate, NamedNode) or value is None:
            continue
        where = [sources.of(graph) for graph in dict.fromkeys(text_of(graphs).split())]
        ends: tuple[Term, Term] = (value, NamedNode(iri)) if backwards else (NamedNode(iri), value)
        group = groups.setdefault(predicate.value, {"predicate": knowledge.term(predicate), "values": []})
        group["values"].append(
            _statement(knowledge, value, where, why_address(str(ends[0]), str(predicate), str(ends[1])))
        )
    for group in groups.values():
        said = {value["term"]["text"] for value in group["values"] if not value["inferred"]}
        kept = [value for value in group["values"] if not _is_same_value(value, said)]
        group["values"] = sorted(kept, key=_said_first)
    return sorted(groups.values(), key=_plain_first), has_more


def _statement(knowledge: Knowledge, value: Term, where: list[dict[str, Any]], why: str) -> dict[str, Any]:
    where = sorted(where, key=lambda one: (_ORDER[one["kind"]], one.get("document", ""), one.get("start", 0)))
    kinds = {one["kind"] for one in where}
    return {
        "term": knowledge.term(value),
        "is_literal": isinstance(value, Literal),
        "sources": where,
        "inferred": kinds == {"inferred"},
        "rests_on_claims": all(one["claimer"] for one in where),
        "why": why,
    }


def _is_same_value(value: dict[str, Any], said: set[str]) -> bool:
    """Whether it only says again, in another datatype, what is said anyway (2 as an integer and as a decimal)."""
    return bool(value["inferred"] and value["is_literal"] and value["term"]["text"] in said)


def _said_first(value: dict[str, Any]) -> tuple[int, str]:
    return min(_ORDER[one["kind"]] for one in value["sources"]), value["term"]["text"]


def _plain_first(group: dict[str, Any]) -> tuple[bool, bool, str]:
    """Types and labels last, properties that are only inferred after those that are said."""
    predicate = group["predicate"]
    is_plumbing = predicate["iri"].startswith((RDF, RDFS))
    return is_plumbing, all(value["inferred"] for value in group["values"]), predicate["text"]
