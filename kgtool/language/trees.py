"""From scores of heads to trees: one root, no cycles.

The best head of each word is a tree for most sentences; where it is not, the Chu-Liu/Edmonds algorithm (Chu and Liu
1965, Edmonds 1967) finds the best tree, once for each promising root, so that a sentence has exactly one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

_ROOTS_TRIED = 4


def best_tree(scores: Scores) -> list[int]:
    """The heads of a sentence of ``n`` words: for each word the head's index, its own at the root.

    ``scores`` is (n, n + 1): row a word, column a head, column 0 the root. Higher is better; the sum over the words
    is maximised.
    """
    size = len(scores)
    if size == 1:
        return [0]
    exact: NDArray[np.float64] = np.nan_to_num(scores.astype(np.float64), nan=-1e9, posinf=1e9, neginf=-1e9)
    exact[np.arange(size), np.arange(size) + 1] = -1e12
    greedy = exact.argmax(1)
    if (greedy == 0).sum() == 1 and not _has_cycle(greedy):
        return _as_heads(greedy)
    # The gain of being the root over the best other head says which roots are worth trying.
    others = exact[:, 1:].max(1)
    roots = np.argsort(-(exact[:, 0] - others), kind="stable")[:_ROOTS_TRIED]
    best: tuple[float, NDArray[np.intp]] | None = None
    for root in roots:
        heads = _spanning_tree(exact, int(root))
        total = float(exact[np.arange(size), heads].sum())
        if best is None or total > best[0]:
            best = (total, heads)
    assert best is not None
    return _as_heads(best[1])


def _as_heads(columns: NDArray[np.intp]) -> list[int]:
    return [at if column == 0 else int(column) - 1 for at, column in enumerate(columns)]


def _has_cycle(columns: NDArray[np.intp]) -> bool:
    """Whether following the heads from some word never reaches the root: pointers are doubled until they must have."""
    above = np.concatenate([np.zeros(1, np.intp), columns])
    for _ in range(len(above).bit_length()):
        above = above[above]
    return bool(above.any())


def _spanning_tree(scores: NDArray[np.float64], root: int) -> NDArray[np.intp]:
    """The best tree in which word ``root`` is the only child of the root."""
    size = len(scores)
    weights = np.full((size + 1, size + 1), -1e12)
    weights[1:, 1:] = scores[:, 1:]
    weights[root + 1, :] = -1e12
    weights[root + 1, 0] = 0.0
    found: NDArray[np.intp] = _edmonds(weights)[1:]
    return found


def _edmonds(weights: NDArray[np.float64]) -> NDArray[np.intp]:
    """Maximum arborescence over nodes 0 (the root) to n; ``weights[child, head]``. Contracts one cycle after the
    other.
    """
    size = len(weights)
    weights = weights.copy()
    np.fill_diagonal(weights, -np.inf)
    heads: NDArray[np.intp] = weights.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    # The cycle becomes one node, the last; entering it at a word costs that word's arc in the cycle.
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = weights[np.ix_(outside, outside)]
    out_of = weights[np.ix_(outside, cycle)]
    small[:-1, -1] = out_of.max(1)
    into = weights[np.ix_(cycle, outside)] - weights[cycle, heads[cycle]][:, None]
    small[-1, :-1] = into.max(0)
    found = _edmonds(small)
    result = heads.copy()
    for at, node in enumerate(outside):
        if node == 0:
            continue
        result[node] = cycle[out_of[at].argmax()] if found[at] == len(outside) else outside[found[at]]
    entered = cycle[into[:, found[-1]].argmax()]
    result[entered] = outside[found[-1]]
    return result


def _find_cycle(heads: NDArray[np.intp]) -> NDArray[np.intp] | None:
    colour = np.zeros(len(heads), dtype=np.intp)
    colour[0] = -1
    for start in range(1, len(heads)):
        node = start
        while colour[node] == 0:
            colour[node] = start
            node = int(heads[node])
        if colour[node] == start:
            cycle = [node]
            above = int(heads[node])
            while above != node:
                cycle.append(above)
                above = int(heads[above])
            return np.array(sorted(cycle))
    return None
