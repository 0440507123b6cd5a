"""The process's memory: how much it has needed, and that it is kept for the next block."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np


def peak_megabytes() -> int:
    """The largest resident size of this process so far, in megabytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1 << 20 if sys.platform == "darwin" else 1 << 10)


def keep_freed_memory() -> None:
    """Lets glibc keep what is freed, for large arrays that come and go block after block.

    It gives blocks of more than 128 KiB back to the system at once, and their pages are mapped anew at every use, until
    it has seen a larger one freed; 32 MiB is the most that it adapts to (mallopt(3), M_MMAP_THRESHOLD). The array here
    is not written to and takes up no memory. Elsewhere this does nothing.
    """
    np.empty(31 << 20, np.uint8)


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Python does not look for cyclic garbage meanwhile: it would look through all terms, and rules make none.

    Nor does it look through what is new as soon as this ends: that counts as old by then, and is seen at the next
    search through everything. (Freezing and unfreezing moves all objects there, whatever their number.)
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
