"""Turtle files, read with errors that a person can act on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kgtool.errors import DataError


def read_turtle(paths: Iterable[Path]) -> Iterator[ox.Quad]:
    """The statements of the files, one file after the other.

    Raises :class:`DataError` with path and line where a file is not Turtle in UTF-8 or cannot be read.
    """
    for path in paths:
        try:
            yield from ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        except SyntaxError as error:
            raise DataError(
                f"broken Turtle: {error.msg}", path=path, line=error.lineno, hint="Correct the file at this line."
            ) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise DataError(f"the file cannot be read: {reason}", path=path, hint="Check its rights.") from error
