"""What the reasoner says about itself: proofs of triples, and the inconsistencies that it found.

A proof is a tree. Its root is the triple that is explained; a node's rule is the OWL 2 RL rule (named as in the tables
of W3C OWL 2 Profiles, section 4.3) that concludes the node's triple from its premises; a leaf without a rule was
asserted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Triple: TypeAlias = tuple[Term, Term, Term]


@dataclass(frozen=True, slots=True)
class Proof:
    """Why ``triple`` holds: by ``rule`` from ``premises``; no rule and no premises where it was asserted.

    A rule without premises (such as ``cls-thing`` or ``dt-type1``) is an axiom of OWL 2 RL itself.
    """

    triple: Triple
    rule: str | None = None
    premises: tuple[Proof, ...] = ()

    @property
    def asserted(self) -> bool:
        return self.rule is None

    @property
    def size(self) -> int:
        """Number of rule applications in the tree."""
        return sum(node.rule is not None for node in self.nodes())

    def support(self) -> set[Triple]:
        """The asserted triples at the leaves."""
        return {node.triple for node in self.nodes() if node.rule is None}

    def nodes(self) -> Iterator[Proof]:
        """Every node of the tree, the root first, premises in their order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.premises))


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A rule that concludes *false*, with the triples that its body matched and why each of them holds."""

    rule: str
    triples: tuple[Triple, ...]
    message: str
    proofs: tuple[Proof, ...] = ()

    def support(self) -> set[Triple]:
        """The asserted triples that contradict each other."""
        return set().union(*(proof.support() for proof in self.proofs)) if self.proofs else set()


def triple_text(triple: Triple) -> str:
    """The triple as a line of N-Triples, without the line's end; also the order in which triples are written."""
    return f"{triple[0]} {triple[1]} {triple[2]} ."
