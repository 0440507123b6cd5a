"""Prints how well the committed model reads, on data that it was never trained on, and how fast.

Reads the treebanks and reports in ``../shared/data`` (or ``--data``). PUD, the news of GUM dev and test and every
fourth document of re3d are kept out of the training.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.reading import published  # noqa: E402
from benchmarks.reading.aligned import OF_TOKENS, Tally, compare_trees, laid_out, paragraphs_of  # noqa: E402
from benchmarks.reading.names import Found, compare_names  # noqa: E402
from kgtool.language.document import Document  # noqa: E402
from kgtool.language.parser import MODEL, Reader  # noqa: E402
from training import corpus  # noqa: E402
from training.treebank import Sentence, documents  # noqa: E402


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--spacy", help="a Python that has spaCy, and a pipeline: PYTHON:PIPELINE")
    given = parser.parse_args()
    if not (given.data / "ud/pud/test.conllu.gz").is_file():
        print(f"no treebanks in {given.data}: nothing was measured (give their folder with --data)", file=sys.stderr)
        sys.exit(3)
    reader = Reader.load(given.model, threads=2)
    pud = documents([sentence for document in corpus.pud(given.data) for sentence in document])
    news = corpus.gum_news(given.data)
    reports = corpus.reports_held_out(given.data)

    size = sum(file.stat().st_size for file in given.model.iterdir() if file.is_file())
    print(f"model  {size / 1e6:.1f} MB in all, weights {(given.model / 'reader.onnx').stat().st_size / 1e6:.1f} MB\n")
    print_trees(
        "PUD, gold words and sentences",
        pud,
        lambda document: reader.read_words([(s.words, s.space_after) for s in document]),
    )
    print_trees("PUD, raw text", pud, lambda document: reader.read(laid_out([document])))
    print_trees(
        "GUM news (dev, test), gold words and sentences",
        news,
        lambda d: reader.read_words([(s.words, s.space_after) for s in d]),
    )
    print_trees("GUM news (dev, test), raw text by paragraphs", news, lambda d: reader.read(laid_out(paragraphs_of(d))))
    print_trees("GUM news (dev, test), raw text without paragraphs", news, lambda d: reader.read(laid_out([d])))

    def read(text: str) -> Found:
        document = reader.read(text)
        return [
            (document.tokens[name.first].start, document.tokens[name.last - 1].end, name.kind)
            for name in document.names
        ]

    print_names("names, GUM news (dev, test)", news, read, False, ())
    print_names("names, re3d held out", reports, read, True, ("EVENT", "MISC"))
    print_speed(reader, [laid_out(paragraphs_of(d)) for d in news] + [laid_out([d]) for d in pud])
    if given.spacy:
        python, _, pipeline = given.spacy.partition(":")
        print_other(python, pipeline, news, reports)
    print(published.TEXT)


def print_trees(title: str, sets: list[list[Sentence]], read: Callable[[list[Sentence]], Document]) -> None:
    """Scores of words, sentences, tags and trees."""
    tally = Tally()
    for sentences in sets:
        compare_trees(tally, sentences, read(sentences))
    print(title)
    for name in ("words", "sentences", "starts", *OF_TOKENS):
        print(f"  {LABELS.get(name, name):<36}{tally.f1(name):6.2f}")
    print()


LABELS = {
    "words": "words F1",
    "sentences": "sentences F1",
    "starts": "sentence starts F1",
    "upos": "UPOS",
    "xpos": "XPOS",
    "feats": "features",
    "lemma": "lemmas",
    "uas": "UAS",
    "las": "LAS (relations with subtypes)",
    "las-agents": "LAS (obl:agent as obl, as in PUD)",
    "las-universal": "LAS (universal relations)",
    "uas-words": "UAS without punctuation",
    "las-words": "LAS without punctuation",
}


def print_names(
    title: str, sets: list[list[Sentence]], read: Callable[[str], Found], one: bool, without: tuple[str, ...]
) -> None:
    """Precision, recall and F1 of names by kind."""
    tally = Tally()
    for sentences in sets:
        compare_names(tally, sentences, read, places_are_one=one, without=without)
    print(f"{title:<40}  gold     P     R    F1")
    wholes = ["all", "all but NORP", "PER, ORG, LOC", "spans"]
    for name in [*wholes, *sorted((set(tally.gold) | set(tally.found)) - set(wholes))]:
        if name not in wholes or name in tally.gold:
            print(
                f"  {name:<38}{tally.gold[name]:6d}"
                f"{tally.precision(name):6.1f}{tally.recall(name):6.1f}{tally.f1(name):6.1f}"
            )
    print()


def print_speed(reader: Reader, texts: list[str]) -> None:
    """Words a second on two threads, from text to document, best of five; the processor's time tells what other
    programs took.
    """
    words = sum(len(reader.read(text).tokens) for text in texts)
    for title, given in ((f"{len(texts)} documents", texts), ("one document", ["\n".join(texts)])):
        best, busy = 1e9, 1e9
        for _ in range(5):
            began, worked = time.perf_counter(), time.process_time()
            for _document in reader.read_many(given):
                pass
            best, busy = min(best, time.perf_counter() - began), min(busy, time.process_time() - worked)
        print(
            f"speed  {words / best:,.0f} words a second on two threads ({words} words in {title}, {best:.2f} s,"
            f" {busy:.2f} s of one core)"
        )
    print()


def print_other(python: str, pipeline: str, news: list[list[Sentence]], reports: list[list[Sentence]]) -> None:
    """Names and speed of a spaCy pipeline on the same texts, run by another Python."""

    def read(text: str) -> Found:
        return [(start, end, kind) for start, end, kind in known[text]]

    texts = [laid_out(paragraphs_of(document)) for document in [*news, *reports]]
    script = Path(__file__).with_name("with_spacy.py")
    done = subprocess.run(
        [python, str(script), pipeline], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    answer = json.loads(done.stdout)
    known = dict(zip(texts, answer["names"], strict=True))
    print(f"spaCy {answer['spacy']}, {answer['pipeline']}: {answer['speed']:,.0f} words a second on the same machine")
    print_names(f"names, GUM news, {pipeline}", news, read, False, ())
    print_names(f"names, re3d held out, {pipeline}", reports, read, True, ("EVENT", "MISC"))


if __name__ == "__main__":
    main()
