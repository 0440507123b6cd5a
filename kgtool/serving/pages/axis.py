"""The time axis of a drawing: days beside each other, and long stretches in which nothing happens folded up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

FOLD_FROM_DAYS = 4
"""Stretches with no event of more days than this are folded."""
FOLD_WIDTH = 0.6
"""How wide a folded stretch is, in days."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis, or (``days`` above 1) a stretch that is folded."""

    day: date
    at: float
    width: float
    days: int = 1


class Axis:
    """Where days stand, in units of one day's width."""

    def __init__(self, days: Iterable[date]) -> None:
        wanted = sorted(set(days))
        self.ticks: list[Tick] = []
        at = 0.0
        for index, day in enumerate(wanted):
            if index:
                gap = (day - wanted[index - 1]).days - 1
                first = wanted[index - 1] + timedelta(1)
                if gap > FOLD_FROM_DAYS:
                    self.ticks.append(Tick(first, at, FOLD_WIDTH, gap))
                    at += FOLD_WIDTH
                else:
                    for step in range(gap):
                        self.ticks.append(Tick(first + timedelta(step), at, 1.0))
                        at += 1.0
            self.ticks.append(Tick(day, at, 1.0))
            at += 1.0
        self.width = at
        self._days = [tick.day for tick in self.ticks]

    def place(self, day: date, hours: float = 0.0) -> float:
        """Where an hour of a day stands; at an end of the axis where it lies beyond."""
        if not self.ticks:
            return 0.0
        index = bisect_right(self._days, day) - 1
        if index < 0:
            return 0.0
        tick = self.ticks[index]
        share = ((day - tick.day).days + hours / 24) / tick.days
        if share > 1 and index + 1 < len(self.ticks):
            return self.ticks[index + 1].at + (share - 1) * tick.days
        return min(tick.at + tick.width * share, self.width)
