"""Prints how well phrases of one article are brought together, on the news of GUM dev and test and on other genres.

No document of these trained the scorer of antecedents; the reader was trained on dev without its news. CoNLL F1 is the
mean of MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998) and entity-based CEAF (Luo 2005), over chains of two
and more phrases; phrases count as the same where their head words are. kgtool joins only what it makes statements of
(names, titles, pronouns with one clear antecedent, events, sides) and leaves the rest open, so its recall is low by
design. Below it, of the pronouns and nouns that are joined with a phrase before: how many with a right one.
``--rules-alone`` leaves the scorer without a say. Needs SciPy for the assignment in CEAF.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from scipy.optimize import linear_sum_assignment  # noqa: E402

from kgtool.reading import ArticleReader, Source, article_reader, pronouns  # noqa: E402
from kgtool.reading.model import Mention  # noqa: E402
from training import corpus  # noqa: E402
from training.chains import Chains, gold_chains  # noqa: E402
from training.treebank import Sentence  # noqa: E402


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--rules-alone", action="store_true")
    given = parser.parse_args()
    if not (given.data / "ud/gum/test.conllu.gz").is_file():
        print(f"no treebanks in {given.data}: nothing was measured (give their folder with --data)", file=sys.stderr)
        sys.exit(3)
    if given.rules_alone:
        pronouns.LEAST, pronouns.SURE, pronouns.LIKELY = 0.0, 2.0, 2.0
    reader = article_reader(ROOT / "ontology")
    others = [d for part in ("dev", "test") for d in corpus.gum(given.data, part) if not corpus.is_news(d)]
    for name, documents in (("news", corpus.gum_news(given.data)), ("other genres", others)):
        print(f"GUM {name} (dev, test), {len(documents)} documents")
        read = [(gold_chains(document), our_chains(reader, document)) for document in documents]
        _print_scores([(gold, [frozenset(m.head for m in chain) for chain in ours]) for gold, ours in read])
        _print_joined(read)


def _print_scores(pairs: list[tuple[Chains, Chains]]) -> None:
    scores = []
    for name, measure in (("MUC", muc), ("B3", b_cubed), ("CEAFe", ceaf)):
        hit_gold, gold, hit_ours, ours = (
            sum(values) for values in zip(*(measure(g, o) for g, o in pairs), strict=True)
        )
        recall, precision = hit_gold / max(gold, 1), hit_ours / max(ours, 1)
        scores.append(2 * recall * precision / max(recall + precision, 1e-9))
        print(f"  {name:6} recall {100 * recall:5.1f}  precision {100 * precision:5.1f}  F1 {100 * scores[-1]:5.1f}")
    print(f"  CoNLL F1 (mean)                        {100 * sum(scores) / 3:5.1f}")


def _print_joined(read: Iterable[tuple[Chains, list[list[Mention]]]]) -> None:
    joined: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for gold, ours in read:
        for chain in ours:
            for at, mention in enumerate(chain[1:], 1):
                kind = mention.anaphor if mention.kind == "pronoun" else mention.kind
                before = [other for other in chain[:at] if other.kind != "pronoun"] or chain[:at]
                joined[kind] += 1
                right[kind] += any({mention.head, before[-1].head} <= heads for heads in gold)
    for kind in ("he", "she", "it", "they", "noun"):
        print(f"  {kind:6} joined {joined[kind]:4}  right {100 * right[kind] / max(joined[kind], 1):5.1f} %")


def our_chains(reader: ArticleReader, document: list[Sentence]) -> list[list[Mention]]:
    """Chains of phrases that stand for the same thing, in the order of the text."""
    read = reader.english.read_words([(s.words, s.space_after) for s in document])
    found = reader.understand(read, Source("gum", 0, datetime.date(2015, 1, 1)))
    chains: defaultdict[str | int, list[Mention]] = defaultdict(list)
    chain_of: dict[int, str | int] = {}
    for mention in sorted(found.mentions, key=lambda m: m.head):
        chain: str | int = mention.head
        if len(mention.things) == 1:
            chain = mention.things[0].iri
        elif mention.antecedent is not None:
            chain = chain_of.get(mention.antecedent, mention.antecedent)
        chain_of[mention.head] = chain
        chains[chain].append(mention)
    return [mentions for mentions in chains.values() if len(mentions) > 1]


def muc(gold: Chains, ours: Chains) -> tuple[float, float, float, float]:
    """Links kept and links in all, for recall and for precision."""
    return (*_links(gold, ours), *_links(ours, gold))


def _links(chains: Chains, others: Chains) -> tuple[float, float]:
    kept = 0
    for chain in chains:
        parts = {number for number, other in enumerate(others) if chain & other}
        alone = chain - {head for other in others for head in other}
        kept += len(chain) - len(parts) - len(alone)
    return kept, sum(len(chain) - 1 for chain in chains)


def b_cubed(gold: Chains, ours: Chains) -> tuple[float, float, float, float]:
    """For each phrase the share of its chain that is kept."""
    hit_gold = sum(len(g & o) ** 2 / len(g) for g in gold for o in ours)
    hit_ours = sum(len(g & o) ** 2 / len(o) for g in gold for o in ours)
    return hit_gold, sum(map(len, gold)), hit_ours, sum(map(len, ours))


def ceaf(gold: Chains, ours: Chains) -> tuple[float, float, float, float]:
    """Likeness of chains under the best one-to-one assignment."""
    if not gold or not ours:
        return 0.0, len(gold), 0.0, len(ours)
    likeness = np.array([[2 * len(g & o) / (len(g) + len(o)) for o in ours] for g in gold])
    rows, columns = linear_sum_assignment(-likeness)
    total = float(likeness[rows, columns].sum())
    return total, len(gold), total, len(ours)


if __name__ == "__main__":
    main()
