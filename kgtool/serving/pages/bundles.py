"""The bundled scripts, styles and drawings, each with its version in its name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent.parent / "static"


@cache
def bundle(name: str, ending: str) -> str:
    """The address of the file ``NAME-VERSION.ENDING``, such as of ``explorer`` and ``css``.

    Raises ``FileNotFoundError`` where it was not built (see ``docs/explorer.md``).
    """
    found = sorted(path.name for path in STATIC.glob(f"{name}-[0-9]*.{ending}"))
    if not found:
        raise FileNotFoundError(f"no bundle {name}-*.{ending} in {STATIC}: build it with: npm run build")
    return f"/static/{found[-1]}"
