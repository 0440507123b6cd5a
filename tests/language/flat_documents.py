"""Documents for tests: with a flat tree, no tags and two tokenisations by regular expressions, or from the model."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kgtool.language.document import Document, Span, Token

JOINED = r"\w+(?:[-.,:’']\w+)*|[^\w\s]"
"""Keeps "24-hour" as one token."""
SPLIT = r"\d+(?:[.,:]\d+)*|[^\W\d]+|[^\w\s]"
"""Cuts it as treebanks do."""


def flat(text: str, pattern: str = SPLIT) -> Document:
    """A document in which every word is a root without tags; each line is a sentence."""
    tokens = []
    for match in re.finditer(pattern, text):
        index, line = len(tokens), text.count("\n", 0, match.start())
        tokens.append(Token(index, *match.span(), match.group(), "", "", "", "", index, "root", line))
    sentence = Span(0, len(tokens))
    return Document(text, tuple(tokens), (sentence,), (), (sentence,), tuple(() for _ in tokens))


@cache
def _reader():  # type: ignore[no-untyped-def]
    from kgtool.language.parser import MODEL, Reader

    if not any(MODEL.glob("*.onnx")):
        return None
    return Reader()


def read(text: str, way: str) -> Document:
    """The text in one of ``WAYS``; skips the test where the model is missing."""
    if way == "model":
        reader = _reader()
        if reader is None:
            pytest.skip("no model here")
        document = reader.read(text)
        assert isinstance(document, Document)
        return document
    return flat(text, JOINED if way == "joined" else SPLIT)


WAYS = ("joined", "split", "model")

SCRAPS = (
        "of", "a", "and", "the", "half", "two", "third", "dozen", "million", "bn", "m", "$", "€", "%", "7", "1,000",
    "1.3", "2025", "31", "-", "–", "(", ")", ",", ".", "\n", '"', "“", "”", "‘", "’", "'", "Monday", "June", "May",
    "to", "between", "from", "until", "24-hour", "year", "years", "ago", "at", "10:30", "p.m.", "including", "km",
    "miles", "or", "night", "last", "next", "mid", "early", "in", "on", "Tu-95", "2nd", "BC", "1990s", "6/2/2025",
    "31.02.2024", "99999999999999999999", "KYIV", "—", "(AP)", "By", "Doe", "½", "٣", "\u00a0", "century", "days",
    "later", "after", "week", "weekend", "the", "past", "more than",
)  # fmt: skip
"""Words that patterns look for, for texts that no one would write."""
