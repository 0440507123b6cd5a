"""Lint of the stored queries: headers that are broken, SPARQL that does not parse, terms that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kgtool.checking.finding import Finding, Level
from kgtool.checking.terms import unknown_term
from kgtool.errors import KgtoolError
from kgtool.ontology.vocabulary import Vocabulary
from kgtool.querying.stored import read_query
from kgtool.querying.tokens import Kind, tokenize
from kgtool.terms import KG, PREFIXES

_PLACE = re.compile(r"error at (\d+):\d+: ")
"""Where Oxigraph puts the place of a syntax error: in the message, not in the exception."""


def check_queries(folder: Path, vocabulary: Vocabulary) -> list[Finding]:
    """Findings about ``*.rq`` in the folder; none where there is no such folder."""
    return [finding for path in sorted(folder.glob("*.rq")) for finding in _query(path, vocabulary)]


def _query(path: Path, vocabulary: Vocabulary) -> Iterator[Finding]:
    try:
        query = read_query(path)
    except KgtoolError as error:
        yield Finding(Level.ERROR, "query-header", error.message, error.hint, str(path), error.line)
        return
    try:
        ox.Store().query(query.text, prefixes=PREFIXES)
    except SyntaxError as error:
        message, place = str(error.msg), _PLACE.match(str(error.msg))
        yield Finding(
            Level.ERROR,
            "query-syntax",
            f"not SPARQL 1.1: {message[place.end() :] if place else message}",
            hint="Correct the query at this line.",
            path=str(path),
            line=int(place[1]) if place else error.lineno or 1,
        )
        return
    for iri, line in _terms(query.text):
        if iri not in vocabulary:
            yield unknown_term(iri, "the query", vocabulary, str(path), line)
    if not query.questions:
        yield Finding(
            Level.INFO,
            "query-without-questions",
            f"no English phrasing leads to {query.name!r}",
            hint='Add to its header: #+ questions: ["Who …?"]',
            path=str(path),
            line=1,
        )


def _terms(text: str) -> Iterator[tuple[str, int]]:
    """The vocabulary's terms that the query names, each once, with the line of its first use."""
    seen: set[str] = set()
    line = 1
    for token in tokenize(text):
        iri = ""
        if token.kind is Kind.NAME and token.text.startswith("kg:"):
            iri = KG + token.text.removeprefix("kg:")
        elif token.kind is Kind.IRI and token.text.startswith("<" + KG):
            iri = token.text[1:-1]
        if iri and iri != KG and iri not in seen:
            seen.add(iri)
            yield iri, line
        line += token.text.count("\n")
