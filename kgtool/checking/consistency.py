"""Contradictions that the reasoner finds: in the articles' own voice, and in what each claimer says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kgtool.checking.claims import Claims
from kgtool.checking.finding import Finding, Level
from kgtool.reasoning import Inconsistency, Triple, infer_by_claimer, reason
from kgtool.store import LocalStore
from kgtool.terms import OWL
from kgtool.voices import Voices


def check_consistency(store: LocalStore, claims: Claims) -> list[Finding]:
    """An error for each contradiction in the articles' own voice, a warning for each in one claimer's claims."""
    voices = Voices.of(store)
    shared = reason([*voices.known, *voices.narrated], voices.schema)
    by_claimer = infer_by_claimer(shared, voices.claims)
    added = {claimer: inferences.inconsistencies for claimer, inferences in by_claimer.items()}
    shared.add(voices.joined)
    return contradictions(shared.inconsistencies, added, claims)


def contradictions(
    shared: Iterable[Inconsistency], by_claimer: Mapping[str, Iterable[Inconsistency]], claims: Claims
) -> list[Finding]:
    """The same, of what a reasoner has found already."""
    found = _findings(shared, Level.ERROR, "", claims)
    for claimer, inconsistencies in by_claimer.items():
        found += _findings(inconsistencies, Level.WARNING, claims.label(claimer), claims)
    return found


def _findings(found: Iterable[Inconsistency], level: Level, claimer: str, claims: Claims) -> list[Finding]:
    """One finding for each set of statements that contradict each other: rules and axioms may find the same twice."""
    findings: dict[tuple[str, ...], Finding] = {}
    for inconsistency in found:
        data = [
            triple for triple in sorted(inconsistency.support() or inconsistency.triples, key=str) if _is_data(triple)
        ]
        quotes = [
            claim for s, p, o in data if isinstance(p, ox.NamedNode) for claim in claims.that_state(s, p.value, o)
        ]
        statements = tuple(_sentence(triple, claims) for triple in data)
        whose = f"By what {claimer} says, statements" if claimer else "Statements"
        findings.setdefault(
            statements,
            Finding(
                level,
                "contradiction" if not claimer else "contradiction-in-claims",
                f"{whose} cannot all be true: {'; '.join(statements) or inconsistency.message} ({inconsistency.rule}).",
                hint="Look at the quotes: one thing may have been taken for another, or two for one.",
                evidence=claims.evidence(quotes),
            ),
        )
    return list(findings.values())


def _is_data(triple: Triple) -> bool:
    """Whether the statement is about things: no axiom, no list of an axiom."""
    subject, predicate, value = triple
    terms = (term.value for term in (predicate, value) if isinstance(term, ox.NamedNode))
    return isinstance(subject, ox.NamedNode) and not any(term.startswith((OWL, *_AXIOMS)) for term in terms)


_AXIOMS = ("http://www.w3.org/2000/01/rdf-schema#subClassOf", "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
           "http://www.w3.org/2000/01/rdf-schema#domain", "http://www.w3.org/2000/01/rdf-schema#range")  # fmt: skip


def _sentence(triple: Triple, claims: Claims) -> str:
    return " – ".join(
        claims.label(term.value) if isinstance(term, ox.NamedNode) else str(getattr(term, "value", term))
        for term in triple
    )
