"""Why a statement is in the graph: its quotes, or the rule and its premises, down to quotes."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse
from starlette.requests import Request

from kgtool.errors import UsageError
from kgtool.explaining import Explanation, Quote, explain
from kgtool.serving.context import Snapshot
from kgtool.serving.pages.addresses import article_address
from kgtool.serving.pages.frame import Data, knowledge_of
from kgtool.serving.pages.knowledge import Knowledge
from kgtool.serving.problems import NotFound
from kgtool.store import Term
from kgtool.terms import RDF
from kgtool.voices import Statement

RULES = Path(__file__).parent / "rules.toml"
_LONGEST = 10_000
_LIST = (RDF + "first", RDF + "rest")
_LINKS: list[Term] = [NamedNode(iri) for iri in _LIST]


@cache
def _rule_names() -> dict[str, str]:
    names: dict[str, str] = tomllib.loads(RULES.read_text(encoding="utf-8"))["rules"]
    return names


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
    axioms = [premise for premise in reason.premises if _is_axiom(premise)]
    return {
        "statement": _shown_statement(knowledge, reason.statement),
        "quotes": [_quote(knowledge, quote) for quote in reason.quotes],
        "room": reason.room,
        "rule": reason.rule,
        "rule_text": _rule_names().get(reason.rule, "") if reason.rule else "",
        "claimer": knowledge.voice(reason.claimer),
        "axioms": [*dict.fromkeys(_axioms(knowledge, axioms))],
        "premises": [_shown(knowledge, premise) for premise in reason.premises if not _is_axiom(premise)],
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


def _is_axiom(reason: Explanation) -> bool:
    """Whether it rests on the ontology alone."""
    if reason.rule:
        return all(map(_is_axiom, reason.premises))
    return reason.room == "ontology" or any(isinstance(term, BlankNode) for term in reason.statement)


def _axioms(knowledge: Knowledge, reasons: list[Explanation]) -> list[str]:
    """Axioms in words: ``place: chain of properties (place, located in)``."""
    links = {
        (reason.statement[0], reason.statement[1].value): reason.statement[2]
        for reason in reasons
        if isinstance(reason.statement[1], NamedNode)
    }

    def name(term: Term) -> str:
        if isinstance(term, BlankNode):
            items = []
            while isinstance(term, BlankNode) and (term, _LIST[0]) in links:
                items.append(name(links[term, _LIST[0]]))
                term = links.get((term, _LIST[1]), NamedNode(RDF + "nil"))
            return f"({', '.join(items)})"
        return knowledge.name(term.value) if isinstance(term, NamedNode) else str(term)

    said = [reason.statement for reason in reasons if reason.statement[1] not in _LINKS]
    return [f"{name(s)} · {_apart(name(p))} · {name(o)}" for s, p, o in said]


def _apart(name: str) -> str:
    """``subClassOf`` as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
