"""Locks on files, let go when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def lock_file(path: Path, *, shared: bool = False) -> int | None:
        """Locks a file without waiting; gives its descriptor, or None where another process holds it."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            os.close(descriptor)
            return None
        return descriptor

else:
    import fcntl

    def lock_file(path: Path, *, shared: bool = False) -> int | None:
        """Locks a file without waiting; gives its descriptor, or None where another process holds it.

        Several processes can hold a shared lock. Close the descriptor to let go. Raises ``OSError`` where the file can
        neither be opened nor made.
        """
        try:
            descriptor = os.open(path, (os.O_RDONLY if shared else os.O_RDWR) | os.O_CREAT, 0o666)
        except OSError:
            if not shared:
                raise
            descriptor = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor
