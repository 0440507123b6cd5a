"""Proofs on demand: the shortest one, and one for each minimal set of asserted triples.

The rule instances behind a triple form a hypergraph that is laid open layer by layer, from the triple backwards, only
as far as a shorter proof could still hide. On what is open, Knuth's generalisation of Dijkstra's algorithm (1977) finds
the smallest proof tree; as it works from the asserted triples upwards, no proof can lean on itself.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import product
from typing import TypeAlias

from kgtool.reasoning.backward import Backward, Numbers, Step
from kgtool.reasoning.proof import Proof
from kgtool.reasoning.terms import Terms

MOST_NODES = 20_000
"""Triples laid open beyond which the search takes the best proof that it has."""

Opened: TypeAlias = dict[Numbers, list[tuple[Step, tuple[Numbers, ...]]]]
"""Triple → the steps that conclude it, each with those of its premises that were not asserted."""


class Proofs:
    """Proofs over one closure. Valid until the closure changes."""

    def __init__(self, backward: Backward, terms: Terms) -> None:
        self._backward = backward
        self._terms = terms

    def shortest(self, goal: Numbers) -> Proof | None:
        """The proof with the fewest rule applications; the goal must be in the closure.

        Exact as long as no rule instance matches more often than the search allows for and fewer than ``MOST_NODES``
        triples are laid open. None only where no well-founded proof lies within these bounds.
        """
        if self._backward.is_asserted(goal):
            return Proof(self._terms.triple(goal))
        opened: Opened = {}
        layer, depth = [goal], 0
        while layer:
            depth += 1
            below, is_grounded = self._open(layer, opened)
            if is_grounded:
                chosen = _knuth(opened)
                if goal in chosen and (chosen[goal][0] <= depth + 1 or len(opened) > MOST_NODES):
                    return self._build(goal, chosen)
            layer = below
            if len(opened) > 4 * MOST_NODES:
                break
        chosen = _knuth(opened)
        return self._build(goal, chosen) if goal in chosen else None

    def _open(self, layer: list[Numbers], opened: Opened) -> tuple[list[Numbers], bool]:
        """Finds the steps behind a layer's triples; gives the next layer, and whether some step needs nothing more."""
        below: dict[Numbers, None] = {}
        is_grounded = False
        for triple in layer:
            found = opened[triple] = []
            for step in self._backward.steps(triple):
                if triple in step.premises:
                    continue
                unproved = tuple(p for p in dict.fromkeys(step.premises) if not self._backward.is_asserted(p))
                if not unproved:
                    found[:] = [(step, unproved)]  # one application is the least there can be
                    is_grounded = True
                    break
                found.append((step, unproved))
            below.update((premise, None) for _, unproved in found for premise in unproved)
        return [triple for triple in below if triple not in opened], is_grounded

    def _build(self, goal: Numbers, chosen: dict[Numbers, tuple[int, Step]]) -> Proof:
        built: dict[Numbers, Proof] = {}
        waiting = [goal]
        while waiting:
            triple = waiting[-1]
            if triple in built:
                waiting.pop()
                continue
            if triple not in chosen:
                built[triple] = Proof(self._terms.triple(triple))
                continue
            _, step = chosen[triple]
            missing = [premise for premise in step.premises if premise not in built]
            if missing:
                waiting.extend(missing)
            else:
                premises = tuple(built[premise] for premise in step.premises)
                built[triple] = Proof(self._terms.triple(triple), step.rule, premises)
        return built[goal]

    def all_minimal(self, goal: Numbers, limit: int) -> Iterator[Proof]:
        """One proof for each minimal set of asserted triples that the goal follows from, shortest first."""
        opened: dict[Numbers, list[Step]] = {}
        layer = [goal]
        while layer and len(opened) < MOST_NODES:
            below: dict[Numbers, None] = {}
            for triple in layer:
                opened[triple] = [step for step in self._backward.steps(triple) if triple not in step.premises]
                below.update((premise, None) for step in opened[triple] for premise in step.premises)
            layer = [triple for triple in below if triple not in opened]
        supports = self._supports(opened, limit)
        found = sorted(supports.get(goal, {}).values(), key=lambda proof: (proof.size, _text(proof)))
        yield from found[:limit]

    def _supports(
        self, opened: dict[Numbers, list[Step]], limit: int
    ) -> dict[Numbers, dict[frozenset[Numbers], Proof]]:
        """For each triple its minimal sets of asserted triples, each with a proof, grown from the leaves upwards."""
        supports: dict[Numbers, dict[frozenset[Numbers], Proof]] = {}
        users: dict[Numbers, list[tuple[Numbers, Step]]] = {}
        for triple, steps in opened.items():
            if self._backward.is_asserted(triple):
                supports[triple] = {frozenset((triple,)): Proof(self._terms.triple(triple))}
            for step in steps:
                for premise in step.premises:
                    users.setdefault(premise, []).append((triple, step))
        due = dict.fromkeys((triple, step) for triple, steps in opened.items() for step in steps)
        while due:
            triple, step = next(iter(due))
            del due[triple, step]
            if not all(premise in supports for premise in step.premises):
                continue
            grew = False
            for combination in product(*(list(supports[premise].items()) for premise in dict.fromkeys(step.premises))):
                support = frozenset[Numbers]().union(*(part for part, _ in combination))
                proofs = dict(zip(dict.fromkeys(step.premises), (proof for _, proof in combination), strict=True))
                proof = Proof(self._terms.triple(triple), step.rule, tuple(proofs[p] for p in step.premises))
                grew |= _keep_minimal(supports.setdefault(triple, {}), support, proof, limit)
            if grew:
                due.update(dict.fromkeys(users.get(triple, ())))
        return supports


def _keep_minimal(
    known: dict[frozenset[Numbers], Proof], support: frozenset[Numbers], proof: Proof, limit: int
) -> bool:
    if support in known:
        if proof.size < known[support].size:
            known[support] = proof
            return True
        return False
    if any(other < support for other in known):
        return False
    for other in [other for other in known if support < other]:
        del known[other]
    if len(known) >= limit:
        return False
    known[support] = proof
    return True


def _text(proof: Proof) -> str:
    return " ".join(f"{node.rule} {node.triple}" for node in proof.nodes())


def _knuth(opened: Opened) -> dict[Numbers, tuple[int, Step]]:
    """The cheapest step, with its price in rule applications, for each opened triple that can be proved."""
    chosen: dict[Numbers, tuple[int, Step]] = {}
    users: dict[Numbers, list[tuple[Numbers, int]]] = {}
    heap: list[tuple[int, int, Numbers, Step]] = []
    missing: dict[tuple[Numbers, int], int] = {}
    order = 0
    for triple, found in opened.items():
        for place, (step, unproved) in enumerate(found):
            if not unproved:
                order += 1
                heapq.heappush(heap, (1, order, triple, step))
            elif all(premise in opened for premise in unproved):
                missing[triple, place] = len(unproved)
                for premise in unproved:
                    users.setdefault(premise, []).append((triple, place))
    while heap:
        price, _, triple, step = heapq.heappop(heap)
        if triple in chosen:
            continue
        chosen[triple] = price, step
        for user in users.get(triple, ()):
            missing[user] -= 1
            if not missing[user] and user[0] not in chosen:
                order += 1
                following, _ = opened[user[0]][user[1]]
                total = 1 + sum(chosen[premise][0] for premise in following.premises if premise in chosen)
                heapq.heappush(heap, (total, order, user[0], following))
    return chosen
