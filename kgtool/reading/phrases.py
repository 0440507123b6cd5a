"""Phrases as values: the words that stand in a slot, cut and cleaned as a person would quote them."""

from __future__ import annotations

from kgtool.language.quotations import Quotation
from kgtool.reading.collector import Part, Understanding

LONGEST_LITERAL = 60
"""Tokens of the longest phrase that is kept as a literal value."""


class Phrases(Part):
    """The phrases of one article."""

    def __init__(self, article: Understanding) -> None:
        super().__init__(article)
        self.dated = {i for date in article.events.dates for i in date.span}

    def in_slot(self, head: int, slot: str) -> list[list[int]]:
        """The tokens of what stands in a slot, as whole phrases; conjoined ones stay together."""
        if slot == "clause":
            heads = [
                c
                for c in self.slots.children(head, "ccomp", "xcomp", "advcl")
                if self.document.tokens[c].deprel != "advcl" or self._is_purpose(c)
            ]
        elif slot == "infinitive":
            heads = list(self.slots.fillers(head, slot))
        elif slot == "quote":
            return [list(q.span) for q in self.quotations if q.kind == "speech" and self._hangs_on(q, head)]
        else:
            heads = [f for f in self.slots.fillers(head, slot) if not self._is_conjunct_of_other(f, head, slot)]
        found = []
        for index in heads:
            phrase = self.slots.words_of(index)
            phrase = [i for i in phrase if i != head and not self._is_introducing(i, index)]
            phrase = self._of_one_voice(phrase, head)
            if index in self.dated and slot not in ("clause", "infinitive"):
                continue  # "debates it *on Tuesday and* the other house a day later"
            if phrase and len(phrase) <= LONGEST_LITERAL and not set(phrase) <= self.dated:
                found.append(phrase)
        return _joined(found)

    def _of_one_voice(self, phrase: list[int], head: int) -> list[int]:
        """The phrase without the tag that names who says it ("agreed to a truce, *X said*")."""
        around = self.attributions.around(head)
        if not around or not phrase:
            return phrase
        kept = [i for i in phrase if i in around[0].scope]
        end = next((n for n, i in enumerate(kept) if n and i != kept[n - 1] + 1), len(kept))
        return kept[:end]

    def _is_conjunct_of_other(self, filler: int, head: int, slot: str) -> bool:
        token = self.document.tokens[filler]
        return token.deprel == "conj" and token.head in self.slots.fillers(head, slot)

    def _is_purpose(self, index: int) -> bool:
        return self.slots.is_infinitive(index) and not self.slots.says_when(index)

    def _is_introducing(self, index: int, head: int) -> bool:
        token = self.document.tokens[index]
        introducing = token.head == head and token.deprel in ("case", "mark") and index < head
        return introducing and not self.slots.is_word(index, "infinitive_marks") and not self.modes.is_negation(index)

    def _hangs_on(self, quotation: Quotation, head: int) -> bool:
        tokens = self.document.tokens
        if tokens[quotation.span.first].sentence != tokens[head].sentence:
            return False
        return any(tokens[i].head == head for i in quotation.span) or any(
            head in self.document.subtree(i) for i in quotation.span if tokens[i].head not in quotation.span
        )

    def values(self, phrase: list[int]) -> list[str]:
        """The values of a phrase: the quotations in it where there are several, else its text."""
        quoted = [q.span for q in self.quotations if q.kind == "speech" and set(q.span) <= set(phrase)]
        if len(quoted) > 1:
            return [text for span in quoted if (text := self.text(list(span)))]
        text = self.text(phrase)
        return [text] if text else []

    def text(self, phrase: list[int]) -> str:
        """The phrase as printed, without the punctuation around it."""
        first, last = phrase[0], phrase[-1] + 1
        tokens = self.document.tokens
        while last > first and tokens[last - 1].upos == "PUNCT":
            last -= 1
        while first < last and tokens[first].upos == "PUNCT":
            first += 1
        return _balanced(self.document.words(first, last))

    def is_title(self, phrase: list[int]) -> bool:
        """Whether a phrase is a name: its words of meaning are capitalised."""
        words = [self.document.tokens[i] for i in phrase]
        meaning = [t for t in words if t.upos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")]
        return bool(meaning) and all(t.text[:1].isupper() or t.text[:1].isdigit() for t in meaning)

    def with_negation(self, head: int, phrase: list[int]) -> list[int]:
        """The phrase with its verb and what negates it ("did not yield any results")."""
        extra = [c for c in self.slots.children(head, "aux", "advmod") if c < head]
        return sorted({*phrase, head, *extra})


def _joined(phrases: list[list[int]]) -> list[list[int]]:
    """Phrases that stand side by side as one ("a new high", "in numbers")."""
    found: list[list[int]] = []
    for phrase in sorted(phrases):
        if found and 0 < phrase[0] - found[-1][-1] <= 2:
            found[-1] = list(range(found[-1][0], phrase[-1] + 1))
        else:
            found.append(phrase)
    return found


def _balanced(text: str) -> str:
    """The text without quotation marks that have lost their partner."""
    if text.count('"') % 2:
        at = text.rfind('"')
        text = text[:at] + text[at + 1 :]
    for opening, closing in (("“", "”"), ("‘", "’")):
        if text.count(opening) != text.count(closing) and opening in text:
            text = text.replace(opening, "", 1) if text.count(opening) > text.count(closing) else text
        if opening == "“" and text.count(closing) > text.count(opening):
            text = text.replace(closing, "", 1)
    return text.replace(" ,", ",").strip()
