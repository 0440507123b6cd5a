"""Slips of the pen: what is corrected, and what is left as it is."""

from __future__ import annotations

import pytest

from kgtool.asking.english import English
from kgtool.asking.spelling import Spelling
from kgtool.asking.tokens import tokenise
from tests.asking.world import ONTOLOGY


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    english = English.load(ONTOLOGY / "lexicon" / "questions.toml")
    return Spelling(english, ["delegation", "attack", "bomber"])


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("delegaton", "delegation"), ("attaked", "attacked"), ("teh", "the"), ("mnay", "many"), ("bmobers", "bombers")],
)
def test_a_slip_is_corrected(spelling: Spelling, printed: str, meant: str) -> None:
    assert spelling.corrected(tokenise(printed)[0]).key == meant


@pytest.mark.parametrize("word", ["homes", "mayor", "link", "zzz", "delegatonnn", "at"])
def test_other_words_stay(spelling: Spelling, word: str) -> None:
    token = tokenise(word)[0]
    assert spelling.corrected(token) == token


def test_a_quotation_stays(spelling: Spelling) -> None:
    token = tokenise("“delegaton”")[0]
    assert spelling.corrected(token) == token
