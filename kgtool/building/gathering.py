"""What is said, as numbers: the statements of articles and rooms by who makes them, an article at a time.

In: quads of each article and of the rooms. Out: :class:`Gathered`. A statement is three numbers here, so that a
thousand articles need little room; only the terms themselves are kept as such, each once. Quotes and places in the
text are not gathered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kgtool.building.joining import TELLING
from kgtool.reasoning.columns import Ints
from kgtool.reasoning.terms import Terms
from kgtool.terms import BACKGROUND_GRAPH, KG, ONTOLOGY_GRAPH, RDF
from kgtool.voices import Statement

_TYPE, _CLAIMED_BY, _STANCE = NamedNode(RDF + "type"), NamedNode(KG + "claimedBy"), NamedNode(KG + "stance")
_NARRATION, _CLAIM, _DENIED = (NamedNode(KG + name) for name in ("Narration", "Claim", "Denied"))
_PROCESS = NamedNode(KG + "process")
_NOTHING: Ints = np.empty((0, 3), np.int64)


@dataclass(slots=True)
class Gathered:
    """The statements of a graph by who makes them, each an array of shape (n, 3) of numbers of ``terms``."""

    terms: Terms = field(default_factory=Terms)
    known: Ints = field(default_factory=lambda: _NOTHING)
    """What is known beforehand: the background."""
    schema: Ints = field(default_factory=lambda: _NOTHING)
    """The ontology."""
    narrated: Ints = field(default_factory=lambda: _NOTHING)
    """What the articles themselves say."""
    claims: dict[str, Ints] = field(default_factory=dict)
    """What each claimer (an IRI) holds."""
    talks: list[Statement] = field(default_factory=list)
    """Of what the articles say, all that tells which talks they speak of."""


def gather(rooms: Iterable[Quad], articles: Iterable[Iterable[Quad]]) -> Gathered:
    """Sorts out the quads of the rooms (as the graphs ``id:background`` and ``id:ontology``) and of each article."""
    gathered = Gathered()
    by_room: dict[str, list[Quad]] = {BACKGROUND_GRAPH: [], ONTOLOGY_GRAPH: []}
    for quad in rooms:
        if isinstance(quad.graph_name, NamedNode):
            by_room[quad.graph_name.value].append(quad)
    gathered.known = _numbers(gathered.terms, by_room[BACKGROUND_GRAPH])
    gathered.schema = _numbers(gathered.terms, by_room[ONTOLOGY_GRAPH])
    narrated: list[Ints] = []
    claims: defaultdict[str, list[Ints]] = defaultdict(list)
    for article in articles:
        voices = _by_claimer(article)
        for claimer in sorted(voices):
            (claims[claimer] if claimer else narrated).append(_numbers(gathered.terms, voices[claimer]))
        said = voices.get("", [])
        if any(quad.predicate == _PROCESS for quad in said):
            gathered.talks += [_statement(quad) for quad in said if quad.predicate.value in TELLING]
    gathered.narrated = _together(narrated)
    gathered.claims = {claimer: _together(claims[claimer]) for claimer in sorted(claims)}
    return gathered


def _by_claimer(article: Iterable[Quad]) -> dict[str, list[Quad]]:
    """What an article says, by who claims it, ``""`` for the article itself. What somebody denies is left out."""
    content: defaultdict[NamedNode, list[Quad]] = defaultdict(list)
    claimers: defaultdict[NamedNode, list[str]] = defaultdict(list)
    narrations: set[NamedNode] = set()
    claims: set[NamedNode] = set()
    denied: set[NamedNode] = set()
    for quad in article:
        if isinstance(quad.graph_name, NamedNode):
            content[quad.graph_name].append(quad)
        elif isinstance(quad.graph_name, DefaultGraph) and isinstance(quad.subject, NamedNode):
            if quad.predicate == _TYPE and quad.object in (_NARRATION, _CLAIM):
                (narrations if quad.object == _NARRATION else claims).add(quad.subject)
            elif quad.predicate == _CLAIMED_BY and isinstance(quad.object, NamedNode):
                claimers[quad.subject].append(quad.object.value)
            elif quad.predicate == _STANCE and quad.object == _DENIED:
                denied.add(quad.subject)
    found: defaultdict[str, list[Quad]] = defaultdict(list)
    for graph, quads in content.items():
        if graph in narrations:
            found[""] += quads
        elif graph in claims and graph not in denied:
            for claimer in claimers[graph]:
                found[claimer] += quads
    return found


def _statement(quad: Quad) -> Statement:
    return quad.subject, quad.predicate, quad.object


def _numbers(terms: Terms, quads: Iterable[Quad]) -> Ints:
    return terms.numbers(map(_statement, quads))


def _together(parts: Sequence[Ints]) -> Ints:
    return np.concatenate(parts) if parts else _NOTHING
