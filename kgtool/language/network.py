"""The network in ONNX Runtime: windows of words in, scores out.

A model folder holds ``reader.onnx`` (weights, 8-bit), ``vocabulary.json`` (sub-words), ``model.json`` (the labels in
the order of the scores) and ``lemmas.tsv``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kgtool.language.encoding import Pieces, shape

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_INPUTS = ("pieces", "looks", "first", "last", "shapes")


@dataclass(frozen=True, slots=True)
class Window:
    """Some words of a line as numbers; see ``Reader.encode`` in the training code for their meaning."""

    pieces: list[int]
    looks: list[int]
    first: list[int]
    last: list[int]
    shapes: list[int]

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, encoded."""

    pieces: list[tuple[int, ...]]
    shapes: list[int]
    start: int
    stop: int

    def window(self, first: int, most: int) -> Window:
        """The words from ``first`` on that fit ``most`` sub-words, at least one."""
        window = Window([self.start], [0], [], [], [])
        for pieces, look in zip(self.pieces[first:], self.shapes[first:], strict=True):
            if window.first and len(window.pieces) + len(pieces) + 1 > most:
                break
            window.first.append(len(window.pieces))
            window.pieces.extend(pieces)
            window.looks.extend([look + 1] * len(pieces))
            window.last.append(len(window.pieces) - 1)
            window.shapes.append(look + 1)
        window.pieces.append(self.stop)
        window.looks.append(0)
        return window


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one window's words."""

    upos: Floats
    xpos: Floats
    feats: Floats
    starts: Floats
    """(words): above 0 where a sentence starts."""
    names: Floats
    """(words, labels): probabilities."""
    arcs: Floats
    """(words, words + 1): of each head, the root first."""
    below: Floats
    """(words, relations, columns + 1): each word as a dependent."""
    above: Floats
    """(words + 1, columns): each word as a head, the root first."""


class Network:
    """The weights and labels of a model folder."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        for name in ("reader.onnx", "vocabulary.json", "model.json", "lemmas.tsv"):
            if not (folder / name).is_file():
                raise FileNotFoundError(f"the model folder {folder} has no {name}")
        about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        self._labels: dict[str, list[str]] = about["labels"]
        self.name_labels: list[str] = self._labels["names"]
        pairs = {tuple(pair) for pair in about["tags"]}
        self._together = np.array(
            [[(coarse, fine) in pairs for fine in self._labels["xpos"]] for coarse in self._labels["upos"]]
        )
        self._root = self._labels["deprels"].index("root")
        self._pieces = Pieces(folder / "vocabulary.json")
        options = onnxruntime.SessionOptions()
        # Windows run side by side, each in one thread: a window is too small to be worth sharing.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.threads = threads or os.cpu_count() or 1
        self._threads = ThreadPoolExecutor(self.threads) if self.threads > 1 else None

    def encode(self, words: Sequence[str], spaces: Sequence[bool]) -> Line:
        """The words of a line, with whether a space stands before each."""
        shapes = [shape(word, space, at == 0) for at, (word, space) in enumerate(zip(words, spaces, strict=True))]
        return Line(self._pieces.of(words), shapes, self._pieces.start, self._pieces.stop)

    def run(self, windows: Sequence[Window]) -> Iterator[Scores]:
        """The scores of each window, in order, computed for each window alone: no text changes another's scores."""
        if self._threads is None or len(windows) < 2:
            return map(self._scores, windows)
        return self._threads.map(self._scores, windows)

    def _scores(self, window: Window) -> Scores:
        inputs = (window.pieces, window.looks, window.first, window.last, window.shapes)
        return Scores(*self._session.run(None, dict(zip(_INPUTS, map(_array, inputs), strict=True))))

    def best(self, kind: str, scores: Floats) -> list[str]:
        """The best label of each word; ``kind`` is ``feats``, say."""
        labels = self._labels[kind]
        return [labels[number] for number in scores.argmax(1).tolist()]

    def tags(self, upos: Floats, xpos: Floats) -> tuple[list[str], list[str]]:
        """The universal and the Penn tag of each word: the best two that the treebanks have together."""
        first, second = upos.argmax(1), xpos.argmax(1)
        for at in np.flatnonzero(~self._together[first, second]).tolist():
            both = np.where(self._together, upos[at][:, None] + xpos[at], -np.inf)
            first[at], second[at] = np.unravel_index(int(both.argmax()), both.shape)
        coarse, fine = self._labels["upos"], self._labels["xpos"]
        return [coarse[number] for number in first.tolist()], [fine[number] for number in second.tolist()]

    def deprels(self, scores: Scores, rows: slice, heads: Sequence[int]) -> list[str]:
        """The relation of each word of a sentence to its head. ``heads`` count from the sentence's start, own index
        at the root.
        """
        places = np.array([0 if head == at else rows.start + head + 1 for at, head in enumerate(heads)])
        above = scores.above[places]
        wide = np.concatenate([above, np.ones((len(places), 1), dtype=above.dtype)], axis=1)
        found = np.matmul(scores.below[rows], wide[:, :, None])[:, :, 0]
        found[:, self._root] = np.where(places == 0, np.inf, -np.inf)
        labels = self._labels["deprels"]
        return [labels[number] for number in found.argmax(1).tolist()]


def _array(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int64)
