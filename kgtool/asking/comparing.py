"""What is asked of each of several: "how many did X and Y lose", "compare the figures of X and Y for Z".

In: the words of a question. Out: for each of those that are joined in it, ways to ask about that one alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kgtool.asking.english import English
from kgtool.asking.parsing import Grammar
from kgtool.asking.tokens import Token

_LINKS = ("prepositions", "conjunctions", "articles", "determiners")
"""What may stand around the names of sources and their topic, and says nothing."""


class Single(NamedTuple):
    """One of several, and questions about it alone, likeliest first."""

    name: str
    questions: tuple[str, ...]


class Joined(NamedTuple):
    """Phrases joined by "and" between two positions of a question."""

    first: int
    last: int
    names: tuple[str, ...]


def compared(english: English, grammar: Grammar, tokens: list[Token]) -> list[Single]:
    """Questions for what each source says; none where the words do not ask to compare, or name no sources."""
    if not tokens or tokens[0].key not in english.comparing["verbs"]:
        return []
    for joined in (*_pairs(english, grammar, tokens), *_joined(english, grammar)):
        rest = _trimmed(english, [*tokens[1 : joined.first], *tokens[joined.last :]])
        topic = _text(rest)
        if topic:
            ways = english.comparing["questions"]
            return [Single(name, tuple(way.format(topic=topic, source=name) for way in ways)) for name in joined.names]
    return []


def distributed(english: English, grammar: Grammar, tokens: list[Token]) -> Iterator[list[Single]]:
    """Every way to ask the question of each of those that it joins, longest first."""
    for joined in (*_joined(english, grammar), *_pairs(english, grammar, tokens)):
        before, after = _text(tokens[: joined.first]), _text(tokens[joined.last :])
        if tokens[joined.last - 1].key == "'s":  # "Norland's and Sudria's delegations"
            after = f"'s {after}"
        yield [Single(name, (" ".join(filter(None, (before, name, after))),)) for name in joined.names]


def _joined(english: English, grammar: Grammar) -> Iterator[Joined]:
    tokens = grammar.tokens
    for first in range(len(tokens)):
        seen: set[int] = set()
        for phrase, last in grammar.coordinated(first):
            if not phrase.conjuncts or last in seen:
                continue
            seen.add(last)
            starts = [first, *(part.first for part in phrase.conjuncts)]
            ends = [*starts[1:], last]
            spans = [_trimmed(english, tokens[a:b], articles=False) for a, b in zip(starts, ends, strict=True)]
            if all(spans):
                yield Joined(first, last, tuple(_text(span) for span in spans))


def _pairs(english: English, grammar: Grammar, tokens: list[Token]) -> Iterator[Joined]:
    """Two names with "and" between them: also where a noun follows, as in "the Norlandic and Sudrian figures"."""
    for middle in range(1, len(tokens) - 1):
        if not english.is_a("conjunctions", tokens[middle].key):
            continue
        before = middle - (tokens[middle - 1].key == "'s")
        begins = [at for at in range(before) if any(after == before for _, after in grammar.markup.names_at(at))]
        other = middle + 1 + english.is_a("articles", tokens[middle + 1].key)
        ends = [after for _, after in grammar.markup.names_at(other)]
        if begins and ends:
            last = ends[0] + (tokens[ends[0] : ends[0] + 1] != [] and tokens[ends[0]].key == "'s")
            yield Joined(begins[0], last, (_text(tokens[begins[0] : before]), _text(tokens[other : ends[0]])))


def _trimmed(english: English, tokens: list[Token], *, articles: bool = True) -> list[Token]:
    """The words without what links them: "the figures for" before a topic, "given by" behind it, "and"."""

    def is_link(token: Token) -> bool:
        kinds = _LINKS if articles else ("conjunctions",)
        return token.key == "," or any(english.is_a(kind, token.key) for kind in kinds)

    def is_empty(token: Token) -> bool:
        lemmas = english.lemmas(token.key)
        return articles and any(english.is_a(kind, w) for kind in ("claim_nouns", "giving") for w in lemmas)

    while tokens and (is_link(tokens[0]) or is_empty(tokens[0])):
        tokens = tokens[1:]
    while tokens and (is_link(tokens[-1]) or is_empty(tokens[-1])):
        tokens = tokens[:-1]
    return tokens


def _text(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)
