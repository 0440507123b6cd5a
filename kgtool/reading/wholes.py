"""Trees of phrases that tell of a team, hung on the people that it is of, set right.

"A delegation of eight people *headed by X*", "a team of ten negotiators, *including X*": what stands behind the people
tells of the team, as they are its size.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kgtool.language.document import Document, Token
from kgtool.language.english import words
from kgtool.language.repairs import rehung
from kgtool.reading.model import Evocation
from kgtool.reading.registry import DELEGATION
from kgtool.reading.schema import Schema


def with_wholes(document: Document, evocations: Iterable[Evocation], schema: Schema) -> Document:
    """The document with such phrases hung on the word for the team."""
    tokens = document.tokens
    teams = {
        e.head
        for e in evocations
        if e.entry.pos == "noun" and any(schema.is_subclass(c, DELEGATION) for c in e.entry.denotes)
    }
    changed: dict[int, Token] = {}
    for token in tokens:
        people = tokens[token.head]
        if token.index <= people.index or people.deprel != "nmod" or people.head not in teams:
            continue
        below = [tokens[c] for c in document.children[people.index]]
        is_of = any(t.deprel == "case" and t.text.lower() in words("grammar", "genitive") for t in below)
        if is_of and any(t.deprel == "nummod" for t in below) and _tells_of_team(document, token):
            changed[token.index] = replace(token, head=people.head)
    return rehung(document, changed)


def _tells_of_team(document: Document, token: Token) -> bool:
    """Whether a phrase is a passive participle with its doer, or begins with "including"."""
    below = [document.tokens[c] for c in document.children[token.index]]
    if token.deprel == "acl" and token.xpos == "VBN":
        return any(t.deprel == "obl:agent" for t in below)
    return token.deprel == "nmod" and any(
        t.deprel == "case" and t.text.lower() in words("grammar", "inclusion_prepositions") for t in below
    )
