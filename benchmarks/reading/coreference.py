"""Prints how well phrases of one article are brought together: CoNLL F1 on the news of GUM dev and test.

None of it was trained on. The mean of MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998) and entity-based CEAF
(Luo 2005), over chains of two and more phrases; phrases count as the same where their head words are. kgtool joins only
what it makes statements of (names, titles, pronouns with one clear antecedent, events, sides) and leaves the rest open,
so its recall is low by design.
Needs SciPy for the assignment in CEAF.
"""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from scipy.optimize import linear_sum_assignment  # noqa: E402

from kgtool.reading import ArticleReader, Source, article_reader  # noqa: E402
from training import corpus  # noqa: E402
from training.treebank import Sentence  # noqa: E402

Chains = list[frozenset[int]]
ENTITY = re.compile(r"\((\d+)-[^()]*|(\d+)\)")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    given = parser.parse_args()
    if not (given.data / "ud/gum/test.conllu.gz").is_file():
        print(f"no treebanks in {given.data}: nothing was measured (give their folder with --data)", file=sys.stderr)
        sys.exit(3)
    reader = article_reader(ROOT / "ontology")
    pairs = [(gold_chains(document), our_chains(reader, document)) for document in corpus.gum_news(given.data)]
    scores = {}
    for name, measure in (("MUC", muc), ("B3", b_cubed), ("CEAFe", ceaf)):
        hit_gold, gold, hit_ours, ours = (
            sum(values) for values in zip(*(measure(g, o) for g, o in pairs), strict=True)
        )
        recall, precision = hit_gold / max(gold, 1), hit_ours / max(ours, 1)
        scores[name] = 2 * recall * precision / max(recall + precision, 1e-9)
        print(f"  {name:6} recall {100 * recall:5.1f}  precision {100 * precision:5.1f}  F1 {100 * scores[name]:5.1f}")
    print(f"  CoNLL F1 (mean)                        {100 * sum(scores.values()) / 3:5.1f}")


def gold_chains(document: list[Sentence]) -> Chains:
    """Chains of head words, as positions in the document, from the treebank's ``Entity`` annotation."""
    chains: defaultdict[str, set[int]] = defaultdict(set)
    offset = 0
    open_at: defaultdict[str, list[int]] = defaultdict(list)
    for sentence in document:
        for at, misc in enumerate(sentence.misc):
            marks = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
            for opened, closed in ENTITY.findall(marks):
                if opened:
                    open_at[opened].append(at)
                    if marks.count("(" + opened + "-") and re.search(rf"\({opened}-[^()]*\)", marks):
                        start = open_at[opened].pop()
                        chains[opened].add(offset + head_of(sentence, start, at))
                elif open_at[closed]:
                    chains[closed].add(offset + head_of(sentence, open_at[closed].pop(), at))
        offset += len(sentence.words)
    return [frozenset(heads) for heads in chains.values() if len(heads) > 1]


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The word of a phrase whose head stands outside it."""
    for at in range(first, last + 1):
        if not first <= sentence.heads[at] <= last or sentence.heads[at] == at:
            return at
    return last


def our_chains(reader: ArticleReader, document: list[Sentence]) -> Chains:
    """Chains of the head words of phrases that stand for the same thing."""
    read = reader.english.read_words([(s.words, s.space_after) for s in document])
    found = reader.understand(read, Source("gum", 0, datetime.date(2015, 1, 1)))
    chains: defaultdict[str | int, set[int]] = defaultdict(set)
    chain_of: dict[int, str | int] = {}
    for mention in sorted(found.mentions, key=lambda m: m.head):
        chain: str | int = mention.head
        if len(mention.things) == 1:
            chain = mention.things[0].iri
        elif mention.antecedent is not None:
            chain = chain_of.get(mention.antecedent, mention.antecedent)
        chain_of[mention.head] = chain
        chains[chain].add(mention.head)
    return [frozenset(heads) for heads in chains.values() if len(heads) > 1]


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
