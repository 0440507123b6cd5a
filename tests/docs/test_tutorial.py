"""The tutorial does what it says: its files, its commands, and what they print."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from walkthrough import ROOT, Walk, agree, steps  # type: ignore[import-not-found]

TUTORIAL = ROOT / "docs" / "tutorial-new-domain.md"


def test_the_tutorial_builds_a_new_domain(tmp_path: Path) -> None:
    """Where other lines are printed now: python tests/docs/walkthrough.py docs/tutorial-new-domain.md"""
    walk = Walk(tmp_path)
    for step in steps(TUTORIAL.read_text(encoding="utf-8")):
        if step.path:
            walk.write(step)
        for command in step.commands:
            printed = walk.run(command)
            assert agree(command.expected, printed), f"$ {command.line}\n" + "\n".join(printed)


def test_it_needs_no_python_and_has_what_it_promises() -> None:
    found = [step.path for step in steps(TUTORIAL.read_text(encoding="utf-8")) if step.path]
    assert not [path for path in found if path.endswith(".py")]
    assert sum(path.startswith("seeds/") for path in found) == 2
    assert sum(path.startswith("queries/") for path in found) == 3
