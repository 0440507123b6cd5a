"""What pronouns stand for, by rules and the learned scorer together, in invented articles; and that the scorer learns."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kgtool.reading import ArticleReader, Source
from kgtool.reading.antecedents import REACH, SCORED, Antecedents, Scorer, shipped
from kgtool.reading.registry import PERSON
from tests.reading.read_articles import ARTICLES, PUBLISHED, Read
from training.antecedents import Example, train

STAND_FOR = [
    # nobody but the scorer finds these
    ("President Mary Mwangi spoke to the rebels by phone and urged them to lay down their arms.", "them", {"rebels"}),
    ("Mary Mwangi, who met Ali Warsame in Oslo on Friday, spoke to Peter Balog. Her office said she had asked him to wait.", "she", {"Mary Mwangi"}),
    # and here it agrees with the rules
    ("Kenya denies the charge. Its foreign minister, Mary Mwangi, said so.", "Its", {"Kenya"}),
    ("Ali Warsame arrived in Oslo on Monday. He met Mary Mwangi.", "He", {"Ali Warsame"}),
]  # fmt: skip

DO_NOT_STAND_FOR = [
    # the truce came after talks, not who brokered it
    ("The truce, brokered by Norway, began at 19:00 local time. It came after talks in Oslo.", "It", "Norway"),
    # rockets are intercepted, not those who told of them
    ("A mortar attack killed one civilian, police said. Rebels fired 12 rockets at Garissa; the army said three of them were intercepted.", "them", "police"),
    # a meeting has a kind, not the country of the one who headed it
    ("The accord was reached by commissions headed by Kenyan minister Ali Warsame and his Somali counterpart. The meeting, the eighth of its kind, was held in Oslo.", "its", "Kenya"),
]  # fmt: skip


def _labels(reader: ArticleReader, text: str, word: str) -> set[str]:
    found = reader.read(text, Source("test", 0, PUBLISHED))
    mentions = [m for m in found.mentions if found.document.tokens[m.head].text == word]
    assert mentions, "the pronoun is a mention"
    return {thing.label for thing in mentions[-1].things}


@pytest.mark.parametrize(("text", "word", "labels"), STAND_FOR)
def test_stands_for(reader: ArticleReader, text: str, word: str, labels: set[str]) -> None:
    assert _labels(reader, text, word) == labels


@pytest.mark.parametrize(("text", "word", "label"), DO_NOT_STAND_FOR)
def test_does_not_stand_for(reader: ArticleReader, text: str, word: str, label: str) -> None:
    assert label not in _labels(reader, text, word)


def test_one_who_is_urged_is_told(read: Callable[[str], Read]) -> None:
    text = "President Mary Mwangi spoke to the rebels by phone and urged them to lay down their arms."
    assert read(text).says("?e kg:addressee ?g . ?g rdfs:label 'rebels'@en")


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_number_and_kind_agree(reader: ArticleReader, name: str) -> None:
    found = reader.read(ARTICLES[name].read_text(encoding="utf-8"), Source("test", 0, PUBLISHED))
    for mention in found.mentions:
        persons = [reader.schema.is_subclass(c, PERSON) for thing in mention.things for c in thing.classes]
        if mention.anaphor in ("he", "she") and mention.things:
            assert len(mention.things) == 1 and any(persons)
        if mention.anaphor == "it" and mention.things:
            assert len(mention.things) == 1 and not any(persons) and mention.things[0].number != "Plur"


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_probabilities_of_phrases_before(reader: ArticleReader, name: str) -> None:
    found = reader.read(ARTICLES[name].read_text(encoding="utf-8"), Source("test", 0, PUBLISHED))
    antecedents = Antecedents(found.document, {m.head: m for m in found.mentions}, reader.schema)
    pronouns = [m.head for m in found.mentions if m.anaphor in SCORED and m.kind == "pronoun"]
    assert pronouns
    for pronoun in pronouns:
        shares = antecedents.of(pronoun)
        assert len(shares) <= REACH and all(head < pronoun and 0 <= p <= 1 for head, p in shares.items())
        assert sum(shares.values()) < 1.0001


def test_learns_which_phrase_is_the_same_and_when_none_is(tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    examples = []
    for number in range(160):
        inputs = random.random((6, 4)).astype(np.float32)
        inputs[:, 0] = 0
        same = np.zeros(6, dtype=bool)
        if number % 2:
            same[number % 6] = True
            inputs[number % 6, 0] = 1
        examples.append(Example(inputs, same))
    scorer = train(examples)
    for example in examples:
        found = scorer.probabilities(example.inputs)
        assert (found > 0.5).tolist() == example.same.tolist()
    scorer.save(tmp_path / "one.npz")
    train(examples).save(tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert np.allclose(Scorer.load(tmp_path / "one.npz").inner, scorer.inner, atol=2e-3)


def test_the_shipped_scorer_fits_the_features(reader: ArticleReader) -> None:
    found = reader.read("Ali Warsame arrived. He met Mary Mwangi.", Source("test", 0, PUBLISHED))
    antecedents = Antecedents(found.document, {m.head: m for m in found.mentions}, reader.schema)
    he = next(m.head for m in found.mentions if m.anaphor == "he")
    assert antecedents.inputs(he, antecedents.before(he)).shape[1] == len(shipped().inner)
