"""The program's version."""

from __future__ import annotations


def version() -> str:
    """The version that is installed; of a clone that is not, the one in ``kgtool``."""
    from importlib import metadata

    try:
        return metadata.version("kgtool")
    except metadata.PackageNotFoundError:
        return "0 (not installed)"
