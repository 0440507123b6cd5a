"""What follows from the articles: ``inferred.trig``, one graph for their own voice and one for each claimer."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kgtool.reasoning import Triple, infer_by_claimer, reason
from kgtool.store import LocalStore
from kgtool.terms import KG, RDF
from kgtool.voices import Voices, inferred_graph


def infer(store: LocalStore, progress: Callable[[str], None] | None = None) -> list[Quad]:
    """The quads of ``inferred.trig`` for a store of articles, background and ontology.

    What follows from the background alone is left out, unless it is about something that an article mentions.
    """
    voices = Voices.of(store)
    closure = reason(voices.known, voices.schema, progress=progress)
    beforehand = set(closure.inferred)
    closure.add(voices.narrated)
    mentioned = {term for statement in voices.narrated for term in (statement[0], statement[2])}
    inferred = [triple for triple in closure.inferred if triple not in beforehand or triple[0] in mentioned]
    quads = _quads("", inferred)
    for claimer, added in infer_by_claimer(closure, voices.claims, progress).items():
        quads += _quads(claimer, added.inferred)
    return quads


def _quads(claimer: str, triples: Iterable[Triple]) -> list[Quad]:
    graph = NamedNode(inferred_graph(claimer))
    content = [
        Quad(subject, predicate, value, graph)
        for subject, predicate, value in triples
        if isinstance(predicate, NamedNode) and not isinstance(subject, Literal)
    ]
    if not content:
        return []
    about = [Quad(graph, NamedNode(RDF + "type"), NamedNode(KG + "Inference"))]
    if claimer:
        about.append(Quad(graph, NamedNode(KG + "claimedBy"), NamedNode(claimer)))
    return about + content
