"""What a store answers: a table of RDF terms, a truth value, or triples; and what every store can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT query: one tuple a row, ``None`` where a variable is unbound."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer of an ASK query."""

    value: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """The graph that a CONSTRUCT or DESCRIBE query gives, without duplicates, in the order found."""

    triples: list[Triple]

    def __len__(self) -> int:
        return len(self.triples)


Result: TypeAlias = Table | Truth | Triples


class Store(Protocol):
    """Anything that answers SPARQL 1.1 queries."""

    def query(self, text: str, *, row_limit: int | None = None) -> Result:
        """The answer to a query; raises ``LimitExceeded`` where it has more than ``row_limit`` rows or triples."""
