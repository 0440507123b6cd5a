"""Which noun a number counts: by the words that follow, with the tree as a help where it agrees with them."""

from __future__ import annotations

from dataclasses import dataclass

from kgtool.language.document import Document, Span, Token
from kgtool.language.english import words

_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun phrase behind a number."""

    span: Span
    head: int
    """Index of its head noun."""


def tagged(document: Document) -> bool:
    """Whether the tokens carry parts of speech."""
    return any(token.upos not in ("", "X", "_") for token in document.tokens)


def noun_phrase_at(
    document: Document, first: int, number: Span | None = None, closed: frozenset[int] = frozenset()
) -> Counted | None:
    """The noun phrase that starts at a token: modifiers, then nouns up to the last in the row.

    ``number``: the number that counts it; the head that the tree gives to the number is taken where it lies in the row.
    ``closed``: tokens that the phrase must stop before (dates).
    """
    tokens = document.tokens
    limit = min(first + _LONGEST, len(tokens))
    has_tags = tagged(document)
    here, head = first, -1
    while here < limit and here not in closed and tokens[here].sentence == tokens[first].sentence:
        token = tokens[here]
        if has_tags and not _continues(document, here, first):
            break
        if not has_tags and not _continues_untagged(tokens, here, first):
            break
        if (token.upos in _NOUNS or not has_tags) and _wordlike(token) and not _possessed(tokens, here):
            head = here
            if not has_tags and _plural(token) and not _next_modifies(tokens, here):
                break
        here += 1
    if head < 0:
        return None
    head = _by_tree(tokens, number, first, head)
    return Counted(Span(first, head + 1), head)


def _wordlike(token: Token) -> bool:
    return token.text[0].isalpha()


def _continues(document: Document, here: int, first: int) -> bool:
    tokens = document.tokens
    token = tokens[here]
    if token.upos in _INSIDE:
        return here == first or token.upos != "NUM" or _hyphened(tokens, here)
    if token.text in "-‐‑/" or token.lemma in ("'s", "’s") or token.text in ("'s", "’s", "'", "’"):
        return here > first and not (token.text in "-‐‑/" and token.space_after)
    if token.upos == "VERB" and token.xpos in ("VBN", "VBG"):
        return _noun_follows(tokens, here + 1) and (token.deprel in ("amod", "compound") or token.head > here)
    if token.upos == "ADV":
        return (
            here + 1 < len(tokens)
            and (tokens[here + 1].upos == "ADJ" or tokens[here + 1].xpos == "VBN")
            and _noun_follows(tokens, here + 2)
        )
    if token.upos == "CCONJ" and here > first:
        return (
            tokens[here - 1].upos == "ADJ"
            and here + 2 < len(tokens)
            and tokens[here + 1].upos == "ADJ"
            and _noun_follows(tokens, here + 2)
        )
    return False


def _hyphened(tokens: tuple[Token, ...], here: int) -> bool:
    return here > 0 and tokens[here - 1].text in "-‐‑"


def _noun_follows(tokens: tuple[Token, ...], here: int) -> bool:
    while here < len(tokens) and (tokens[here].upos == "ADJ" or tokens[here].text in "-‐‑"):
        here += 1
    return here < len(tokens) and tokens[here].upos in _NOUNS


def _continues_untagged(tokens: tuple[Token, ...], here: int, first: int) -> bool:
    token = tokens[here]
    if token.text in "-‐‑":
        return here > first and not token.space_after
    text = token.text.lower()
    return text[0].isalpha() and (text not in words("phrases", "stops") or (here == first and text.endswith("ed")))


def _possessed(tokens: tuple[Token, ...], here: int) -> bool:
    return tokens[here].text.endswith(("'s", "’s")) or (
        here + 1 < len(tokens) and tokens[here + 1].text in ("'s", "’s", "'", "’")
    )


def _plural(token: Token) -> bool:
    text = token.text
    return text[0].islower() and text.endswith("s") and not text.endswith(("ss", "ous", "'s", "’s"))


def _next_modifies(tokens: tuple[Token, ...], here: int) -> bool:
    return here + 1 < len(tokens) and _plural(tokens[here + 1])


def _by_tree(tokens: tuple[Token, ...], number: Span | None, first: int, head: int) -> int:
    if number is not None:
        for index in number:
            above = tokens[index].head
            if first <= above <= head and tokens[above].upos in _NOUNS and not _possessed(tokens, above):
                return above
    return head
