"""How much memory the process has needed."""

from __future__ import annotations

import sys


def peak_megabytes() -> int:
    """The largest resident size of this process so far, in megabytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1 << 20 if sys.platform == "darwin" else 1 << 10)
