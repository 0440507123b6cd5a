"""Refuses queries that would reach beyond the store: SERVICE, and FROM with anything that is no graph of the store.

The query is parsed by rdflib, whose tree shows every SERVICE and FROM. A grammar without white space between tokens
lets two parsers disagree (``1SERVICEex:s {…}`` is a number and a SERVICE to one, an error to another), so the tokens
are looked at too: a word that holds one of these keywords where rdflib saw none is refused. A text in which neither
keyword stands anywhere needs none of that, and Oxigraph alone, which is far faster, says whether it is a query. Updates
and LOAD are no queries. As a last wall, a query worker can open no file and no connection (see ``worker``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph

from kgtool.errors import UsageError
from kgtool.querying.tokens import Kind, SparqlToken, tokenize
from kgtool.store.local import syntax_error
from kgtool.terms import ID, PREFIXES

_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_BRACKET = re.compile(r"[(){}\[\]]")
DEEPEST = 200
"""Brackets inside one another; parsers recurse, and their stack ends."""
_LESS_THAN = re.compile(r"\).*service", re.IGNORECASE | re.DOTALL)


def refuse_unsafe(text: str, is_graph: Callable[[str], bool]) -> None:
    """Raises ``UsageError`` unless the text is one SPARQL 1.1 query that stays within the store's own graphs."""
    readings = {text, _CODE_POINT.sub(_unescape, text)}
    if not any(keyword in reading.casefold() for reading in readings for keyword in ("service", "from")):
        _refuse_malformed(text)
        return
    sources = _parse(text)
    for source in sources:
        if not is_graph(source):
            raise UsageError(
                f"FROM <{source}>: there is no such graph here, and kgtool loads nothing for a query",
                hint="GRAPH ?g { … } shows the graphs there are",
            )
    for reading in readings:
        for token in tokenize(reading):
            if _may_hold_keyword(token, "service"):
                raise _no_service(token.line)
        if sum(_may_hold_keyword(token, "from") for token in tokenize(reading)) != len(sources):
            raise UsageError("FROM is not written as a word of its own", hint="put spaces around FROM")


def load_parsers() -> None:
    """Loads what ``refuse_unsafe`` needs, for a process that can open no file afterwards."""
    for clause in ("FROM id:graph", ""):
        refuse_unsafe(
            f"SELECT (COUNT(*) AS ?n) {clause} {{ ?s kg:partOf+ ?o FILTER(?o != 1) }} GROUP BY ?s", lambda _: True
        )


def refuse_unsafe_update(text: str) -> None:
    """Raises ``UsageError`` for an update that holds LOAD or SERVICE; what else it does is the store's own matter."""
    for reading in {text, _CODE_POINT.sub(_unescape, text)}:
        for token in tokenize(reading):
            if _may_hold_keyword(token, "service"):
                raise _no_service(token.line)
            if _may_hold_keyword(token, "load"):
                raise UsageError(
                    "LOAD is not allowed: an update changes only the store that it is given to",
                    line=token.line,
                    hint="a prefix cannot have 'load' in its name either",
                )


def _refuse_malformed(text: str) -> None:
    """Raises ``UsageError`` where Oxigraph finds no query; asked of an empty store, it has nothing to do but parse."""
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "({[" else -1
        if depth > DEEPEST:
            raise UsageError("the query is nested too deeply")
    try:
        pyoxigraph.Store().query(text, base_iri=ID, prefixes=PREFIXES)
    except SyntaxError as error:
        raise syntax_error(error) from None
    except (OSError, RuntimeError) as error:
        raise UsageError(f"the query cannot be read: {error}") from None


def _parse(text: str) -> list[str]:
    """The IRIs of the query's FROM clauses."""
    from pyparsing.exceptions import ParseBaseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = parseQuery(text)
        if any(node == "ServiceGraphPattern" for node in _node_names(tree)):
            raise _no_service()
        algebra = translateQuery(tree, initNs=PREFIXES).algebra
    except ParseBaseException as error:
        raise UsageError(
            f"the query is not SPARQL 1.1 at line {error.lineno}, column {error.column}: {error.msg}", line=error.lineno
        ) from None
    except RecursionError:
        raise UsageError("the query is nested too deeply") from None
    except UsageError:
        raise
    except Exception as error:  # rdflib raises bare exceptions for unknown prefixes and misplaced aggregates
        raise UsageError(f"the query is not SPARQL 1.1: {error}") from None
    return [str(clause.default or clause.named) for clause in algebra.datasetClause or []]


def _node_names(tree: Any) -> Iterator[str]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        name = getattr(node, "name", None)
        if isinstance(name, str):
            yield name
        if isinstance(node, dict):
            waiting.extend(node.values())
        elif not isinstance(node, str) and hasattr(node, "__iter__"):
            waiting.extend(node)


def _may_hold_keyword(token: SparqlToken, keyword: str) -> bool:
    if token.kind is Kind.WORD:
        return keyword in token.text.casefold()
    if token.kind is Kind.NAME:
        return keyword in token.text.partition(":")[0].casefold()
    # ?a<1)SERVICEex:s#> is an IRI to the longest match, and a comparison with a comment behind it to some parsers
    return keyword == "service" and token.kind is Kind.IRI and _LESS_THAN.search(token.text) is not None


def _no_service(line: int | None = None) -> UsageError:
    return UsageError(
        "SERVICE is not allowed: a query asks only the store that it is given to",
        line=line,
        hint="a prefix cannot have 'service' in its name either",
    )


def _unescape(found: re.Match[str]) -> str:
    point = int(found[1] or found[2], 16)
    return chr(point) if point < 0x110000 else ""
