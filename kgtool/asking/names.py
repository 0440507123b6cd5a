"""Names in questions: which things of the graph and of background knowledge they may mean.

In: the labels, aliases and demonyms in a store. Out: for a run of words the things so called. Spelling is forgiven:
diacritics, common ways to write one Cyrillic or Arabic sound, parts of names, and small typing errors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from kgtool.asking.english import fold
from kgtool.store.keeping import kept
from kgtool.store.results import Store, Table
from kgtool.terms import BACKGROUND_GRAPH, ID, KG, ONTOLOGY_GRAPH, RDFS, SKOS

LABELS = (RDFS + "label", SKOS + "altLabel", KG + "alias", KG + "codename")
DEMONYM = KG + "demonym"
_SOUNDS = (
    ("-", " "), ("‐", " "), (".", " "), ("'", " "), ("yy", "y"), ("iy", "y"), ("ij", "y"), ("yi", "y"), ("ii", "y"),
    ("kh", "h"), ("ou", "u"), ("ph", "f"),
)  # fmt: skip
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1")


@lru_cache(maxsize=50_000)
def sound(text: str) -> str:
    """A rough spelling that variants of a name share.

    >>> sound("Zelenskyy") == sound("Zelensky") == sound("Zelenskiy")
    True
    """
    key = fold(text)
    for written, heard in _SOUNDS:
        key = key.replace(written, heard)
    return " ".join(_DOUBLE.sub(r"\1", key).split())


class Name(NamedTuple):
    """A run of words that names something. ``score``: 3 the whole name, 2 its variant, 1 a part, 0 a typing error."""

    things: tuple[str, ...]
    length: int
    score: int
    demonym: bool = False


class NameIndex:
    """All names that the store knows, by their words."""

    def __init__(self, store: Store, place_nouns: frozenset[str] = frozenset()) -> None:
        """``place_nouns`` may be left out of names: "Kherson" for "Kherson region"."""
        self.place_nouns = place_nouns
        self.shortened: defaultdict[str, set[str]] = defaultdict(set)
        self.exact: defaultdict[str, set[str]] = defaultdict(set)
        self.demonyms: defaultdict[str, set[str]] = defaultdict(set)
        self.acronyms: set[str] = set()
        self.in_articles: set[str] = set()
        self.longest = 1
        self._proper: list[tuple[str, str]] = []
        """Things and their proper names."""
        self._take(kept(store, __file__, lambda: self._made(store), " ".join(sorted(place_nouns))))

    def _take(self, tables: list[Any]) -> None:
        """Takes over tables as :meth:`_made` gives them, or as they come back from a file."""
        words, self.longest, self._proper, acronyms, in_articles = tables
        self.acronyms, self.in_articles = set(acronyms), set(in_articles)
        for table, found in zip((self.exact, self.demonyms, self.shortened), words, strict=True):
            table.update({word: set(things) for word, things in found.items()})

    def _made(self, store: Store) -> list[Any]:
        """All tables, as plain data."""
        wanted = " ".join(f"<{iri}>" for iri in (*LABELS, DEMONYM))
        known = f"GRAPH <{BACKGROUND_GRAPH}> {{ ?s ?p ?o }}"
        told = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN (<{BACKGROUND_GRAPH}>, <{ONTOLOGY_GRAPH}>))"
        for pattern, is_told in ((known, False), (told, True)):
            found = store.query(f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?p {{ {wanted} }} {pattern} }}")
            assert isinstance(found, Table)
            for row in found.rows:
                thing, prop, label = (cell.value for cell in row)  # type: ignore[union-attr]
                self._add(thing, prop, label, is_told)
        tables = [
            {word: sorted(things) for word, things in table.items()}
            for table in (self.exact, self.demonyms, self.shortened)
        ]
        return [tables, self.longest, self._proper, sorted(self.acronyms), sorted(self.in_articles)]

    def _add(self, thing: str, prop: str, label: str, is_told: bool) -> None:
        if not thing.startswith(ID) or "/delegation/" in thing:
            return
        if prop == DEMONYM:
            self.demonyms[fold(label)].add(thing)
            return
        if is_told:
            self.in_articles.add(thing)
        key = fold(label)
        head, _, last = key.rpartition(" ")
        if is_told and last in self.place_nouns and is_proper(label[: len(head)]):
            self.shortened[head].add(thing)
        if not is_proper(label):
            return
        self.longest = max(self.longest, label.count(" ") + 2)
        self.exact[key].add(thing)
        if key.startswith("the "):
            self.exact[key[4:]].add(thing)
        if label.isupper() and len(label) < 8:
            self.acronyms.add(key)
        self._proper.append((thing, label))

    @cached_property
    def variant(self) -> dict[str, set[str]]:
        """Whole names by their rough spelling."""
        table: defaultdict[str, set[str]] = defaultdict(set)
        for thing, label in self._proper:
            table[sound(label)].add(thing)
        return table

    @cached_property
    def part(self) -> dict[str, set[str]]:
        """Parts of the names in the articles by their rough spelling."""
        table: defaultdict[str, set[str]] = defaultdict(set)
        for thing, label in self._proper:
            words = sound(label).split() if thing in self.in_articles else []
            for start in range(len(words)):
                for end in range(start + 1, len(words) + 1):
                    if end - start < len(words) and sum(len(word) for word in words[start:end]) > 2:
                        table[" ".join(words[start:end])].add(thing)
        return table

    @cached_property
    def single(self) -> dict[str, set[str]]:
        """Names and parts of one word by their rough spelling."""
        table: defaultdict[str, set[str]] = defaultdict(set)
        for names in (self.variant, self.part):
            for word, things in names.items():
                if " " not in word:
                    table[word] |= things
        return table

    @cached_property
    def sounding_demonyms(self) -> dict[str, str]:
        return {sound(word): word for word in self.demonyms if " " not in word}

    @cached_property
    def by_initial(self) -> dict[str, list[str]]:
        table: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted({*self.single, *self.sounding_demonyms}):
            table[word[:1]].append(word)
        return table

    def find(self, words: Sequence[str], texts: Sequence[str], ordinary: bool) -> Name | None:
        """What the words name, taken whole; ``ordinary`` where they are also words of the language."""
        key = " ".join(words)
        printed = " ".join(texts)
        capital = all(t[:1].isupper() or t[:1].isdigit() for t in texts if len(t) > 3) and texts[0][:1].isupper()
        if key in self.demonyms and len(words) <= 3:
            return Name(self._ordered(self.demonyms[key]), len(words), 3, demonym=True)
        if key in self.exact:
            if ordinary and key in self.acronyms and not printed.isupper():
                return None
            if capital or not ordinary or len(words) > 1:
                things = self.exact[key]
                if not things & self.in_articles:
                    things = self.shortened.get(key, things)
                return Name(self._ordered(things), len(words), 3)
        if ordinary and not capital:
            return None
        variant = sound(printed)
        if variant in self.variant and variant not in self.acronyms:
            return Name(self._ordered(self.variant[variant]), len(words), 2)
        if ordinary:
            return None
        if variant in self.part:
            return Name(self._ordered(self.part[variant]), len(words), 1)
        return None

    def guess(self, word: str) -> Name | None:
        """What a single unknown word may name if it has a typing error or two."""
        variant = sound(word)
        allowed = 0 if len(variant) < 4 else 1 if len(variant) < 8 else 2
        best: list[tuple[int, str]] = []
        for other in self.by_initial.get(variant[:1], ()):
            if abs(len(other) - len(variant)) <= allowed:
                apart = distance(variant, other, allowed)
                if apart <= allowed:
                    best.append((apart, other))
        if not best:
            return None
        nearest = min(apart for apart, _ in best)
        things: set[str] = set()
        for apart, other in best:
            if apart == nearest:
                things |= self.single.get(other, set())
        demonyms = [other for apart, other in best if apart == nearest and other in self.sounding_demonyms]
        if demonyms:
            demonym = min(demonyms)
            return Name(self._ordered(self.demonyms[self.sounding_demonyms[demonym]]), 1, 0, demonym=True)
        return Name(self._ordered(things), 1, 0)

    def _ordered(self, things: Iterable[str]) -> tuple[str, ...]:
        """Things of the articles where there are any, else those of background knowledge."""
        found = set(things)
        return tuple(sorted(found & self.in_articles or found))


def is_proper(label: str) -> bool:
    """Whether a label is a proper name: its first and last word are capitalised or hold a digit.

    >>> is_proper("Palace of Independence"), is_proper("Ukrainian delegation"), is_proper("Tu-95")
    (True, False, True)
    """
    words = label.split()
    if not words:
        return False
    return all(any(c.isupper() or c.isdigit() for c in word) for word in (words[0], words[-1])) or (
        len(words) > 1 and words[0].lower() == "the" and is_proper(" ".join(words[1:]))
    )


def distance(one: str, other: str, limit: int) -> int:
    """Edit distance with transposition (Damerau 1964, adjacent letters only), or ``limit + 1`` where it is more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i] + [0] * len(other)
        for j, b in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], earlier[j - 2] + 1)
        if min(row) > limit:
            return limit + 1
    return row[-1]
