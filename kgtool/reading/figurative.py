"""Words of war that tell of no war: a match, an election and a takeover are told in them, and so are films and novels.

In: where words of the lexicon stand. Out: the same without words that speak of no arms there: all words for a class
or measure that the ontology marks ``kgl:figurative``, where the article shows itself to be of games, votes or money
and not of arms (``kgl:Civil``, ``kgl:Armed``), and for more of them (``kgl:fictional``) where it is of a film or a
novel (``kgl:Fiction``); elsewhere those that have a thing beside them that no arms can touch ("attacked the
*budget*", ``kgl:Bloodless``).
"""

from __future__ import annotations

from collections.abc import Iterable

from kgtool.reading.model import Evocation
from kgtool.reading.schema import Schema
from kgtool.reading.slots import Slots

SHOWN = 4
"""Different words of games, votes or money, or of films and novels, that show of what an article is."""
OUTWEIGHED = 3
"""How many of them stand against one word of arms."""
BESIDE = ("subject", "object", "of", "on", "over", "for", "against", "at", "by")
"""Slots of what is done to."""


def without_figures_of_speech(evocations: list[Evocation], slots: Slots, schema: Schema) -> list[Evocation]:
    """The evocations without words of war that speak of no war."""
    is_fiction = len(_words(evocations, "Fiction")) >= SHOWN
    figurative = schema.fictional if is_fiction else schema.figurative
    civil, armed = _words(evocations, "Civil"), _words(evocations, "Armed")
    is_civil = len(civil) >= SHOWN and len(civil) >= OUTWEIGHED * len(armed)
    is_untold = is_civil or is_fiction
    bloodless = {e.head for e in evocations if "Bloodless" in e.entry.kinds}
    return [e for e in evocations if not _means(e, figurative) or not (is_untold or _is_bloodless(e, slots, bloodless))]


def _words(evocations: Iterable[Evocation], mark: str) -> set[tuple[str, ...]]:
    return {e.entry.words for e in evocations if mark in e.entry.kinds}


def _means(evocation: Evocation, figurative: frozenset[str]) -> bool:
    entry = evocation.entry
    meant = (*entry.denotes, *(r for f in entry.frames for r in (f.reference, f.measure)))
    return any(m in figurative for m in meant)


def _is_bloodless(evocation: Evocation, slots: Slots, bloodless: set[int]) -> bool:
    told_of = (*BESIDE, "host") if evocation.entry.pos == "verb" else BESIDE  # "*a statement* released by X"
    return any(f in bloodless for slot in told_of for f in slots.fillers(evocation.head, slot))
