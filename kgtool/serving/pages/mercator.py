"""The projection of the map: Mercator, as the bundled coastlines have it (``frontend/build.mjs``)."""

from __future__ import annotations

from math import log, pi, radians, tan

WIDTH = 36_000
"""The map's width: a hundredth of a degree of longitude is one unit."""
NORTHMOST = 83.5
"""The degree of latitude at which the map ends, north and south (as -60)."""
SOUTHMOST = -60.0


def place(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a point stands on the map, from its top left corner."""
    x = (longitude + 180) / 360 * WIDTH
    return x, _northing(NORTHMOST) - _northing(min(NORTHMOST, max(SOUTHMOST, latitude)))


def _northing(latitude: float) -> float:
    return WIDTH / (2 * pi) * log(tan(pi / 4 + radians(latitude) / 2))


HEIGHT = place(SOUTHMOST, 0.0)[1]
"""The map's height."""
