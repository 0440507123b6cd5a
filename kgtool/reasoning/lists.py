"""RDF lists, read with care: broken, branching and cyclic ones occur and must neither hang nor invent members."""

from __future__ import annotations

from dataclasses import dataclass

from kgtool.reasoning.columns import LOW
from kgtool.reasoning.facts import Facts
from kgtool.reasoning.terms import FIRST, NIL, REST

MOST_READINGS = 64
"""Readings of one branching list beyond which no more are taken."""


@dataclass(frozen=True, slots=True)
class RdfList:
    """One reading of a list: its nodes (without ``rdf:nil``) and the member at each."""

    nodes: tuple[int, ...]
    members: tuple[int, ...]


class Lists:
    """The lists among the facts."""

    def __init__(self, facts: Facts) -> None:
        self._first = _by_subject(facts, FIRST)
        self._rest = _by_subject(facts, REST)
        self._read: dict[int, list[RdfList]] = {}

    def read(self, head: int) -> list[RdfList]:
        """Every reading of the list that starts at ``head``: none where it breaks off or only comes back to itself.

        A node that has two members or two rests, which RDF permits, gives several readings. No reading visits a node
        twice, and at most ``MOST_READINGS`` are given, those with the lowest numbers first.
        """
        found = self._read.get(head)
        if found is None:
            found = self._read[head] = self._readings(head)
        return found

    def _readings(self, head: int) -> list[RdfList]:
        if head == NIL:
            return [RdfList((), ())]
        plain = self._plain_reading(head)
        if plain is not None:
            return [plain] if plain.nodes else []
        result: list[RdfList] = []
        waiting: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = [(head, (), ())]
        steps = 0
        while waiting and len(result) < MOST_READINGS and steps < 100_000:
            steps += 1
            node, nodes, members = waiting.pop()
            if node == NIL:
                result.append(RdfList(nodes, members))
            elif node not in nodes:
                waiting.extend(
                    (rest, (*nodes, node), (*members, first))
                    for rest in reversed(self._rest.get(node, ()))
                    for first in reversed(self._first.get(node, ()))
                )
        return result

    def _plain_reading(self, head: int) -> RdfList | None:
        """The only reading of a list that never branches (without nodes where it is broken); None where it branches."""
        nodes: list[int] = []
        members: list[int] = []
        seen: set[int] = set()
        node = head
        while node != NIL:
            first, rest = self._first.get(node, ()), self._rest.get(node, ())
            if len(first) > 1 or len(rest) > 1:
                return None
            if not first or not rest or node in seen:
                return RdfList((), ())
            seen.add(node)
            nodes.append(node)
            members.append(first[0])
            node = rest[0]
        return RdfList(tuple(nodes), tuple(members))


def _by_subject(facts: Facts, predicate: int) -> dict[int, list[int]]:
    pairs = facts.column(predicate).pairs
    result: dict[int, list[int]] = {}
    for subject, obj in zip((pairs >> 32).tolist(), (pairs & LOW).tolist(), strict=True):
        result.setdefault(subject, []).append(obj)
    return result
