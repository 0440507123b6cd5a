"""The function words, question words and inflection of English that asking needs, from ``questions.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from kgtool.errors import DataError

_SPECIAL = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "‘": "'", "ʼ": "'", "ә": "a"}
)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Small letters without diacritics, so that spellings of one name meet.

    >>> fold("Çırağan")
    'ciragan'
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    return "".join(c for c in apart if not unicodedata.combining(c))


class English:
    """The tables of ``questions.toml``, ready to look up."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Raises KeyError where a table is missing."""
        self.question: Mapping[str, str] = data["question"]
        self.phrases: Mapping[str, str] = data["phrases"]
        self.asked_nouns: Mapping[str, str] = data["asked_nouns"]
        self.contracted: Mapping[str, str] = data["contracted"]
        self.trailing: Mapping[str, str] = data["trailing"]
        self.reworded: Mapping[str, str] = data["reworded"]
        self.relative_times: Mapping[str, list[str | int]] = data["relative_times"]
        self.order: Mapping[str, str] = data["order"]
        self.pointing: Mapping[str, str] = data["pointing"]
        self.comparing: Mapping[str, list[str]] = data["comparing"]
        self.offered: Mapping[str, list[str]] = data["offered"]
        self.lead_in: list[str] = sorted([*data["lead_in"]["phrases"], *self.reworded], key=len, reverse=True)
        self.trail: list[str] = sorted(data["trail"]["phrases"], key=len, reverse=True)
        self.words: Mapping[str, frozenset[str]] = defaultdict(
            frozenset, {name: frozenset(found) for name, found in data["words"].items()}
        )
        self.numbers: Mapping[str, int] = data["numbers"]
        self.scales: Mapping[str, int] = data["scales"]
        self.ordinals: Mapping[str, int] = data["ordinals"]
        self.months: Mapping[str, int] = data["months"]
        self.weekdays: Mapping[str, int] = data["weekdays"]
        self.day_parts: Mapping[str, str] = data["day_parts"]
        self.irregular: Mapping[str, str] = data["irregular"]
        self.wider: Mapping[str, list[str]] = data["wider"]
        self.alike: Mapping[str, list[str]] = data["alike"]
        self.units: Mapping[str, str] = data["units"]
        self.place_levels: Mapping[str, int] = data["place_levels"]
        self.render: Mapping[str, str] = data["render"]
        self.apart: Mapping[str, str] = data["apart"]
        self.describe: Mapping[str, str] = data["describe"]

    @classmethod
    def load(cls, path: Path, *shipped: Path) -> English:
        """The tables of the first of the ``shipped`` files that is there, with those of ``path`` laid over them.

        Raises DataError where a file is broken, or where no file has a table that is needed.
        """
        tables: dict[str, Any] = {}
        for file in [*[s for s in shipped if s.is_file() and s != path][:1], path]:
            for name, table in _tables(file).items():
                tables[name] = {**tables.get(name, {}), **table} if isinstance(table, dict) else table
        try:
            return cls(tables)
        except KeyError as error:
            raise DataError(f"the table {error} is missing", path=path, hint="Add it.") from None

    @cached_property
    def _phrases_by_start(self) -> Mapping[tuple[str, str], list[tuple[str, ...]]]:
        table: dict[tuple[str, str], list[tuple[str, ...]]] = {}
        for kind, phrases in self.words.items():
            for phrase in phrases:
                parts = tuple(phrase.split())
                table.setdefault((kind, parts[0]), []).append(parts)
        return table

    def is_a(self, kind: str, word: str) -> bool:
        """Whether the word, in small letters, is in the list ``words.kind``."""
        return word in self.words.get(kind, ())

    def starts_phrase(self, kind: str, words: list[str], at: int) -> int:
        """How many words from ``at`` on are the longest phrase of the list ``words.kind``; 0 for none."""
        longest = 0
        for phrase in self._phrases_by_start.get((kind, words[at]), ()):
            size = len(phrase)
            if size > longest and tuple(words[at : at + size]) == phrase:
                longest = size
        return longest

    def lemmas(self, word: str) -> tuple[str, ...]:
        """What the word may be a form of, itself included; likelier ones first.

        "shelling" gives shelling, shell and shelle: whether one is a word, the lexicon knows.
        """
        found = [self.irregular[word]] if word in self.irregular else []
        found.append(word)
        found.extend(_stems(word))
        return tuple(dict.fromkeys(found))


def _stems(word: str) -> Iterable[str]:
    """Base forms by the rules of English inflection, possible ones all."""
    if len(word) < 4:
        if len(word) == 3 and word.endswith("s"):
            yield word[:-1]
        return
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        yield word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
    if word.endswith("ied"):
        yield word[:-3] + "y"
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            yield stem
            yield stem + "e"
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


def is_participle(word: str, lemma: str) -> bool:
    """Whether a form may be a past participle or past tense of its lemma."""
    return word != lemma and not word.endswith("ing") and not (word.endswith("s") and word.rstrip("s") == lemma)


def is_plural(word: str, lemma: str) -> bool:
    """Whether a noun's form differs from its lemma, as plurals do."""
    return word != lemma


def literal_stem(word: str) -> str:
    """The part of a word that its inflected forms share, for searching in printed text."""
    if len(word) <= 4:
        return word
    return re.sub(r"(ies|y|es|s|e)$", "", word)


def _tables(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"broken TOML: {error}", path=path, hint="Correct the file.") from None
