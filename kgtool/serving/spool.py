"""Results that are whole before the first byte of them is sent: in memory while small, else in a temporary file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

from kgtool.serving.problems import Busy

IN_MEMORY_BYTES = 1 << 20
CHUNK = 1 << 16


@dataclass
class SpoolRoom:
    """The room that all spools of a server share."""

    largest: int
    used: int = 0

    def take(self, size: int) -> None:
        """Reserves room. Raises ``Busy`` where there is not enough."""
        if self.used + size > self.largest:
            raise Busy("too many large results wait to be sent", hint="try again later, or ask for less (LIMIT)")
        self.used += size

    def give_back(self, size: int) -> None:
        self.used -= size


class Spool:
    """A result and its media type; close it to give its room back."""

    def __init__(self, room: SpoolRoom, size: int, media_type: str = "") -> None:
        room.take(size)
        self._room = room
        self.size = size
        self.media_type = media_type
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES, prefix="kgtool-result-")  # noqa: SIM115
        self._open = True

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, data: bytes) -> None:
        self._file.write(data)

    def read(self) -> bytes:
        """All of it."""
        self._file.seek(0)
        return self._file.read()

    def chunks(self) -> Iterator[bytes]:
        """All of it, 64 KiB at a time."""
        self._file.seek(0)
        while chunk := self._file.read(CHUNK):
            yield chunk

    def close(self) -> None:
        """Deletes it. Closing twice is no error."""
        if self._open:
            self._open = False
            self._room.give_back(self.size)
            self._file.close()
