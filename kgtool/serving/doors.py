"""What a process may not do: open files or connections, take too much memory, or run on for ever."""

from __future__ import annotations

import contextlib
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager

OPEN_FILES = 64
GRACE_SECONDS = 2.0


def limit_memory(megabytes: int) -> None:
    """Limits this process's memory for good, where the system can."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_doors() -> None:
    """No descriptor beyond those that are open: no file, and no connection for a SERVICE that slipped through."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))


def open_doors() -> None:
    """Files can be opened again, for the program's own work."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES if hard < 0 else min(OPEN_FILES, hard), hard))


@contextmanager
def doors_open() -> Iterator[None]:
    """Files can be opened inside the block."""
    open_doors()
    try:
        yield
    finally:
        close_doors()


def set_timer(seconds: float) -> None:
    """The system ends this process so many seconds (and a grace) from now, whatever it does; never for 0."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds + GRACE_SECONDS if seconds else 0)
