"""What GUM's discourse annotation says of who says what: its attributions, read from ``Discourse`` in ``MISC``.

An elementary unit "3->4" of the relation ``attribution`` says what the unit 4 and the units below it tell, as far as
these hang lower on 4 than the attribution does (dependency version of enhanced RST; Zeldes et al. 2025). The signals
name the words of the cue (``lex-indwd``, ``lex-indph``) and of the source (``sem-atsrc``). The parts of a unit that is
split (``same-unit``) count as one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from training.treebank import Sentence

SIGNAL = re.compile(r"(lex-indwd|lex-indph|sem-atsrc)-([\d,-]+)-(?:gold|_)")
CUES = ("VERB", "NOUN", "ADJ", "AUX")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One attribution; all numbers are positions of words in the document."""

    cue: frozenset[int]
    """The words that tell that something is said or thought; empty for a bare name ("Image: *NASA*")."""
    lemma: str
    """The first verb of the cue, else its first word, as a lemma."""
    source: frozenset[int]
    """The words that name who says it, beside the cue or else before it; with a relative pronoun the noun before it."""
    content: int
    """The head of the unit that is attributed."""
    units: frozenset[int]
    """The heads of all units that are attributed, with ``content``."""
    is_negative: bool
    """ "X did *not* say that …"."""

    @property
    def is_named(self) -> bool:
        """Whether somebody is told who says it."""
        return bool(self.source) and not self.is_negative


@dataclass(slots=True)
class _Unit:
    relation: str
    parent: int
    distance: int
    signals: str
    words: list[int] = field(default_factory=list)


class Discourse:
    """The units of one document and its attributions."""

    def __init__(self, document: Sequence[Sentence]) -> None:
        self.lemmas = [lemma for sentence in document for lemma in sentence.lemmas]
        self.upos = [upos for sentence in document for upos in sentence.upos]
        self.deprels = [deprel for sentence in document for deprel in sentence.deprels]
        self._feats = [feats for sentence in document for feats in sentence.feats]
        self.parents = _parents(document)
        self._units = _read_units([misc for sentence in document for misc in sentence.misc])
        self._below: defaultdict[int, list[int]] = defaultdict(list)
        for number, unit in self._units.items():
            self._below[unit.parent].append(number)
        self._whole: defaultdict[int, list[int]] = defaultdict(list)
        for number, unit in self._units.items():
            self._whole[self._first_part(number)].extend(unit.words)
        self.heads = {number: self.head_of(words) for number, words in self._whole.items()}
        """For each whole unit its head word."""
        self.unit_at = {word: self.heads[number] for number, words in self._whole.items() for word in words}
        """For each word the head of its unit."""
        self.attributions = list(self._attributions())

    def head_of(self, words: Sequence[int]) -> int:
        """The word whose head stands outside; of several the first that is no punctuation."""
        inside = set(words)
        tops = [word for word in words if self.parents[word] not in inside or self.parents[word] == word]
        return next((word for word in tops if self.upos[word] != "PUNCT"), tops[0])

    def _first_part(self, number: int) -> int:
        while self._units[number].relation.startswith("same-unit"):
            number = self._units[number].parent
        return number

    def _attributions(self) -> Iterator[GoldAttribution]:
        for number, unit in self._units.items():
            if not unit.relation.startswith("attribution") or unit.parent not in self._units:
                continue
            own = set(self._whole[self._first_part(number)])
            cue = {word for word in self._signalled(unit.signals, "lex") & own if self.upos[word] in CUES}
            head = self.heads[self._first_part(number)]
            if not cue and self.upos[head] == "VERB":
                cue = {head}
            verbs = [word for word in sorted(cue) if self.upos[word] == "VERB"]
            units = {self.heads[self._first_part(n)] for n in self._attributed(number, unit)}
            content = self.heads[self._first_part(unit.parent)]
            yield GoldAttribution(
                frozenset(cue),
                self.lemmas[(verbs or sorted(cue))[0]] if cue else "",
                frozenset(self._source(unit, own, head)),
                content,
                frozenset(units - {head} | {content}),
                unit.relation.endswith("negative"),
            )

    def _source(self, unit: _Unit, own: set[int], head: int) -> set[int]:
        signalled = self._signalled(unit.signals, "sem")
        source = signalled & own or signalled
        if self.deprels[head] == "acl:relcl" and any("PronType=Rel" in self._feats[word] for word in source):
            source = source | {self.parents[head]}
        return source

    def _attributed(self, number: int, unit: _Unit) -> Iterator[int]:
        """The unit to which an attribution points and what hangs on it below the attribution."""
        yield unit.parent
        waiting = [n for n in self._below[unit.parent] if self._units[n].distance < unit.distance and n != number]
        while waiting:
            at = waiting.pop()
            yield at
            waiting.extend(n for n in self._below[at] if n != number)

    @staticmethod
    def _signalled(signals: str, kind: str) -> set[int]:
        """The words that the signals of a kind name."""
        found: set[int] = set()
        for name, numbers in SIGNAL.findall(signals):
            if name.startswith(kind):
                for part in numbers.split(","):
                    first, _, last = part.partition("-")
                    found.update(range(int(first) - 1, int(last or first)))
        return found


def _read_units(miscs: Sequence[str]) -> dict[int, _Unit]:
    units: dict[int, _Unit] = {}
    current: _Unit | None = None
    for word, misc in enumerate(miscs):
        told = next((part[10:] for part in misc.split("|") if part.startswith("Discourse=")), "")
        if told:
            relation, edge, *rest = told.split(";")[0].split(":", 3)
            number, _, parent = edge.partition("->")
            distance = int(rest[0]) if parent else 0
            current = _Unit(relation, int(parent or 0), distance, rest[1] if len(rest) > 1 else "")
            units[int(number)] = current
        if current is not None:
            current.words.append(word)
    return units


def _parents(document: Sequence[Sentence]) -> list[int]:
    found: list[int] = []
    for sentence in document:
        base = len(found)
        found.extend(base + (head if head >= 0 else at) for at, head in enumerate(sentence.heads))
    return found
