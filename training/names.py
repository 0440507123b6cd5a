"""Name labels from sources that each label only some kinds.

A word's label is a *set*: what the source says, or, where the source is silent about a kind, everything it leaves
open. Training maximises the probability of the set, so that a word which one source calls nothing may still be a
weapon.
"""

from __future__ import annotations

import gzip
import itertools
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from kgtool.language.document import NAME_KINDS
from training.treebank import Sentence

LABELS = ("O", *(f"{place}-{kind}" for kind in NAME_KINDS for place in "BI"))
NUMBER = {label: number for number, label in enumerate(LABELS)}
ANY = (1 << len(LABELS)) - 1

DATA = Path(__file__).parent / "data"


def word_list(name: str) -> frozenset[str]:
    """The words of a file in ``training/data``."""
    return frozenset((DATA / name).read_text(encoding="utf-8").split())


def phrase_list(name: str) -> list[str]:
    """The phrases of a file in ``training/data``, separated by bars and line ends."""
    return [phrase for phrase in re.split(r"[|\n]", (DATA / name).read_text(encoding="utf-8")) if phrase]


FACILITY_HEADS = word_list("facility_heads.txt")
DEMONYMS = word_list("demonyms.txt")
TITLES = word_list("titles.txt")
PRONOUNS = word_list("pronouns.txt")
COUNTRIES = frozenset(phrase_list("countries.txt"))


def bits(*labels: str) -> int:
    """A set of labels as bits."""
    return sum(1 << NUMBER[label] for label in labels)


def nothing_but(*open_kinds: str) -> int:
    """No name, or one of the kinds that the source does not label."""
    return bits("O", *(f"{place}-{kind}" for kind in open_kinds for place in "BI"))


def mark(names: list[int], first: int, last: int, kinds: Sequence[str]) -> None:
    """Label words ``first`` to ``last`` (outside) as one name of one of the kinds."""
    for at in range(first, last):
        names[at] = bits(*(f"{'B' if at == first else 'I'}-{kind}" for kind in kinds))


def place_kind(words: Sequence[str]) -> str:
    """FAC where a word that ends the name, or stands before an "of", is one for a built place."""
    heads = [words[-1], *(before for before, word in itertools.pairwise(words) if word.lower() == "of")]
    return "FAC" if len(words) > 1 and any(head.lower() in FACILITY_HEADS for head in heads) else "LOC"


# GUM

_ENTITY = re.compile(r"\(([^-()]+)-([a-z]+)(?:-[^()]*)?\)?|([^-()]+)\)")
_KINDS = {
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
    "event": "EVENT",
    "abstract": "MISC",
    "object": "MISC",
    "substance": "MISC",
    "animal": "MISC",
    "plant": "MISC",
}
_WITHIN = {
    "compound",
    "flat",
    "amod",
    "nummod",
    "appos",
    "nmod",
    "det",
    "case",
    "punct",
    "cc",
    "conj",
    "nmod:poss",
    "goeswith",
    "flat:foreign",
}


def gum_entities(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Entities of a GUM sentence as (first word, word behind the last, entity type), those that end in it."""
    waiting: list[tuple[str, int, str]] = []
    found = []
    for at, misc in enumerate(sentence.misc):
        value = next((pair[7:] for pair in misc.split("|") if pair.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]*\)?|[^()]*\)", value):
            inside = part.strip("()").split("-")
            if part.startswith("("):
                waiting.append((inside[0], at, inside[1]))
            if part.endswith(")"):
                for index in range(len(waiting) - 1, -1, -1):
                    if waiting[index][0] == inside[0]:
                        _, first, kind = waiting.pop(index)
                        found.append((first, at + 1, kind))
                        break
    return found


def _is_proper(sentence: Sentence, at: int) -> bool:
    return sentence.xpos[at] in ("NNP", "NNPS")


def _core(sentence: Sentence, first: int, last: int, kind: str) -> tuple[int, int] | None:
    """The part of an entity that is its name: the run of proper nouns around its head, with what joins them."""
    inside = range(first, last)
    heads = [at for at in inside if sentence.heads[at] not in inside]
    if not heads or (len(heads) > 1 and sentence.words[heads[0] + 1] != ","):
        return None
    head = heads[0]
    if kind == "person" and not _is_proper(sentence, head):
        return _called(sentence, head, last)
    if not _is_proper(sentence, head):
        return None
    children: dict[int, list[int]] = {}
    for at in inside:
        children.setdefault(sentence.heads[at], []).append(at)
    kept = {head}
    waiting = [head]
    while waiting:
        above = waiting.pop()
        for at in children.get(above, ()):
            relation = sentence.deprels[at]
            proper = _is_proper(sentence, at) or sentence.xpos[at] in (
                "HYPH",
                "CD",
                "POS",
                "IN",
                "CC",
                "DT",
                "FW",
                ":",
                ",",
                "TO",
            )
            base = relation.partition(":")[0]
            if relation in (
                "nmod:desc",
                "appos",
                "acl",
                "acl:relcl",
                "parataxis",
                "nmod:unmarked",
                "list",
                "obl",
                "dep",
            ):
                continue
            if base not in _WITHIN or not proper:
                continue
            joined = base == "conj" and at > head and "&" in sentence.words[head:at]
            if above == head and base in ("det", "case", "conj", "cc") and sentence.words[at] != "&" and not joined:
                continue
            if above == head and base == "nmod":
                joins = [
                    sentence.words[below].lower() for below in children.get(at, ()) if sentence.deprels[below] == "case"
                ]
                addressed = any(sentence.deprels[below] == "nmod:unmarked" for below in children.get(at, ()))
                of_head = relation != "nmod:poss" and joins and joins[0] in ("of", "for", "de", "and") and not addressed
                if kind == "person" or not (of_head or relation == "nmod:poss"):
                    continue
            if above == head and sentence.xpos[at] == "CD" and kind == "person":
                continue
            if relation == "punct" and sentence.words[at] not in "-–&/'’.":
                continue
            kept.add(at)
            waiting.append(at)
    start, end = head, head + 1
    while start - 1 in kept:
        start -= 1
    while end in kept:
        end += 1
    while start < head and not _is_proper(sentence, start) and sentence.xpos[start] != "CD":
        start += 1
    while end - 1 > head and sentence.xpos[end - 1] in ("IN", "CC", "DT", "HYPH", "POS", ":", ",", "TO"):
        end -= 1
    return start, end


def _called(sentence: Sentence, noun: int, last: int) -> tuple[int, int] | None:
    """The name that stands right behind a common noun for a person ("spokeswoman Anna Lind")."""
    first = end = noun + 1
    while (
        end < last
        and _is_proper(sentence, end)
        and sentence.heads[end] in range(noun, end)
        and sentence.deprels[end] in ("flat", "appos")
    ):
        end += 1
    return (first, end) if end > first else None


def _modifiers(sentence: Sentence, first: int, last: int) -> list[int]:
    """The proper nouns before the common noun that heads an entity, of which GUM does not say whether they are a name
    ("the *Red Lions* biker gang").
    """
    inside = range(first, last)
    heads = [at for at in inside if sentence.heads[at] not in inside]
    if len(heads) != 1 or _is_proper(sentence, heads[0]):
        return []
    before = [at for at in range(first, heads[0]) if _is_proper(sentence, at)]
    return [at for at in before if sentence.deprels[at] in ("compound", "flat", "amod")]


def label_gum(sentence: Sentence) -> None:
    """Names of a GUM sentence: entities whose head is a proper noun, cut to the proper nouns around the head."""
    size = len(sentence)
    names = [nothing_but("NORP", "FAC", "WEAPON") if _is_proper(sentence, at) else bits("O") for at in range(size)]
    taken: list[tuple[int, int]] = []
    for first, last, _ in gum_entities(sentence):
        for at in _modifiers(sentence, first, last):
            names[at] = ANY
    for first, last, kind in sorted(gum_entities(sentence), key=lambda entity: (entity[0] - entity[1], entity[0])):
        if kind == "time":
            continue
        core = _core(sentence, first, last, kind)
        if core is None or any(start < core[1] and core[0] < end for start, end in taken):
            continue
        words = sentence.words[core[0] : core[1]]
        if kind == "person" and words[-1].lower() in TITLES:
            names[core[0] : core[1]] = [ANY] * len(words)
            continue
        label = _KINDS.get(kind, "MISC")
        kinds = [place_kind(words)] if label == "LOC" else [label]
        if kind == "object":
            kinds = ["MISC", "WEAPON"]
        if len(words) == 1 and words[0] in DEMONYMS:
            kinds = ["NORP"]
        elif kind == "person" and sentence.xpos[core[1] - 1] == "NNPS":
            kinds = ["NORP", "PER"]
        mark(names, core[0], core[1], kinds)
        taken.append(core)
    _mark_demonyms(sentence, names)
    sentence.names = names


def _mark_demonyms(sentence: Sentence, names: list[int]) -> None:
    taken = bits("O") ^ ANY
    for at, word in enumerate(sentence.words):
        if word in DEMONYMS and names[at] & bits("O") and names[at] & taken != taken:
            names[at] = bits("B-NORP")


# Universal NER over EWT


def read_uner(path: Path) -> list[list[tuple[str, str]]]:
    """Sentences of (word, label) from a gzipped IOB2 file."""
    sentences: list[list[tuple[str, str]]] = [[]]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 2 and cells[0].isdigit():
                sentences[-1].append((cells[1], cells[2]))
            elif not line.strip() and sentences[-1]:
                sentences.append([])
    return [sentence for sentence in sentences if sentence]


def label_uner(sentence: Sentence, labels: Sequence[str]) -> None:
    """Names of an EWT sentence from Universal NER, which knows persons, organisations and places (and "other")."""
    size = len(sentence)
    names = []
    for at in range(size):
        proper = sentence.xpos[at] in ("NNP", "NNPS", "JJ", "CD", "NN", "NNS", "HYPH")
        names.append(nothing_but("NORP", "WEAPON", "EVENT", "MISC", "FAC") if proper else bits("O"))
    for first, last, kind in spans(labels):
        words = sentence.words[first:last]
        if kind in ("PER", "ORG"):
            if kind == "ORG" and len(words) == 1 and words[0] in DEMONYMS:
                mark(names, first, last, ["ORG", "NORP"])
            else:
                mark(names, first, last, [kind])
        elif kind == "LOC":
            mark(names, first, last, [place_kind(words)])
        elif all(word in DEMONYMS or word in "-/" for word in words) or sentence.upos[first] == "ADJ":
            mark(names, first, last, ["NORP"])
        elif kind == "OTH":
            mark(names, first, last, ["NORP", "WEAPON", "EVENT", "MISC"])
            for at in range(first, last):
                names[at] |= bits("O")
    _mark_demonyms(sentence, names)
    sentence.names = names


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Names in BIO labels as (first, behind the last, kind)."""
    found: list[tuple[int, int, str]] = []
    start = -1
    for at, label in enumerate([*labels, "O"]):
        if start >= 0 and (label[0] != "I" or label[2:] != labels[start][2:]):
            found.append((start, at, labels[start][2:]))
            start = -1
        if label[0] == "B" or (label[0] == "I" and start < 0):
            start = at
    return [span for span in found if span[2] not in ("", "O")]


def gold(names: Iterable[int]) -> list[str]:
    """The labels where a source leaves no choice; ``O`` elsewhere, and the first of several kinds."""
    chosen = []
    for choice in names:
        if choice & 1:
            chosen.append("O")
        else:
            chosen.append(next(label for number, label in enumerate(LABELS) if choice >> number & 1))
    return chosen
