"""Terms numbered in bulk: byte strings of one buffer → numbers, without a Python object for each occurrence.

Strings are hashed eight bytes at a time, all strings at once, to 128 bits with keys drawn anew in each process, so that
no data can be made to collide; for a million different terms an accidental collision has a chance of about 10**-27. The
table is open addressing with linear probing, again for all strings at once. Numbers are given in the order of first
appearance and thus do not depend on the keys.
"""

from __future__ import annotations

import secrets
import sys
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from kgtool.reasoning.columns import Ints

Words: TypeAlias = npt.NDArray[np.uint64]
PADDING = 8
"""Bytes that a buffer must have behind its last string."""

_ODD = [np.uint64(secrets.randbits(64) | 1) for _ in range(4)]
_SEEDS = [np.uint64(secrets.randbits(64)) for _ in range(2)]
_HALF = np.uint64(32)
_MASKS: Words = np.array([0xFFFFFFFFFFFFFFFF, *((1 << (8 * n)) - 1 for n in range(1, 8))], np.uint64)
"""Length modulo 8 → which bytes of the last word count (in little-endian order)."""


def hashes(buffer: npt.NDArray[np.uint8], starts: Ints, lengths: Ints) -> tuple[Words, Words]:
    """Two 64-bit hashes for each string of the buffer. Strings must not be empty; ``PADDING`` bytes follow the last."""
    words = np.ndarray((len(buffer) - 7,), "<u8", buffer.data, strides=(1,))
    count = (lengths + 7) >> 3
    longest = int(count.max(initial=0))
    narrow = count.astype(np.uint8 if longest < 256 else np.uint16 if longest < 65536 else np.int64)
    order = np.argsort(narrow, kind="stable")[::-1]
    starts, lengths, narrow = starts[order], lengths[order], narrow[order]
    # How many strings have more than k words, for each k: they come first in this order.
    more = len(count) - np.searchsorted(narrow[::-1], np.arange(longest + 1), side="right")
    size = lengths.astype(np.uint64)
    one = size * _ODD[2] ^ _SEEDS[0]
    two = size * _ODD[3] ^ _SEEDS[1]
    for k in range(longest):
        here, beyond = int(more[k]), int(more[k + 1])
        word = words[starts[:here] + 8 * k]
        if sys.byteorder == "big":
            word = word.astype(np.uint64)
        word[beyond:here] &= _MASKS[lengths[beyond:here] & 7]
        for state, odd in ((one, _ODD[0]), (two, _ODD[1])):
            part = state[:here]
            part ^= word
            part *= odd
            part ^= part >> _HALF
    first, second = np.empty_like(one), np.empty_like(two)
    first[order], second[order] = one, two
    first *= _ODD[3]
    return first, second


class TermTable:
    """128-bit hash → number."""

    def __init__(self) -> None:
        self._bits = 16
        self._allocate()
        self._filled = 0

    def _allocate(self) -> None:
        size = 1 << self._bits
        self._first = np.zeros(size, np.uint64)
        self._second = np.zeros(size, np.uint64)
        self._numbers = np.full(size, -1, np.int64)

    def find(self, first: Words, second: Words) -> Ints:
        """The numbers of terms, -1 for those that are not in the table."""
        slots = (first >> np.uint64(64 - self._bits)).astype(np.int64)
        result = np.full(len(first), -1, np.int64)
        open_ = np.arange(len(first))
        while len(open_):
            at = slots[open_]
            numbers = self._numbers[at]
            equal = (self._first[at] == first[open_]) & (self._second[at] == second[open_]) & (numbers >= 0)
            result[open_[equal]] = numbers[equal]
            open_ = open_[~equal & (numbers >= 0)]
            slots[open_] = (slots[open_] + 1) & ((1 << self._bits) - 1)
        return result

    def number(self, first: Words, second: Words, following: int) -> tuple[Ints, Ints]:
        """The numbers of terms, new ones from ``following`` on.

        Gives (numbers, positions of the first appearance of each new term, in ascending order).
        """
        self._make_room(len(first))
        mask = (1 << self._bits) - 1
        result = np.empty(len(first), np.int64)
        slots = (first >> np.uint64(64 - self._bits)).astype(np.int64)
        open_ = np.arange(len(first))
        new: list[Ints] = []
        new_slots: list[Ints] = []
        while len(open_):
            at = slots[open_]
            numbers = self._numbers[at]
            one, two = first[open_], second[open_]
            empty = numbers == -1
            if empty.any():
                # Of those that meet in one free slot the first to appear gets it: later writes win, so write backwards.
                claims, places = open_[empty][::-1], at[empty][::-1]
                self._numbers[places] = claims
                won = self._numbers[places] == claims
                winners, taken = claims[won], places[won]
                self._first[taken], self._second[taken] = first[winners], second[winners]
                self._numbers[taken] = -2 - winners
                new.append(winners)
                new_slots.append(taken)
                numbers = self._numbers[at]
            equal = (self._first[at] == one) & (self._second[at] == two)
            result[open_[equal]] = numbers[equal]
            open_ = open_[~equal]
            slots[open_] = (slots[open_] + 1) & mask
        if not new:
            return result, np.empty(0, np.int64)
        positions, taken = np.concatenate(new), np.concatenate(new_slots)
        order = np.argsort(positions)
        positions, taken = positions[order], taken[order]
        given = np.arange(following, following + len(positions))
        self._numbers[taken] = given
        self._filled += len(positions)
        fresh = result < 0
        by_position = np.empty(len(first), np.int64)
        by_position[positions] = given
        result[fresh] = by_position[-2 - result[fresh]]
        return result, positions

    def _make_room(self, more: int) -> None:
        bits = self._bits
        while (self._filled + min(more, 1 << bits)) * 2 > 1 << bits:
            bits += 1
        if bits == self._bits:
            return
        kept = np.flatnonzero(self._numbers >= 0)
        first, second, numbers = self._first[kept], self._second[kept], self._numbers[kept]
        self._bits = bits
        self._allocate()
        self._put(first, second, numbers)

    def _put(self, first: Words, second: Words, numbers: Ints) -> None:
        """Places terms that are known to be different."""
        slots = (first >> np.uint64(64 - self._bits)).astype(np.int64)
        open_ = np.arange(len(first))
        while len(open_):
            at = slots[open_]
            free = self._numbers[at] < 0
            self._numbers[at[free]] = open_[free]
            won = np.zeros(len(open_), np.bool_)
            won[free] = self._numbers[at[free]] == open_[free]
            winners = open_[won]
            self._first[at[won]], self._second[at[won]] = first[winners], second[winners]
            self._numbers[at[won]] = numbers[winners]
            open_ = open_[~won]
            slots[open_] = (slots[open_] + 1) & ((1 << self._bits) - 1)

    def put(self, first: Words, second: Words, numbers: Ints) -> None:
        """Takes in terms that have numbers already, each once and none of them here yet."""
        self._make_room(len(first))
        self._put(first, second, numbers)
        self._filled += len(first)
