"""Typing errors in ordinary words: the nearest word that asking knows, where the one printed is no English word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from kgtool.asking.english import English
from kgtool.asking.names import distance
from kgtool.asking.tokens import Token
from kgtool.asking.tuples import replace

_ENDINGS = ("", "s", "d", "ed", "ing")
_BASE_FORMS = Path(__file__).parents[1] / "language" / "model" / "lemmas.tsv"


class Spelling:
    """Corrects words. What it reads, it reads only where a question has a word that nobody knows."""

    def __init__(self, english: English, words: Iterable[str]) -> None:
        """``words`` are those that a correction may give, beside the function words."""
        self.english = english
        self._given = words

    @cached_property
    def base_forms(self) -> frozenset[str]:
        """English words as the treebanks have them; none where the list is missing."""
        try:
            lines = _BASE_FORMS.read_text(encoding="utf-8").splitlines()
        except OSError:
            return frozenset()
        return frozenset(line for line in lines if "\t" not in line)

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        english = self.english
        found = {word for words in english.words.values() for word in words if " " not in word}
        found |= {*english.question, *english.irregular, *english.asked_nouns, *english.months, *english.weekdays}
        found |= {word + ending for word in self._given for ending in _ENDINGS}
        return tuple(sorted(word for word in found if word.isalpha() and len(word) > 2))

    def is_word(self, key: str) -> bool:
        """Whether it is an English word, so that nothing else is meant."""
        return any(lemma in self.base_forms for lemma in self.english.lemmas(key))

    def corrected(self, token: Token) -> Token:
        """The token with the one word that is nearest; itself where there is none, or more than one."""
        key = token.key
        if not key.isalpha() or len(key) < 3 or token.quoted or not self.base_forms or self.is_word(key):
            return token
        allowed = 2 if len(key) > 8 else 1
        apart = [
            (distance(key, other, allowed), other)
            for other in self.candidates
            if other[0] == key[0] and abs(len(other) - len(key)) <= allowed
        ]
        ranked = sorted((d, _kind(key, other), other) for d, other in apart if d <= allowed)
        best = [other for d, kind, other in ranked if (d, kind) == ranked[0][:2]]
        if len(best) != 1 or (len(key) < 5 and ranked[0][1] == 2):
            return token
        return replace(token, text=best[0], key=best[0])


def _kind(key: str, other: str) -> int:
    """How likely a slip is: letters in another order, one too many or missing, another letter."""
    if sorted(key) == sorted(other):
        return 0
    return 1 if len(key) != len(other) else 2
