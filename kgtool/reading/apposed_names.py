"""Names of organisations that the model does not mark, beside what says what they are: "the *River Crime Watch*, a …".

In: a document and the words of the lexicon in it. Out: the document with such names. A run of capitalised words is one
where a noun for an organisation stands in apposition to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kgtool.language.document import Document, Name, Span
from kgtool.reading.model import Evocation
from kgtool.reading.schema import Schema
from kgtool.terms import KG

PARTS = ("compound", "flat", "amod", "nmod")


def with_apposed_names(document: Document, evocations: Iterable[Evocation], schema: Schema) -> Document:
    """The document with the names that an apposition tells to be organisations."""
    bodies = {
        e.head
        for e in evocations
        if e.entry.pos == "noun" and any(schema.is_subclass(d, KG + "Organization") for d in e.entry.denotes)
    }
    names = list(document.names)
    for noun in sorted(bodies):
        token = document.tokens[noun]
        span = _run(document, token.head) if token.deprel == "appos" and token.head < noun else None
        if span is None or any(n.first <= span.first and span.last <= n.last for n in names):
            continue
        names = [n for n in names if n.last <= span.first or n.first >= span.last]
        names.append(Name(span.first, span.last, "ORG"))
    return replace(document, names=tuple(sorted(names, key=lambda n: n.first)))


def _run(document: Document, head: int) -> Span | None:
    """The capitalised words, two or more, that end with a head and a comma behind it."""
    tokens = document.tokens
    if tokens[head].upos != "PROPN" or head + 1 >= len(tokens) or tokens[head + 1].text != ",":
        return None
    first = head
    while first > 0 and tokens[first - 1].head == head and tokens[first - 1].deprel.split(":")[0] in PARTS:
        if not tokens[first - 1].text[:1].isupper():
            break
        first -= 1
    return Span(first, head + 1) if head - first >= 1 else None
