"""Who says what, ready for reasoning: the articles' own voice with the background, and each claimer's claims apart.

What somebody denies is a claim about which they speak, and nothing that they hold: it is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import NamedNode

from kgtool.store import LocalStore, Table, Term
from kgtool.terms import BACKGROUND_GRAPH, ID, INFERRED_GRAPH, JOINED_GRAPH, ONTOLOGY_GRAPH

Statement: TypeAlias = tuple[Term, Term, Term]

_NARRATED = "SELECT DISTINCT ?claim { ?claim a kg:Narration }"
_CLAIMED = (
    "SELECT DISTINCT ?claim ?claimer { ?claim a kg:Claim ; kg:claimedBy ?claimer "
    "FILTER NOT EXISTS { ?claim a kg:Narration } FILTER NOT EXISTS { ?claim kg:stance kg:Denied } }"
)


@dataclass(frozen=True, slots=True)
class Voices:
    """The statements of a store by who makes them."""

    known: list[Statement]
    """What is known beforehand: the background."""
    narrated: list[Statement]
    """What the articles themselves say."""
    claims: dict[str, list[Statement]]
    """What each claimer (an IRI) holds."""
    schema: list[Statement]
    """The ontology."""
    joined: list[Statement]
    """What articles speak of in common."""

    @classmethod
    def of(cls, store: LocalStore) -> Voices:
        """Sorts out a store's graphs."""
        narrated: list[Statement] = []
        for (claim,) in _rows(store, _NARRATED):
            narrated += statements_in(store, claim)
        claims: dict[str, list[Statement]] = {}
        for claim, claimer in _rows(store, _CLAIMED):
            claims.setdefault(claimer, []).extend(statements_in(store, claim))
        known, schema = statements_in(store, BACKGROUND_GRAPH), statements_in(store, ONTOLOGY_GRAPH)
        return cls(known, narrated, claims, schema, statements_in(store, JOINED_GRAPH))

    @property
    def shared(self) -> list[Statement]:
        """What holds for everybody: the background, what the articles say, and what they speak of in common."""
        return [*self.known, *self.narrated, *self.joined]


def inferred_graph(claimer: str = "") -> str:
    """The name of the graph of what follows for a claimer; of what follows for everybody where none is given."""
    return f"{INFERRED_GRAPH}/{claimer.removeprefix(ID)}" if claimer else INFERRED_GRAPH


def statements_in(store: LocalStore, graph: str) -> list[Statement]:
    """The triples of one named graph."""
    found = store.quads.quads_for_pattern(None, None, None, NamedNode(graph))
    return [(quad.subject, quad.predicate, quad.object) for quad in found]


def _rows(store: LocalStore, query: str) -> list[tuple[str, ...]]:
    result = store.query(query)
    rows = result.rows if isinstance(result, Table) else []
    return sorted(tuple(term.value for term in row if isinstance(term, NamedNode)) for row in rows)
