"""Coreference of GUM: which phrases of a document are the same, by its ``Entity`` annotation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from training.treebank import Sentence

Chains = list[frozenset[int]]
ENTITY = re.compile(r"\((\d+)-[^()]*|(\d+)\)")


def gold_chains(document: Sequence[Sentence]) -> Chains:
    """Chains of head words, as positions in the document."""
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
