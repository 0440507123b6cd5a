"""Names from the network's label probabilities, brought into line with the tree.

The network labels words (B begins a name of a kind, I continues it, O is none). A name of many words may come out in
pieces ("Dulles International" and "Airport"); where proper nouns that touch hang together in the tree as parts of one
name do, the pieces are one name, of the kind that the network prefers over all its words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NameSpan = tuple[int, int, str, float]
"""First word, word behind the last, kind, probability."""

_PARTS = frozenset({"flat", "compound", "amod", "flat:name"})
_PROPER = ("NNP", "NNPS")
_JOINING = ("IN", "CC", "HYPH", "POS")


def name_spans(
    labels: Sequence[str],
    probabilities: NDArray[np.float32],
    xpos: Sequence[str],
    heads: Sequence[int],
    deprels: Sequence[str],
) -> list[NameSpan]:
    """The names of a sentence, in order.

    ``probabilities`` is (words, labels); ``heads`` count from the sentence's start.
    """
    found = labelled_spans(labels, probabilities)
    joined: list[NameSpan] = []
    for span in found:
        if joined and _hang_together(joined[-1], span, xpos, heads, deprels):
            first, last = joined[-1][0], span[1]
            joined[-1] = (first, last, *_kind_over(labels, probabilities[first:last]))
        else:
            joined.append(span)
    # A preposition or hyphen alone is no name.
    return [span for span in (_trimmed(span, xpos) for span in joined) if xpos[span[0]] not in _JOINING]


def _trimmed(span: NameSpan, xpos: Sequence[str]) -> NameSpan:
    """The name without a preposition, conjunction or hyphen at an end."""
    first, last, kind, score = span
    while last - first > 1 and xpos[last - 1] in _JOINING:
        last -= 1
    while last - first > 1 and xpos[first] in _JOINING:
        first += 1
    return first, last, kind, round(score, 4)


def labelled_spans(labels: Sequence[str], probabilities: NDArray[np.float32]) -> list[NameSpan]:
    """Names by the best label of each word; an I that continues no name of its kind begins one."""
    best = probabilities.argmax(1).tolist()
    sure = probabilities.max(1).tolist()
    found: list[NameSpan] = []
    for at, number in enumerate(best):
        place, _, kind = labels[number].partition("-")
        if place == "O":
            continue
        if place == "I" and found and found[-1][1] == at and found[-1][2] == kind:
            first, _, _, score = found[-1]
            found[-1] = (first, at + 1, kind, score * sure[at])
        else:
            found.append((at, at + 1, kind, sure[at]))
    return found


def _hang_together(
    left: NameSpan, right: NameSpan, xpos: Sequence[str], heads: Sequence[int], deprels: Sequence[str]
) -> bool:
    """Whether two names that touch, or have a hyphen between them, are parts of one.

    They are where an arc of the inside of a name joins two of their proper nouns.
    """
    gap = right[0] - left[1]
    if gap > 1 or (gap == 1 and xpos[left[1]] != "HYPH"):
        return False
    if gap == 0 and xpos[left[1] - 1] in _JOINING:
        return True  # "Ministry of" and "Health"
    for these, those in ((left, right), (right, left)):
        for at in range(these[0], these[1]):
            if (
                those[0] <= heads[at] < those[1]
                and deprels[at] in _PARTS
                and xpos[at] in _PROPER
                and xpos[heads[at]] in _PROPER
            ):
                return True
    return False


def _kind_over(labels: Sequence[str], probabilities: NDArray[np.float32]) -> tuple[str, float]:
    """The kind with the highest mean probability over some words, and that mean."""
    sums: dict[str, float] = {}
    for label, total in zip(labels, probabilities.mean(0).tolist(), strict=True):
        if label != "O":
            sums[label[2:]] = sums.get(label[2:], 0.0) + total
    kind = max(sums, key=lambda name: (sums[name], name))
    return kind, sums[kind]
