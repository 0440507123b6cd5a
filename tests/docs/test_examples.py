"""The pages say what the program prints: their examples are run, their commands and links exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from docs.refresh import PAGES, TUTORIALS
from kgtool.cli import COMMANDS, kgtool
from tests.docs.vocabulary_page import MODEL_PAGE, with_tables
from tests.docs.walkthrough import ROOT, Walk, agree, steps

WRITTEN = sorted({*PAGES, *TUTORIALS, *(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md"))})


def _text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_print_what_the_page_says(page: str, tmp_path: Path) -> None:
    """Where other lines are printed now: python docs/refresh.py"""
    walk = Walk(tmp_path, in_project=True)
    for step in steps(_text(page)):
        if step.path:
            walk.write(step)
        for command in step.commands:
            printed = walk.run(command)
            assert agree(command.expected, printed), f"{page}: $ {command.line}\n" + "\n".join(printed)


def test_the_tables_of_terms_are_those_of_the_ontology() -> None:
    """Where the ontology changed: python docs/refresh.py docs/model.md"""
    assert with_tables(_text(MODEL_PAGE)) == _text(MODEL_PAGE)


@pytest.mark.parametrize("page", WRITTEN)
def test_commands_and_options_exist(page: str) -> None:
    text = re.sub(r"\\\n\s*", " ", _text(page))
    for name, rest in re.findall(r"\bkgtool ([a-z]+)\b([^`\n|>#]*)", _code(text)):
        assert name in COMMANDS, f"kgtool {name}"
        command = kgtool.get_command(click.Context(kgtool), name)
        assert command is not None
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        for option in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", re.sub(r"\"[^\"]*\"|'[^']*'", "", rest)):
            assert option in known | {"--help", "-h"}, f"kgtool {name} {option}"


def _code(text: str) -> str:
    """What stands as code: fenced blocks, but for what commands print, and code in a line."""
    fences = re.findall(r"^```(\w*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for kind, block in fences for line in block.splitlines() if kind != "console" or line[:2] == "$ "]
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return "\n".join([*lines, *spans])


@pytest.mark.parametrize("page", WRITTEN)
def test_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    for target in re.findall(r"\]\(([^)\s]+)\)", _text(page)):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, section = target.partition("#")
        file = folder / path if path else ROOT / page
        assert file.exists(), f"{page} links to {target}"
        if section and file.suffix == ".md":
            assert section in _anchors(file.read_text(encoding="utf-8")), f"{page} links to {target}"


def _anchors(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_page_is_in_the_index() -> None:
    index = _text("docs/README.md")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in index, page.name


def test_every_command_is_shown_in_the_readme() -> None:
    readme = _text("README.md")
    assert [name for name in COMMANDS if f"kgtool {name}" not in readme] == []
