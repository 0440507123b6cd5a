"""The network in ONNX Runtime: windows of words in, scores out.

A model folder holds ``reader.onnx`` (weights, 8-bit), ``vocabulary.json`` (sub-words), ``model.json`` (the labels in
the order of the scores) and ``lemmas.tsv``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kgtool.language.encoding import Pieces, shape

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_BUDGET = 2048
"""Most sub-words, padding included, in one call."""


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
        self._root = self._labels["deprels"].index("root")
        self._pieces = Pieces(folder / "vocabulary.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or os.cpu_count() or 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that spin while they wait would take the cores from other processes.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def encode(self, words: Sequence[str], spaces: Sequence[bool]) -> Line:
        """The words of a line, with whether a space stands before each."""
        shapes = [shape(word, space, at == 0) for at, (word, space) in enumerate(zip(words, spaces, strict=True))]
        return Line(self._pieces.of(words), shapes, self._pieces.start, self._pieces.stop)

    def run(self, windows: Sequence[Window]) -> list[Scores]:
        """The scores of each window; windows of like length are computed together."""
        order = sorted(range(len(windows)), key=lambda at: len(windows[at].pieces))
        found: list[Scores | None] = [None] * len(windows)
        group: list[int] = []
        for place, at in enumerate(order):
            group.append(at)
            following = len(windows[order[place + 1]].pieces) if place + 1 < len(order) else 0
            if not following or (len(group) + 1) * following > _BUDGET:
                for member, scores in zip(group, self._run_group([windows[at] for at in group]), strict=True):
                    found[member] = scores
                group = []
        return [scores for scores in found if scores is not None]

    def _run_group(self, windows: Sequence[Window]) -> list[Scores]:
        words = max(len(window) for window in windows)
        pieces = max(len(window.pieces) for window in windows)
        outputs = self._session.run(
            None,
            {
                "pieces": _padded([window.pieces for window in windows], pieces),
                "looks": _padded([window.looks for window in windows], pieces),
                "first": _padded([window.first for window in windows], words),
                "last": _padded([window.last for window in windows], words),
                "shapes": _padded([window.shapes for window in windows], words),
            },
        )
        upos, xpos, feats, starts, names, arcs, below, above = outputs
        found = []
        for row, window in enumerate(windows):
            n = len(window)
            found.append(
                Scores(
                    upos[row, :n],
                    xpos[row, :n],
                    feats[row, :n],
                    starts[row, :n],
                    names[row, :n],
                    arcs[row, :n, : n + 1],
                    below[row, :n],
                    above[row, : n + 1],
                )
            )
        return found

    def best(self, kind: str, scores: Floats) -> list[str]:
        """The best label of each word; ``kind`` is ``upos``, ``xpos`` or ``feats``."""
        labels = self._labels[kind]
        return [labels[number] for number in scores.argmax(1).tolist()]

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


def _padded(rows: Sequence[Sequence[int]], size: int) -> Ints:
    array = np.zeros((len(rows), size), dtype=np.int64)
    for at, row in enumerate(rows):
        array[at, : len(row)] = row
    return array
