"""Amounts and times that kgtool finds in a document of GUM, against those of its trees and entities."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.reading.attributed import PUBLISHED, Compared, Score
from kgtool.language.dates import find_dates
from kgtool.language.quantities import Quantity, find_quantities
from training.amounts import gold_counts, gold_times

OF_TIME = ("duration", "age")


@dataclass
class Measured:
    """Scores over documents."""

    numerals: Score = field(default_factory=Score)
    """Numerals that count something, in an amount."""
    amounts: Score = field(default_factory=Score)
    """The same with what is counted, or the unit."""
    times: Score = field(default_factory=Score)
    told_times: Score = field(default_factory=Score)
    """Times with a numeral or a proper noun in them."""

    def count(self, compared: Compared) -> None:
        """Counts one document."""
        quantities = [_placed(compared, q) for q in find_quantities(compared.reading.document)]
        counts, times = gold_counts(compared.document), gold_times(compared.document)
        in_times = {word for time in times for word in time.words}
        gold = dict(counts)
        upos = compared.gold.upos
        got = [q for q in quantities if any(upos[w] == "NUM" for w in q.numbers) and not q.numbers & in_times]
        self.numerals.add(
            (any(number in q.numbers for q in quantities) for number, _ in counts),
            (bool(q.numbers & gold.keys()) for q in got),
        )
        self.amounts.add(
            (any(number in q.numbers and noun in q.words for q in quantities) for number, noun in counts),
            (any(gold[n] in q.words for n in q.numbers & gold.keys()) for q in got if q.has_noun),
        )
        spans = [
            frozenset(compared.word_at[i] for i in date.span)
            for date in find_dates(compared.reading.document, PUBLISHED)
        ]
        lengths = [q.span for q in quantities if q.kind in OF_TIME and not any(q.span & s for s in spans)]
        heads = {time.head for time in times}
        is_time = [bool(span & heads) for span in spans + lengths]
        for score, wanted in ((self.times, times), (self.told_times, [t for t in times if t.is_told])):
            score.add((any(t.head in span for span in spans + lengths) for t in wanted), is_time)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An amount in positions of gold words."""

    kind: str
    span: frozenset[int]
    numbers: frozenset[int]
    words: frozenset[int]
    """The words of the amount, and what is counted."""
    has_noun: bool


def _placed(compared: Compared, quantity: Quantity) -> _Placed:
    nouns = [i for i in (quantity.noun, quantity.modifies) if i is not None]
    span = frozenset(compared.word_at[i] for i in quantity.span)
    return _Placed(
        quantity.kind,
        span,
        frozenset(compared.word_at[i] for i in quantity.number_span),
        span | {compared.word_at[i] for i in nouns},
        bool(nouns) or quantity.kind != "count",
    )
