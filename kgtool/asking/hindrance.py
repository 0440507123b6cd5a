"""Which words keep a question from being understood: those without which it is; and clauses that only the printed
words can answer to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kgtool.asking.english import English
from kgtool.asking.tokens import Token

MOST_TRIED = 6


def hindering(english: English, tokens: list[Token], is_understood: Callable[[list[Token]], bool]) -> str:
    """The fewest words that can be left out so that the rest is understood; empty where leaving out does not help."""
    spans = sorted(set(_spans(english, tokens)), key=lambda span: (span[1] - span[0], -span[0]))
    for first, last in spans[:MOST_TRIED]:
        rest = [*tokens[:first], *tokens[last:]]
        if len(rest) > 1 and is_understood(rest):
            return " ".join(token.text for token in tokens[first:last])
    return ""


def subordinate(english: English, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Where a clause of time or reason stands: "since the war began", at the end or before a comma."""
    keys = [token.key for token in tokens]
    for at in range(len(keys)):
        if english.is_a("subordinating", keys[at]):
            last = next((n for n in range(at + 1, len(keys)) if keys[n] == ","), len(keys))
            if last - at > 2 and (at or last < len(keys)):
                yield at, last


def _spans(english: English, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """What may be left out: from one preposition or conjunction to the next, or to the end."""
    keys = [token.key for token in tokens]
    starts = [
        at
        for at in range(1, len(keys))
        if keys[at] == ","
        or any(english.starts_phrase(kind, keys, at) for kind in ("prepositions", "conjunctions", "according"))
    ]
    for at in starts:
        yield at, len(keys)
        yield at, next((other for other in starts if other > at + 1), len(keys))
