"""What a worker process does for one request: a query, a stored query, a question, or a graph as it is.

A request is plain data with its limits (``rows``, ``largest``); the answer is a media type and all bytes of the result.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pyoxigraph
from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
)

from kgtool.asking import Asker
from kgtool.errors import DataError, KgtoolError, StoreError, UsageError
from kgtool.querying import Labels, Parameter, StoredQuery, bind, refuse_unsafe
from kgtool.querying.guard import load_parsers
from kgtool.serving.measured import Measured
from kgtool.serving.problems import NotAcceptable, NotFound
from kgtool.store import LocalStore
from kgtool.store.local import syntax_error
from kgtool.terms import PREFIXES

Request = Mapping[str, Any]
Answered = tuple[str, bytes]
"""A media type and a body."""


class Evaluator:
    """Answers requests from one store."""

    def __init__(self, store: LocalStore, ontology: Path | None, queries: Path | None) -> None:
        self.store = store
        self.labels = Labels(store)
        self.asker = None if ontology is None else Asker(store, ontology, queries)
        self.graphs = store.graph_names()
        self._known: dict[str, Callable[[Request], Answered]] = {
            "query": self.query,
            "stored": self.stored,
            "ask": self.ask,
            "graph": self.graph,
            "dataset": self.dataset,
            "sizes": self.sizes,
        }

    def warm(self) -> None:
        """Loads what the first query and the first question would have to wait for."""
        load_parsers()
        if self.asker is not None:
            with contextlib.suppress(KgtoolError):  # a project without words for questions: said when one is asked
                for part in ("english", "lexicon", "schema", "names", "renderer", "evidence", "issued", "labels"):
                    getattr(self.asker, part, None)

    def answer(self, request: Request) -> Answered:
        """The answer to a request. Raises the errors of ``kgtool.errors`` and ``problems``."""
        return self._known[request["do"]](request)

    def query(self, request: Request) -> Answered:
        """A client's query, which must stay within the store."""
        base, text = request.get("base"), request["query"]
        refuse_unsafe(text, lambda iri: (urljoin(base, iri) if base else iri) in self.graphs)
        default, named = request.get("default_graphs") or [], request.get("named_graphs") or []
        dataset: dict[str, Any] = {}
        if default or named:
            dataset = {"default_graph": [*map(_graph, default)], "named_graphs": [*map(_graph, named)]}
        return self._run(text, request, base_iri=base, **dataset)

    def stored(self, request: Request) -> Answered:
        """A stored query with its parameters."""
        params = tuple(Parameter(**{**one, "values": tuple(one["values"])}) for one in request["params"])
        path = Path(request["path"])
        query = StoredQuery(name=request["name"], title="", text=request["text"], path=path, params=params)
        text = bind(query, request["values"], self.labels.find)
        try:
            return self._run(text, request)
        except UsageError as error:
            if isinstance(error, NotAcceptable):
                raise
            raise DataError(error.message, path=path, line=error.line, hint="correct the stored query") from None

    def _run(self, text: str, request: Request, **dataset: Any) -> Answered:
        try:
            found = self.store.quads.query(text, prefixes=PREFIXES, **dataset)
            return _written(found, request)
        except SyntaxError as error:
            raise syntax_error(error) from None
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the query could not be answered: {error}") from None

    def ask(self, request: Request) -> Answered:
        """A question in English."""
        if self.asker is None:
            raise UsageError("no questions are answered here: there is no ontology")
        answer = self.asker.ask(request["question"])
        return "application/json", json.dumps(answer._asdict()).encode()

    def graph(self, request: Request) -> Answered:
        """All triples of one graph (``graph`` is its IRI, or None for the default graph)."""
        name = request["graph"]
        if name is not None and name not in self.graphs:
            raise NotFound(f"there is no graph <{name}>")
        quads = self.store.quads.quads_for_pattern(None, None, None, DefaultGraph() if name is None else _graph(name))
        return _graph_written([quad.triple for quad in quads], request)

    def dataset(self, request: Request) -> Answered:
        """All quads."""
        return _graph_written(list(self.store.quads), request)

    def sizes(self, request: Request) -> Answered:
        """How many triples the default graph has, and how many named graphs there are."""
        default = sum(1 for _ in self.store.quads.quads_for_pattern(None, None, None, DefaultGraph()))
        return "application/json", json.dumps({"triples": default, "graphs": len(self.graphs)}).encode()


def _graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:
        raise UsageError(f"{iri!r} is no IRI") from None


def _written(found: QuerySolutions | QueryBoolean | QueryTriples, request: Request) -> Answered:
    if isinstance(found, QueryTriples):
        measured = Measured.for_triples(request["rows"], request["largest"])
        return _graph_written(list(dict.fromkeys(measured.limited(found))), request)
    media_type = request["media_type"]
    form = None if media_type is None else QueryResultsFormat.from_media_type(media_type)
    if form is None:
        raise NotAcceptable("the result is a table or a truth value", hint="accept application/sparql-results+json")
    out = Measured.for_table(form, request["rows"], request["largest"])
    found.serialize(out, form)  # type: ignore[arg-type]
    return media_type, out.finished()


def _graph_written(triples: list[Any], request: Request) -> Answered:
    media_type = request["graph_type"]
    form = None if media_type is None else RdfFormat.from_media_type(media_type)
    if form is None:
        raise NotAcceptable("the result is RDF", hint="accept text/turtle")
    if any(isinstance(one, Quad) for one in triples[:1]) and not form.supports_datasets:
        raise NotAcceptable(f"{media_type} holds no named graphs", hint="accept application/trig")
    out = Measured.for_triples(request["rows"], request["largest"])
    out.check_rows(len(triples))
    takes_prefixes = form not in {RdfFormat.N_TRIPLES, RdfFormat.N_QUADS}
    try:
        pyoxigraph.serialize(triples, out, form, prefixes=PREFIXES if takes_prefixes else None)  # type: ignore[arg-type]
    except ValueError as error:
        raise NotAcceptable(
            f"the result cannot be written as {media_type}: {error}", hint="accept text/turtle"
        ) from None
    return media_type, out.finished()
