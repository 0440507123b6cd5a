"""Facts, and what waits to be among them: under the keys of columns, in the order in which these feed each other."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable

import numpy as np

from kgtool.errors import LimitExceeded
from kgtool.reasoning.columns import (
    LOW,
    Ints,
    sorted_unique,
    swap,
)
from kgtool.reasoning.equality import Equality
from kgtool.reasoning.facts import MEMBERS, Facts, class_key, property_key
from kgtool.reasoning.literals import LiteralValues
from kgtool.reasoning.program import Program
from kgtool.reasoning.schema import GROUND, Instance
from kgtool.reasoning.strategies import (
    SCHEMA_ORDER,
)
from kgtool.reasoning.terms import (
    BUILT_IN_COUNT,
    SAME_AS,
    SCHEMA_KEYS,
    TYPE,
    Terms,
)

SCHEMA_FIRST = 1 << 40
"""What the ranks of schema columns lie before those of all others."""
OF_RULES_ALONE = Program()
"""The program that an empty schema has: the rules that need none."""
for ground in GROUND:
    OF_RULES_ALONE.add(ground)
DEFAULT_LIMIT = 100_000_000
"""Derived triples beyond which a closure is given up, where the caller names no limit: about 1.6 GB of columns."""


class Waiting:
    """The state of a materialisation: its facts, its program, and the facts that wait."""

    def __init__(self, terms: Terms, limit: int | None, progress: Callable[[str], None] | None) -> None:
        self.terms = terms
        self.facts = Facts()
        self.equality = Equality()
        self.program = OF_RULES_ALONE.copy()
        self.limit = DEFAULT_LIMIT if limit is None else limit
        self.progress = progress
        self.given = 0
        """Number of asserted facts, which the limit does not count."""
        self.literals = LiteralValues(terms)
        self.lists_thing = False
        """Whether anything depends on who is an ``owl:Thing``; otherwise that is only found out when asked."""
        self._pending: dict[int, list[Ints]] = {}
        self._ordered: set[int] = set()
        """Keys whose first values to wait are ascending, each once."""
        self._equal: list[tuple[Ints, Ints, object]] = []
        self._dirty: set[str] = set()
        self._queue: list[tuple[int, int]] = []
        self._ranks: dict[int, int] = {}
        self._keys: dict[Instance, None] = {}
        self._count = 0
        self._told = 0.0

    def push(self, key: int, values: Ints) -> None:
        """Lets values wait under a key."""
        if not len(values):
            return
        waiting = self._pending.get(key)
        if waiting is None:
            self._pending[key] = [values]
            heapq.heappush(self._queue, (self._rank(key), key))
        else:
            waiting.append(values)

    def push_pairs(self, predicate: int, pairs: Ints) -> None:
        """New triples of one predicate, which may be ``rdf:type`` or ``owl:sameAs``."""
        if predicate == TYPE:
            ordered = np.sort(swap(pairs), kind="stable")
            numbers = ordered >> 32
            for number in sorted_unique(numbers).tolist():
                low, high = numbers.searchsorted((number, number + 1))
                self.push(class_key(number), ordered[low:high] & LOW)
        elif predicate == SAME_AS:
            self._equal.append((pairs >> 32, pairs & LOW, "eq-rep-p"))
        else:
            self.push(property_key(predicate), pairs)

    def _rank(self, key: int) -> int:
        number = key >> 1
        if number < BUILT_IN_COUNT and (key & MEMBERS or number in SCHEMA_KEYS):
            return SCHEMA_ORDER.get(key, 0) - SCHEMA_FIRST
        return self._ranks.get(key, 0)

    def _take(self) -> tuple[int, list[Ints]]:
        """The next key and what waits under it."""
        _, key = heapq.heappop(self._queue)
        return key, self._pending.pop(key)

    def forget_count(self, deleted: int) -> None:
        """Lowers the number of facts that the limit is compared with."""
        self._count -= deleted

    def _grown(self, by: int) -> None:
        self._count += by
        if self._count - self.given > self.limit:
            raise LimitExceeded(
                f"more than {self.limit:,} triples follow",
                hint="raise the limit, give it less, or look for a property that relates nearly everything",
            )
        if self.progress is not None:
            now = time.monotonic()
            if self._told == 0.0:
                self._told = now
            elif now - self._told > 2.0:
                self._told = now
                self.progress(f"{self._count:,} triples so far, {len(self._pending):,} columns waiting")
