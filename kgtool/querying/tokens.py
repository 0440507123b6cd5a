"""SPARQL 1.1 text as tokens (W3C SPARQL 1.1, section 19.8: the longest match wins), so that names inside strings,
comments and IRIs are never taken for something else. The tokens joined give the text back, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_WORD = _LETTER + "_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = f"[{_LETTER}](?:[{_WORD}.-]*[{_WORD}-])?"
_LOCAL = f"(?:[{_WORD}:]|{_ESCAPE})(?:(?:[{_WORD}.:-]|{_ESCAPE})*(?:[{_WORD}:-]|{_ESCAPE}))?"


class Kind(StrEnum):
    """What a token is."""

    SPACE = "space"
    COMMENT = "comment"
    IRI = "iri"
    STRING = "string"
    BLANK = "blank"
    NAME = "name"
    VARIABLE = "variable"
    LANGUAGE = "language"
    NUMBER = "number"
    WORD = "word"
    OTHER = "other"


_TOKEN = re.compile(
    "|".join(
        f"(?P<{kind}>{pattern})"
        for kind, pattern in {
            Kind.SPACE: r"[\x20\t\r\n]+",
            Kind.COMMENT: r"#[^\r\n]*",
            Kind.IRI: r'<[^<>"{}|^`\\\x00-\x20]*>',
            Kind.STRING: (
                r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""'
                r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
                r'|"(?:[^"\\\r\n]|\\.)*"'
                r"|'(?:[^'\\\r\n]|\\.)*'"
            ),
            Kind.BLANK: f"_:[{_WORD}](?:[{_WORD}.-]*[{_WORD}-])?",
            Kind.NAME: f"(?:{_PREFIX})?:(?:{_LOCAL})?",
            Kind.VARIABLE: rf"[?$][{_WORD}]+",
            Kind.LANGUAGE: r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
            Kind.NUMBER: r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?",
            Kind.WORD: f"[{_WORD}]+",
            Kind.OTHER: r".",
        }.items()
    ),
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class SparqlToken:
    """A piece of a query; ``line`` counts from 1."""

    kind: Kind
    text: str
    line: int


def tokenize(text: str) -> Iterator[SparqlToken]:
    """The tokens of a query, spaces and comments included."""
    line = 1
    for match in _TOKEN.finditer(text):
        assert match.lastgroup is not None
        yield SparqlToken(Kind(match.lastgroup), match[0], line)
        line += match[0].count("\n")
