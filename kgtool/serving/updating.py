"""What a successor of the stem does to its store: a SPARQL update, or a write of the Graph Store Protocol.

The protocol's ``using-graph-uri`` parameters become USING clauses before each WHERE (SPARQL 1.1 Protocol, 2.2.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kgtool.errors import StoreError, UsageError
from kgtool.querying.guard import refuse_unsafe_update
from kgtool.querying.tokens import Kind, SparqlToken, tokenize
from kgtool.serving.problems import NotFound, UnsupportedMediaType
from kgtool.store.local import syntax_error
from kgtool.terms import PREFIXES

Graph = NamedNode | DefaultGraph


def change(store: pyoxigraph.Store, request: Mapping[str, Any], body: bytes) -> dict[str, object]:
    """Makes the change that a request asks for, and tells what it came to.

    Raises ``UsageError`` (or one of its kind) where nothing was changed because the request is wrong.
    """
    try:
        if request["do"] == "update":
            update(store, body.decode(), request)
            return {}
        graph = DefaultGraph() if request["graph"] is None else NamedNode(request["graph"])
        if request["do"] == "delete":
            delete(store, graph)
            return {}
        return {"created": write(store, graph, request, body)}
    except RuntimeError as error:  # such as a graph to be cleared that does not exist
        raise UsageError(f"the update could not be made: {error}") from None
    except OSError as error:
        raise StoreError(f"the update could not be made: {error}") from None


def update(store: pyoxigraph.Store, text: str, request: Mapping[str, Any]) -> None:
    """A SPARQL 1.1 update, made whole or not at all."""
    refuse_unsafe_update(text)
    graphs, named = request["using"], request["using_named"]
    if graphs or named:
        text = with_using(text, graphs, named)
    try:
        store.update(text, base_iri=request["base"], prefixes=PREFIXES)
    except SyntaxError as error:
        raise syntax_error(error) from None


def with_using(text: str, graphs: Sequence[str], named: Sequence[str]) -> str:
    """An update with USING and USING NAMED before each WHERE.

    >>> with_using("INSERT { ?s a <b:c> } WHERE { ?s a <b:d> }", ["a:g"], [])
    'INSERT { ?s a <b:c> } USING <a:g> WHERE { ?s a <b:d> }'
    """
    clauses = "".join(f"USING <{_iri(one)}> " for one in graphs) + "".join(
        f"USING NAMED <{_iri(one)}> " for one in named
    )
    tokens = list(tokenize(text))
    written: list[str] = []
    depth, last = 0, ""
    for place, token in enumerate(tokens):
        word = token.text.casefold() if token.kind is Kind.WORD else token.text
        if not depth and token.kind is Kind.WORD:
            if word in {"with", "using"}:
                raise UsageError(
                    f"{word.upper()} in the update and using-graph-uri beside it", line=token.line, hint="give one"
                )
            if "where" in word and word != "where":
                raise UsageError("WHERE is not written as a word of its own", line=token.line)
            if word == "where":
                if last == "delete":
                    written.append(_block(tokens[place + 1 :]))
                written.append(clauses)
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind is Kind.OTHER else 0
        written.append(token.text)
        if token.kind not in {Kind.SPACE, Kind.COMMENT}:
            last = word
    return "".join(written)


def _block(tokens: Sequence[SparqlToken]) -> str:
    """The text up to the brace that closes the first one."""

    def pieces() -> Iterator[str]:
        depth = 0
        for token in tokens:
            yield token.text + ("\n" if token.kind is Kind.COMMENT else "")
            if token.kind is Kind.OTHER and token.text in "{}":
                depth += 1 if token.text == "{" else -1
                if not depth:
                    return

    return "".join(pieces()) + " "


def _iri(text: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError:
        raise UsageError(f"{text!r} is no IRI") from None


def write(store: pyoxigraph.Store, graph: Graph, request: Mapping[str, Any], body: bytes) -> bool:
    """PUT (replaces a graph) or POST (adds to it); gives whether the graph is new."""
    known = isinstance(graph, DefaultGraph) or store.contains_named_graph(graph)
    quads: list[Quad] = []
    start = 0
    for media_type, size in request["parts"]:
        quads += _parsed(body[start : start + size], media_type, graph, request["base"])
        start += size
    if request["do"] == "put":
        store.clear_graph(graph)
    if isinstance(graph, NamedNode):
        store.add_graph(graph)
    store.extend(quads)
    return not known


def _parsed(body: bytes, media_type: str, graph: Graph, base: str) -> list[Quad]:
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise UnsupportedMediaType(f"{media_type or 'a body without a type'} is no RDF", hint="send text/turtle")
    try:
        parsed = pyoxigraph.parse(body, form, base_iri=base, without_named_graphs=True, rename_blank_nodes=True)
        return [Quad(one.subject, one.predicate, one.object, graph) for one in parsed]
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        said = getattr(error, "msg", str(error))
        raise UsageError(f"the body is not {media_type}: {said}", line=line) from None


def delete(store: pyoxigraph.Store, graph: Graph) -> None:
    """Deletes a graph. Raises ``NotFound`` where there is none."""
    if isinstance(graph, NamedNode):
        if not store.contains_named_graph(graph):
            raise NotFound(f"there is no graph <{graph.value}>")
        store.remove_graph(graph)
    else:
        store.clear_graph(graph)
