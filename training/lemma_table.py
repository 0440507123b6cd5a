"""The table of lemmas: what the rules miss in the training treebanks, and the base forms that they may ask for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kgtool.language.lemmas import by_rule
from training.names import phrase_list
from training.treebank import Sentence

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def lemma_table(sentences: Iterable[Sentence]) -> str:
    """Lines of ``lemmas.tsv``: base forms, then (form, tag, lemma) where the most frequent lemma is not the one by
    rule.
    """
    seen: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    bases: Counter[str] = Counter()
    shown: dict[tuple[str, str, str], str] = {}
    for sentence in sentences:
        for form, lemma, xpos, upos in zip(sentence.words, sentence.lemmas, sentence.xpos, sentence.upos, strict=True):
            if lemma == "_" or upos in ("X",):
                continue
            word = form.translate(_PLAIN)
            seen[word.lower(), xpos, upos][lemma] += 1
            shown[word.lower(), xpos, upos] = word
            if upos in ("VERB", "NOUN", "ADJ", "ADV", "AUX") and lemma.isalpha() and lemma.islower() and len(lemma) > 1:
                bases[lemma] += 1
    irregular = list(_irregular())
    for _, _, lemma in irregular:
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
    for word, xpos, lemma in irregular:  # these win: the treebanks have a typing error or two
        differs = by_rule(word, xpos, "NOUN" if xpos == "NNS" else "VERB", words) != lemma
        best[word, xpos] = (0, lemma, differs)
    lines = sorted(f"{word}\t{xpos}\t{lemma}" for (word, xpos), (_, lemma, differs) in best.items() if differs)
    return "\n".join([*sorted(words), *lines]) + "\n"


def _irregular() -> Iterator[tuple[str, str, str]]:
    """(form, tag, lemma) of verbs and nouns whose forms no rule gives, whether or not the treebanks have them."""
    for verb in phrase_list("irregular_verbs.txt"):
        base, past, participle = verb.split()
        for xpos, forms in (("VBD", past), ("VBN", participle)):
            for form in forms.split(","):
                yield form, xpos, base
    for noun in phrase_list("irregular_nouns.txt"):
        base, plural = noun.split()
        yield plural, "NNS", base
