"""Simple entailment: whether a graph, its blank nodes read as *something*, can be mapped into a set of triples.

Source: W3C RDF 1.1 Semantics, section 5.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kgtool.reasoning.proof import Term, Triple


def entails(known: Iterable[Triple], goal: Iterable[Triple]) -> bool:
    """Whether some mapping of the goal's blank nodes to terms takes all of its triples to known ones."""
    by_predicate: dict[Term, list[Triple]] = {}
    everything = set(known)
    for triple in everything:
        by_predicate.setdefault(triple[1], []).append(triple)
    return _can_map(list(goal), {}, everything, by_predicate)


def _can_map(
    goal: list[Triple], mapping: dict[Term, Term], everything: set[Triple], by_predicate: dict[Term, list[Triple]]
) -> bool:
    if not goal:
        return True
    # The triple with the fewest blank nodes that are still free leaves the fewest choices.
    free = [sum(isinstance(t, ox.BlankNode) and t not in mapping for t in triple) for triple in goal]
    place = free.index(min(free))
    subject, predicate, obj = (mapping.get(term, term) for term in goal[place])
    rest = goal[:place] + goal[place + 1 :]
    if not free[place]:
        return (subject, predicate, obj) in everything and _can_map(rest, mapping, everything, by_predicate)
    for candidate in by_predicate.get(predicate, ()):
        extended = _unify(goal[place], candidate, mapping)
        if extended is not None and _can_map(rest, extended, everything, by_predicate):
            return True
    return False


def _unify(triple: Triple, candidate: Triple, mapping: dict[Term, Term]) -> dict[Term, Term] | None:
    extended = dict(mapping)
    for term, found in zip(triple, candidate, strict=True):
        if isinstance(term, ox.BlankNode):
            if extended.setdefault(term, found) != found:
                return None
        elif term != found:
            return None
    return extended
