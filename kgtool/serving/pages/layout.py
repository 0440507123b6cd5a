"""Where the nodes of a network stand: springs along the edges, repulsion between all, the same for the same graph.

T. Fruchterman, E. Reingold: Graph Drawing by Force-directed Placement (1991), from fixed starting places. What is not
linked is laid out by itself, and the parts are set beside and below each other.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ROUNDS = 400
GAP = 56.0
"""Pixels between two parts that are not linked."""
Points = NDArray[np.float64]


def lay_out(edges: Sequence[tuple[int, int]], sizes: Points, width: float) -> Points:
    """The middle of each box (``sizes``: width and height), all from the top left corner within about ``width``."""
    at = np.zeros_like(sizes)
    left, top, lowest = 0.0, 0.0, 0.0
    for part in parts(len(sizes), edges):
        number = {node: index for index, node in enumerate(part)}
        inner = [(number[one], number[other]) for one, other in edges if one in number]
        placed = _lay_out_part(inner, sizes[part], width)
        reach = (placed + sizes[part] / 2).max(axis=0)
        if left and left + reach[0] > width:
            left, top = 0.0, top + lowest + GAP
            lowest = 0.0
        at[part] = placed + np.array([left, top])
        left, lowest = left + float(reach[0]) + GAP, max(lowest, float(reach[1]))
    return at


def parts(count: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The nodes that are linked with each other, the most first."""
    top = list(range(count))
    for _ in range(count):
        before = list(top)
        for one, other in edges:
            top[one] = top[other] = min(top[one], top[other])
        if top == before:
            break
    groups: dict[int, list[int]] = {}
    for node, first in enumerate(top):
        groups.setdefault(first, []).append(node)
    return sorted(groups.values(), key=lambda part: (-len(part), part))


def _lay_out_part(edges: Sequence[tuple[int, int]], sizes: Points, width: float) -> Points:
    """One linked part, its boxes apart and its top left corner at 0."""
    count = len(sizes)
    if count == 2:
        at = np.array([[0.0, 0.0], [sizes.sum(axis=0)[0] / 2 + 110, 0.0]])
    else:
        room = np.array([min(width, 230.0 * count) * 0.86, max(150.0, 46.0 * count)])
        at = push_apart(_springs(count, edges) * room, sizes + np.array([0.0, 14.0]))
    placed: Points = at - (at - sizes / 2).min(axis=0)
    return placed


def _springs(count: int, edges: Sequence[tuple[int, int]]) -> Points:
    """Points of the unit square."""
    turns = np.arange(count) * 2.399963  # the golden angle
    at = np.stack([np.cos(turns), np.sin(turns)], axis=1) * np.sqrt((np.arange(count) + 0.5) / count)[:, None]
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    ideal = 1.6 / np.sqrt(count)
    for step in range(ROUNDS):
        heat = 0.12 * (1 - step / ROUNDS) + 0.002
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 0.01)
        force = (apart * (ideal**2 / distance**2)[:, :, None]).sum(axis=1)
        if len(ends):
            along = at[ends[:, 0]] - at[ends[:, 1]]
            pull = along * (np.sqrt((along**2).sum(axis=1)) / ideal)[:, None]
            np.subtract.at(force, ends[:, 0], pull)
            np.add.at(force, ends[:, 1], pull)
        force -= at * 0.2
        length = np.maximum(np.sqrt((force**2).sum(axis=1)), 1e-9)
        at = at + force * (np.minimum(length, heat) / length)[:, None]
    low, high = at.min(axis=0), at.max(axis=0)
    placed: Points = (at - low) / np.maximum(high - low, 1e-9)
    return placed


def push_apart(at: Points, sizes: Points, rounds: int = 300) -> Points:
    """Moves boxes (widths and heights around points) until no two overlap, or the rounds are over."""
    at = at.copy()
    order = np.arange(len(at))
    for _ in range(rounds):
        apart = at[:, None, :] - at[None, :, :]
        over: Points = (sizes[:, None, :] + sizes[None, :, :]) / 2 - np.abs(apart)
        over[order, order] = -1
        hit: NDArray[np.bool_] = np.logical_and(over[:, :, 0] > 0, over[:, :, 1] > 0)
        if not hit.any():
            break
        side = np.where(apart == 0, np.sign(order[:, None] - order[None, :])[:, :, None], np.sign(apart))
        is_flat = (over[:, :, 1] <= over[:, :, 0])[:, :, None]
        move = np.where(np.concatenate([~is_flat, is_flat], axis=2), over * side, 0) * hit[:, :, None]
        at += move.sum(axis=1) * 0.3
    return at
