"""Scores become trees with one root and no cycle, and the best of them."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kgtool.language.trees import best_tree


def is_tree(heads: list[int]) -> bool:
    if sum(head == at for at, head in enumerate(heads)) != 1:
        return False
    for start in range(len(heads)):
        at, seen = start, set()
        while heads[at] != at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at]
    return True


def total(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[at, 0 if head == at else head + 1] for at, head in enumerate(heads)))


@settings(deadline=None)
@given(st.integers(1, 12).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-9, 9, width=32))))
def test_always_a_tree(scores: np.ndarray) -> None:
    assert is_tree(best_tree(scores))


@pytest.mark.parametrize("seed", range(40))
def test_the_best_tree_of_all(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
    trees = [list(heads) for heads in product(range(4), repeat=4) if is_tree(list(heads))]
    best = max(total(scores, heads) for heads in trees)
    assert total(scores, best_tree(scores)) == pytest.approx(best, abs=1e-4)


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.full((3, 4), -5, dtype=np.float32)
    scores[0, 2] = 5  # 0 below 1
    scores[1, 1] = 5  # 1 below 0: a cycle
    scores[1, 3] = 4  # 1 could hang below 2
    scores[2, 0] = 3  # 2 is the root
    assert best_tree(scores) == [1, 2, 2]


def test_numbers_that_are_none_do_no_harm() -> None:
    assert is_tree(best_tree(np.full((5, 6), np.nan, dtype=np.float32)))
