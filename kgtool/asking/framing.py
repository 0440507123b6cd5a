"""What stands around a question: politeness, other ways to put it, "is it true that …", "apart from X", and several
questions in one.

In: the words of a question. Out: the words of the question itself, or of each of several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kgtool.asking.english import English
from kgtool.asking.markup import Markup
from kgtool.asking.tokens import Token, tokenise

_BETWEEN = re.compile(r"[?;]+(?=\s|$)")
"""What stands between two questions."""
_MARKS = (",", "-", "–", "—")


class Framed(NamedTuple):
    """The words of a question without what only introduces or ends it."""

    tokens: list[Token]
    confirms: bool = False
    """Whether a statement is to be confirmed: "is it true that X", "X, right?"."""
    asks_others: bool = False
    """Whether it asks who or what ELSE."""


class Exclusion(NamedTuple):
    """A question without "apart from X", and what X may be."""

    tokens: list[Token]
    things: tuple[str, ...]
    beside: bool = False
    """Whether it did the same at the same: "who mediated alongside X"."""


# -- several questions -----------------------------------------------------------------------------------------------


def parts(english: English, question: str) -> list[list[Token]]:
    """The words of each question in a text: "Who led the talks, and where did they meet?" asks two."""
    found: list[list[Token]] = []
    for piece in _BETWEEN.split(question):
        tokens = _apart(english, tokenise(piece))
        if tokens:
            found += _divided(english, tokens)
    return found


def _apart(english: English, tokens: list[Token]) -> list[Token]:
    """With contractions as the words that they stand for: "whats" is "what 's"."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        whole = english.contracted.get(token.key)
        if whole is None or token.quoted or (at and tokens[at - 1].key[-1:].isdigit()):  # "7 pm"
            found.append(token)
        else:
            found += [Token(word, word, token.start) for word in whole.split()]
    return found


def _divided(english: English, tokens: list[Token]) -> list[list[Token]]:
    keys = [token.key for token in tokens]
    for at in range(1, len(tokens) - 1):
        if " ".join(keys[at:]) in english.trail or not english.is_a("conjunctions", keys[at]):
            continue
        first, second = tokens[: at - (keys[at - 1] == ",")], tokens[at + 1 :]
        asks = any(_asking_words(english, keys, n) for n in range(len(first))) or _starts_question(english, keys, 0)
        if not asks or not _starts_question(english, keys, at + 1):
            continue
        size, other = _asking_words(english, keys, 0), _asking_words(english, keys[at + 1 :], 0)
        comma = max((n for n in range(len(first)) if keys[n] == ","), default=0)
        if size == len(first) and other < len(second):  # "when and where were the talks held"
            return [[*first, *second[other:]], *_divided(english, second)]
        if size == 1 and len(first) == 2 and other == 1 and len(second) > 2:  # "who hosted and who led the talks"
            return [[*first, *second[2:]], *_divided(english, second)]
        if size < comma and _bare(english, keys[comma + 1 : len(first)]):  # "how many were killed, when and where"
            whole = first[:comma]
            return [whole, *(_completed(english, whole, part) for part in (first[comma + 1 :], second))]
        return [first, *_divided(english, _completed(english, first, second))]
    return [tokens]


def _completed(english: English, first: list[Token], second: list[Token]) -> list[Token]:
    """A second question with the words that it shares with the first: "when was it signed, and by whom"."""
    keys, words = [token.key for token in first], [token.key for token in second]
    size, other = _asking_words(english, keys, 0), _asking_words(english, words, 0)
    same = _same_preposition(english, first, second, other) if 0 < size == other else 0
    if same:  # "how many died in X and how many in Y"
        return [*first[:same], *second[other:]]
    if not _bare(english, words):
        return second
    asked = max((n for n in range(len(first)) if _asking_words(english, keys, n)), default=0)
    if asked and asked + _asking_words(english, keys, asked) == len(first):  # "it was signed when, and by whom"
        return [*first[:asked], *second]
    linking = next((n for n in range(size, len(first)) if size and _is_auxiliary(english, keys[n])), 0)
    if linking:  # "how many were killed, and where": "where were … killed"
        return [*second, first[linking], *first[size:linking], *first[linking + 1 :]]
    return second


def _is_auxiliary(english: English, key: str) -> bool:
    return any(english.is_a(kind, key) for kind in ("be", "do", "have", "modals"))


def _bare(english: English, keys: list[str]) -> bool:
    """Whether a question is without a verb: "where", "by whom", "at which venue"."""
    if _asking_words(english, keys, 0) == len(keys):
        return True
    size = english.starts_phrase("prepositions", keys, 0)
    behind = _asking_words(english, keys, size) if size else 0
    return bool(behind) and len(keys) <= size + behind + 2 and not any(_is_auxiliary(english, key) for key in keys)


def _same_preposition(english: English, first: list[Token], second: list[Token], at: int) -> int:
    """Where the first question's last phrase begins, if the second one is only such a phrase behind its question
    word; 0 where it is more."""
    words = [token.key for token in second]
    if at >= len(words) or not english.starts_phrase("prepositions", words, at):
        return 0
    same = [n for n, token in enumerate(first) if token.key == words[at]]
    return same[-1] if same and [t.key for t in first[:at]] == words[:at] else 0


def _starts_question(english: English, keys: list[str], at: int) -> bool:
    """Whether a question word, or "did", stands there, perhaps behind a preposition."""
    size = english.starts_phrase("prepositions", keys, at) if at < len(keys) else 0
    return bool(_asking_words(english, keys, at) or (size and _asking_words(english, keys, at + size))) or (
        at < len(keys) and at > 0 and english.is_a("do", keys[at])
    )


def _asking_words(english: English, keys: list[str], at: int) -> int:
    """How many words from there on are a question word or a phrase of several."""
    for size in (4, 3, 2):
        if at + size <= len(keys) and " ".join(keys[at : at + size]) in english.phrases:
            return size
    return int(at < len(keys) and keys[at] in english.question)


# -- around one question ---------------------------------------------------------------------------------------------


def framed(english: English, tokens: list[Token]) -> Framed:
    """Without politeness before and after the question, and with rewordings done: "tell me about X" is "what is X"."""
    confirms, changed = False, True
    while changed and tokens:
        changed = False
        keys = [token.key for token in tokens]
        size = english.starts_phrase("confirming", keys, 0)
        if size and size < len(tokens):
            tokens, confirms, changed = tokens[size:], True, True
            continue
        for phrase in english.lead_in:
            words = phrase.split()
            if keys[: len(words)] == words and len(keys) > len(words):
                start = tokens[0].start
                reworded = english.reworded.get(phrase, "").split()
                tokens = [*(Token(word, word, start) for word in reworded), *tokens[len(words) :]]
                changed = not reworded
                break
        keys = [token.key for token in tokens]
        for phrase in english.trail:
            words = phrase.split()
            if keys[-len(words) :] == words and len(keys) > len(words):
                tokens, changed = tokens[: -len(words)], True
                break
        tag = next(_tags(english, tokens), None)
        if tag is not None:
            tokens, confirms, changed = tokens[:tag], True, True
        while tokens and tokens[0].key in _MARKS:
            tokens = tokens[1:]
        while tokens and tokens[-1].key in _MARKS:
            tokens = tokens[:-1]
    tokens = _asked_first(english, tokens)
    bare = _without_else(english, tokens)
    return Framed(bare, confirms, len(bare) < len(tokens))


def _asked_first(english: English, tokens: list[Token]) -> list[Token]:
    """ "peacekeepers in X – how many": the question word, for which a mark makes room, comes first."""
    keys = [token.key for token in tokens]
    for size in (4, 3, 2, 1):
        at = len(keys) - size
        asked = english.trailing.get(" ".join(keys[at:])) if at > 1 else None
        if asked is not None and keys[at - 1] in _MARKS:
            start = tokens[at].start
            return [*(Token(word, word, start) for word in asked.split()), *tokens[: at - 1]]
    return tokens


def _tags(english: English, tokens: list[Token]) -> Iterator[int]:
    """Where a question tag begins: ", right", ", is that correct"."""
    keys = [token.key for token in tokens]
    for at in range(1, len(keys) - 1):
        if keys[at] == "," and english.starts_phrase("tags", keys, at + 1) == len(keys) - at - 1:
            yield at


def _without_else(english: English, tokens: list[Token]) -> list[Token]:
    """ "who else": the question word says all."""
    return [
        token
        for at, token in enumerate(tokens)
        if not (at and english.is_a("else", token.key) and tokens[at - 1].key in english.question)
    ]


def exclusion(english: English, markup: Markup, tokens: list[Token]) -> Exclusion | None:
    """What a question leaves out, where it is named: "who else came, apart from X and Y", "who came with X"."""
    keys = [token.key for token in tokens]
    for at in range(len(keys)):
        beside = english.starts_phrase("alongside", keys, at)
        size = beside or english.starts_phrase("excluding", keys, at)
        if not size:
            continue
        end = at + size
        things: tuple[str, ...] = ()
        while end < len(keys):
            if keys[end] == "," or english.is_a("conjunctions", keys[end]) or english.is_a("articles", keys[end]):
                end += 1
                continue
            named = markup.names_at(end)
            if not named:
                break
            name, end = named[0]
            things = (*things, *name.things)
            if end < len(keys) and at == 0 and keys[end] == ",":
                break
        in_front = end < len(keys) and at == 0 and keys[end] == ","
        before = at - (at > 0 and keys[at - 1] == ",")
        inside = (
            end < len(keys) and before > 0 and before == _asking_words(english, keys, 0)
        )  # "who, apart from X, came"
        if things and (end == len(keys) or in_front or inside):
            rest = [*tokens[:before], *tokens[end + (end < len(keys) and keys[end] == ",") :]]
            return Exclusion(rest, things, bool(beside)) if rest else None
    return None
