"""Changed copies of the small immutable records that pass between the steps.

They are named tuples: making the classes costs a tenth of what data classes cost, and a question is asked from a cold
start.
"""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T", bound=tuple[Any, ...])


def replace(record: T, **changes: object) -> T:
    """A copy of a named tuple with some fields changed."""
    return record._replace(**changes)  # type: ignore[attr-defined,no-any-return]
