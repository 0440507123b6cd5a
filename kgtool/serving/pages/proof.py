"""Why a statement is in the graph: its quotes, or the rule and its premises, down to quotes."""

from __future__ import annotations

from typing import Any

from pyoxigraph import BlankNode, RdfFormat, parse
from starlette.requests import Request

from kgtool.errors import UsageError
from kgtool.explaining import Explanation, Quote, axioms_in_words, explain, is_axiom, property_in_words, rule_in_words
from kgtool.serving.context import Snapshot
from kgtool.serving.pages.addresses import article_address
from kgtool.serving.pages.frame import Data, knowledge_of
from kgtool.serving.pages.knowledge import Knowledge
from kgtool.serving.problems import NotFound
from kgtool.voices import Statement

_LONGEST = 10_000


def read_why(snapshot: Snapshot, request: Request) -> Data:
    """The reasons for the statement ``s`` ``p`` ``o``, each a term as in N-Triples."""
    statement = _statement(request)
    knowledge = knowledge_of(snapshot)
    reasons = explain(snapshot.store, statement)
    if not reasons:
        raise NotFound("the graph does not hold this statement", hint="it may have changed since the page was made")
    return {
        "statement": _shown_statement(knowledge, statement),
        "reasons": [_shown(knowledge, reason) for reason in reasons],
    }


def _statement(request: Request) -> Statement:
    texts = [request.query_params.get(name, "") for name in ("s", "p", "o")]
    if not all(texts) or any(len(text) > _LONGEST for text in texts):
        raise UsageError("a statement has a subject, a predicate and an object", hint="give s, p and o as in N-Triples")
    try:
        (triple,) = parse(f"{' '.join(texts)} .".encode(), format=RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError):
        raise UsageError("this is no statement", hint="give s, p and o as in N-Triples") from None
    if BlankNode in {type(triple.subject), type(triple.object)}:
        raise UsageError("a blank node has no name to ask for")
    return triple.subject, triple.predicate, triple.object


def _shown_statement(knowledge: Knowledge, statement: Statement) -> dict[str, Any]:
    knowledge.prepare(statement)
    names = ("subject", "predicate", "object")
    return dict(zip(names, map(knowledge.term, statement), strict=True))


def _shown(knowledge: Knowledge, reason: Explanation) -> dict[str, Any]:
    """A reason as plain data; the ontology's lists are put back together, and axioms stand apart from what is said."""
    return {
        "statement": _shown_statement(knowledge, reason.statement),
        "quotes": [_quote(knowledge, quote) for quote in reason.quotes],
        "room": reason.room,
        "rule": reason.rule,
        "rule_text": rule_in_words(reason.rule),
        "claimer": knowledge.voice(reason.claimer),
        "axioms": axioms_in_words(
            filter(is_axiom, reason.premises), lambda iri: property_in_words(iri) or knowledge.name(iri)
        ),
        "premises": [_shown(knowledge, premise) for premise in reason.premises if not is_axiom(premise)],
    }


def _quote(knowledge: Knowledge, quote: Quote) -> dict[str, Any]:
    return {
        "document": quote.document,
        "start": quote.start,
        "end": quote.end,
        "quote": quote.text,
        "claimer": knowledge.voice(quote.claimer),
        "address": article_address(quote.document, quote.start),
    }
