"""Treebanks in CoNLL-U as sentences of columns."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Sentence:
    """One sentence; all lists have one entry a word. A sentence without ``heads`` has names only."""

    document: str
    words: list[str]
    space_after: list[bool]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """Index of the head in the sentence, -1 at the root."""
    deprels: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    """For each word the set of name labels that it may have, as bits over ``names.LABELS``."""
    starts_line: bool = False
    starts_known: bool = True
    """Whether the first word is known to start a sentence."""
    text: str = ""
    kinds: list[str] = field(default_factory=list)
    """Gold BIO labels where the source gives them (for measuring)."""

    def __len__(self) -> int:
        return len(self.words)


def read_treebank(path: Path) -> Iterator[Sentence]:
    """The sentences of a gzipped CoNLL-U file, multi-word tokens as their parts, empty nodes left out."""
    document = path.name
    sentence = Sentence(document, [], [])
    until, last_space, line_start = 0, True, True
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in map(str.rstrip, lines):
            if not line:
                if sentence.words:
                    yield sentence
                sentence = Sentence(document, [], [])
                line_start, until = False, 0
            elif line.startswith("# newdoc"):
                document = line.partition("=")[2].strip()
                sentence.document = document
                line_start = True
            elif line.startswith("# newpar"):
                line_start = True
            elif line.startswith("# text = "):
                sentence.text = line[9:]
            elif not line.startswith("#"):
                cells = line.split("\t")
                if "." in cells[0]:
                    continue
                if "-" in cells[0]:
                    until = int(cells[0].split("-")[1])
                    last_space = "SpaceAfter=No" not in cells[9]
                    continue
                number = int(cells[0])
                space = "SpaceAfter=No" not in cells[9] if number > until else number == until and last_space
                sentence.starts_line = line_start
                sentence.words.append(cells[1])
                sentence.lemmas.append(cells[2])
                sentence.upos.append(cells[3])
                sentence.xpos.append(cells[4])
                sentence.feats.append("" if cells[5] == "_" else cells[5])
                sentence.heads.append(int(cells[6]) - 1)
                sentence.deprels.append(cells[7])
                sentence.misc.append(cells[9])
                sentence.space_after.append(space)


def documents(sentences: list[Sentence]) -> list[list[Sentence]]:
    """The sentences in runs of the same document."""
    runs: list[list[Sentence]] = []
    for sentence in sentences:
        if runs and runs[-1][-1].document == sentence.document:
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return runs
