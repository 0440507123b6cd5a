"""Names that a reader finds against the names of GUM and re3d.

A name counts where its characters and its kind are those of the source. Where a source leaves the kind open between
two, either is right; where it leaves a stretch open (titles and lists that re3d marks as one phrase), what is found
there does not count. re3d does not tell built places from places, so that for it they are one kind, and has no events
and no kind for the rest, which are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.reading.aligned import Tally, gold_places, laid_out, paragraphs_of
from training.names import ANY, LABELS, bits, gold, spans
from training.treebank import Sentence

Found = list[tuple[int, int, str]]
"""Names as (first character, character behind the last, kind), characters of the raw text."""


def compare_names(
    tally: Tally,
    document: Sequence[Sentence],
    read: Callable[[str], Found],
    *,
    places_are_one: bool = False,
    without: Sequence[str] = (),
) -> None:
    """Count the names of a document under each kind, under ``all``, and under ``all but NORP``."""
    text = laid_out(paragraphs_of(document))
    squeezed = _squeezed(text)
    rows = gold_places(document)
    wanted: dict[tuple[int, int], set[str]] = {}
    left_open: set[int] = set()
    for sentence, row in zip(document, rows, strict=True):
        names = sentence.names or [ANY] * len(sentence)
        for first, last, _ in spans(gold(names)):
            wanted[row[first][0], row[last - 1][1]] = {
                label[2:] for number, label in enumerate(LABELS) if names[first] >> number & 1 and label[0] == "B"
            }
        for at, choice in enumerate(names):
            if choice == ANY or (choice & bits("O") and choice & bits("B-PER")):
                left_open.update(range(*row[at]))

    def one(kind: str) -> str:
        return "LOC" if places_are_one and kind == "FAC" else kind

    got = set()
    for start, end, kind in read(text):
        place = (squeezed[start], squeezed[end - 1] + 1)
        if kind in without or left_open & set(range(*place)):
            continue
        got.add((*place, one(kind)))
    truth = set()
    for place, kinds in wanted.items():
        if left_open & set(range(*place)):
            continue
        agreed = [kind for kind in map(one, sorted(kinds)) if (*place, kind) in got]
        truth.add(
            (
                *place,
                agreed[0] if agreed else one(next(label for label in (x[2:] for x in LABELS[1:]) if label in kinds)),
            )
        )
    kinds_seen = {kind for _, _, kind in truth | got}
    for kind in kinds_seen:
        tally.count(kind, [name for name in truth if name[2] == kind], [name for name in got if name[2] == kind])
    tally.count("all", truth, got)
    tally.count(
        "all but NORP", [name for name in truth if name[2] != "NORP"], [name for name in got if name[2] != "NORP"]
    )
    tally.count("PER, ORG, LOC", [n for n in truth if n[2] in _COMMON], [n for n in got if n[2] in _COMMON])
    tally.count("spans", [name[:2] for name in truth], [name[:2] for name in got])


_COMMON = ("PER", "ORG", "LOC")


def _squeezed(text: str) -> list[int]:
    """For each character its place when spaces are left out."""
    found, at = [], 0
    for ch in text:
        found.append(at)
        at += not ch.isspace()
    return found
