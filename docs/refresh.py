"""Writes what the examples print today, and the table of terms, into the pages: ``python docs/refresh.py [PAGE…]``.

Run it after the graph, the ontology or the output of a command changed; then read the difference before committing it.
Pages whose examples run in a copy of this project are in ``PAGES``; the tutorials start from an empty folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.docs.vocabulary_page import MODEL_PAGE, with_tables  # noqa: E402
from tests.docs.walkthrough import rewrite  # noqa: E402

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/getting-started.md",
    "docs/asking-and-querying.md",
    "docs/graph.md",
    "docs/reading.md",
    "docs/security.md",
)
"""Their ``console`` blocks are run in a copy of this project."""

TUTORIALS = ("docs/tutorial-new-domain.md",)
"""Their ``console`` blocks are run in an empty folder."""


def main(wanted: list[str]) -> None:
    """Renews the pages named, or all."""
    for name in (*PAGES, *TUTORIALS):
        if not wanted or name in wanted:
            changed = rewrite(ROOT / name, in_project=name in PAGES)
            print(f"{name}: {'renewed' if changed else 'as it was'}")
    if not wanted or MODEL_PAGE in wanted:
        page = ROOT / MODEL_PAGE
        text = with_tables(page.read_text(encoding="utf-8"))
        page.write_text(text, encoding="utf-8")
        print(f"{MODEL_PAGE}: written")


if __name__ == "__main__":
    main(sys.argv[1:])
