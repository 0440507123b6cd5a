"""What each run of words of a question may be: a name, a noun, a verb, an adjective, a number, a date.

In: tokens, the lexicon, names. Out: a :class:`Markup`, which the grammar reads. Nothing is decided here: a word may be
several things.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kgtool.asking.dates import Time, find_time
from kgtool.asking.english import English, is_participle
from kgtool.asking.names import Name, NameIndex
from kgtool.asking.spelling import Spelling
from kgtool.asking.tokens import Token
from kgtool.asking.wordlist import WordList
from kgtool.ontology.entries import Entry

LONGEST_ENTRY = 6
_PHRASES = ("comparators", "according", "prepositions", "excluding", "alongside")
"""Lists with function words of several words."""


class NounSense(NamedTuple):
    """A noun of the lexicon, the ontology's labels or the asked nouns, as it stands in the question."""

    entries: tuple[Entry, ...]
    lemma: str
    form: str
    references: tuple[str, ...] = ()
    """IRIs of classes and properties whose label it is."""
    asked: str = ""
    """What it asks for by itself: "date" asks for a time."""


class VerbSense(NamedTuple):
    """A verb of the lexicon as it stands in the question; no entries where nobody knows it."""

    entries: tuple[Entry, ...]
    lemma: str
    form: str
    is_participle: bool
    is_ing: bool
    first: int
    last: int

    @property
    def takes_clause(self) -> bool:
        return any("clause" in slots for e in self.entries for f in e.frames for slots in _clause_slots(f))


def _clause_slots(frame: object) -> list[tuple[str, ...]]:
    slots: list[tuple[str, ...]] = [frame.content_slots]  # type: ignore[attr-defined]
    slots += [role.slots for role in frame.roles]  # type: ignore[attr-defined]
    return slots


class Markup:
    """Look-up by position."""

    def __init__(
        self,
        english: English,
        lexicon: WordList,
        names: NameIndex,
        labels: dict[str, tuple[str, ...]],
        tokens: list[Token],
        spelling: Spelling | None = None,
    ) -> None:
        self.spelling = spelling
        self.english = english
        self.lexicon = lexicon
        self.names = names
        self.labels = labels
        """Labels of classes and properties in small letters, with their IRIs."""
        self.tokens = tokens
        self.times: dict[int, Time] = {}
        self._names: dict[int, list[tuple[Name, int]]] = {}
        self._nouns: dict[int, list[tuple[NounSense, int]]] = {}
        self._verbs: dict[int, list[tuple[VerbSense, int]]] = {}
        self._adjectives: dict[int, list[tuple[str, int]]] = {}
        self.covered: frozenset[int] = frozenset()
        self.keys = [token.key for token in self.tokens]
        self.lemmas = [self.english.lemmas(key) for key in self.keys]
        for at in range(len(self.tokens)):
            time = find_time(self.english, self.tokens, at)
            if time is not None and not (self.english.is_a("modals", self.keys[at]) and not self._is_month(at, time)):
                self.times[at] = time
        for at in range(len(self.tokens)):
            self._verbs[at] = self._find_verbs(at)
            self._nouns[at] = self._find_nouns(at)
            self._adjectives[at] = self._find_adjectives(at)
        for at in range(len(self.tokens)):
            self._names[at] = self._find_names(at)
        self.covered = self._covered()

    def _covered(self) -> frozenset[int]:
        """Positions within a run of several words that is known."""
        found: set[int] = set()
        for at in range(len(self.tokens)):
            spans = [*self._names[at], *self._nouns[at], *self._verbs[at], *self._adjectives[at]]
            phrase = self.phrase_at(at)
            ends = [after for _, after in spans] + ([phrase[1]] if phrase else [])
            found.update(i for after in ends if after > at + 1 for i in range(at, after))
        return frozenset(found)

    def _is_month(self, at: int, time: Time) -> bool:
        return bool(time.day or time.year or (self.tokens[at].is_capitalised and at > 0))

    # -- what the grammar asks -----------------------------------------------------------------------------------

    def names_at(self, at: int) -> list[tuple[Name, int]]:
        return self._names.get(at, [])

    def nouns_at(self, at: int) -> list[tuple[NounSense, int]]:
        return self._nouns.get(at, [])

    def verbs_at(self, at: int) -> list[tuple[VerbSense, int]]:
        return self._verbs.get(at, [])

    def adjectives_at(self, at: int) -> list[tuple[str, int]]:
        return self._adjectives.get(at, [])

    def best_name(self, at: int, length: int) -> Name | None:
        """The name that a quotation or a run of words is, whole."""
        key = self.keys[at] if length == 1 else " ".join(self.keys[at : at + length])
        found = self.names.exact.get(key)
        return Name(tuple(sorted(found)), length, 3) if found else None

    def phrase_at(self, at: int) -> tuple[str, int] | None:
        """A question phrase of several words, such as "how many"."""
        for size in (4, 3, 2):
            phrase = " ".join(self.keys[at : at + size])
            if phrase in self.english.phrases and at + size <= len(self.keys):
                return self.english.phrases[phrase], at + size
        return None

    def number_at(self, at: int) -> tuple[float, int] | None:
        """A number in digits or words, and the position after it."""
        if at >= len(self.keys):
            return None
        key = self.keys[at].lstrip("$€£")
        digits = key.replace(",", "")
        value: float
        if digits.replace(".", "", 1).isdigit():
            value = float(digits)
        elif key in self.english.numbers and key != "no":
            value = float(self.english.numbers[key])
        else:
            parts = key.split("-")
            if len(parts) == 2 and all(p in self.english.numbers for p in parts):
                value = float(sum(self.english.numbers[p] for p in parts))
            else:
                return None
        after = at + 1
        while after < len(self.keys) and self.keys[after] in self.english.scales:
            value *= self.english.scales[self.keys[after]]
            after += 1
        return value, after

    def is_base_verb(self, at: int) -> bool:
        return any(not v.is_participle and not v.is_ing for v, _ in self.verbs_at(at))

    def unknown_at(self, at: int) -> bool:
        """Whether a word is none of a function word, name, word of the lexicon, number or date."""
        if at >= len(self.keys):
            return False
        key = self.keys[at]
        return at not in self.covered and not (
            self._names.get(at)
            or self._nouns.get(at)
            or self._verbs.get(at)
            or self._adjectives.get(at)
            or self.is_function_word(key)
            or key in ("'s", ",")
            or self.number_at(at)
            or key in self.english.ordinals
            or (at == 0 and key in self.english.comparing["verbs"])
            or (key in self.english.scales and self.number_at(at - 1) is not None)
            or any(self._in_phrase(kind, at) for kind in _PHRASES)
            or (self.english.is_a("prospective", key) and self.english.is_a("to", self._key(at + 1)))
            or any(start <= at < start + time.first_words for start, time in self.times.items())
            or self.tokens[at].quoted
        )

    def _key(self, at: int) -> str:
        return self.keys[at] if at < len(self.keys) else ""

    def _in_phrase(self, kind: str, at: int) -> bool:
        """Whether the word stands in a phrase of several words that function words make: "at least", "according to"."""
        starts = range(max(0, at - 3), at + 1)
        return any(start + self.english.starts_phrase(kind, self.keys, start) > at for start in starts)

    def is_function_word(self, key: str) -> bool:
        kinds = (
            "articles", "determiners", "distributive", "be", "do", "have", "modals", "get", "to", "negations",
            "conjunctions", "relatives", "existential", "pronouns", "adverbs", "prepositions", "complementizers",
        )  # fmt: skip
        return key in self.english.question or any(self.english.is_a(kind, key) for kind in kinds)

    # -- finding -------------------------------------------------------------------------------------------------

    def _entries_from(self, at: int, pos: tuple[str, ...]) -> dict[tuple[int, str], list[Entry]]:
        """Entries that stand from ``at`` on, by the position after them and their lemma; only one word is inflected."""
        found: dict[tuple[int, str], list[Entry]] = {}
        for lemma in self.lemmas[at]:
            for entry in self.lexicon.starting(lemma):
                if entry.pos not in pos:
                    continue
                if entry.pos == "noun" and lemma != self.keys[at] and self.keys[at].endswith(("ed", "ing")):
                    continue  # "hosted" is no host
                after = self._match(at, entry, lemma)
                if after:
                    found.setdefault((after, " ".join(entry.words)), []).append(entry)
        return found

    def _match(self, at: int, entry: Entry, lemma: str) -> int:
        i, inflected = at, False
        for number, word in enumerate(entry.words):
            if i >= len(self.keys):
                return 0
            if self.keys[i] != word:
                last = number == len(entry.words) - 1
                of = number + 1 < len(entry.words) and self.english.is_a("unit_prepositions", entry.words[number + 1])
                may_inflect = number == 0 if entry.pos == "verb" else (last or of)
                if inflected or not may_inflect or word not in self.lemmas[i]:
                    return self._hyphenated(at, entry)
                inflected = True
            i += 1
        return i

    def _hyphenated(self, at: int, entry: Entry) -> int:
        """An entry of several words that the question writes as one, with hyphens."""
        return at + 1 if len(entry.words) > 1 and self.keys[at] == "-".join(entry.words) else 0

    def _find_verbs(self, at: int) -> list[tuple[VerbSense, int]]:
        found = []
        key = self.keys[at]
        if self.tokens[at].quoted:
            return []
        for (after, lemma), entries in self._entries_from(at, ("verb",)).items():
            first = lemma.split()[0]
            participle = is_participle(key, first) or (key == first and first in self.english.irregular)
            is_ing = key.endswith("ing") and key != first
            sense = VerbSense(tuple(entries), lemma, key, participle, is_ing, at, after)
            found.append((sense, after))
        if not found and any(self.english.is_a("disagree", lemma) for lemma in self.lemmas[at]):
            found.append((VerbSense((), key, key, False, False, at, at + 1), at + 1))
        for (after, lemma), entries in self._entries_from(at, ("adjective",)).items():
            if any(
                frame.kind in ("MeasureFrame", "RelationFrame", "EventFrame")
                for entry in entries
                for frame in entry.frames
            ):
                found.append((VerbSense(tuple(entries), lemma, key, False, True, at, after), after))  # "be worth"
        return sorted(found, key=lambda pair: (-pair[1], pair[0].lemma))

    def _find_nouns(self, at: int) -> list[tuple[NounSense, int]]:
        if self.tokens[at].quoted or self._is_article(at):
            return []
        found: dict[tuple[int, str], list[Entry]] = self._entries_from(at, ("noun",))
        labels: dict[tuple[int, str], tuple[str, ...]] = {}
        for size in range(1, LONGEST_ENTRY + 1):
            if at + size > len(self.keys):
                break
            for last in self.lemmas[at + size - 1]:
                label = " ".join([*self.keys[at : at + size - 1], last])
                if label in self.labels and not self._is_done(at, size):
                    labels.setdefault((at + size, label), self.labels[label])
        senses = []
        for after, lemma in dict.fromkeys([*found, *labels]):
            form = " ".join(self.keys[at:after])
            asked = self.english.asked_nouns.get(lemma, "")
            senses.append(
                (
                    NounSense(tuple(found.get((after, lemma), ())), lemma, form, labels.get((after, lemma), ()), asked),
                    after,
                )
            )
        for lemma in self.lemmas[at]:
            if lemma in self.english.asked_nouns and not any(s.lemma == lemma for s, _ in senses):
                senses.append((NounSense((), lemma, self.keys[at], (), self.english.asked_nouns[lemma]), at + 1))
            elif any(
                self.english.is_a(kind, lemma) for kind in ("vague", "claim_nouns", "time_units", "money", "people")
            ) and not any(s.lemma == lemma for s, _ in senses):
                senses.append((NounSense((), lemma, self.keys[at]), at + 1))
        return sorted(senses, key=lambda pair: (-pair[1], self.lemmas[at].index(pair[0].lemma.split()[0])
                                                if pair[0].lemma.split()[0] in self.lemmas[at] else 9))  # fmt: skip

    def _is_done(self, at: int, size: int) -> bool:
        """Whether it is a participle, though a property is called so: "hosted", "released"."""
        return size == 1 and any(verb.is_participle for verb, after in self._verbs[at] if after == at + 1)

    def _is_article(self, at: int) -> bool:
        key = self.keys[at]
        return (
            self.english.is_a("articles", key) or self.english.is_a("prepositions", key) or key in self.english.question
        )

    def _find_adjectives(self, at: int) -> list[tuple[str, int]]:
        found = {}
        for (after, lemma), _entries in self._entries_from(at, ("adjective",)).items():
            found[after] = lemma
        return sorted(((lemma, after) for after, lemma in found.items()), key=lambda pair: -pair[1])

    def _find_names(self, at: int) -> list[tuple[Name, int]]:
        found: list[tuple[Name, int]] = []
        if self.tokens[at].quoted:
            name = self.best_name(at, 1)
            return [(name, at + 1)] if name else []
        for size in range(min(self.names.longest, len(self.tokens) - at), 0, -1):
            words, texts = self.keys[at : at + size], [t.text for t in self.tokens[at : at + size]]
            if self.english.is_a("articles", words[0]) or self._leads_on(words[-1]):
                continue
            ordinary = all(self._is_ordinary(i) for i in range(at, at + size))
            name = self.names.find(words, texts, ordinary)
            if name is not None and (name.score == 3 or not self._is_cut(words)):
                found.append((name, at + size))
                if name.score == 3 and size > 1:
                    break
        if not found and not self._is_ordinary(at) and not self._nouns[at] and not self._adjectives[at]:
            word = self.keys[at]
            is_word = not self.tokens[at].is_capitalised and self.spelling is not None and self.spelling.is_word(word)
            may_be_name = len(word) > 3 and word.replace("-", "").isalpha() and not is_word
            guess = self.names.guess(word) if may_be_name else None
            if guess is not None:
                found.append((guess, at + 1))
        return found

    def _leads_on(self, word: str) -> bool:
        """Whether more of the phrase must follow: no name ends with such a word."""
        kinds = ("articles", "owner_prepositions", "joining")
        return word in ("'s", ",") or any(self.english.is_a(kind, word) for kind in kinds)

    def _is_cut(self, words: list[str]) -> bool:
        """Whether the words begin or end within a phrase, as "of Ukraine" does: that is no part of a name."""
        ends = (words[0], words[-1])
        return any(self.english.is_a(kind, word) for kind in ("prepositions", "conjunctions") for word in ends)

    def _is_ordinary(self, at: int) -> bool:
        key = self.keys[at]
        return bool(
            self.is_function_word(key)
            or self._verbs[at]
            or self._nouns[at]
            or self._adjectives[at]
            or at in self.times
            or key in self.english.months
            or key in self.english.weekdays
            or key in self.english.numbers
        )


def label_table(labels: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Labels in small letters, with the IRIs that bear them."""
    table: dict[str, set[str]] = {}
    for iri, label in labels:
        table.setdefault(label.lower(), set()).add(iri)
    return {label: tuple(sorted(iris)) for label, iris in table.items()}
