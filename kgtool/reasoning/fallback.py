"""What the vectorised readers leave over, through pyoxigraph's parser; its complaints with the right file and line."""

from __future__ import annotations

import pyoxigraph as ox

from kgtool.errors import DataError
from kgtool.reasoning.columns import Ints
from kgtool.reasoning.proof import Triple
from kgtool.reasoning.terms import Terms


def parse_lines(text: bytes, terms: Terms, path: str | None, first_line: int) -> Ints:
    """Lines of N-Triples as numbers, shape (n, 3). Raises DataError with the line at fault."""
    try:
        return terms.numbers(_triples(text))
    except SyntaxError as error:
        line = first_line + (error.lineno or 1) - 1
        raise DataError(f"not N-Triples: {_reason(error)}", path=path, line=line) from None


def _triples(text: bytes) -> list[Triple]:
    quads = ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
    return [(quad.subject, quad.predicate, quad.object) for quad in quads]


def _reason(error: SyntaxError) -> str:
    return str(error.msg).split(" at line ")[0]
