"""Words as the network takes them: sub-word numbers, and a number for how the word looks.

The encoder's vocabulary is uncased, so that case, digits and the side of a curly quotation mark would be lost; the
*shape* of a word keeps them. Training and reading both go through this module, which is why they see the same
numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import Tokenizer

MOST_PIECES = 8
"""A word of more sub-words keeps its first six and its last two."""

_PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "ʼ": "'",
        "`": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "‑": "-",
        "‐": "-",
        "ı": "i",
        "…": ".",
        "\u00a0": " ",
    }
)

_OPENING, _CLOSING = "“‘«„([{", "”’»)]}"

_SHAPES = (
    "lower",
    "capital",
    "title",
    "upper",
    "inner",
    "digits",
    "digits-mark",
    "digits-letters",
    "dotted",
    "hyphened",
    "opening",
    "closing",
    "mark",
    "clitic",
    "foreign",
)

SHAPE_COUNT = 4 * len(_SHAPES)
"""Shapes are numbers from 0 to ``SHAPE_COUNT - 1``."""


def plain(word: str) -> str:
    """The word with typographic quotation marks, dashes and dotless i as their plain forms.

    >>> plain("“don’t”")
    '"don\\'t"'
    """
    return word.translate(_PLAIN)


def _look(word: str) -> str:
    if not any(ch.isalnum() for ch in word):
        if word[0] in _OPENING:
            return "opening"
        return "closing" if word[0] in _CLOSING else "mark"
    if (word[0] in "'’" and len(word) <= 3) or plain(word.lower()) == "n't":
        return "clitic"
    if any(ch.isdigit() for ch in word):
        if any(ch.isalpha() for ch in word):
            return "digits-letters"
        return "digits" if word.isdigit() else "digits-mark"
    if "." in word:
        return "dotted"
    if "-" in word:
        return "hyphened"
    if word.islower():
        return "lower"
    if word.isupper():
        return "upper" if len(word) > 1 else "capital"
    if word[0].isupper():
        return "title" if word[1:].islower() else "inner"
    return "inner" if any(ch.isupper() for ch in word) else "foreign"


def shape(word: str, space_before: bool, starts_line: bool) -> int:
    """How a word looks, as a number: its letters, whether a space stands before it, and whether a line starts with
    it.
    """
    return 4 * _SHAPES.index(_look(word)) + 2 * space_before + starts_line


class Pieces:
    """Sub-word numbers of words, from the vocabulary in a model folder."""

    def __init__(self, vocabulary: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(vocabulary))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}
        self.start, self.stop, self.unknown = (self.number(piece) for piece in ("[CLS]", "[SEP]", "[UNK]"))

    def number(self, piece: str) -> int:
        """The number of a sub-word; ``ValueError`` where the vocabulary has none."""
        number = self._tokenizer.token_to_id(piece)
        if number is None:
            raise ValueError(f"the vocabulary has no {piece}")
        return int(number)

    def of(self, words: Iterable[str]) -> list[tuple[int, ...]]:
        """For each word its sub-word numbers, one to ``MOST_PIECES`` of them."""
        words = list(words)
        # Other threads may add to what is known, or clear it, meanwhile.
        found = {word: known for word in words if (known := self._known.get(word)) is not None}
        new = sorted({word for word in words if word not in found})
        if new:
            if len(self._known) > 200_000:
                self._known.clear()
            encoded = self._tokenizer.encode_batch([plain(word) for word in new], add_special_tokens=False)
            for word, pieces in zip(new, encoded, strict=True):
                self._known[word] = found[word] = _shortened(pieces.ids) or (self.unknown,)
        return [found[word] for word in words]


def _shortened(pieces: Sequence[int]) -> tuple[int, ...]:
    if len(pieces) <= MOST_PIECES:
        return tuple(pieces)
    return (*pieces[: MOST_PIECES - 2], *pieces[-2:])
