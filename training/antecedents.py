"""Trains the scorer of pronouns' antecedents (``kgtool.reading.antecedents``) on the coreference of GUM train.

``python -m training.antecedents --data DATA --out kgtool/language/model/antecedents.npz``, a minute on one core. The
features come from the English reader as it is, so train anew when its weights have changed. No other library than
kgtool's own is needed. The same seed gives the same weights.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kgtool.reading import ArticleReader, Source, article_reader
from kgtool.reading.antecedents import SCORED, Antecedents, Floats, Scorer
from training import corpus
from training.chains import gold_chains
from training.treebank import Sentence

ROOT = Path(__file__).resolve().parents[1]
HIDDEN, EPOCHS, RATE, DECAY, DROPOUT, BATCH = 40, 24, 3e-3, 0.02, 0.3, 16


@dataclass(frozen=True, slots=True)
class Example:
    """A pronoun: what the scorer sees of each phrase before it, and which of them are the same."""

    inputs: Floats
    same: NDArray[np.bool_]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    reader = article_reader(ROOT / "ontology")
    examples = [e for document in corpus.gum(given.data, "train") for e in examples_of(reader, document)]
    train(examples).save(given.out)
    print(f"{len(examples)} pronouns; {given.out} {given.out.stat().st_size / 1e3:.0f} kB", file=sys.stderr)


def examples_of(reader: ArticleReader, document: Sequence[Sentence]) -> list[Example]:
    """The pronouns of a treebank's document as the reader sees them."""
    read = reader.english.read_words([(s.words, s.space_after) for s in document])
    found = reader.understand(read, Source("gum", 0, datetime.date(2015, 1, 1)))
    mentions = {mention.head: mention for mention in found.mentions}
    antecedents = Antecedents(found.document, mentions, reader.schema)
    chains: dict[int, set[int]] = {}
    for number, chain in enumerate(gold_chains(document)):
        for head in chain:
            chains.setdefault(head, set()).add(number)
    examples = []
    for mention in sorted(found.mentions, key=lambda m: m.head):
        before = antecedents.before(mention.head)
        if mention.kind != "pronoun" or mention.anaphor not in SCORED or not len(before):
            continue
        own = chains.get(mention.head, set())
        same = np.array([bool(own & chains.get(antecedents.heads[i], set())) for i in before])
        examples.append(Example(antecedents.inputs(mention.head, before), same))
    return examples


def train(examples: Sequence[Example], seed: int = 1) -> Scorer:
    """Maximises the probability of all right antecedents together, or of none where there is none (Lee et al. 2017)."""
    random = np.random.default_rng(seed)
    columns = examples[0].inputs.shape[1]
    weights = [
        random.normal(0, columns**-0.5, (columns, HIDDEN)).astype(np.float32),
        np.zeros(HIDDEN, dtype=np.float32),
        random.normal(0, HIDDEN**-0.5, HIDDEN).astype(np.float32),
    ]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    steps = EPOCHS * -(-len(examples) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = random.permutation(len(examples))
        for begin in range(0, len(order), BATCH):
            step += 1
            slopes = _slopes(weights, [examples[i] for i in order[begin : begin + BATCH]], random)
            rate = RATE * min(step / (steps / 10), (steps - step) / (steps * 0.9))
            for at, slope in enumerate(slopes):  # AdamW
                first[at] += 0.1 * (slope - first[at])
                second[at] += 0.001 * (slope * slope - second[at])
                move = first[at] / (1 - 0.9**step) / (np.sqrt(second[at] / (1 - 0.999**step)) + 1e-8)
                weights[at] -= rate * (move + DECAY * weights[at])
    return Scorer(*weights)


def _slopes(weights: list[Floats], batch: Iterable[Example], random: np.random.Generator) -> list[Floats]:
    """The gradient of the mean loss of a batch."""
    inner, bias, outer = weights
    batch = list(batch)
    inputs = np.concatenate([e.inputs for e in batch])
    kept = (random.random((len(inputs), HIDDEN), dtype=np.float32) >= DROPOUT) / np.float32(1 - DROPOUT)
    hidden = np.maximum(inputs @ inner + bias, 0) * kept
    scores = hidden @ outer
    slope, at = np.empty_like(scores), 0
    for example in batch:
        rows = slice(at, at := at + len(example.same))
        most = max(float(scores[rows].max()), 0.0)
        share = np.exp(scores[rows] - most)
        share /= share.sum() + np.exp(-most)
        slope[rows] = share
        if example.same.any():
            right = share * example.same
            slope[rows] -= right / max(float(right.sum()), 1e-9)
    slope /= len(batch)
    back = slope[:, None] * outer * kept * (hidden > 0)
    return [inputs.T @ back, back.sum(0), hidden.T @ slope]


if __name__ == "__main__":
    main()
