"""The words of English that this folder's modules work with: `english.toml`, read once, on first use."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def english() -> dict[str, Any]:
    """The whole file as TOML tables."""
    return tomllib.loads(files("kgtool.language").joinpath("english.toml").read_text(encoding="utf-8"))


def table(*path: str) -> dict[str, Any]:
    """One table, such as ``table("numbers", "cardinals")``."""
    found: Any = english()
    for name in path:
        found = found[name]
    assert isinstance(found, dict)
    return found


@cache
def words(*path: str) -> frozenset[str]:
    """One list of words, or the names in one table, as a set."""
    found: Any = english()
    for name in path:
        found = found[name]
    return frozenset(found)
