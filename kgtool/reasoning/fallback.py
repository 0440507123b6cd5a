"""What the vectorised readers leave over, through pyoxigraph's parser; its complaints with the right file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from kgtool.errors import DataError
from kgtool.reasoning.columns import Ints
from kgtool.reasoning.proof import Term, Triple
from kgtool.reasoning.terms import Terms

NAMES = {
    ox.RdfFormat.N_TRIPLES: "N-Triples",
    ox.RdfFormat.TURTLE: "Turtle",
    ox.RdfFormat.RDF_XML: "RDF/XML",
    ox.RdfFormat.N_QUADS: "N-Quads",
    ox.RdfFormat.TRIG: "TriG",
    ox.RdfFormat.JSON_LD: "JSON-LD",
    ox.RdfFormat.N3: "N3",
}
_GENERATED = re.compile(r"[0-9a-f]{30,32}")


def parse_lines(text: bytes, terms: Terms, path: str | None, first_line: int) -> Ints:
    """Lines of N-Triples as numbers, shape (n, 3). Raises DataError with the line at fault."""
    return parse(text, ox.RdfFormat.N_TRIPLES, terms, path, first_line)


def parse_turtle(text: bytes, terms: Terms, path: str | None, first_line: int, base: str | None) -> Ints:
    """Turtle as numbers, shape (n, 3). Raises DataError with the line at fault."""
    return parse(text, ox.RdfFormat.TURTLE, terms, path, first_line, base)


def parse(
    text: bytes, format: ox.RdfFormat, terms: Terms, path: str | None, first_line: int = 1, base: str | None = None
) -> Ints:
    """Any RDF syntax as numbers, shape (n, 3); the graphs of a dataset are put together.

    Blank nodes without a label get one that says in which order they came, so that one file always gives one graph.
    """
    try:
        quads = ox.parse(text, format=format, base_iri=base)
        return terms.numbers(_labelled(((q.subject, q.predicate, q.object) for q in quads), text, terms))
    except SyntaxError as error:
        line = first_line + min(error.lineno or 1, max(1, text.rstrip(b"\n").count(b"\n") + 1)) - 1
        raise DataError(f"not {NAMES[format]}: {str(error.msg).split(' at line ')[0]}", path=path, line=line) from None
    except ValueError as error:
        raise DataError(f"not {NAMES[format]}: {error}", path=path, line=first_line) from None


def _labelled(triples: Iterable[Triple], text: bytes, terms: Terms) -> Iterable[Triple]:
    labels: dict[Term, Term] = {}

    def labelled(term: Term) -> Term:
        if not isinstance(term, ox.BlankNode) or not _GENERATED.fullmatch(term.value):
            return term
        known = labels.get(term)
        if known is None:
            known = labels[term] = term if term.value.encode() in text else terms.fresh_blank_node()
        return known

    for subject, predicate, obj in triples:
        yield labelled(subject), predicate, labelled(obj)
