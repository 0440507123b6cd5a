"""RDF files, rdflib graphs and pyoxigraph stores as numbers, and closures back into them."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import pyoxigraph as ox

from kgtool.errors import DataError
from kgtool.reasoning.closure import Closure, in_order
from kgtool.reasoning.column_engine import ColumnClosure
from kgtool.reasoning.columns import Ints, sorted_unique
from kgtool.reasoning.fallback import parse
from kgtool.reasoning.ntriples import read_ntriples
from kgtool.reasoning.proof import Triple, triple_text
from kgtool.reasoning.terms import Terms
from kgtool.reasoning.turtle import read_turtle

if TYPE_CHECKING:
    from rdflib import Graph

FORMATS = {
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".ttl": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".n3": ox.RdfFormat.N3,
}
"""File suffix → syntax; ``.gz`` may follow any of them."""


def read_file(path: Path | str, terms: Terms) -> Ints:
    """Reads an RDF file into an array of numbers, shape (n, 3). The graphs of a dataset are put together.

    N-Triples and Turtle are read with arrays. Raises DataError where the file cannot be opened, has no known suffix, or
    is not what its suffix says.
    """
    path = Path(path)
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = suffixes[-1:] == [".gz"]
    format = FORMATS.get(next(iter(suffixes[-2 if packed else -1 :]), ""))
    if format is None:
        known = " ".join(FORMATS)
        raise DataError(f"no RDF syntax is known by the name {path.name}", path=path, hint=f"known: {known} (and .gz)")
    try:
        with gzip.open(path) if packed else path.open("rb") as file:
            return _read(file, format, terms, path)  # type: ignore[arg-type]
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", path=path) from None
    except EOFError:
        raise DataError("cannot be read: the compressed file breaks off", path=path) from None


def _read(file: BinaryIO, format: ox.RdfFormat, terms: Terms, path: Path) -> Ints:
    base = path.absolute().as_uri()
    if format == ox.RdfFormat.N_TRIPLES:
        return read_ntriples(file, terms, str(path))
    if format == ox.RdfFormat.TURTLE:
        return read_turtle(file, terms, str(path), base)
    return parse(file.read(), format, terms, str(path), 1, base)


def reason_files(
    paths: Sequence[Path | str], *, limit: int | None = None, progress: Callable[[str], None] | None = None
) -> ColumnClosure:
    """The closure of some RDF files, data and schema alike. Raises DataError and LimitExceeded.

    A blank node belongs to its file: where two files use one label, the later one's is renamed.
    """
    terms = Terms()
    rows: list[Ints] = []
    blank: set[int] = set()
    for path in paths:
        found = read_file(path, terms)
        own = (
            {number for number in sorted_unique(found.ravel()).tolist() if terms.is_blank(number)}
            if len(paths) > 1
            else set()
        )
        for number in sorted(own & blank):
            found[found == number] = terms.number(terms.fresh_blank_node())
        blank |= own
        rows.append(found)
    return ColumnClosure(terms, np.concatenate(rows or [np.empty((0, 3), np.int64)]), limit, progress)


def reason_file(
    path: Path | str, *, limit: int | None = None, progress: Callable[[str], None] | None = None
) -> ColumnClosure:
    """The closure of one RDF file. Raises DataError and LimitExceeded."""
    return reason_files([path], limit=limit, progress=progress)


def reason_arrays(
    terms: Terms, rows: Ints, *, limit: int | None = None, progress: Callable[[str], None] | None = None
) -> ColumnClosure:
    """The closure of triples that are numbers already: shape (n, 3), numbered by ``terms``."""
    return ColumnClosure(terms, rows, limit, progress)


def reason_text(text: bytes | str, format: ox.RdfFormat = ox.RdfFormat.TURTLE) -> ColumnClosure:
    """The closure of RDF held in memory. Raises DataError."""
    terms = Terms()
    file = BytesIO(text.encode() if isinstance(text, str) else text)
    if format == ox.RdfFormat.TURTLE:
        return ColumnClosure(terms, read_turtle(file, terms))
    if format == ox.RdfFormat.N_TRIPLES:
        return ColumnClosure(terms, read_ntriples(file, terms))
    return ColumnClosure(terms, parse(file.read(), format, terms, None))


def reason_graph(graph: Graph, schema: Graph | None = None, *, limit: int | None = None) -> ColumnClosure:
    """The closure of an rdflib graph."""
    from kgtool.reasoning.rdflib_terms import from_graph

    terms = Terms()
    triples = [*from_graph(graph), *(from_graph(schema) if schema is not None else ())]
    return ColumnClosure(terms, terms.numbers(triples), limit)


def reason_store(store: ox.Store, *, limit: int | None = None) -> ColumnClosure:
    """The closure of everything in a pyoxigraph store, its graphs put together."""
    terms = Terms()
    triples = ((quad.subject, quad.predicate, quad.object) for quad in store)
    return ColumnClosure(terms, terms.numbers(triples), limit)


def to_rdflib(triples: Iterable[Triple], graph: Graph | None = None) -> Graph:
    """Adds triples to an rdflib graph (a new one where none is given) and returns it."""
    from kgtool.reasoning.rdflib_terms import to_graph

    return to_graph(list(triples), graph)


def to_store(triples: Iterable[Triple], store: ox.Store, graph_name: ox.NamedNode | None = None) -> None:
    """Adds triples to a pyoxigraph store, in the default graph or a named one."""
    graph = graph_name or ox.DefaultGraph()
    store.extend(ox.Quad(s, p, o, graph) for s, p, o in triples)  # type: ignore[arg-type]


def write_closure(
    closure: Closure,
    file: BinaryIO,
    *,
    with_asserted: bool = True,
    instance_level: bool = False,
    suffix: str = ".nt",
) -> int:
    """Writes a closure, sorted, in the syntax of a suffix in ``FORMATS``; gives the number of triples.

    ``with_asserted`` also writes what was asserted; ``instance_level`` leaves out derived axioms and schema.
    Raises DataError for an unknown suffix.
    """
    format = FORMATS.get(suffix.lower())
    if format is None:
        raise DataError(f"no RDF syntax is known by the suffix {suffix!r}", hint=f"known: {' '.join(FORMATS)}")
    triples = [*(closure.inferred if instance_level else closure.all)]
    if with_asserted:
        triples = in_order([*triples, *closure.asserted_triples()])
    if format == ox.RdfFormat.N_TRIPLES:
        file.write("".join(triple_text(triple) + "\n" for triple in triples).encode())
    else:
        ox.serialize((ox.Triple(s, p, o) for s, p, o in triples), file, format=format)  # type: ignore[arg-type]
    return len(triples)
