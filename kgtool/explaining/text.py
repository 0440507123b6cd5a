"""Explanations as text for people and as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode

from kgtool.explaining.axioms import axioms_in_words, is_axiom
from kgtool.explaining.explain import Explanation
from kgtool.explaining.rules import rule_in_words
from kgtool.store import Term

Name = Callable[[str], str]
"""From an IRI to what the thing is called."""


def as_text(reason: Explanation, name: Name, indent: str = "") -> str:
    """An explanation as an indented tree: a statement, and below it why it holds."""
    return "\n".join(_lines(reason, name, indent))


def _lines(reason: Explanation, name: Name, indent: str) -> Iterator[str]:
    yield indent + " · ".join(_shown(term, name) for term in reason.statement)
    inner = indent + "    "
    for quote in reason.quotes:
        who = f" [{name(quote.claimer)}]" if quote.claimer else ""
        text = " ".join(quote.text.split())
        yield f"{inner}“{text}”{who} ({quote.document}:{quote.start}-{quote.end})"
    if reason.room:
        yield f"{inner}({reason.room})"
    if not reason.rule:
        for premise in reason.premises:
            yield from _lines(premise, name, inner)
    else:
        whose = f", if the claims hold of {name(reason.claimer)}" if reason.claimer else ""
        yield f"{inner}because {rule_in_words(reason.rule) or 'of a rule of OWL 2 RL'} ({reason.rule}){whose}"
        for axiom in axioms_in_words(filter(is_axiom, reason.premises), name):
            yield f"{inner}{axiom}"
        for premise in reason.premises:
            if not is_axiom(premise):
                yield from _lines(premise, name, inner)


def _shown(term: Term, name: Name) -> str:
    if isinstance(term, NamedNode):
        return name(term.value)
    return term.value if isinstance(term, Literal) else str(term)


def as_json(reason: Explanation) -> dict[str, Any]:
    """An explanation as nested plain data; terms as in N-Triples."""
    return {
        "statement": [str(term) for term in reason.statement],
        "quotes": [
            {"document": q.document, "start": q.start, "end": q.end, "quote": q.text, "claimedBy": q.claimer}
            for q in reason.quotes
        ],
        "room": reason.room,
        "rule": reason.rule,
        "claimedBy": reason.claimer,
        "premises": [as_json(premise) for premise in reason.premises],
    }
