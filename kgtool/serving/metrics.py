"""Counts and times of the server in the text format of Prometheus."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
Labels: TypeAlias = tuple[tuple[str, str], ...]

HELP = {
    "kgtool_requests_total": ("counter", "Requests answered, by route, method and status."),
    "kgtool_request_seconds": ("histogram", "Seconds from a request to the end of its answer, by route."),
    "kgtool_refused_total": ("counter", "Requests that met a limit, by the kind of limit."),
    "kgtool_workers_killed_total": ("counter", "Worker processes that were killed."),
    "kgtool_swaps_total": ("counter", "Times that another snapshot took the place of the one before."),
    "kgtool_swaps_failed_total": ("counter", "Rebuilt graphs that could not be loaded."),
    "kgtool_connections": ("gauge", "Open requests."),
    "kgtool_queries_running": ("gauge", "Worker processes that are busy."),
    "kgtool_queries_waiting": ("gauge", "Requests that wait for a worker process."),
    "kgtool_spooled_bytes": ("gauge", "Bytes of results that wait to be sent."),
}


@dataclass
class Metrics:
    """Numbers by name and labels."""

    numbers: dict[str, dict[Labels, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    buckets: dict[Labels, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * (len(BUCKETS) + 1)))
    sums: dict[Labels, float] = field(default_factory=lambda: defaultdict(float))

    def count(self, name: str, more: float = 1, **labels: str) -> None:
        """Adds to a counter or gauge."""
        self.numbers[name][tuple(labels.items())] += more

    def gauge(self, name: str, value: float) -> None:
        """Sets a gauge."""
        self.numbers[name][()] = value

    def time(self, seconds: float, **labels: str) -> None:
        """Notes how long a request took."""
        key = tuple(labels.items())
        place = next((i for i, most in enumerate(BUCKETS) if seconds <= most), len(BUCKETS))
        self.buckets[key][place] += 1
        self.sums[key] += seconds

    def text(self) -> str:
        """All of it, in an order that does not change."""
        lines = []
        for name, (kind, about) in HELP.items():
            lines += [f"# HELP {name} {about}", f"# TYPE {name} {kind}"]
            if kind == "histogram":
                lines += self._histogram(name)
                continue
            values = self.numbers.get(name) or {(): 0.0}
            lines += [f"{name}{_written(labels)} {values[labels]:g}" for labels in sorted(values)]
        return "\n".join(lines) + "\n"

    def _histogram(self, name: str) -> list[str]:
        lines = []
        for labels in sorted(self.buckets):
            total = 0
            for most, number in zip((*BUCKETS, "+Inf"), self.buckets[labels], strict=True):
                total += number
                lines.append(f"{name}_bucket{_written((*labels, ('le', f'{most}')))} {total}")
            lines.append(f"{name}_sum{_written(labels)} {self.sums[labels]:.6f}")
            lines.append(f"{name}_count{_written(labels)} {total}")
        return lines


def _written(labels: Labels) -> str:
    if not labels:
        return ""
    pairs = (f'{name}="{_escaped(value)}"' for name, value in labels)
    return "{" + ",".join(pairs) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
