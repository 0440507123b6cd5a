"""Lists and ellipses read from the order of the words, which trees often miss.

In: a document with its mentions or quantities. Out: positions, for :class:`kgtool.reading.slots.Slots` to use.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kgtool.language.document import Document
from kgtool.language.english import words
from kgtool.language.quantities import Quantity
from kgtool.reading.model import Mention
from kgtool.reading.schema import Schema
from kgtool.terms import KG

TITLE_TAGS = ("ADJ", "NOUN", "PROPN", "DET", "PART", "ADV", "PRON")
LONGEST_TITLE = 9


def person_lists(document: Document, mentions: dict[int, Mention], schema: Schema) -> dict[int, tuple[int, ...]]:
    """For each person's name the names listed behind it: "President A, Prime Minister B and envoy C".

    Between two names stand a comma or a conjunction and the title of the next one; before the last stands a
    conjunction.
    A last name that is the subject of the next verb is left out.
    """
    persons = sorted(
        (m for m in mentions.values() if m.kind == "name" and _is_person(m, schema)), key=lambda m: m.span.first
    )
    following: dict[int, Mention] = {}
    joined: set[int] = set()
    for mention, other in pairwise(persons):
        link = "" if _owns(document, other) else _link(document, mention, other)
        if link:
            following[mention.head] = other
            if link == "and":
                joined.add(other.head)
    found: dict[int, tuple[int, ...]] = {}
    for mention in persons:
        chain, at = [], mention
        while at.head in following:
            at = following[at.head]
            chain.append(at)
        while chain and chain[-1].head not in joined:
            chain.pop()
        if (
            chain
            and _starts_clause(document, chain[-1])
            and not document.tokens[mention.head].deprel.startswith("nsubj")
        ):
            chain.pop()
        if chain:
            found[mention.head] = tuple(m.head for m in chain)
    return found


def _owns(document: Document, name: Mention) -> bool:
    """Whether a name says whose the noun behind it is: "A and *B's* deputy" does not list B."""
    behind = document.tokens[name.span.last : name.span.last + 1]
    is_possessor = document.tokens[name.head].deprel.startswith("nmod:poss")
    return is_possessor and bool(behind) and behind[0].text.lower() in words("grammar", "possessive_marks")


def _is_person(mention: Mention, schema: Schema) -> bool:
    return any(schema.is_subclass(c, KG + "Person") for c in mention.classes)


def _link(document: Document, mention: Mention, other: Mention) -> str:
    """``comma`` or ``and`` where one name directly follows another in a list; empty otherwise."""
    tokens = document.tokens
    at = mention.span.last
    if at >= len(tokens) or tokens[at].sentence != tokens[other.head].sentence:
        return ""
    kind = ""
    if tokens[at].text == ",":
        kind, at = "comma", at + 1
    if at < len(tokens) and tokens[at].upos == "CCONJ":
        kind, at = "and", at + 1
    if not kind or other.span.first - at > LONGEST_TITLE:
        return ""
    return kind if all(tokens[i].upos in TITLE_TAGS for i in range(at, other.span.first)) else ""


def _starts_clause(document: Document, mention: Mention) -> bool:
    at = mention.span.last
    return at < len(document.tokens) and document.tokens[at].xpos in ("VBD", "VBZ", "VBP")


def phrases_apart(document: Document, quantities: Iterable[Quantity]) -> set[int]:
    """Heads of phrases behind a bare number, whose verb is left out: "ten were flown to A, thirteen *to B*"."""
    found = set()
    before: Quantity | None = None
    for quantity in quantities:
        head = phrase_behind(document, quantity)
        if head is not None and not _has_verb(document, quantity, before):
            found.add(head)
        before = quantity
    return found


def _has_verb(document: Document, quantity: Quantity, before: Quantity | None) -> bool:
    """Whether a bare number has a verb of its own: "killed three in A and *wounded* five in B"."""
    tokens, first = document.tokens, quantity.span.first
    start = document.sentences[tokens[first].sentence].first
    if before is not None and before.span.last > start:
        start = before.span.last
    return any(tokens[i].upos == "VERB" and tokens[i].xpos != "VBN" for i in range(start, first))


def phrase_behind(document: Document, quantity: Quantity) -> int | None:
    """The phrase that a preposition right behind a bare number begins; None where there is none."""
    at = quantity.span.last
    tokens = document.tokens
    if quantity.noun is not None or quantity.kind != "count" or quantity.including or at >= len(tokens):
        return None
    if tokens[at].upos != "ADP" or tokens[at].deprel != "case":
        return None
    if tokens[at].text.lower() in words("grammar", "genitive"):
        return None
    return tokens[at].head if tokens[at].head > at else None
