"""Claims side by side: for each event, who says which number; what disagrees, only seems to, and is not disputed."""

from __future__ import annotations

from typing import Any

from pyoxigraph import NamedNode
from starlette.requests import Request

from kgtool.serving.pages.comparing import EVENT, TIME, Figure, Pair, compare, figures_in, parts_in
from kgtool.serving.pages.frame import Data
from kgtool.serving.pages.knowledge import Knowledge
from kgtool.serving.pages.statements import sources_of
from kgtool.serving.problems import NotFound
from kgtool.terms import KG

MOST_PAIRS = 200
MOST_ARTICLES = 400
MOST_FIGURES = 600
"""Figures that are compared on one page; where there are more, one chooses an event or an article."""


def read_claims(knowledge: Knowledge, request: Request) -> Data:
    """All figures by event, or those of one ``event`` (an IRI) or one ``article`` (a name)."""
    figures = knowledge.kept("figures", figures_in)
    event, article = request.query_params.get("event", ""), request.query_params.get("article", "")
    compared = figures
    if event:
        figures = [figure for figure in figures if event in figure.scope[EVENT]]
        measured = {figure.measured for figure in figures}
        compared = [figure for figure in compared if figure.measured in measured]
    if article:
        figures = compared = [figure for figure in figures if figure.document == article]
    if (event or article) and not figures:
        raise NotFound("no figures are given of this", hint="the page of all figures shows what has some")
    left_out = max(0, len(figures) - MOST_FIGURES)
    figures = figures[:MOST_FIGURES]
    pairs = compare(compared if event else figures, knowledge.kept("parts", parts_in))
    shown = {figure.iri for figure in figures}
    pairs = [pair for pair in pairs if pair.one.iri in shown or pair.other.iri in shown]
    table = _Table(knowledge, pairs)
    table.prepare(figures)
    conflicts = [pair for pair in pairs if pair.is_conflict]
    seeming = [pair for pair in pairs if not pair.agree and pair.differing]
    return {
        "event": knowledge.term(NamedNode(event)) if event else None,
        "articles": [{"name": one.name, "title": one.title} for one in knowledge.articles[:MOST_ARTICLES]],
        "article": article,
        "left_out": left_out,
        "events": table.by_event(figures),
        "conflicts": [table.pair(pair) for pair in conflicts[:MOST_PAIRS]],
        "seeming": [table.pair(pair) for pair in seeming[:MOST_PAIRS]],
        "pair_count": {"conflicts": len(conflicts), "seeming": len(seeming)},
        "undisputed": [table.figure(one) for one in figures if table.verdict(one) == "undisputed"],
    }


class _Table:
    def __init__(self, knowledge: Knowledge, pairs: list[Pair]) -> None:
        self.knowledge = knowledge
        self.sources = sources_of(knowledge)
        self.verdicts: dict[str, str] = {}
        for pair in pairs:
            for one in (pair.one, pair.other):
                if pair.is_conflict:
                    self.verdicts[one.iri] = "disputed"
                elif not pair.agree:
                    self.verdicts.setdefault(one.iri, "seeming")
        self.supported = {
            one.iri for pair in pairs if pair.agree and not pair.differing for one in (pair.one, pair.other)
        }

    def prepare(self, figures: list[Figure]) -> None:
        self.sources.prepare(graph for figure in figures for graph in figure.graphs)
        iris = {figure.iri for figure in figures}
        iris |= {value for figure in figures for values in figure.said.values() for value in values if "://" in value}
        self.knowledge.prepare(NamedNode(iri) for iri in iris if " " not in iri)

    def verdict(self, figure: Figure) -> str:
        return self.verdicts.get(figure.iri, "undisputed")

    def figure(self, figure: Figure) -> dict[str, Any]:
        """One figure: what it measures, as printed, of what, and who gives it."""
        name = self.knowledge.name
        comparator = figure.first("comparator")
        return {
            "figure": self.knowledge.term(NamedNode(figure.iri)),
            "measure": name(figure.first("measure")),
            "value": figure.first("value") or f"{figure.first('minimum')}–{figure.first('maximum')}",
            "comparator": name(comparator) if comparator and comparator != KG + "Exactly" else "",
            "unit": figure.first("unit"),
            "counts": figure.first("counts"),
            "scope": [self._dimension(figure, dimension) for dimension in figure.scope if figure.scope[dimension]],
            "sources": [self.sources.of(graph) for graph in figure.graphs],
            "verdict": self.verdict(figure),
            "supported": figure.iri in self.supported,
        }

    def _dimension(self, figure: Figure, dimension: str) -> dict[str, Any]:
        if dimension == TIME:
            days = {one for span in figure.scope[dimension] for one in [" – ".join(dict.fromkeys(span.split("/")))]}
            return {"name": self.knowledge.name(dimension), "values": [{"text": day} for day in sorted(days)]}
        values = [self.knowledge.term(NamedNode(iri)) for iri in sorted(figure.scope[dimension])]
        return {"name": self.knowledge.name(dimension), "values": values}

    def pair(self, pair: Pair) -> dict[str, Any]:
        """Two figures with the names of what differs in their scopes."""
        return {
            "figures": [self.figure(pair.one), self.figure(pair.other)],
            "differing": [self.knowledge.name(dimension) for dimension in pair.differing],
        }

    def by_event(self, figures: list[Figure]) -> list[dict[str, Any]]:
        """Figures by the event that they are of; those of none at the end."""
        groups: dict[str, list[Figure]] = {}
        for figure in figures:
            for event in sorted(figure.scope[EVENT]) or [""]:
                groups.setdefault(event, []).append(figure)
        ordered = sorted(groups.items(), key=lambda item: (not item[0],))
        return [
            {
                "event": self.knowledge.term(NamedNode(event)) if event else None,
                "claimers": len(
                    {one["claimer"]["iri"] if one["claimer"] else "" for f in mine for one in self._said(f)}
                ),
                "figures": [self.figure(figure) for figure in mine],
            }
            for event, mine in ordered
        ]

    def _said(self, figure: Figure) -> list[dict[str, Any]]:
        return [self.sources.of(graph) for graph in figure.graphs]
