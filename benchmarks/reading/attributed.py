"""Who says what in a document of GUM, beside what kgtool reads of its raw text.

What counts is told in ``benchmarks/reading/attribution.py``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from benchmarks.reading.aligned import gold_places, laid_out, paragraphs_of, read_places
from kgtool.language.document import Document
from kgtool.language.quotations import find_quotations
from kgtool.reading import ArticleReader, Source
from kgtool.reading.attribution import NOBODY
from kgtool.reading.model import Attribution
from training.discourse import Discourse, GoldAttribution
from training.treebank import Sentence

PUBLISHED = datetime.date(2015, 1, 1)
JOINED = ("flat", "appos", "conj", "nmod:desc", "list")
"""Relations between the words of one source: a name, its title, and who is named beside it."""


@dataclass(slots=True)
class Score:
    """Counts of what is to be found and of what was found, and how much of either is right."""

    gold: int = 0
    gold_right: int = 0
    found: int = 0
    found_right: int = 0

    def add(self, gold: Iterable[bool], found: Iterable[bool]) -> None:
        """Counts things to be found, and things found, by whether they are right."""
        wanted, got = list(gold), list(found)
        self.gold, self.gold_right = self.gold + len(wanted), self.gold_right + sum(wanted)
        self.found, self.found_right = self.found + len(got), self.found_right + sum(got)

    @property
    def precision(self) -> float:
        """In percent."""
        return 100 * self.found_right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """In percent."""
        return 100 * self.gold_right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """In percent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """What kgtool attributes by one cue; positions of gold words."""

    cue: frozenset[int]
    lemma: str
    sources: frozenset[int]
    scope: frozenset[int]


@dataclass
class Compared:
    """A document as GUM has it and as kgtool reads it."""

    document: Sequence[Sentence]
    reader: ArticleReader
    gold: Discourse = field(init=False)
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.gold = Discourse(self.document)
        self.words = [word for sentence in self.document for word in sentence.words]
        self.reading = self.reader.read(laid_out(paragraphs_of(self.document)), Source("gum", 0, PUBLISHED))
        self.word_at = aligned(self.document, self.reading.document)

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The words in quotation marks."""
        speech = (q.span for q in find_quotations(self.reading.document) if q.kind == "speech")
        return frozenset(self.word_at[i] for span in speech for i in span)

    @cached_property
    def found(self) -> list[Found]:
        """What kgtool attributes, cue by cue, where a clause is said."""
        by_cue: dict[int, list[Attribution]] = {}
        for attribution in self.reading.attributions:
            if attribution.frame is not None:
                by_cue.setdefault(attribution.cue.first, []).append(attribution)
        made = (self._merged(attributions) for _, attributions in sorted(by_cue.items()))
        return [found for found in made if self._tells_a_clause(found)]

    def _tells_a_clause(self, found: Found) -> bool:
        """Whether a unit is said, and not only one that describes a noun of what is said."""
        parents = self.gold.parents
        return any(parents[head] == head or parents[head] not in found.scope for head in self.units_in(found))

    def _merged(self, attributions: Sequence[Attribution]) -> Found:
        named = [a for a in attributions if a.source != NOBODY]
        cue = attributions[0].cue
        return Found(
            frozenset(self.word_at[i] for i in cue),
            self.reading.document.tokens[cue.first].lemma,
            frozenset(self.word_at[a.source] for a in named),
            frozenset(self.word_at[i] for a in named or attributions for i in a.scope),
        )

    def units_in(self, found: Found) -> set[int]:
        """The heads of the units that are said, but for the one of the cue."""
        own = {self.gold.unit_at[word] for word in found.cue}
        return {head for head in self.gold.heads.values() if head in found.scope} - own

    def is_source(self, found: Found, gold: GoldAttribution) -> bool:
        """Whether the one who says it is the one whom GUM names."""
        heads = {word for word in gold.source if self.gold.parents[word] not in gold.source - {word}}
        return any(self._joined(word) & heads for word in found.sources)

    def _joined(self, word: int) -> set[int]:
        """A word and those that it stands beside: a name and its title; not Ghana and "army" in "the army of Ghana"."""
        found = {word}
        while self.gold.deprels[word].startswith(JOINED):
            word = self.gold.parents[word]
            found.add(word)
        return found


@dataclass
class Attributed:
    """Scores of attributions over documents."""

    only: frozenset[str] | None = None
    """Lemmas of the cues that count; all where there is none."""
    quoted: bool | None = None
    """Whether only what is quoted counts, or only what is not."""
    cue: Score = field(default_factory=Score)
    content: Score = field(default_factory=Score)
    source: Score = field(default_factory=Score)
    clauses: Score = field(default_factory=Score)

    def count(self, compared: Compared) -> None:
        """Counts one document."""
        wanted = [g for g in compared.gold.attributions if self._counts(compared, g)]
        got = [f for f in compared.found if self._counts(compared, f)]
        same = [(g, f) for g in wanted for f in got if g.cue & f.cue]
        said = [(g, f) for g, f in same if g.content in f.scope]
        known = [(g, f) for g, f in said if compared.is_source(f, g)]
        for score, pairs in ((self.cue, same), (self.content, said)):
            score.add((any(g is w for w, _ in pairs) for g in wanted), (any(f is o for _, o in pairs) for f in got))
        unnamed = [f for g, f in same if not g.is_named]
        self.source.add(
            (any(g is w for w, _ in known) for g in wanted if g.is_named),
            (any(f is o for _, o in known) for f in got if f.sources and not any(f is o for o in unnamed)),
        )
        self._count_clauses(compared, wanted, got)

    def _counts(self, compared: Compared, item: GoldAttribution | Found) -> bool:
        if not item.cue or (self.only is not None and item.lemma not in self.only):
            return False
        if self.quoted is None:
            return True
        units = item.units if isinstance(item, GoldAttribution) else compared.units_in(item)
        return bool(units & compared.quoted) == self.quoted

    def _count_clauses(self, compared: Compared, wanted: Sequence[GoldAttribution], got: Sequence[Found]) -> None:
        attributed = {unit for gold in compared.gold.attributions for unit in gold.units}
        found, given = [], set()
        unnamed = [f for g in wanted if not g.source for f in got if f.cue & g.cue]
        for other in (f for f in got if f.sources and not any(f is o for o in unnamed)):
            units = compared.units_in(other)
            right = {
                (number, unit)
                for number, gold in enumerate(wanted)
                if gold.is_named and gold.cue & other.cue and compared.is_source(other, gold)
                for unit in units & gold.units
            }
            given |= right
            rightly = {unit for _, unit in right}
            found += [u in rightly for u in units if u in rightly or u in attributed or u not in compared.quoted]
        pairs = ((number, unit) for number, gold in enumerate(wanted) if gold.is_named for unit in gold.units)
        self.clauses.add((pair in given for pair in pairs), found)


def aligned(document: Sequence[Sentence], read: Document) -> list[int]:
    """For each token that was read the gold word in whose characters it begins."""
    starts: list[int] = []
    for number, (first, last) in enumerate(place for row in gold_places(document) for place in row):
        starts.extend([number] * (last - first))
    return [starts[first] for first, _ in read_places(read)]
