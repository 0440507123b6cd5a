"""Pieces of a name are one name where the tree and the tags say so."""

import numpy as np

from kgtool.language.names import name_spans

LABELS = ("O", "B-LOC", "I-LOC", "B-ORG", "I-ORG")


def sure(*labels: str) -> np.ndarray:
    rows = np.full((len(labels), len(LABELS)), 0.02, dtype=np.float32)
    for at, label in enumerate(labels):
        rows[at, LABELS.index(label)] = 0.92
    return rows


def spans(labels: list[str], xpos: list[str], heads: list[int], deprels: list[str]) -> list[tuple[int, int, str]]:
    return [span[:3] for span in name_spans(LABELS, sure(*labels), xpos, heads, deprels)]


def test_labels_alone() -> None:
    assert spans(["B-ORG", "I-ORG", "O", "B-LOC"], ["NNP"] * 4, [1, 3, 3, 3], ["flat", "obl", "case", "root"]) == [
        (0, 2, "ORG"),
        (3, 4, "LOC"),
    ]


def test_an_inside_without_a_beginning_begins() -> None:
    assert spans(["O", "I-LOC", "I-ORG"], ["DT", "NNP", "NNP"], [1, 1, 1], ["det", "root", "appos"]) == [
        (1, 2, "LOC"),
        (2, 3, "ORG"),
    ]


def test_pieces_that_hang_together_are_joined() -> None:
    heads, deprels = [2, 2, 2], ["compound", "compound", "root"]
    assert spans(["B-LOC", "B-ORG", "I-ORG"], ["NNP"] * 3, heads, deprels) == [(0, 3, "ORG")]


def test_an_adjective_before_a_name_is_not_part_of_it() -> None:
    assert spans(["B-LOC", "B-ORG"], ["JJ", "NNP"], [1, 1], ["amod", "root"]) == [(0, 1, "LOC"), (1, 2, "ORG")]


def test_a_preposition_inside_joins_and_at_the_end_is_cut() -> None:
    joined = spans(["B-ORG", "I-ORG", "B-LOC"], ["NNP", "IN", "NNP"], [0, 2, 0], ["root", "case", "nmod"])
    assert joined in ([(0, 3, "ORG")], [(0, 3, "LOC")])
    assert spans(["B-ORG", "I-ORG", "O"], ["NNP", "IN", "NN"], [0, 2, 0], ["root", "case", "nmod"]) == [(0, 1, "ORG")]


def test_a_double_name_with_a_hyphen() -> None:
    found = spans(["B-LOC", "O", "B-LOC"], ["NNP", "HYPH", "NNP"], [2, 0, 2], ["compound", "punct", "root"])
    assert found == [(0, 3, "LOC")]


def test_a_preposition_or_hyphen_alone_is_no_name() -> None:
    assert spans(["B-LOC", "B-ORG", "O"], ["NNP", "IN", "NN"], [0, 2, 0], ["root", "case", "nmod"]) == [(0, 1, "LOC")]
    assert spans(["O", "B-ORG", "O"], ["NN", "HYPH", "NN"], [2, 2, 2], ["compound", "punct", "root"]) == []
