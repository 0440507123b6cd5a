"""Lemmas: exceptions from the treebanks first, then the rules of English inflection.

A model folder's ``lemmas.tsv`` holds the exceptions: every form and tag of the training treebanks whose lemma the
rules miss.
"""

from __future__ import annotations

from pathlib import Path

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_VOWELS = "aeiou"


class Lemmas:
    """Lemmas of words by their Penn tag and universal part of speech."""

    def __init__(self, exceptions: dict[tuple[str, str], str], words: frozenset[str] = frozenset()) -> None:
        self._exceptions = exceptions
        self._words = words

    @classmethod
    def load(cls, table: Path) -> Lemmas:
        """From a table: lower-cased form, tag and lemma a line, separated by tabs; a line of one cell is a known base
        form.
        """
        exceptions: dict[tuple[str, str], str] = {}
        words = set()
        for line in table.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 3:
                exceptions[cells[0], cells[1]] = cells[2]
            elif cells[0]:
                words.add(cells[0])
        return cls(exceptions, frozenset(words))

    def of(self, form: str, xpos: str, upos: str) -> str:
        """The lemma of a form. Names keep their case, other words lose it.

        >>> Lemmas({}).of("carried", "VBD", "VERB")
        'carry'
        """
        form = form.translate(_PLAIN)
        lower = form.lower()
        found = self._exceptions.get((lower, xpos))
        if found is None:
            return by_rule(form, xpos, upos, self._words)
        return found

    def is_base(self, word: str) -> bool:
        """Whether the treebanks have the word as a lemma."""
        return word in self._words


def by_rule(form: str, xpos: str, upos: str, words: frozenset[str] = frozenset()) -> str:
    """The lemma by rules alone; ``words`` are base forms known to exist, which tell whether a silent e was dropped."""
    form = form.translate(_PLAIN)
    if xpos == "NNPS":
        return _singular(form, words)
    if upos in ("PROPN", "X") or xpos in ("NNP", "FW", "LS", "GW"):
        return form
    if upos in ("SYM", "PUNCT", "NUM"):
        return form.lower().replace(",", "") if upos == "NUM" else form
    lower = form.lower()
    if xpos == "NNS":
        # Acronyms keep their case: "NGOs" is of "NGO".
        return form[:-1] if form[:-1].isupper() and form.endswith("s") and len(form) > 2 else _singular(lower, words)
    if xpos == "NN":
        return form if form.isupper() and len(form) > 1 else lower
    if xpos == "JJ" and form[0].isupper() and lower not in words and words:
        return form  # "Sudanese", "Western": adjectives of names keep their capital
    if xpos == "VBZ":
        return _singular(lower, words)
    if xpos in ("VBD", "VBN"):
        return _without(lower, "ed", words)
    if xpos == "VBG":
        return _without(lower, "ing", words)
    if xpos in ("JJR", "RBR"):
        return _without(lower, "er", words)
    if xpos in ("JJS", "RBS"):
        return _without(lower, "est", words)
    return lower


def _singular(word: str, words: frozenset[str]) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("es"):
        stem = word[:-2]
        if word[:-1] in words and stem not in words:
            return word[:-1]
        if stem.endswith(("ss", "x", "sh", "ch", "zz")) or (stem.endswith(("o", "s")) and stem in words):
            return stem
    return word[:-1]


def _without(word: str, ending: str, words: frozenset[str]) -> str:
    """The base of a form with an ending: doubled consonants undone, ``y`` and silent ``e`` put back."""
    if not word.endswith(ending) or len(word) < len(ending) + 2:
        return word
    stem = word[: -len(ending)]
    if ending != "ing" and stem.endswith("i"):
        return stem[:-1] + "y"
    if stem + "e" in words and stem not in words:
        return stem + "e"
    if stem in words:
        return stem
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiouyslzf":
        return stem[:-1]
    if stem[:-1] in words and len(stem) > 2 and stem[-1] == stem[-2]:
        return stem[:-1]
    if _drops_e(stem):
        return stem + "e"
    return stem


def _drops_e(stem: str) -> bool:
    if not any(ch in _VOWELS + "y" for ch in stem):
        return False
    if stem.endswith(
        (
            "at",
            "iz",
            "is",
            "us",
            "ut",
            "ibut",
            "os",
            "ur",
            "uc",
            "ic",
            "iv",
            "ev",
            "av",
            "ov",
            "ag",
            "eg",
            "ang",
            "ing",
            "dg",
            "rg",
        )
    ):
        return True
    if stem.endswith(("c", "v", "u", "s", "z", "g")) and not stem.endswith(("ss", "zz", "ow")):
        return True
    # consonant, single vowel, consonant, in a short stem: "hope", "bake"
    return (
        len(stem) <= 4
        and len(stem) >= 3
        and stem[-1] not in _VOWELS + "wxy"
        and stem[-2] in _VOWELS
        and (len(stem) < 4 or stem[-3] not in _VOWELS)
    ) or stem.endswith(("bl", "pl", "tl", "dl", "gl", "kl", "fl"))
