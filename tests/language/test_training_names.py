"""What is taken as a name in GUM, whose entities are whole phrases."""

from __future__ import annotations

import pytest

from training.names import ANY, LABELS, label_gum
from training.treebank import Sentence

Row = tuple[str, str, int, str, str]


def labelled(rows: list[Row]) -> list[str]:
    """The labels of a sentence given as (word, tag, head counted from 1, relation, entity marks); ``?`` where open."""
    sentence = Sentence(
        "made for this test",
        [row[0] for row in rows],
        [True] * len(rows),
        upos=["PROPN" if row[1].startswith("NNP") else "X" for row in rows],
        xpos=[row[1] for row in rows],
        heads=[row[2] - 1 for row in rows],
        deprels=[row[3] for row in rows],
        misc=[f"Entity={row[4]}" if row[4] else "" for row in rows],
    )
    label_gum(sentence)
    return ["?" if choice == ANY else LABELS[(choice & -choice).bit_length() - 1] for choice in sentence.names]


def test_a_name_behind_a_common_noun_for_a_person() -> None:
    rows = [
        ("spokeswoman", "NN", 4, "nsubj", "(1-person-new"),
        ("Anna", "NNP", 1, "flat", ""),
        ("Lind", "NNP", 1, "flat", "1)"),
        ("left", "VBD", 0, "root", ""),
    ]
    assert labelled(rows) == ["O", "B-PER", "I-PER", "O"]


@pytest.mark.parametrize("word", ["MP", "Administrator"])
def test_an_office_is_not_a_person(word: str) -> None:
    rows = [
        ("Lind", "NNP", 5, "nsubj", "(1-person-new)"),
        (",", ",", 4, "punct", ""),
        ("Harbour", "NNP", 4, "compound", "(2-person-new"),
        (word, "NNP", 1, "appos", "2)"),
        ("left", "VBD", 0, "root", ""),
    ]
    assert labelled(rows) == ["B-PER", "O", "?", "?", "O"]


def test_names_before_a_common_noun_are_left_open() -> None:
    rows = [
        ("the", "DT", 4, "det", "(1-organization-new"),
        ("Red", "NNP", 4, "compound", ""),
        ("Lions", "NNPS", 2, "flat", ""),
        ("gang", "NN", 5, "nsubj", "1)"),
        ("left", "VBD", 0, "root", ""),
    ]
    assert labelled(rows) == ["O", "?", "?", "O", "O"]


def test_an_address_is_not_part_of_a_name() -> None:
    address = [
        ("Museum", "NNP", 0, "root", "(1-place-new"),
        ("of", "IN", 3, "case", ""),
        ("Springfield", "NNP", 1, "nmod", "(2-place-new"),
        (",", ",", 5, "punct", ""),
        ("Ohio", "NNP", 3, "nmod:unmarked", "(3-place-new)2)1)"),
    ]
    assert labelled(address) == ["B-LOC", "O", "B-LOC", "O", "B-LOC"]
    whole = [
        ("Museum", "NNP", 0, "root", "(1-place-new"),
        ("of", "IN", 3, "case", ""),
        ("Flight", "NNP", 1, "nmod", "1)"),
    ]
    assert labelled(whole) == ["B-FAC", "I-FAC", "I-FAC"]


def test_a_relative_clause_does_not_hide_a_name() -> None:
    rows = [
        ("came", "VBD", 0, "root", ""),
        ("Norland", "NNP", 1, "obl", "(1-place-new"),
        (",", ",", 5, "punct", ""),
        ("where", "WRB", 5, "advmod", ""),
        ("rain", "VBZ", 1, "advcl", "1)"),
    ]
    assert labelled(rows) == ["O", "B-LOC", "O", "O", "O"]
