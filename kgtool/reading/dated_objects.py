"""Objects of one verb that each have a date of their own: "took *A in October* and *B in January*".

In: the dates of a text and where its words stand. Out: for a verb the phrases behind its first object and its date,
each with the date right behind it. Read from the order of the words, since trees hang such phrases on the date before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kgtool.language.dates import DateExpression
from kgtool.language.document import Document, Span
from kgtool.reading.slots import Slots

NOMINAL = ("NOUN", "PROPN", "NUM")
CLAUSAL = ("VERB", "AUX", "SCONJ", "PRON")
"""Parts of speech of which a phrase with a date of its own has none."""


@dataclass(frozen=True, slots=True)
class DatedObject:
    """A phrase in the place of a verb's object, and its date."""

    heads: tuple[int, ...]
    phrase: Span
    date: DateExpression


def dated_objects(
    document: Document, slots: Slots, dates_at: dict[int, list[DateExpression]], vague: Iterable[DateExpression] = ()
) -> dict[int, list[DatedObject]]:
    """By verb the objects behind its first one that have their own dates; ``vague`` ones too ("five days later")."""
    found: dict[int, list[DatedObject]] = {}
    for verb, certain in dates_at.items():
        sentence = document.sentences[document.tokens[verb].sentence]
        dates = [*certain, *(d for d in vague if d.span.first in sentence)]
        if len(dates) < 2 or document.tokens[verb].upos != "VERB":
            continue
        near = sorted(dates, key=lambda d: d.span.first)
        objects = slots.fillers(verb, "object")
        if not any(o < near[0].span.first and o not in slots.dated for o in objects):
            continue
        for before, date in pairwise(near):
            phrase = _between(document, before.span.last, date.span.first)
            heads = _heads(document, phrase, slots) if phrase is not None else ()
            if phrase is None or not heads or before.span.first < verb:
                break
            found.setdefault(verb, []).append(DatedObject(heads, phrase, date))
    return found


def _between(document: Document, first: int, last: int) -> Span | None:
    """The phrase between two dates, behind a comma or "and" and before the second date's preposition."""
    tokens = document.tokens
    while last > first and tokens[last - 1].upos in ("ADP", "DET") and tokens[last - 2].text != ",":
        last -= 1
    at = first
    while at < last and (tokens[at].text == "," or tokens[at].upos == "CCONJ"):
        at += 1
    inside = tokens[at:last]
    if at == first or not inside or tokens[first].sentence != inside[-1].sentence:
        return None
    if inside[0].upos == "ADP" or any(t.upos in CLAUSAL or t.upos == "PUNCT" for t in inside):
        return None
    return Span(at, last)


def _heads(document: Document, phrase: Span, slots: Slots) -> tuple[int, ...]:
    """The nouns of a phrase that stand in no preposition's phrase inside it."""
    tokens = document.tokens
    tops = [i for i in phrase if tokens[i].upos in NOMINAL and tokens[i].head not in phrase and i not in slots.dated]
    if len(tops) != 1 or slots.case(tops[0]):
        return ()
    joined: Iterable[int] = slots.children(tops[0], "conj")
    return (tops[0], *(i for i in joined if i in phrase))
