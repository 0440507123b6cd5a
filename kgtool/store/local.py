"""The embedded store: a graph folder and the ontology room in Oxigraph, in memory or in an on-disk cache."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QueryBoolean, QueryTriples

from kgtool.errors import LimitExceeded, StoreError, UsageError
from kgtool.store.cache import open_cached
from kgtool.store.results import Result, Table, Triples, Truth
from kgtool.store.sources import Source, broken, graph_sources, ontology_sources
from kgtool.terms import PREFIXES

T = TypeVar("T")

CACHE_FROM_BYTES = 400_000
"""Files from this size on are kept in an on-disk cache: parsing more takes longer than starting Python."""
LARGE_BYTES = 2_000_000
"""Files that a long-lived process keeps in memory as well, where queries are faster, while they are smaller."""


class LocalStore:
    """Quads in this process. ``quads`` is the Oxigraph store below, for those who need patterns instead of SPARQL;
    ``copy`` the folder that it was opened from, where it is an on-disk copy."""

    def __init__(self, quads: pyoxigraph.Store, copy: Path | None = None) -> None:
        self.quads = quads
        self.copy = copy

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> LocalStore:
        """A store of some quads in memory (for tests, and for graphs that are no files yet)."""
        store = pyoxigraph.Store()
        store.extend(quads)
        _merge_graphs(store)
        return cls(store)

    @classmethod
    def of_files(cls, sources: Iterable[Source]) -> LocalStore:
        """A store of some files in memory. Raises ``DataError`` where one is broken."""
        store = pyoxigraph.Store()
        fill(store, sources)
        return cls(store)

    def query(self, text: str, *, row_limit: int | None = None) -> Result:
        """Answers a query; ``PREFIXES`` need not be declared. Raises ``UsageError`` where it is not SPARQL 1.1."""
        try:
            found = self.quads.query(text, prefixes=PREFIXES)
            if isinstance(found, QueryBoolean):
                return Truth(bool(found))
            if isinstance(found, QueryTriples):
                return Triples(list(dict.fromkeys(_limited(found, row_limit))))
            columns = tuple(variable.value for variable in found.variables)
            width = range(len(columns))
            return Table(columns, [tuple(row[i] for i in width) for row in _limited(found, row_limit)])
        except SyntaxError as error:
            raise syntax_error(error) from None
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"the query could not be answered: {error}",
                hint="if its cache is damaged: delete .cache in the graph folder",
            ) from None

    def graph_names(self) -> set[str]:
        """The IRIs of all named graphs."""
        return {name.value for name in self.quads.named_graphs() if isinstance(name, NamedNode)}


def open_store(
    graph: Path | None, ontology: Path | None = None, *, cache: bool = True, cache_from: int | None = None
) -> LocalStore:
    """Opens a graph folder, with the ontology room beside it as the graphs ``id:ontology`` and ``id:background``.

    From ``cache_from`` bytes on (by default ``CACHE_FROM_BYTES``) there is a copy in ``GRAPH/.cache`` under the hash of
    the files; where that cannot be written or read, they are parsed instead. Raises ``StoreError`` where ``graph`` is
    no folder, ``DataError`` where a file is broken.
    """
    sources = []
    if graph is not None:
        if not graph.is_dir():
            raise StoreError(f"there is no graph folder {graph}", hint="make it with: kgtool build")
        sources += graph_sources(graph)
    if ontology is not None:
        sources += ontology_sources(ontology)
    least = CACHE_FROM_BYTES if cache_from is None else cache_from
    if cache and graph is not None and sum(source.path.stat().st_size for source in sources) >= least:
        cached = open_cached(graph / ".cache" / "store", sources)
        if cached is not None:
            return LocalStore(*cached)
    return LocalStore.of_files(sources)


def fill(store: pyoxigraph.Store, sources: Iterable[Source]) -> None:
    """Loads files into a store, then merges all named graphs into the default graph."""
    for source in sources:
        try:
            store.bulk_load(path=source.path, format=source.format, to_graph=source.graph)
        except SyntaxError as error:
            raise broken(source, error) from None
        except OSError as error:
            raise StoreError(f"cannot be read: {error}", path=source.path) from None
    _merge_graphs(store)


def syntax_error(error: SyntaxError) -> UsageError:
    """Oxigraph's error in a query as ours, with the line taken out of its message (``error at 2:16: expected …``)."""
    import re

    found = re.match(r"error at (\d+):(\d+): (.*)", error.msg, re.DOTALL)
    if found is None:
        return UsageError(f"the query is not SPARQL 1.1: {error.msg}")
    line, column, said = found.groups()
    return UsageError(f"the query is not SPARQL 1.1 at line {line}, column {column}: {said}", line=int(line))


def _merge_graphs(store: pyoxigraph.Store) -> None:
    """RDF merge: a triple of several graphs is one triple of the default graph, so that counts are right."""
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")


def _limited(rows: Iterable[T], limit: int | None) -> Iterable[T]:
    for count, row in enumerate(rows):
        if limit is not None and count >= limit:
            raise LimitExceeded(
                f"the answer has more than {limit} rows", hint="ask for less (LIMIT), or raise it with --limit"
            )
        yield row
