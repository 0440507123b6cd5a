"""Terms numbered in bulk: byte strings of one buffer → numbers, without a Python object for each occurrence.

Strings are hashed eight bytes at a time, all strings at once, to 128 bits with keys drawn anew in each process, so that
no data can be made to collide; for a million different terms an accidental collision has a chance of about 10**-27. The
table is open addressing with linear probing, again for all strings at once. Numbers are given in the order of first
appearance and thus do not depend on the keys.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from kgtool.reasoning.columns import Ints

Words: TypeAlias = npt.NDArray[np.uint64]
PADDING = 16
"""Bytes that a buffer must have behind its last string."""
LONGEST = 1 << 12
"""Bytes of a string beyond which it is hashed alone."""

_ODD = [np.uint64(secrets.randbits(64) | 1) for _ in range(4)]
_KEY = secrets.token_bytes(64)
_SEEDS = [np.uint64(secrets.randbits(64)) for _ in range(2)]
_ONE, _EIGHT, _HALF, _LAST_BIT = (np.uint64(number) for number in (1, 8, 32, 63))
_MASKS: Words = np.array([0xFFFFFFFFFFFFFFFF, *((1 << (8 * n)) - 1 for n in range(1, 8))], np.uint64)
"""Length modulo 8 → which bytes of the last word count (in little-endian order)."""


def hashes(buffer: npt.NDArray[np.uint8], starts: Ints, lengths: Ints) -> tuple[Words, Words]:
    """Two 64-bit hashes for each string of the buffer. Strings must not be empty; ``PADDING`` bytes follow the last."""
    long = np.flatnonzero(lengths > LONGEST)
    first, second = _hashes_by_words(buffer, starts, np.minimum(lengths, LONGEST) if len(long) else lengths)
    for place in long.tolist():
        text = buffer[starts[place] : starts[place] + lengths[place]]
        first[place], second[place] = np.frombuffer(blake2b(text.tobytes(), digest_size=16, key=_KEY).digest(), "<u8")
    return first, second


def _hashes_by_words(buffer: npt.NDArray[np.uint8], starts: Ints, lengths: Ints) -> tuple[Words, Words]:
    """Words are read where the processor reads them fast, at multiples of eight bytes, and shifted together."""
    words: Words = buffer[: len(buffer) & ~7].view("<u8").astype(np.uint64, copy=False)
    count = (lengths + 7) >> 3
    longest = int(count.max(initial=0))
    narrow = count.astype(np.uint8 if longest < 256 else np.uint16 if longest < 65536 else np.int64)
    order = np.argsort(narrow, kind="stable")[::-1]
    starts, lengths, narrow = starts[order], lengths[order], narrow[order]
    # How many strings have more than k words, for each k: they come first in this order.
    more = (len(count) - np.searchsorted(narrow[::-1], np.arange(longest + 1), side="right")).tolist()
    place = starts >> 3
    shift = (starts & 7).astype(np.uint64) * _EIGHT
    shift_back = _LAST_BIT - shift
    masks = _MASKS[lengths & 7]
    size = lengths.astype(np.uint64)
    one = size * _ODD[2] ^ _SEEDS[0]
    two = size * _ODD[3] ^ _SEEDS[1]
    following = words.take(place)
    for here, beyond in pairwise(more):
        word = following[:here] >> shift[:here]
        place[:here] += 1
        following = words.take(place[:here])
        part = following << shift_back[:here]
        part <<= _ONE
        word |= part
        word[beyond:] &= masks[beyond:here]
        for state, odd in ((one, _ODD[0]), (two, _ODD[1])):
            mixed = state[:here]
            mixed ^= word
            mixed *= odd
            np.right_shift(mixed, _HALF, out=part)
            mixed ^= part
    first, second = np.empty_like(one), np.empty_like(two)
    first[order], second[order] = one, two
    first *= _ODD[3]
    return first, second


class TermTable:
    """128-bit hash → number. Numbers are given from 0 on."""

    def __init__(self) -> None:
        self._bits = 0
        self._slots = np.empty(0, np.int32)
        """Number of the term in each slot, -1 for none."""
        self._first = np.empty(0, np.uint64)
        self._second = np.empty(0, np.uint64)
        """Number → hashes, with room for more."""
        self._filled = 0
        self._make_room(1 << 14)

    def __len__(self) -> int:
        return self._filled

    def find(self, first: Words, second: Words) -> Ints:
        """The numbers of terms, -1 for those that are not in the table."""
        slots = self._slots_of(first)
        result = np.full(len(first), -1, np.int64)
        open_ = np.arange(len(first))
        while len(open_):
            numbers = self._slots[slots[open_]]
            equal = self._are_equal(numbers, first[open_], second[open_])
            result[open_[equal]] = numbers[equal]
            open_ = open_[~equal & (numbers >= 0)]
            slots[open_] = (slots[open_] + 1) & (len(self._slots) - 1)
        return result

    def number(self, first: Words, second: Words) -> tuple[Ints, Ints]:
        """The numbers of terms, and the positions of those that were new, in the order of their numbers."""
        starts = np.ones(len(first), np.bool_)  # of a run: files tend to name one subject in many lines
        np.not_equal(first[1:], first[:-1], out=starts[1:])
        starts[1:] |= second[1:] != second[:-1]
        runs = np.flatnonzero(starts)
        numbers, new = self._number(first[runs], second[runs])
        return numbers.repeat(np.diff(runs, append=len(first))), runs[new]

    def _number(self, first: Words, second: Words) -> tuple[Ints, Ints]:
        self._make_room(len(first))
        slots = self._slots_of(first)
        result = self._slots.take(slots)
        open_ = np.flatnonzero(~self._are_equal(result, first, second))
        before = self._filled
        winners: list[Ints] = []
        taken: list[Ints] = []
        while len(open_):
            at, one, two = slots[open_], first[open_], second[open_]
            numbers = self._slots[at]
            empty = numbers < 0
            if empty.any():
                # Of those that meet in one free slot the first to appear gets it: later writes win, so write backwards.
                claims, places = open_[empty][::-1], at[empty][::-1]
                self._slots[places] = claims
                won = self._slots[places] == claims
                winners.append(claims[won])
                taken.append(places[won])
                self._slots[taken[-1]] = self._append(first[winners[-1]], second[winners[-1]])
                numbers = self._slots[at]
            equal = self._are_equal(numbers, one, two)
            result[open_[equal]] = numbers[equal]
            open_ = open_[~equal]
            slots[open_] = (slots[open_] + 1) & (len(self._slots) - 1)
        if not winners:
            return result.astype(np.int64), np.empty(0, np.int64)
        # They have numbers in the order in which they found a slot; now in that of their appearance.
        positions = np.concatenate(winners)
        order = np.argsort(positions)
        positions = positions[order]
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(before, self._filled, dtype=np.int32)
        self._first[before : self._filled], self._second[before : self._filled] = first[positions], second[positions]
        self._slots[np.concatenate(taken)] = rank
        fresh = result >= before
        result[fresh] = rank[result[fresh] - before]
        return result.astype(np.int64), positions

    def put(self, first: Words, second: Words) -> None:
        """Takes in terms that are not here yet, each once; they get the next numbers."""
        self._make_room(len(first))
        self._place(self._append(first, second))

    def cut(self, length: int) -> None:
        """Forgets the terms from a number on."""
        self._filled = length
        self._slots.fill(-1)
        self._place(np.arange(length, dtype=np.int32))

    def _slots_of(self, first: Words) -> Ints:
        return (first >> np.uint64(64 - self._bits)).astype(np.int64)

    def _are_equal(self, numbers: npt.NDArray[np.int32], first: Words, second: Words) -> npt.NDArray[np.bool_]:
        found: npt.NDArray[np.bool_] = self._first.take(numbers) == first
        found &= self._second.take(numbers) == second
        found &= numbers >= 0
        return found

    def _append(self, first: Words, second: Words) -> npt.NDArray[np.int32]:
        """Gives the next numbers to terms."""
        before, self._filled = self._filled, self._filled + len(first)
        self._first[before : self._filled], self._second[before : self._filled] = first, second
        return np.arange(before, self._filled, dtype=np.int32)

    def _place(self, numbers: npt.NDArray[np.int32]) -> None:
        """Gives slots to terms that are known to be different."""
        slots = self._slots_of(self._first[numbers])
        while len(numbers):
            free = self._slots[slots] < 0
            self._slots[slots[free]] = numbers[free]
            open_ = self._slots[slots] != numbers
            numbers, slots = numbers[open_], (slots[open_] + 1) & (len(self._slots) - 1)

    def _make_room(self, more: int) -> None:
        """Keeps at least half of the slots free."""
        bits = max(self._bits, ((self._filled + more) * 4 - 1).bit_length())
        if bits == self._bits:
            return
        self._bits = bits
        self._first, self._second = (
            np.concatenate((kept[: self._filled], np.zeros((1 << bits >> 2) - self._filled, np.uint64)))
            for kept in (self._first, self._second)
        )
        self._slots = np.full(1 << bits, -1, np.int32)
        self._place(np.arange(self._filled, dtype=np.int32))
