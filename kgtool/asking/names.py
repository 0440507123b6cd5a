"""Names in questions: which things of the graph and of background knowledge they may mean.

In: the labels, aliases and demonyms in a store. Out: for a run of words the things so called. Spelling is forgiven:
diacritics, common ways to write one Cyrillic or Arabic sound, parts of names, and small typing errors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kgtool.asking.english import fold
from kgtool.store.results import Store, Table
from kgtool.terms import BACKGROUND_GRAPH, DCTERMS, ID, KG, RDFS, SKOS

LABELS = (RDFS + "label", SKOS + "altLabel", KG + "alias", KG + "codename")
DEMONYM = KG + "demonym"
_SOUNDS = (
    (re.compile(r"[-‐‑.']"), " "),
    (re.compile(r"yy|iy|ij|yi|ii|ie\b"), "y"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ou"), "u"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"([b-df-hj-np-tv-z])\1"), r"\1"),
)


@lru_cache(maxsize=50_000)
def sound(text: str) -> str:
    """A rough spelling that variants of a name share.

    >>> sound("Zelenskyy") == sound("Zelensky") == sound("Zelenskiy")
    True
    """
    key = fold(text)
    for pattern, other in _SOUNDS:
        key = pattern.sub(other, key)
    return " ".join(key.split())


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words that names something. ``score``: 3 the whole name, 2 its variant, 1 a part, 0 a typing error."""

    things: tuple[str, ...]
    length: int
    score: int
    demonym: bool = False


class NameIndex:
    """All names that the store knows, by their words."""

    def __init__(self, store: Store) -> None:
        wanted = " ".join(f"<{iri}>" for iri in (*LABELS, DEMONYM))
        found = store.query(
            f"SELECT ?s ?p ?o (EXISTS {{ GRAPH <{BACKGROUND_GRAPH}> {{ ?s ?p ?o }} }} AS ?known) "
            f'WHERE {{ VALUES ?p {{ {wanted} }} ?s ?p ?o . FILTER NOT EXISTS {{ ?s a <{KG}Delegation> FILTER(CONTAINS(STR(?s), "/delegation/")) }} }}'
        )
        assert isinstance(found, Table)
        self.exact: defaultdict[str, set[str]] = defaultdict(set)
        self.variant: defaultdict[str, set[str]] = defaultdict(set)
        self.part: defaultdict[str, set[str]] = defaultdict(set)
        self.demonyms: defaultdict[str, set[str]] = defaultdict(set)
        self.labels: defaultdict[str, set[str]] = defaultdict(set)
        self.acronyms: set[str] = set()
        self.in_articles: set[str] = set()
        self.longest = 1
        for subject, prop, value, known in found.rows:
            if not subject.value.startswith(ID):  # type: ignore[union-attr]
                continue
            is_known = known is not None and known.value == "true"  # type: ignore[union-attr]
            self._add(subject.value, prop.value, value.value, is_known)  # type: ignore[union-attr]
        self.by_initial: defaultdict[str, list[str]] = defaultdict(list)
        self.by_sound: defaultdict[str, set[str]] = defaultdict(set)
        for table in (self.variant, self.part):
            for word, things in table.items():
                if " " not in word:
                    self.by_sound[word] |= things
        self.sounding_demonyms = {sound(word): word for word in self.demonyms if " " not in word}
        for word in {*self.by_sound, *self.sounding_demonyms}:
            self.by_initial[word[:1]].append(word)

    def _add(self, thing: str, prop: str, label: str, is_known: bool) -> None:
        if prop == DEMONYM:
            self.demonyms[fold(label)].add(thing)
            return
        self.labels[thing].add(label)
        if not is_proper(label):
            return
        key, variant = fold(label), sound(label)
        self.longest = max(self.longest, len(label.split()) + 1)
        self.exact[key].add(thing)
        if key.startswith("the "):
            self.exact[key[4:]].add(thing)
        self.variant[variant].add(thing)
        if label.isupper() and len(label) < 8:
            self.acronyms.add(key)
        if is_known:
            return
        self.in_articles.add(thing)
        words = variant.split()
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                if end - start < len(words) and sum(len(w) for w in words[start:end]) > 2:
                    self.part[" ".join(words[start:end])].add(thing)

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
            if not (ordinary and not capital):
                return Name(self._ordered(self.exact[key]), len(words), 3)
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
                things |= self.by_sound.get(other, set())
        if not things:
            demonym = min(other for apart, other in best if apart == nearest)
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
    return all(word[:1].isupper() or any(c.isdigit() for c in word) for word in (words[0], words[-1])) or (
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
