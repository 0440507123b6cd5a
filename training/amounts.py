"""Times and amounts in GUM: its entities of the type ``time``, and the numerals of its trees that count something.

The release has no entity type for amounts, so that numerals (``nummod``) stand for them, outside of times.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.chains import head_of
from training.treebank import Sentence

ENTITY = re.compile(r"\((\d+)-([a-z]+)-[^()]*(\))?|(\d+)\)")


@dataclass(frozen=True, slots=True)
class GoldTime:
    """An outermost phrase of the type ``time``, pronouns left out; positions in the document."""

    head: int
    words: range
    is_told: bool
    """Whether it holds a numeral or a proper noun: "May 2015", "ten years"; not "the time"."""


def gold_times(document: Sequence[Sentence]) -> list[GoldTime]:
    """The times of a document in their order."""
    found, offset = [], 0
    for sentence in document:
        spans = set(_spans(sentence, "time"))
        for first, last in sorted(spans):
            if any((a, b) != (first, last) and a <= first and last <= b for a, b in spans):
                continue
            head = head_of(sentence, first, last)
            if sentence.upos[head] in ("PRON", "DET", "ADV"):
                continue
            told = any(sentence.upos[at] in ("NUM", "PROPN") for at in range(first, last + 1))
            found.append(GoldTime(offset + head, range(offset + first, offset + last + 1), told))
        offset += len(sentence)
    return found


def gold_counts(document: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Each numeral with the word that it counts or that names its unit, in their order."""
    in_times = {at for time in gold_times(document) for at in time.words}
    found, offset = [], 0
    for sentence in document:
        for at, (upos, relation) in enumerate(zip(sentence.upos, sentence.deprels, strict=True)):
            head = sentence.heads[at]
            counts = upos == "NUM" and relation.startswith("nummod") and sentence.upos[head] in ("NOUN", "SYM")
            if counts and offset + at not in in_times:
                found.append((offset + at, offset + head))
        offset += len(sentence)
    return found


def _spans(sentence: Sentence, kind: str) -> Iterator[tuple[int, int]]:
    """First and last word of the phrases of a kind; those that go over the end of the sentence are left out."""
    open_at: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, misc in enumerate(sentence.misc):
        marks = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
        for opened, of_kind, at_once, closed in ENTITY.findall(marks):
            if opened and at_once:
                if of_kind == kind:
                    yield at, at
            elif opened:
                open_at[opened].append((at, of_kind))
            elif open_at[closed]:
                first, opened_kind = open_at[closed].pop()
                if opened_kind == kind:
                    yield first, at
