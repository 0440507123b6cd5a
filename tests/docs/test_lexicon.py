"""The guide to the lexicon: each example reads what it says, and the guide names all of the format."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from kgtool.ontology.turtle import read_turtle
from kgtool.terms import KGL, RDFS, SKOS

sys.path.insert(0, str(Path(__file__).parent))

from lexicon_examples import ROOT, Bench, Example, examples  # type: ignore[import-not-found]

GUIDE = (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")
EXAMPLES = list(examples(GUIDE))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("lexicon"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.title}: {example.text[:40]}")
def test_an_example_reads_what_it_says(example: Example, bench: Bench) -> None:
    read = bench.read(example)
    for line in example.lines:
        absent = line.removeprefix("not ")
        assert (absent not in read) if line.startswith("not ") else (line in read), "\n".join(sorted(read))


def test_the_guide_names_all_of_the_format() -> None:
    assert sorted(term for term in _used() if f"kgl:{term}`" not in GUIDE and f"kgl:{term} " not in GUIDE) == []


def test_the_format_is_described_with_labels_and_definitions() -> None:
    files = [ROOT / "docs" / "lexicon-format.ttl", ROOT / "ontology" / "names.ttl"]
    described: dict[str, set[str]] = {}
    for quad in read_turtle(files):
        described.setdefault(quad.subject.value, set()).add(quad.predicate.value)
    wanted = {RDFS + "label", SKOS + "definition"}
    assert sorted(term for term in _used() if not wanted <= described.get(KGL + term, set())) == []


def _used() -> set[str]:
    """The terms of the format that the ontology room uses."""
    files = [*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "ontology" / "lexicon").rglob("*.ttl")]
    return {term for file in files for term in re.findall(r"\bkgl:(\w+)", file.read_text(encoding="utf-8"))}
