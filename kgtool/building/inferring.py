"""What follows from the articles: ``inferred.trig``, one graph for their own voice and one for each claimer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kgtool.building.joining import find_joins
from kgtool.reasoning import Closure, Inconsistency, Term, Triple, infer_by_claimer, reason
from kgtool.reasoning.column_engine import ColumnClosure
from kgtool.reasoning.joined import joined
from kgtool.store import LocalStore
from kgtool.terms import KG, OWL, RDF
from kgtool.voices import Voices, inferred_graph

SAME_AS = NamedNode(OWL + "sameAs")


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
    joined, contradictions = _across_articles(store, closure)
    return Inferences(quads + joined, contradictions, claimed)


def _across_articles(store: LocalStore, closure: Closure) -> tuple[list[Quad], tuple[Inconsistency, ...]]:
    """What articles speak of in common, what follows from that, and the contradictions, those across articles too.

    Each thing that several articles speak of is said to be the same as the first of them, and nothing is copied from
    one to the other.
    """
    joins = find_joins(store)
    if not joins or not isinstance(closure, ColumnClosure):
        return [], tuple(closure.inconsistencies)
    quads = [quad for join in joins for quad in join.quads()]
    whole = closure.fork()
    whole.add((quad.subject, quad.predicate, quad.object) for quad in quads if quad.predicate == SAME_AS)
    found = joined(whole, closure)
    said = {quad.subject for quad in quads if quad.predicate == SAME_AS}
    same: list[Triple] = [(other, SAME_AS, one[0]) for one in found.classes for other in one[1:] if other not in said]
    return quads + _quads("", [*same, *found.triples], set()), tuple(whole.inconsistencies)


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
