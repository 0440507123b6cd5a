"""A question as words."""

from __future__ import annotations

import re
from typing import NamedTuple

from kgtool.asking.english import fold

_TOKEN = re.compile(
    r"""
      (?P<quoted>["“„«][^"”“»]+["”»])
    | (?P<word>
        (?:[^\W\d_]\.){2,}                                  # U.S.
      | [$€£]?\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th|bn|m|k|%)?(?:-[^\W_]+)*
      | [^\W_]+(?:[-‐‑][^\W_]+)*
      )
    | (?P<clitic>['’]s\b|['’](?=\s|$))
    | (?P<inner>['’][^\W\d_]+)
    | (?P<mark>[,;:()?!./–—-]|\S)
    """,
    re.VERBOSE,
)
_SKIPPED = frozenset("?!.;:()")


class Token(NamedTuple):
    """One word of a question; ``key`` in small letters without diacritics, ``quoted`` where it stood in quotes."""

    text: str
    key: str
    start: int
    quoted: bool = False

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()


def tokenise(question: str) -> list[Token]:
    """The words, numbers, quotations, commas and possessive marks of a question.

    >>> [token.text for token in tokenise("Who denied Poroshenko's claim?")]
    ['Who', 'denied', 'Poroshenko', "'s", 'claim']
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(question):
        text = match[0]
        if match["quoted"]:
            tokens.append(Token(text[1:-1].strip(), fold(text[1:-1].strip()), match.start(), quoted=True))
        elif match["inner"] and tokens and text[1:].lower() in ("t", "re", "ve", "ll", "d", "m"):
            tokens.extend(_contraction(tokens, text, match.start()))
        elif match["inner"] and tokens:
            last = tokens.pop()
            tokens.append(Token(last.text + text, fold(last.text + text), last.start))
        elif match["clitic"]:
            tokens.append(Token("'s", "'s", match.start()))
        elif text not in _SKIPPED:
            tokens.append(Token(text, fold(text), match.start()))
    return tokens


def _contraction(tokens: list[Token], text: str, start: int) -> list[Token]:
    """ "didn't" as did and n't, "they're" as they and 're."""
    if text[1:].lower() == "t" and tokens[-1].key.endswith("n"):
        last = tokens.pop()
        verb = last.text if last.key in ("can",) else last.text[:-1]
        verb = {"wo": "will", "ca": "can", "sha": "shall"}.get(fold(verb), verb)
        return [Token(verb, fold(verb), last.start), Token("n't", "n't", start)]
    return [Token(text, fold(text), start)]
