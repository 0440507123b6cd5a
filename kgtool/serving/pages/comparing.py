"""Figures beside each other: which disagree, which only seem to because their scopes differ, which nobody disputes.

Two figures are comparable where they measure the same of the same things in the same unit. They conflict where their
values cannot both be true and their scopes (event, place, time, side, doer) are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, combinations
from math import inf

from pyoxigraph import Literal, NamedNode

from kgtool.serving.pages.knowledge import Knowledge, text_of
from kgtool.terms import ID, KG

ABOUT = 0.1
"""What "about" leaves open, of the value, in both directions."""

SCOPE = tuple(KG + name for name in ("ofEvent", "ofPlace", "ofTime", "ofSide", "bySide"))
"""The properties that say what a figure is a figure of."""
EVENT, PLACE, TIME = SCOPE[:3]

_FIGURES = "SELECT ?figure ?p ?o ?g { GRAPH ?g { ?figure kg:measure ?measure ; ?p ?o } ?g kg:document ?document }"
_EVENTS = """SELECT DISTINCT ?event ?p ?o { ?figure kg:ofEvent ?event .
  { ?event kg:place ?o BIND(kg:ofPlace AS ?p) } UNION { ?event kg:time ?o BIND(kg:ofTime AS ?p) } }
ORDER BY ?event ?p ?o"""
_SPANS = "SELECT ?span ?earliest ?latest { ?span kg:earliest ?earliest ; kg:latest ?latest } ORDER BY ?span"
_PARTS = "SELECT ?whole ?part { ?whole kg:figurePart|^kg:partOf ?part }"


@dataclass(slots=True)
class Figure:
    """A number that somebody gives, as an interval with a scope; ``graphs`` are the claims that give it."""

    iri: str
    document: str
    graphs: list[str] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    scope: dict[str, frozenset[str]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        return next(iter(self.said.get(KG + name, [])), "")

    @property
    def measured(self) -> tuple[str, str, str]:
        """What must be the same for two figures to be compared."""
        return self.first("measure"), self.first("countedClass") or self.first("counts").lower(), self.first("unit")

    @property
    def interval(self) -> tuple[float, float] | None:
        """The values that it allows; None where it gives no number."""
        try:
            low = float(self.first("minimum") or self.first("value"))
            high = float(self.first("maximum") or self.first("value"))
        except ValueError:
            return None
        match self.first("comparator").removeprefix(KG):
            case "About":
                return low * (1 - ABOUT), high * (1 + ABOUT)
            case "AtLeast" | "MoreThan":
                return low, inf
            case "AtMost" | "LessThan":
                return 0.0, high
            case _:
                return low, high


@dataclass(frozen=True, slots=True)
class Pair:
    """Two comparable figures; ``differing`` are the properties of scope that differ, none where they conflict."""

    one: Figure
    other: Figure
    agree: bool
    differing: tuple[str, ...]

    @property
    def is_conflict(self) -> bool:
        return not self.agree and not self.differing


def figures_in(knowledge: Knowledge) -> list[Figure]:
    """All figures of the articles."""
    events: dict[str, dict[str, set[str]]] = {}
    for event, predicate, value in knowledge.rows(_EVENTS):
        events.setdefault(text_of(event), {}).setdefault(text_of(predicate), set()).add(text_of(value))
    spans = {text_of(span): f"{text_of(start)}/{text_of(end)}" for span, start, end in knowledge.rows(_SPANS)}
    found: dict[str, Figure] = {}
    for figure, predicate, value, graph in sorted(knowledge.rows(_FIGURES), key=lambda row: [*map(str, row)]):
        iri = text_of(figure)
        if isinstance(value, NamedNode | Literal):
            known = found.setdefault(iri, Figure(iri, iri.removeprefix(ID).split("/")[0]))
            said = known.said.setdefault(text_of(predicate), [])
            if value.value not in said:
                said.append(value.value)
            if text_of(graph) not in known.graphs:
                known.graphs.append(text_of(graph))
    for known in found.values():
        for dimension in SCOPE:
            own = set(known.said.get(dimension, []))
            for happening in known.said.get(EVENT, []) if not own else []:
                own |= events.get(happening, {}).get(dimension, set())
            known.scope[dimension] = frozenset(spans.get(one, one) if dimension == TIME else one for one in own)
    return sorted(found.values(), key=lambda one: (one.document, int_or_zero(one.iri.rsplit("/", 1)[-1]), one.iri))


def int_or_zero(text: str) -> int:
    """A number for sorting."""
    return int(text) if text.isdecimal() else 0


def compare(figures: Iterable[Figure], parts: Iterable[tuple[str, str]] = ()) -> list[Pair]:
    """Every two comparable figures; a part ("including 2 children") is compared with parts only."""
    part_of = {part for _, part in parts}
    comparable: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in figures:
        comparable.setdefault(figure.measured, []).append(figure)
    pairs = []
    for one, other in chain.from_iterable(combinations(group, 2) for group in comparable.values()):
        if (one.iri in part_of) != (other.iri in part_of):
            continue
        first, second = one.interval, other.interval
        if first is not None and second is not None:
            agree = first[0] <= second[1] and second[0] <= first[1]
            pairs.append(Pair(one, other, agree, _differing(one, other)))
    return pairs


def parts_in(knowledge: Knowledge) -> list[tuple[str, str]]:
    """Which figure is a part of which."""
    return [(text_of(whole), text_of(part)) for whole, part in knowledge.rows(_PARTS)]


def _differing(one: Figure, other: Figure) -> tuple[str, ...]:
    """What differs in scope. Events of different articles are never the same: there, place and time must tell."""
    differing = [dimension for dimension in SCOPE[1:] if one.scope[dimension] != other.scope[dimension]]
    told_apart = one.document == other.document or not one.scope[PLACE] or not one.scope[TIME]
    if told_apart and one.scope[EVENT] != other.scope[EVENT]:
        differing.insert(0, EVENT)
    return tuple(differing)
