"""What follows from the articles: ``inferred.trig``, one graph for their own voice and one for each claimer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kgtool.reasoning import Inconsistency, Term, Triple, infer_by_claimer, reason
from kgtool.store import LocalStore
from kgtool.terms import KG, RDF
from kgtool.voices import Voices, inferred_graph


@dataclass(frozen=True, slots=True)
class Inferences:
    """What follows, and what cannot all be true."""

    quads: list[Quad]
    """Those of ``inferred.trig``."""
    contradictions: tuple[Inconsistency, ...]
    """In the articles' own voice."""
    claimed: dict[str, tuple[Inconsistency, ...]]
    """Besides, in what each claimer holds."""


def infer(store: LocalStore, progress: Callable[[str], None] | None = None) -> Inferences:
    """What follows for a store of articles, background and ontology.

    What follows from the background alone is left out, unless it is about something that an article mentions.
    """
    voices = Voices.of(store)
    closure = reason(voices.known, voices.schema, progress=progress)
    beforehand = set(closure.inferred)
    closure.add(voices.narrated)
    mentioned = {term for statement in voices.narrated for term in (statement[0], statement[2])}
    inferred = [triple for triple in closure.inferred if triple not in beforehand or triple[0] in mentioned]
    told = {statement[:2] for statement in voices.narrated if isinstance(statement[2], Literal)}
    quads = _quads("", inferred, told)
    by_claimer = infer_by_claimer(closure, voices.claims, progress)
    for claimer, added in by_claimer.items():
        own = {statement[:2] for statement in voices.claims[claimer] if isinstance(statement[2], Literal)}
        quads += _quads(claimer, added.inferred, told | own)
    claimed = {claimer: added.inconsistencies for claimer, added in by_claimer.items()}
    return Inferences(quads, tuple(closure.inconsistencies), claimed)


def _quads(claimer: str, triples: Iterable[Triple], told: set[tuple[Term, Term]]) -> list[Quad]:
    """Those of one graph, without literals of a property that has a value: the same value spelled otherwise (dt-eq)."""
    graph = NamedNode(inferred_graph(claimer))
    content = [
        Quad(subject, predicate, value, graph)
        for subject, predicate, value in triples
        if isinstance(predicate, NamedNode) and not isinstance(subject, Literal)
        if not (isinstance(value, Literal) and (subject, predicate) in told)
    ]
    if not content:
        return []
    about = [Quad(graph, NamedNode(RDF + "type"), NamedNode(KG + "Inference"))]
    if claimer:
        about.append(Quad(graph, NamedNode(KG + "claimedBy"), NamedNode(claimer)))
    return about + content
