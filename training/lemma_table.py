"""The table of lemmas: what the rules miss in the training treebanks, and the base forms that they may ask for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kgtool.language.lemmas import by_rule
from training.treebank import Sentence

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_REGULAR = ("VBD", "VBN", "VBG", "VBZ", "NNS", "JJR", "JJS", "RBR", "RBS")


def lemma_table(sentences: Iterable[Sentence]) -> str:
    """Lines of ``lemmas.tsv``: base forms, then (form, tag, lemma) where the most frequent lemma is not the one by rule."""
    seen: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    bases: Counter[str] = Counter()
    shown: dict[tuple[str, str, str], str] = {}
    for sentence in sentences:
        for word, lemma, xpos, upos in zip(sentence.words, sentence.lemmas, sentence.xpos, sentence.upos, strict=True):
            if lemma == "_" or upos in ("X",):
                continue
            word = word.translate(_PLAIN)
            seen[word.lower(), xpos, upos][lemma] += 1
            shown[word.lower(), xpos, upos] = word
            if upos in ("VERB", "NOUN", "ADJ", "ADV", "AUX") and lemma.isalpha() and lemma.islower() and len(lemma) > 1:
                bases[lemma] += 1
    needed = {base for base in bases if base.endswith("e") or len(base) > 2}
    words = frozenset(needed)
    lines = []
    best: dict[tuple[str, str], tuple[int, str, bool]] = {}
    for (word, xpos, upos), lemmas in seen.items():
        lemma, count = max(lemmas.items(), key=lambda item: (item[1], item[0]))
        differs = by_rule(shown[word, xpos, upos], xpos, upos, words) != lemma
        names = xpos in ("NNP", "NNPS") and count < 3
        if (word, xpos) not in best or best[word, xpos][0] < count:
            best[word, xpos] = (count, lemma, differs and not names)
    lines = sorted(f"{word}\t{xpos}\t{lemma}" for (word, xpos), (_, lemma, differs) in best.items() if differs)
    return "\n".join([*sorted(words), *lines]) + "\n"
