"""The English reader: text in, tokens, sentences, Universal Dependencies trees and names out.

``tokens`` cuts words, one network (``network``) scores everything about them in windows of a few sentences, ``trees``
turns scores into trees, ``lemmas`` gives base forms. Each document is read for itself, so that what one article gives
never depends on another. Knows nothing of meaning: dates, quantities and quotations are read from its result by other
modules.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from kgtool.language.document import Document, Name, Span, Token
from kgtool.language.lemmas import Lemmas
from kgtool.language.names import NameSpan, name_spans
from kgtool.language.network import Network, Scores
from kgtool.language.sentences import settle_starts
from kgtool.language.tokens import tokenize
from kgtool.language.trees import best_tree

MODEL = Path(__file__).parent / "model"
"""The folder of the model that comes with kgtool."""

_WINDOW, _LONGEST = 160, 248
"""Sub-words in a window, and in one whose first sentence is longer than that."""


_AT_ONCE = 32
"""Windows whose scores are in memory at the same time."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence decoded: words ``first`` to ``last`` of the document; heads count from the sentence's start."""

    first: int
    last: int
    heads: list[int]
    deprels: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    names: list[NameSpan]


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
        """Each text as a document, in order, as ``read`` gives it; some are read side by side."""
        threads = self._load()[0].threads
        if threads == 1:
            yield from map(self.read, texts)
            return
        waiting: deque[Future[Document]] = deque()
        with ThreadPoolExecutor(threads) as pool:
            for text in texts:
                waiting.append(pool.submit(self.read, text))
                if len(waiting) > 2 * threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def read(self, text: str) -> Document:
        """The text as a document. Any text is readable; sentences never cross a line break."""
        return self._read(text, tokenize(text))

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
        return self._read(text, lines, whole_lines=True)

    def _read(self, text: str, lines: list[list[tuple[int, int]]], whole_lines: bool = False) -> Document:
        network, lemmas = self._load()
        words = [(*place, number) for number, line in enumerate(lines) for place in line]
        tokens: list[Token] = []
        spans: list[Span] = []
        names: list[Name] = []
        for sentence in _parse(network, text, lines, whole_lines):
            base = sentence.first
            for at in range(sentence.last - base):
                start, end, line = words[base + at]
                form, upos, xpos = text[start:end], sentence.upos[at], sentence.xpos[at]
                following = words[base + at + 1] if base + at + 1 < len(words) else None
                tokens.append(
                    Token(
                        index=base + at,
                        start=start,
                        end=end,
                        text=form,
                        lemma=lemmas.of(form, xpos, upos),
                        upos=upos,
                        xpos=xpos,
                        feats=sentence.feats[at],
                        head=base + sentence.heads[at],
                        deprel=sentence.deprels[at],
                        sentence=len(spans),
                        space_after=following is None or following[2] != line or following[0] > end,
                    )
                )
            spans.append(Span(base, sentence.last))
            names.extend(Name(base + first, base + last, kind, score) for first, last, kind, score in sentence.names)
        children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if not token.is_root:
                children[token.head].append(token.index)
        return Document(
            text, tuple(tokens), tuple(spans), tuple(names), tuple(_paragraphs(lines)), tuple(map(tuple, children))
        )


def _paragraphs(lines: list[list[tuple[int, int]]]) -> Iterator[Span]:
    at = 0
    for line in lines:
        yield Span(at, at + len(line))
        at += len(line)


def _parse(network: Network, text: str, lines: list[list[tuple[int, int]]], whole_lines: bool) -> list[_Sentence]:
    """All sentences in order.

    Lines are read in windows; the last sentence of a window that ends inside a line is read again in the next one, from
    its start, because its end was not seen. With ``whole_lines`` each line is one sentence.
    """
    found: list[_Sentence] = []
    bases = list(accumulate((len(line) for line in lines), initial=0))
    encoded = [network.encode([text[start:end] for start, end in line], [*_gaps(line)]) for line in lines]
    longest = 2 * _LONGEST if whole_lines else _LONGEST
    waiting = [(number, 0, longest if whole_lines else _WINDOW) for number in range(len(lines))]
    while waiting:
        again = []
        windows = [encoded[number].window(start, most) for number, start, most in waiting]
        for begin in range(0, len(windows), _AT_ONCE):
            chunk = slice(begin, begin + _AT_ONCE)
            for (number, start, most), window, scores in zip(
                waiting[chunk], windows[chunk], network.run(windows[chunk]), strict=True
            ):
                size = len(window)
                at_end = start + size == len(lines[number])
                starts = [0]
                if not whole_lines:
                    line = lines[number][start : start + size]
                    given = np.flatnonzero(scores.starts > 0).tolist()
                    starts = settle_starts([text[begin:end] for begin, end in line], [*_gaps(line)], given)
                if not at_end and len(starts) == 1 and most < longest:
                    again.append((number, start, longest))
                    continue
                kept = starts if at_end or len(starts) == 1 else starts[:-1]
                ends = [*starts[1:], size]
                for first, last in zip(kept, ends, strict=False):
                    found.append(_decoded(network, scores, first, last, bases[number] + start))
                if not at_end:
                    again.append((number, start + ends[len(kept) - 1], _WINDOW))
        waiting = again
    return sorted(found, key=lambda sentence: sentence.first)


def _decoded(network: Network, scores: Scores, first: int, last: int, base: int) -> _Sentence:
    """Words ``first`` to ``last`` of a window as a sentence; ``base`` is the window's first word in the document."""
    rows = slice(first, last)
    heads = best_tree(scores.arcs[rows, np.r_[0, first + 1 : last + 1]])
    deprels = network.deprels(scores, rows, heads)
    upos, xpos = network.tags(scores.upos[rows], scores.xpos[rows])
    feats = network.best("feats", scores.feats[rows])
    names = name_spans(network.name_labels, scores.names[rows], xpos, heads, deprels)
    return _Sentence(base + first, base + last, heads, deprels, upos, xpos, feats, names)


def _gaps(line: list[tuple[int, int]]) -> Iterator[bool]:
    """For each word of a line whether space stands before it."""
    yield True
    for (_, end), (start, _) in pairwise(line):
        yield start > end
