"""A table as RDF: the result set vocabulary of the W3C Data Access Working Group's tests (``rs:ResultSet``)."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgtool.store import Table, turtle_text
from kgtool.terms import RDF

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_TYPE = NamedNode(RDF + "type")


def turtle_of(table: Table) -> str:
    """The table as Turtle: each row is an ``rs:solution`` that binds variables to values."""
    whole = BlankNode("results")
    triples = [Triple(whole, _TYPE, NamedNode(RS + "ResultSet"))]
    triples += [Triple(whole, NamedNode(RS + "resultVariable"), Literal(name)) for name in table.columns]
    for number, row in enumerate(table.rows, 1):
        solution = BlankNode(f"row{number}")
        triples += [
            Triple(whole, NamedNode(RS + "solution"), solution),
            Triple(solution, NamedNode(RS + "index"), Literal(number)),
        ]
        for column, (name, value) in enumerate(zip(table.columns, row, strict=True), 1):
            if value is not None and not isinstance(value, Triple):
                binding = BlankNode(f"row{number}c{column}")
                triples += [
                    Triple(solution, NamedNode(RS + "binding"), binding),
                    Triple(binding, NamedNode(RS + "variable"), Literal(name)),
                    Triple(binding, NamedNode(RS + "value"), value),
                ]
    return turtle_text(triples)
