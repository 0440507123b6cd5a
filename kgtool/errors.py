"""What can go wrong, as one tree.

    KgtoolError                 exit status 3 unless a class below says otherwise
    ├── UsageError              2: a name, option or parameter that does not exist or does not fit
    ├── ProjectError            3: no project here, or one of its rooms is missing
    ├── DataError               3: a file that cannot be read as what it should be
    ├── LimitExceeded           4: a limit on time, size or rows was reached
    └── StoreError              3: the graph cannot be read or written

Raised where it is found, printed once at the edge (`kgtool.cli`): where, what is wrong, what to do.
"""

from __future__ import annotations

from pathlib import Path


class KgtoolError(Exception):
    """An error that a user can act on: ``message`` says what is wrong, ``hint`` what to do, ``path`` and ``line``
    where.
    """

    exit_status = 3

    def __init__(
        self, message: str, *, hint: str = "", path: Path | str | None = None, line: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.path = path
        self.line = line

    def __str__(self) -> str:
        where = "" if self.path is None else f"{self.path}:{self.line}: " if self.line else f"{self.path}: "
        return f"{where}{self.message}" + (f"\n  {self.hint}" if self.hint else "")


class UsageError(KgtoolError):
    """A name, option or parameter that does not exist or does not fit."""

    exit_status = 2


class ProjectError(KgtoolError):
    """There is no project here, or one of its rooms is missing."""


class DataError(KgtoolError):
    """A file cannot be read as what it should be."""


class LimitExceeded(KgtoolError):
    """A limit on time, size or rows was reached."""

    exit_status = 4


class StoreError(KgtoolError):
    """The graph cannot be read or written."""
