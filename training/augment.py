"""Variations of the treebanks."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from training.treebank import Sentence


class Augmenter:
    """Varies windows; all choices come from one random source."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def vary(self, window: list[Sentence]) -> list[Sentence]:
        """The window, some of its words printed in another way."""
        if self.chance.random() < 0.4:
            return [replace(sentence, words=curly(sentence.words, sentence.xpos)) for sentence in window]
        return window

    def made_up(self, count: int) -> list[list[Sentence]]:
        return []


def curly(words: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Straight quotation marks and apostrophes as the curly ones of print."""
    found = []
    for at, word in enumerate(words):
        if word in ('"', "``", "''"):
            found.append("“" if tags and tags[at] == "``" else "”")
        elif word == "'" and tags and tags[at] == "``":
            found.append("‘")
        else:
            found.append(word.replace("'", "’"))
    return found
