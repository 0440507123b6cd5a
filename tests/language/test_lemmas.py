"""Lemmas by rule, and by the exceptions of the model folder."""

import pytest

from kgtool.language.lemmas import Lemmas, by_rule
from kgtool.language.parser import MODEL


@pytest.fixture(scope="module")
def lemmas() -> Lemmas:
    return Lemmas.load(MODEL / "lemmas.tsv")


@pytest.mark.parametrize(
    ("form", "xpos", "upos", "lemma"),
    [
        ("carried", "VBD", "VERB", "carry"),
        ("stopped", "VBD", "VERB", "stop"),
        ("agreed", "VBD", "VERB", "agree"),
        ("exchanged", "VBD", "VERB", "exchange"),
        ("launched", "VBN", "VERB", "launch"),
        ("killed", "VBN", "VERB", "kill"),
        ("led", "VBN", "VERB", "lead"),
        ("met", "VBD", "VERB", "meet"),
        ("undertook", "VBD", "VERB", "undertake"),
        ("fled", "VBD", "VERB", "flee"),
        ("withdrew", "VBD", "VERB", "withdraw"),
        ("shelling", "VBG", "VERB", "shell"),
        ("hosting", "VBG", "VERB", "host"),
        ("mediating", "VBG", "VERB", "mediate"),
        ("making", "VBG", "VERB", "make"),
        ("says", "VBZ", "VERB", "say"),
        ("passes", "VBZ", "VERB", "pass"),
        ("denies", "VBZ", "VERB", "deny"),
        ("sides", "NNS", "NOUN", "side"),
        ("parties", "NNS", "NOUN", "party"),
        ("losses", "NNS", "NOUN", "loss"),
        ("missiles", "NNS", "NOUN", "missile"),
        ("servicemen", "NNS", "NOUN", "serviceman"),
        ("NGOs", "NNS", "NOUN", "NGO"),
        ("crises", "NNS", "NOUN", "crisis"),
        ("Talks", "NNS", "NOUN", "talk"),
        ("heavier", "JJR", "ADJ", "heavy"),
        ("largest", "JJS", "ADJ", "large"),
        ("n't", "RB", "PART", "not"),
        ("n’t", "RB", "PART", "not"),
        ("was", "VBD", "AUX", "be"),
        ("'s", "POS", "PART", "'s"),
        ("his", "PRP$", "PRON", "his"),
        ("Geneva", "NNP", "PROPN", "Geneva"),
    ],
)
def test_lemma(lemmas: Lemmas, form: str, xpos: str, upos: str, lemma: str) -> None:
    assert lemmas.of(form, xpos, upos) == lemma


def test_rules_stand_without_a_table() -> None:
    assert by_rule("Parties", "NNS", "NOUN") == "party"
    assert by_rule("Reuters", "NNP", "PROPN") == "Reuters"
