"""Where a result is written to, with its rows and bytes counted as they come.

Oxigraph writes SPARQL results as text and tells no number of rows; each format has a mark that stands once a row. In
JSON and CSV the mark can stand inside a value as well: the quick count is then an upper bound, and is replaced by the
exact one where it passes the limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pyoxigraph import QueryResultsFormat

from kgtool.serving.problems import ResultTooLarge

T = TypeVar("T")

_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*(?:"|\Z)')
_CSV_STRING = re.compile(rb'"(?:[^"]|"")*(?:"|\Z)')
_MARKS: dict[QueryResultsFormat, tuple[bytes, int, re.Pattern[bytes] | None]] = {
    QueryResultsFormat.XML: (b"<result>", 0, None),
    QueryResultsFormat.JSON: (b"},{", 1, _JSON_STRING),
    QueryResultsFormat.CSV: (b"\r\n", -1, _CSV_STRING),
    QueryResultsFormat.TSV: (b"\n", -1, None),
}
"""For each format its mark, rows minus marks, and what hides marks that are none."""


class Measured:
    """A file in memory that takes no more than ``rows`` rows and ``largest`` bytes."""

    def __init__(
        self, rows: int, largest: int, mark: bytes = b"", more: int = 0, hides: re.Pattern[bytes] | None = None
    ):
        self.rows = rows
        self.largest = largest
        self._mark = mark
        self._more = more
        self._hides = hides
        self._marks = 0
        self._data = bytearray()

    @classmethod
    def for_table(cls, form: QueryResultsFormat, rows: int, largest: int) -> Measured:
        """For a SELECT or ASK result in a format."""
        return cls(rows, largest, *_MARKS[form])

    @classmethod
    def for_triples(cls, rows: int, largest: int) -> Measured:
        """For RDF, whose triples are counted before they are written."""
        return cls(rows, largest)

    def write(self, data: bytes) -> int:
        """Takes some bytes. Raises ``ResultTooLarge``."""
        seen = max(len(self._data) - len(self._mark) + 1, 0)
        self._data += data
        if len(self._data) > self.largest:
            raise ResultTooLarge(f"the result has more than {self.largest} bytes", hint="ask for less (LIMIT)")
        if self._mark:
            self._marks += self._data.count(self._mark, seen)
            if self._marks + self._more > self.rows and self._hides is not None:
                self._marks = self._hides.sub(b"", self._data).count(self._mark)
            self.check_rows(self._marks + self._more)
        return len(data)

    def flush(self) -> None: ...

    def check_rows(self, rows: int) -> None:
        """Raises ``ResultTooLarge`` for more rows than allowed."""
        if rows > self.rows:
            raise ResultTooLarge(f"the result has more than {self.rows} rows", hint="ask for less (LIMIT)")

    def limited(self, rows: Iterable[T]) -> Iterator[T]:
        """The rows as they come, no more than allowed."""
        for count, row in enumerate(rows, 1):
            self.check_rows(count)
            yield row

    def finished(self) -> bytes:
        """All that was written."""
        return bytes(self._data)
