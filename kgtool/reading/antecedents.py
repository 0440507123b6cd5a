"""How probable it is that a pronoun stands for a phrase before it, by a small scorer that was trained on GUM.

In: a document and its mentions. Out: for a pronoun, the phrases before it with their probabilities; what is missing to
1 is the probability that it stands for none of them. Each phrase before and "none" get a score from a perceptron of one
layer, and a softmax makes them probabilities (Wiseman et al. 2015). It sees kind, number, gender, class, place in
the sentence and distance; it knows no words. ``training.coreference`` trains it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kgtool.language.document import NAME_KINDS, Document, Token
from kgtool.language.parser import MODEL
from kgtool.language.quotations import find_quotations
from kgtool.reading.model import Mention
from kgtool.reading.registry import EQUIPMENT, EVENT, FIGURE, GROUP, ORGANIZATION, PERSON, PLACE, STATE
from kgtool.reading.schema import Schema

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

SCORED = ("he", "she", "it", "they")
"""Anaphors that are scored."""
REACH = 40
"""Phrases back in which an antecedent is looked for."""
KINDS = (
    *SCORED, "first person", "second person", "other pronoun",
    "name", "demonym", "definite", "demonstrative", "possessed", "indefinite", "bare",
)  # fmt: skip
RELATIONS = ("nsubj", "obj", "iobj", "obl", "nmod", "nmod:poss", "appos", "conj", "root", "amod", "ccomp", "xcomp")
CLASSES = (PERSON, ORGANIZATION, STATE, PLACE, EVENT, GROUP, EQUIPMENT, FIGURE)
SENTENCES, PHRASES = (0, 1, 2, 3, 5, 9), (0, 1, 2, 4, 8, 16, 24)
"""Upper ends of the steps in which distances are told."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """The weights: of the inputs (inputs x hidden), their bias, and of the hidden (hidden)."""

    inner: Floats
    bias: Floats
    outer: Floats

    @classmethod
    def load(cls, file: Path) -> Scorer:
        """The scorer that :meth:`save` wrote."""
        with np.load(file) as arrays:
            return cls(*(arrays[name].astype(np.float32) for name in cls.__slots__))

    def save(self, file: Path) -> None:
        """Writes the weights in half precision."""
        np.savez(file, **{name: getattr(self, name).astype(np.float16) for name in self.__slots__})

    def probabilities(self, inputs: Floats) -> Floats:
        """The probability of each row; together they are less than 1 by that of none."""
        scores = np.maximum(inputs @ self.inner + self.bias, 0) @ self.outer
        most = max(float(scores.max()), 0.0)
        weights = np.exp(scores - most)
        return weights / (weights.sum() + np.exp(-most))  # type: ignore[no-any-return]


@cache
def shipped() -> Scorer:
    """The scorer that comes with kgtool."""
    return Scorer.load(MODEL / "antecedents.npz")


class Antecedents:
    """The phrases of one document, and how well each fits a pronoun behind it."""

    def __init__(self, document: Document, mentions: dict[int, Mention], schema: Schema) -> None:
        self.document, self.mentions, self.schema = document, mentions, schema
        self._known: dict[int, dict[int, float]] = {}

    def of(self, pronoun: int) -> dict[int, float]:
        """The heads of the phrases before a pronoun (its token index) with their probabilities."""
        if pronoun not in self._known:
            before = self.before(pronoun)
            self._known[pronoun] = {}
            if len(before):
                found = shipped().probabilities(self.inputs(pronoun, before))
                self._known[pronoun] = {self.heads[i]: float(p) for i, p in zip(before, found, strict=True)}
        return self._known[pronoun]

    @cached_property
    def heads(self) -> list[int]:
        """The heads of all phrases in the order of the text."""
        return sorted(self.mentions.keys() | {t.index for t in self.document.tokens if self._is_phrase(t)})

    def before(self, pronoun: int) -> Ints:
        """The positions in :attr:`heads` of the phrases that are compared with a pronoun."""
        at = int(np.searchsorted(self.heads, pronoun))
        return np.arange(max(at - REACH, 0), at)

    def inputs(self, pronoun: int, before: Ints) -> Floats:
        """What the scorer sees of a pronoun and each phrase before it: one row for each."""
        facts, at = self._facts, int(np.searchsorted(self.heads, pronoun))
        numbers, plural = facts.number[before], facts.number[at] == 2
        kind = facts.kind[at]
        joined, person, body = facts.joined[before], facts.person[before], facts.body[before]
        number_clash = (numbers > 0) & ((numbers == 2) != plural) & ~(joined & plural)
        of_person = kind <= 1
        kinds = facts.kind[before]
        gender_clash = (kinds <= 1) & of_person & (kinds != kind)
        class_clash = facts.lifeless[before] & of_person | (person & (kind == 2))
        fits = ~(number_clash | gender_clash | class_clash)
        behind = fits[::-1].cumsum()[::-1] - fits
        sentences = facts.sentence[at] - facts.sentence[before]
        phrases = at - before
        head, parent = np.array(self.heads)[before], facts.parent[before]
        relation, own = facts.relation[before], facts.relation[at]
        quoted, own_quote = facts.quote[before], facts.quote[at]
        told = np.stack(
            [
                number_clash, (numbers > 0) & ~number_clash, gender_clash, (kinds == kind) & (kind != 2), class_clash,
                fits, fits & (behind == 0), np.log1p(behind) / 2, relation == own, (relation == own) & (own == 0),
                parent == facts.parent[at], head == facts.parent[at], parent == self.heads[at],
                (facts.first[before] <= pronoun) & (pronoun <= facts.last[before]),
                facts.governing[at] == parent, (facts.governing[at] == parent) & (relation == 0),
                (quoted == own_quote) & (own_quote >= 0), (quoted >= 0) & (own_quote < 0),
                (quoted < 0) & (own_quote >= 0), np.log1p(sentences) / 2, np.log1p(phrases) / 3,
                facts.is_main[before] & (sentences == 0), facts.is_main[before] & (sentences == 1),
                facts.is_main[before] & fits & (behind == 0), person & of_person, body & (kind >= 2), joined & plural,
            ],
            axis=1,
        )  # fmt: skip
        alone = np.concatenate([facts.told[at], _one_hot(np.array([kind]), len(SCORED))[0]])
        return np.concatenate(
            [
                told,
                _one_hot(np.searchsorted(SENTENCES, sentences), len(SENTENCES) + 1),
                _one_hot(np.searchsorted(PHRASES, phrases), len(PHRASES) + 1),
                facts.told[before],
                np.broadcast_to(alone, (len(before), len(alone))),
            ],
            axis=1,
        ).astype(np.float32)

    @cached_property
    def _facts(self) -> _Facts:
        tokens, count = self.document.tokens, len(self.heads)
        quote_of = {
            i: number
            for number, quotation in enumerate(find_quotations(self.document))
            if quotation.kind == "speech"
            for i in quotation.span
        }
        name_of = {i: NAME_KINDS.index(n.kind) + 1 for n in self.document.names for i in range(n.first, n.last)}
        kind = np.array([KINDS.index(self._kind(head)) for head in self.heads])
        number = np.array([("", "Sing", "Plur").index(self._number(head)) for head in self.heads])
        classes = np.zeros((count, len(CLASSES)), dtype=bool)
        for at, head in enumerate(self.heads):
            mention = self.mentions.get(head)
            if mention is not None:
                classes[at] = [self._is_a(mention.classes, wanted) for wanted in CLASSES]
        name = np.array([name_of.get(head, 0) for head in self.heads])
        relations = [_relation(tokens[head]) for head in self.heads]
        relation = np.array([RELATIONS.index(r) if r in RELATIONS else len(RELATIONS) for r in relations])
        is_body = classes[:, 1:4].any(1) | ((name >= 2) & (name <= 4))
        is_person = (classes[:, 0] | (name == 1) | (kind <= 1) | (kind == 4) | (kind == 5)) & ~is_body
        trees = [self.document.subtree(head) for head in self.heads]
        sentence = np.array([tokens[head].sentence for head in self.heads])
        depth = np.array([self._depth(head) for head in self.heads])
        is_main = (relation == 0) & (depth == 1)
        joined = np.array([self._has(head, "conj") for head in self.heads])
        quote = np.array([quote_of.get(head, -1) for head in self.heads])
        words = [tokens[head].lemma.lower() for head in self.heads]
        said: dict[str, int] = {}
        times = np.zeros(count)
        for at, word in enumerate(words):
            times[at] = said.get(word, 0)
            said[word] = said.get(word, 0) + 1
        flags = [
            quote >= 0, np.r_[True, sentence[1:] != sentence[:-1]], times > 0, np.log1p(times),
            np.log1p([len(tree) for tree in trees]) / 2, is_person, is_body, joined, np.log1p(depth), is_main,
            [self._is_dummy(head) for head in self.heads],
            [tokens[head].feature("Reflex") == "Yes" for head in self.heads],
            *([self._has(head, r) for head in self.heads] for r in ("nmod", "acl", "amod", "compound", "nummod")),
        ]  # fmt: skip
        told = [
            _one_hot(kind, len(KINDS)), _one_hot(relation, len(RELATIONS) + 1), _one_hot(number, 3), classes,
            _one_hot(name, len(NAME_KINDS) + 1), np.stack(flags, axis=1),
        ]  # fmt: skip
        return _Facts(
            kind=kind,
            number=number,
            relation=relation,
            sentence=sentence,
            quote=quote,
            parent=np.array([tokens[head].head for head in self.heads]),
            governing=np.array([tokens[tokens[head].head].head for head in self.heads]),
            first=np.array([tree[0] for tree in trees]),
            last=np.array([tree[-1] for tree in trees]),
            person=is_person,
            body=is_body,
            lifeless=(is_body | classes[:, 4] | classes[:, 6:].any(1)) & ~is_person,
            joined=joined,
            is_main=is_main,
            told=np.concatenate(told, axis=1).astype(np.float32),
        )

    def _is_phrase(self, token: Token) -> bool:
        if token.upos == "PRON":
            return token.feature("PronType") in ("Prs", "Dem") and token.deprel != "expl"
        return token.upos in ("NOUN", "PROPN") and _relation(token) not in ("compound", "flat", "fixed", "goeswith")

    def _is_a(self, classes: frozenset[str], wanted: str) -> bool:
        return any(self.schema.is_subclass(cls, wanted) for cls in classes)

    def _kind(self, head: int) -> str:
        token, mention = self.document.tokens[head], self.mentions.get(head)
        if mention is not None and mention.kind == "pronoun" and mention.anaphor in SCORED:
            return mention.anaphor
        if token.upos == "PRON":
            return {"1": "first person", "2": "second person"}.get(token.feature("Person"), "other pronoun")
        if mention is not None and mention.kind in ("name", "demonym"):
            return mention.kind
        if token.upos == "PROPN":
            return "name"
        determiners = [self.document.tokens[c] for c in self.document.children[head]]
        told = {d.feature("PronType") + d.feature("Definite") for d in determiners if d.upos == "DET"}
        if "Dem" in told:
            return "demonstrative"
        if self._has(head, "nmod:poss"):
            return "possessed"
        if told:
            return "definite" if "ArtDef" in told else "indefinite"
        return "bare"

    def _number(self, head: int) -> str:
        mention = self.mentions.get(head)
        found = mention.number if mention is not None else self.document.tokens[head].feature("Number")
        return found if found in ("Sing", "Plur") else ""

    def _has(self, head: int, relation: str) -> bool:
        return any(_relation(self.document.tokens[c]) == relation for c in self.document.children[head])

    def _is_dummy(self, head: int) -> bool:
        """Whether a clause hangs beside it for which it may only stand: "it is clear that …"."""
        around = self.document.children[self.document.tokens[head].head]
        return any(_relation(self.document.tokens[c]) in ("csubj", "ccomp", "advcl", "xcomp", "acl") for c in around)

    def _depth(self, head: int) -> int:
        depth, token = 0, self.document.tokens[head]
        while not token.is_root:
            depth, token = depth + 1, self.document.tokens[token.head]
        return depth


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is told of each phrase: one entry, or row of ``told``, for each."""

    kind: Ints
    number: Ints
    """0 not known, 1 singular, 2 plural."""
    relation: Ints
    sentence: Ints
    quote: Ints
    """Number of the quotation that it stands in, -1 if none."""
    parent: Ints
    governing: Ints
    """The word above the parent."""
    first: Ints
    last: Ints
    person: NDArray[np.bool_]
    body: NDArray[np.bool_]
    lifeless: NDArray[np.bool_]
    joined: NDArray[np.bool_]
    """Whether others are joined with it: "A and B"."""
    is_main: NDArray[np.bool_]
    """Whether it is the subject of its sentence's main clause."""
    told: Floats


def _relation(token: Token) -> str:
    """The relation to the head; of the subtypes, possession alone."""
    return token.deprel if token.deprel == "nmod:poss" else token.deprel.split(":")[0]


def _one_hot(values: Ints | Sequence[int], size: int) -> Floats:
    return np.eye(size, dtype=np.float32)[np.asarray(values, dtype=np.int64)]
