"""Order words that stand alone for a meeting of a series: "The first round was held in May, *the second* in June".

In: mentions and the verbs that speak of events. Out: a mention for each such word, of the kind that the text told of
before. Only the subject of a verb that speaks of events is taken, or what is joined to it without a verb of its own.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from kgtool.language.document import Document, Span
from kgtool.reading.model import Mention
from kgtool.reading.slots import Slots

REACH = 3
"""Sentences back in which the series must have been told of."""


class Series:
    """Finds the order words of one document that stand for an event."""

    def __init__(
        self, document: Document, slots: Slots, ordinals: Mapping[str, int | None], telling: Container[int]
    ) -> None:
        self.document, self.slots, self.ordinals = document, slots, ordinals
        self.telling = telling
        """Verbs that speak of an event named beside them."""

    def find(self, told: Mapping[int, Mention]) -> list[Mention]:
        """The mentions of order words; ``told`` are those of meetings that may be of a series."""
        series = {head: mention for head, mention in told.items() if self._is_series(mention)}
        found: list[Mention] = []
        for token in self.document.tokens:
            if token.lemma.lower() not in self.ordinals or token.index in told or not self._stands_alone(token.index):
                continue
            before = [m for h, m in series.items() if h < token.index and self._is_near(h, token.index)]
            if not before:
                continue
            last = max(before, key=lambda mention: mention.head)
            determiners = self.slots.children(token.index, "det")
            first = min([*determiners, token.index])
            definite = any(self.slots.is_word(d, "definite_determiners") for d in determiners)
            span = Span(first, token.index + 1)
            mention = Mention(
                token.index, span, "noun", last.classes, last.denotes, number="Sing", definite=definite, word_span=span
            )
            series[token.index] = mention
            found.append(mention)
        return found

    def _is_series(self, mention: Mention) -> bool:
        """Whether a phrase tells of one of several: "a *fourth* round", "three rounds"."""
        numbered = [self.document.tokens[c].lemma.lower() for c in self.slots.children(mention.head, "amod")]
        return mention.number == "Plur" or any(lemma in self.ordinals for lemma in numbered)

    def _is_near(self, one: int, other: int) -> bool:
        tokens = self.document.tokens
        return tokens[other].sentence - tokens[one].sentence <= REACH

    def _stands_alone(self, index: int) -> bool:
        """Whether an order word is a subject of its own: "*the first*, held in May, failed", "*a third* followed"."""
        token = self.document.tokens[index]
        if not self.slots.children(index, "det") or self.slots.children(index, "nmod", "cop", "acl:relcl", "case"):
            return False
        if token.deprel.startswith("nsubj"):
            return token.head in self.telling
        above = token.head if self.slots.children(index, "orphan") and token.deprel == "conj" else index
        return above in self.telling
