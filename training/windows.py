"""Windows of one to four consecutive sentences, and batches of windows as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from kgtool.language.encoding import Pieces, shape
from training.treebank import Sentence

MOST_PIECES = 250
"""Longest window in sub-words."""

UNKNOWN = -100


@dataclass
class Batch:
    """Tensors of one batch; words are (batch, words), labels are ``UNKNOWN`` where there is none."""

    pieces: Tensor
    looks: Tensor
    first: Tensor
    last: Tensor
    shapes: Tensor
    upos: Tensor
    xpos: Tensor
    feats: Tensor
    heads: Tensor
    """Head's place plus one, 0 for the root."""
    deprels: Tensor
    names: Tensor
    """Sets of labels as bits."""
    starts: Tensor
    sentence: Tensor
    """Number of the sentence in the window, -1 behind the end."""


def windows(documents: Sequence[Sequence[Sentence]], chance: random.Random) -> list[list[Sentence]]:
    """Each document cut at random into runs of one to four sentences."""
    found = []
    for sentences in documents:
        at = 0
        while at < len(sentences):
            size = chance.choice((1, 1, 2, 2, 3, 4))
            found.append(list(sentences[at : at + size]))
            at += size
    return found


class Batches:
    """Makes batches from windows."""

    def __init__(self, pieces: Pieces, labels: Mapping[str, Sequence[str]]) -> None:
        self.pieces = pieces
        self.number = {kind: {label: at for at, label in enumerate(values)} for kind, values in labels.items()}

    def make(self, batch: Sequence[Sequence[Sentence]]) -> Batch:
        """One batch of windows, padded to the longest."""
        rows = [self._row(window) for window in batch]
        names = (
            "pieces",
            "looks",
            "first",
            "last",
            "shapes",
            "upos",
            "xpos",
            "feats",
            "heads",
            "deprels",
            "names",
            "starts",
            "sentence",
        )
        fills = (0, 0, 0, 0, 0, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, 0, UNKNOWN, -1)
        columns = {}
        for name, fill in zip(names, fills, strict=True):
            size = max(len(row[name]) for row in rows)
            columns[name] = torch.tensor([row[name] + [fill] * (size - len(row[name])) for row in rows])
        return Batch(**columns)

    def sized(
        self, all_windows: Sequence[list[Sentence]], budget: int, chance: random.Random | None
    ) -> Iterator[list[list[Sentence]]]:
        """Windows of like length together, at most ``budget`` sub-words with padding; in random order with a
        ``chance``.
        """
        lengths = [sum(len(p) for s in window for p in self.pieces.of(s.words)) for window in all_windows]
        noise = (lambda: chance.uniform(0, 8)) if chance else (lambda: 0.0)
        order = sorted(range(len(all_windows)), key=lambda at: lengths[at] + noise())
        groups: list[list[list[Sentence]]] = [[]]
        for at in order:
            if groups[-1] and (len(groups[-1]) + 1) * (min(lengths[at], MOST_PIECES) + 2) > budget:
                groups.append([])
            groups[-1].append(all_windows[at])
        if chance:
            chance.shuffle(groups)
        yield from groups

    def _row(self, window: Sequence[Sentence]) -> dict[str, list[int]]:
        row: dict[str, list[int]] = {
            "pieces": [self.pieces.start],
            "looks": [0],
            "first": [],
            "last": [],
            "shapes": [],
            "upos": [],
            "xpos": [],
            "feats": [],
            "heads": [],
            "deprels": [],
            "names": [],
            "starts": [],
            "sentence": [],
        }
        space = True
        for number, sentence in enumerate(window):
            encoded = self.pieces.of(sentence.words)
            if number and len(row["pieces"]) + sum(len(word) for word in encoded) + 1 > MOST_PIECES:
                break
            base = len(row["first"])
            for at, (word, pieces) in enumerate(zip(sentence.words, encoded, strict=True)):
                if len(row["pieces"]) + len(pieces) + 1 > MOST_PIECES + 60:
                    return self._row([_cut(sentence)]) if number == 0 else row
                look = shape(word, space, at == 0 and sentence.starts_line) + 1
                row["first"].append(len(row["pieces"]))
                row["pieces"].extend(pieces)
                row["looks"].extend([look] * len(pieces))
                row["last"].append(len(row["pieces"]) - 1)
                row["shapes"].append(look)
                row["sentence"].append(number)
                row["starts"].append(int(at == 0) if sentence.starts_known else UNKNOWN)
                space = sentence.space_after[at]
            size = len(sentence)
            if sentence.heads:
                row["heads"].extend(_place(head, base) for head in sentence.heads)
            else:
                row["heads"].extend([UNKNOWN] * size)
            for kind, values in (
                ("upos", sentence.upos),
                ("xpos", sentence.xpos),
                ("feats", sentence.feats),
                ("deprels", sentence.deprels),
            ):
                known = self.number[kind]
                row[kind].extend([known.get(value, UNKNOWN) for value in values] or [UNKNOWN] * size)
            row["names"].extend(sentence.names or [0] * size)
        row["pieces"].append(self.pieces.stop)
        row["looks"].append(0)
        return row


def _cut(sentence: Sentence) -> Sentence:
    """The first 100 words, names only: a sentence too long for the encoder."""
    return Sentence(
        sentence.document,
        sentence.words[:100],
        sentence.space_after[:100],
        names=sentence.names[:100],
        starts_known=False,
    )


def _place(head: int, base: int) -> int:
    """Where a head stands in the window, counted from 1; 0 is the root."""
    if head == -1:
        return 0
    return UNKNOWN if head < -1 else base + head + 1
