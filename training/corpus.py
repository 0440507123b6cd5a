"""Which documents are trained on, and which are kept for measuring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from training.names import label_gum, label_uner, read_uner
from training.reports import held_out, read_reports
from training.treebank import Sentence, documents, read_treebank


def gum(data: Path, part: str) -> list[list[Sentence]]:
    """The documents of a part of GUM, with names."""
    sentences = list(read_treebank(data / f"ud/gum/{part}.conllu.gz"))
    for sentence in sentences:
        label_gum(sentence)
    return documents(sentences)


def ewt(data: Path, part: str) -> list[list[Sentence]]:
    """The documents of a part of EWT, with the names of Universal NER."""
    sentences = list(read_treebank(data / f"ud/ewt/{part}.conllu.gz"))
    known: dict[tuple[str, ...], list[str]] = {}
    for labelled in read_uner(data / f"ner/uner-ewt/{part}.iob2.gz"):
        known.setdefault(tuple(word for word, _ in labelled), [label for _, label in labelled])
    for sentence in sentences:
        labels = known.get(tuple(sentence.words))
        if labels is not None:
            label_uner(sentence, labels)
    return documents(sentences)


def is_news(document: Sequence[Sentence]) -> bool:
    """Whether a document of GUM is news."""
    return document[0].document.startswith("GUM_news")


def trained_on(data: Path, with_dev: bool) -> list[list[Sentence]]:
    """Treebank documents to train on: GUM train and EWT train; with ``with_dev`` also EWT dev and test, and GUM dev
    without its news.

    PUD, GUM test and the news of GUM dev are never among them.
    """
    found = gum(data, "train") + ewt(data, "train")
    if with_dev:
        found += [document for document in gum(data, "dev") if not is_news(document)]
        found += ewt(data, "dev") + ewt(data, "test")
    return found


def gum_news(data: Path) -> list[list[Sentence]]:
    """The news documents of GUM dev and test, kept for measuring."""
    return [document for part in ("dev", "test") for document in gum(data, part) if is_news(document)]


def pud(data: Path) -> list[list[Sentence]]:
    """The sentences of PUD, each for itself."""
    return [[sentence] for sentence in read_treebank(data / "ud/pud/test.conllu.gz")]


def reports_trained_on(data: Path) -> list[list[Sentence]]:
    """Documents of re3d to train names on."""
    return held_out(read_reports(data))[0]


def reports_held_out(data: Path) -> list[list[Sentence]]:
    """Documents of re3d kept for measuring."""
    return held_out(read_reports(data))[1]
