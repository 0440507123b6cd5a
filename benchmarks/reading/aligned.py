"""Scores of a read document against a gold one over the same characters.

Words are the same where they cover the same characters, spaces left out; a word's head is right where the heads are
the same word, as in the scorer of the CoNLL 2018 shared task. With gold words every score is an accuracy, from raw
text an F1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kgtool.language.document import Document
from training.treebank import Sentence

OF_TOKENS = (
    "upos",
    "xpos",
    "feats",
    "lemma",
    "uas",
    "las",
    "las-agents",
    "las-universal",
    "uas-words",
    "las-words",
)
"""What is compared of each token."""


@dataclass
class Tally:
    """Counts over documents; ``f1(name)`` and ``accuracy(name)`` give percentages."""

    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def f1(self, name: str) -> float:
        """F1 in percent, 0 where nothing was found or to be found."""
        both = self.gold[name] + self.found[name]
        return 200 * self.right[name] / both if both else 0.0

    def precision(self, name: str) -> float:
        """Precision in percent."""
        return 100 * self.right[name] / self.found[name] if self.found[name] else 0.0

    def recall(self, name: str) -> float:
        """Recall in percent."""
        return 100 * self.right[name] / self.gold[name] if self.gold[name] else 0.0

    def count(self, name: str, gold: Iterable[object], found: Iterable[object]) -> None:
        """Compare two sets of things that can be hashed."""
        wanted, got = set(gold), set(found)
        self.right[name] += len(wanted & got)
        self.gold[name] += len(wanted)
        self.found[name] += len(got)


def laid_out(paragraphs: Sequence[Sequence[Sentence]]) -> str:
    """The raw text of a document: a paragraph a line."""
    lines = []
    for sentences in paragraphs:
        line = ""
        for sentence in sentences:
            for word, space in zip(sentence.words, sentence.space_after, strict=True):
                line += word + " " * space
            line = line.rstrip() + " "
        lines.append(line.rstrip())
    return "\n".join(lines)


def paragraphs_of(document: Sequence[Sentence]) -> list[list[Sentence]]:
    """A document's sentences by paragraph, as the treebank marks them."""
    found: list[list[Sentence]] = []
    for sentence in document:
        if sentence.starts_line or not found:
            found.append([])
        found[-1].append(sentence)
    return found


def gold_places(sentences: Sequence[Sentence]) -> list[list[tuple[int, int]]]:
    """For each sentence its words as ranges of characters, counted without spaces."""
    at = 0
    found = []
    for sentence in sentences:
        row = []
        for word in sentence.words:
            size = len("".join(word.split()))
            row.append((at, at + size))
            at += size
        found.append(row)
    return found


def read_places(document: Document) -> list[tuple[int, int]]:
    """For each token its range of characters, counted without spaces."""
    at = 0
    found = []
    for token in document.tokens:
        size = len("".join(token.text.split()))
        found.append((at, at + size))
        at += size
    return found


def compare_trees(tally: Tally, sentences: Sequence[Sentence], document: Document) -> None:
    """Count words, sentences, tags, lemmas and attachments."""
    wanted = gold_places(sentences)
    got = read_places(document)
    flat = [place for row in wanted for place in row]
    tally.count("words", flat, got)
    tally.count(
        "sentences",
        [(row[0][0], row[-1][1]) for row in wanted],
        [(got[s.first][0], got[s.last - 1][1]) for s in document.sentences],
    )
    tally.count("starts", [row[0][0] for row in wanted], [got[span.first][0] for span in document.sentences])
    facts: dict[str, tuple[list[object], list[object]]] = {name: ([], []) for name in OF_TOKENS}
    for sentence, row in zip(sentences, wanted, strict=True):
        for at, place in enumerate(row):
            head = row[sentence.heads[at]] if sentence.heads[at] >= 0 else None
            _add(
                facts,
                0,
                place,
                sentence.upos[at],
                sentence.xpos[at],
                sentence.feats[at],
                sentence.lemmas[at],
                head,
                sentence.deprels[at],
            )
    for token, place in zip(document.tokens, got, strict=True):
        above = None if token.is_root else got[token.head]
        _add(facts, 1, place, token.upos, token.xpos, token.feats, token.lemma, above, token.deprel)
    for name, (gold, found) in facts.items():
        tally.count(name, gold, found)


def _add(
    facts: dict[str, tuple[list[object], list[object]]],
    side: int,
    place: object,
    upos: str,
    xpos: str,
    feats: str,
    lemma: str,
    head: object,
    deprel: str,
) -> None:
    facts["upos"][side].append((place, upos))
    facts["xpos"][side].append((place, xpos))
    facts["feats"][side].append((place, feats))
    if lemma != "_":
        facts["lemma"][side].append((place, lemma))
    facts["uas"][side].append((place, head))
    facts["las"][side].append((place, head, deprel))
    facts["las-agents"][side].append((place, head, "obl" if deprel == "obl:agent" else deprel))
    facts["las-universal"][side].append((place, head, deprel.partition(":")[0]))
    if upos != "PUNCT":
        facts["uas-words"][side].append((place, head))
        facts["las-words"][side].append((place, head, deprel))
