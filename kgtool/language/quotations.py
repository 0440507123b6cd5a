"""Quoted text: speech, and titles or code names, told apart by how the words look.

Curly, straight, French, low and single quotation marks; quotations within quotations; speech that runs over paragraphs,
each of which opens with a mark of its own. Apostrophes are no marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kgtool.language.document import Document, Span
from kgtool.language.english import table, words

SPEECH, TITLE = "speech", "title"

_LONGEST_TITLE = 8


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text between quotation marks."""

    span: Span
    """The tokens inside the marks; over several paragraphs from the first to the last, with the marks between."""
    outer: Span
    """The tokens with the marks."""
    kind: str
    """``speech``, or ``title`` for a name in marks ("Operation Sunrise")."""
    is_fragment: bool
    """Whether the speech is a piece of a sentence ("a feat of diplomacy")."""
    depth: int = 0
    """0 for a quotation in the text, 1 for one inside another."""
    closed: bool = True
    """Whether the closing mark was found; without it a quotation ends with its paragraph."""
    parts: tuple[Span, ...] = ()
    """The tokens inside the marks of each paragraph; one where there is one."""


@dataclass(slots=True)
class _Open:
    start: int
    closer: str
    depth: int
    parts: list[tuple[int, int]]


def find_quotations(document: Document) -> list[Quotation]:
    """All quotations by their place in the text, an outer one before those inside it."""
    starts = [token.start for token in document.tokens]
    ends = [token.end for token in document.tokens]
    found = []
    for start, end, parts, depth, closed in _marked(document.text):
        spans = [Span(bisect_right(ends, first), bisect_left(starts, last)) for first, last in parts]
        spans = [span for span in spans if len(span) > 0]
        if not spans:
            continue
        inner = Span(spans[0].first, spans[-1].last)
        outer = Span(min(bisect_right(ends, start), inner.first), max(bisect_left(starts, end), inner.last))
        title = len(spans) == 1 and _is_title(document, inner, outer)
        fragment = not title and _is_fragment(document, inner)
        found.append(Quotation(inner, outer, TITLE if title else SPEECH, fragment, depth, closed, tuple(spans)))
    return sorted(found, key=lambda quotation: (quotation.outer.first, -quotation.outer.last, quotation.depth))


def _marked(text: str) -> Iterator[tuple[int, int, list[tuple[int, int]], int, bool]]:
    """Character ranges with and without marks, nesting depth, and whether the closing mark was found."""
    marks = table("quotations")
    pairs: dict[str, str] = marks["pairs"]
    singles: dict[str, str] = marks["single_pairs"]
    open_: list[_Open] = []
    waiting: _Open | None = None
    line_start = 0
    for line_end in [*(at for at, letter in enumerate(text) if letter == "\n"), len(text)]:
        first = line_start + len(text[line_start:line_end]) - len(text[line_start:line_end].lstrip())
        blank = first >= line_end
        position = line_start
        if waiting and not blank:
            if _opens_again(text, first, waiting):
                waiting.parts.append((first + 1, -1))
                open_, position = [waiting], first + 1
            else:
                yield _finished(waiting, waiting.parts[-1][1], False)
            waiting = None
        while position < line_end:
            letter = text[position]
            if open_ and _closes(text, position, line_end, open_):
                # An outer mark closes what was left open inside it.
                while open_[-1].closer != letter:
                    open_.pop()
                current = open_.pop()
                current.parts[-1] = (current.parts[-1][0], position)
                yield _finished(current, position + 1, True)
            elif letter in pairs or letter in marks["straight"]:
                if letter in pairs or _can_open(text, position):
                    open_.append(_Open(position, pairs.get(letter, letter), len(open_), [(position + 1, -1)]))
            elif letter in singles or letter in marks["straight_single"]:
                closer = singles.get(letter, letter)
                # No quotation: "the '90s", "rock 'n' roll".
                end = _single_closes_at(text, position, line_end, closer) if _can_open(text, position) else -1
                if end > position + 2 and not text[position + 1].isdigit():
                    open_.append(_Open(position, closer, len(open_), [(position + 1, -1)]))
            position += 1
        if open_ and not blank:
            outermost = open_[0]
            outermost.parts[-1] = (outermost.parts[-1][0], line_end)
            waiting, open_ = outermost, []
        line_start = line_end + 1
    if waiting:
        yield _finished(waiting, waiting.parts[-1][1], False)


def _finished(quotation: _Open, end: int, closed: bool) -> tuple[int, int, list[tuple[int, int]], int, bool]:
    parts = [(first, end if last < 0 else last) for first, last in quotation.parts]
    return quotation.start, end, parts, quotation.depth, closed


def _opens_again(text: str, first: int, waiting: _Open) -> bool:
    """Whether a further paragraph starts with the mark that opened the quotation."""
    return text[first] == text[waiting.start]


def _can_open(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    behind = text[position + 1] if position + 1 < len(text) else " "
    return not behind.isspace() and not before.isalnum() and before not in ".,!?;%"


def _closes(text: str, position: int, line_end: int, open_: list[_Open]) -> bool:
    """Whether the mark here closes one of the open quotations."""
    letter = text[position]
    if letter not in {one.closer for one in open_}:
        return False
    if letter not in table("quotations")["apostrophes"]:
        return True
    inner = next(one for one in reversed(open_) if one.closer == letter)
    return position == _single_closes_at(text, inner.start, line_end, letter)


def _single_closes_at(text: str, start: int, line_end: int, closer: str) -> int:
    """Where a single quotation mark closes; -1 where only apostrophes follow.

    A mark behind punctuation or before it wins over one behind an "s", which may be a possessive ("players' union").
    """
    candidates = []
    for position in range(start + 2, line_end):
        if text[position] != closer:
            continue
        before, behind = text[position - 1], text[position + 1] if position + 1 < len(text) else " "
        if before.isspace() or behind.isalnum():
            continue
        if before in ",.?!…" or behind in ',.?!;:)—–"”' or before not in "sS":
            return position
        candidates.append(position)
    return candidates[0] if candidates else -1


@cache
def _cues() -> tuple[str, ...]:
    return tuple(sorted(table("quotations")["title_cues"], key=len, reverse=True))


def _is_title(document: Document, inner: Span, outer: Span) -> bool:
    """A noun phrase of capital words, or any short phrase behind a word such as "codenamed"."""
    tokens = [
        document.tokens[index] for index in inner if any(letter.isalnum() for letter in document.tokens[index].text)
    ]
    if not tokens or len(tokens) > _LONGEST_TITLE:
        return False
    printed = document.words(inner.first, inner.last)
    capitals = [token.text[0].isupper() for token in tokens if token.text not in words("quotations", "title_words")]
    # American habit puts the comma or full stop inside: “A Dream of Spring.” is a title, “Yes,” is none.
    stop_inside = printed[-1] in ".," and len(capitals) > 1 and all(capitals)
    if (printed[-1] in ".,!?;:…" and not stop_inside) or ("," in printed and printed[0].islower()):
        return False
    before = (
        document.text[max(document.tokens[outer.first].start - 40, 0) : document.tokens[outer.first].start]
        .rstrip()
        .lower()
    )
    if any(before.endswith(cue) and not before[: -len(cue)][-1:].isalnum() for cue in _cues()):
        return True
    if tokens[0].text.lower() in words("quotations", "speech_starts"):
        return False
    small = words("quotations", "title_words")
    for position, token in enumerate(tokens):
        text = token.text
        # A word cut off by a hyphen or an apostrophe goes on in small letters.
        starts_word = position == 0 or document.text[token.start - 1].isspace()
        if starts_word and text[0].islower() and (position == 0 or text not in small):
            return False
    if not any(token.text[0].isupper() for token in tokens):
        return False
    tags = {token.upos for token in tokens}
    return not tags & {"NOUN", "PROPN", "ADJ", "VERB", "ADV", "INTJ"} or bool(tags & {"NOUN", "PROPN", "ADJ", "NUM"})


def _is_fragment(document: Document, inner: Span) -> bool:
    """A piece of a sentence: it starts with a small letter, or ends without a stop and has no finite verb."""
    printed = document.words(inner.first, inner.last)
    first = next((letter for letter in printed if letter.isalpha()), "")
    if first.islower():
        return True
    if printed[-1] in ".,!?…":
        return False
    tokens = [document.tokens[index] for index in inner]
    if any(token.xpos for token in tokens):
        return not any(token.xpos in ("VBD", "VBZ", "VBP", "MD") for token in tokens)
    return len(tokens) < 4
