"""The English reader: text in, tokens, sentences, Universal Dependencies trees and names out.

``tokens`` cuts words, one network (``network``) scores everything about them in windows of a few sentences, ``trees``
turns scores into trees, ``lemmas`` gives base forms. Each document is read for itself, so that what one article gives
never depends on another. Knows nothing of meaning: dates, quantities and quotations are read from its result by other
modules.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kgtool.language.document import Document, Name, Span, Token
from kgtool.language.lemmas import Lemmas
from kgtool.language.names import name_spans
from kgtool.language.network import Network, Scores
from kgtool.language.sentences import settle_starts
from kgtool.language.tokens import tokenize
from kgtool.language.trees import best_tree

MODEL = Path(__file__).parent / "model"
"""The folder of the model that comes with kgtool."""

_WINDOW, _LONGEST = 160, 248
"""Sub-words in a window, and in one whose first sentence is longer than that."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    first: int
    last: int
    heads: list[int]
    scores: Scores
    offset: int
    """Where the sentence starts in its window's scores."""


class Reader:
    """Reads English. Loading takes a fraction of a second and happens at the first text.

    >>> Reader().read("Talks began in Geneva.").tokens[1].lemma
    'begin'
    """

    def __init__(self, folder: Path = MODEL, threads: int | None = None) -> None:
        self._folder = folder
        self._threads = threads
        self._network: Network | None = None
        self._lemmas: Lemmas | None = None

    @classmethod
    def load(cls, folder: Path | None = None, threads: int | None = None) -> Reader:
        """A reader whose model is in memory.

        ``folder`` is a model folder (the one that comes with kgtool if none is given), ``threads`` how many threads
        the network may use (all cores if none is given). Raises ``FileNotFoundError`` where the folder lacks a file.
        """
        reader = cls(folder or MODEL, threads)
        reader._load()
        return reader

    def _load(self) -> tuple[Network, Lemmas]:
        if self._network is None or self._lemmas is None:
            self._network = Network(self._folder, self._threads)
            self._lemmas = Lemmas.load(self._folder / "lemmas.tsv")
        return self._network, self._lemmas

    def read_many(self, texts: Iterable[str]) -> Iterator[Document]:
        """Each text as a document, in order, as ``read`` gives it."""
        for text in texts:
            yield self.read(text)

    def read(self, text: str) -> Document:
        """The text as a document. Any text is readable; sentences never cross a line break."""
        return self._read([(text, tokenize(text))])

    def read_words(self, sentences: Iterable[tuple[list[str], list[bool]]]) -> Document:
        """Sentences whose words are given, with whether a space follows each: for measuring against a treebank."""
        text, lines = "", []
        for words, spaces in sentences:
            line = []
            for word, space in zip(words, spaces, strict=True):
                line.append((len(text), len(text) + len(word)))
                text += word + " " * space
            text += "\n"
            lines.append(line)
        return self._read([(text, lines)], whole_lines=True)

    def _read(self, given: list[tuple[str, list[list[tuple[int, int]]]]], whole_lines: bool = False) -> Document:
        network, lemmas = self._load()
        ((text, lines),) = given
        sentences = _parse(network, text, lines, whole_lines)
        words = [(*place, number) for number, line in enumerate(lines) for place in line]
        tokens: list[Token] = []
        spans: list[Span] = []
        names: list[Name] = []
        for sentence in sentences:
            base = len(tokens)
            rows = slice(sentence.offset, sentence.offset + sentence.last - sentence.first)
            deprels = network.deprels(sentence.scores, rows, sentence.heads)
            upos, xpos, feats = (
                network.best(kind, getattr(sentence.scores, kind)[rows]) for kind in ("upos", "xpos", "feats")
            )
            for at, (head, deprel) in enumerate(zip(sentence.heads, deprels, strict=True)):
                start, end, line = words[sentence.first + at]
                form = text[start:end]
                following = words[base + at + 1] if base + at + 1 < len(words) else None
                tokens.append(
                    Token(
                        base + at,
                        start,
                        end,
                        form,
                        lemmas.of(form, xpos[at], upos[at]),
                        upos[at],
                        xpos[at],
                        feats[at],
                        base + head,
                        deprel,
                        len(spans),
                        following is None or following[2] != line or following[0] > end,
                    )
                )
            spans.append(Span(base, len(tokens)))
            names.extend(
                Name(base + first, base + last, kind, score)
                for first, last, kind, score in name_spans(
                    network.name_labels, sentence.scores.names[rows], xpos, sentence.heads, deprels
                )
            )
        children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if not token.is_root:
                children[token.head].append(token.index)
        paragraphs, at = [], 0
        for line_words in lines:
            paragraphs.append(Span(at, at + len(line_words)))
            at += len(line_words)
        return Document(
            text,
            tuple(tokens),
            tuple(spans),
            tuple(names),
            tuple(paragraphs),
            tuple(tuple(below) for below in children),
        )


def _parse(network: Network, text: str, lines: list[list[tuple[int, int]]], whole_lines: bool) -> list[_Sentence]:
    """All sentences in order. Lines are read in windows; the last sentence of a window that ends inside a line is
    read again in the next one, from its start, because its end was not seen.
    """
    found: list[_Sentence] = []
    bases = np.cumsum([0, *(len(line) for line in lines)]).tolist()
    encoded = [network.encode([text[start:end] for start, end in line], [*_gaps(line)]) for line in lines]
    waiting = [(number, 0, _WINDOW) for number in range(len(lines))]
    while waiting:
        windows = [
            encoded[number].window(start, most if not whole_lines else 2 * _LONGEST) for number, start, most in waiting
        ]
        again = []
        for (number, start, most), window, scores in zip(waiting, windows, network.run(windows), strict=True):
            size = len(window)
            at_end = start + size == len(lines[number])
            starts = [0]
            if not whole_lines:
                line = lines[number][start : start + size]
                given = np.flatnonzero(scores.starts > 0).tolist()
                starts = settle_starts([text[a:b] for a, b in line], [*_gaps(line)], given)
            if not at_end and len(starts) == 1 and most < _LONGEST:
                again.append((number, start, _LONGEST))
                continue
            kept = starts if at_end or len(starts) == 1 else starts[:-1]
            ends = [*starts[1:], size]
            for first, last in zip(kept, ends, strict=False):
                arcs = scores.arcs[first:last, np.r_[0, first + 1 : last + 1]]
                base = bases[number] + start
                found.append(_Sentence(base + first, base + last, best_tree(arcs), scores, first))
            if not at_end:
                again.append((number, start + ends[len(kept) - 1], _WINDOW))
        waiting = again
    return sorted(found, key=lambda sentence: sentence.first)


def _gaps(line: list[tuple[int, int]]) -> Iterator[bool]:
    """For each word of a line whether space stands before it."""
    yield True
    for (_, end), (start, _) in itertools.pairwise(line):
        yield start > end
