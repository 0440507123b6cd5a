"""Lines that were broken only because they were full are read as one; quotes keep the break."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgtool.reading import Source, article_reader
from kgtool.reading.lines import unwrapped
from kgtool.terms import KG

ROOT = Path(__file__).parents[2]
SENTENCE = (
    "The Turkish Foreign Minister Hakan Fidan met the Ukrainian Defence Minister Rustem Umerov on Monday, two weeks "
    "after a first meeting of the two delegations in the same palace, the ministry said."
)


@given(st.text(alphabet="ab .,\n-#\r", max_size=300))
def test_every_character_keeps_its_place(text: str) -> None:
    read = unwrapped(text)
    assert len(read) == len(text)
    assert all(new == old or (old == "\n" and new == " ") for new, old in zip(read, text, strict=True))


@pytest.mark.parametrize("width", [50, 72, 120])
def test_a_filled_paragraph_becomes_one_line(width: int) -> None:
    assert unwrapped(fill(SENTENCE, width)) == SENTENCE


@pytest.mark.parametrize(
    "text",
    [
        "Talks resume in Istanbul\n" + SENTENCE,
        SENTENCE + "\n" + SENTENCE,
        "Where they met, and what each party said:\n- in the Çırağan Palace, which stands on the Bosphorus\n- online",
        "one\ntwo\nthree",
        "",
        "\n\n",
    ],
)
def test_other_breaks_stay(text: str) -> None:
    assert unwrapped(text) == text


def test_quotes_are_the_file_letter_for_letter() -> None:
    reader = article_reader(ROOT / "ontology")
    text = fill(SENTENCE, 60) + "\n"
    reading = reader.read(text, Source("wrapped", 0, date(2025, 6, 3)))
    found = {quad.subject.value: {} for quad in reading.quads}  # type: ignore[union-attr, var-annotated]
    for quad in reading.quads:
        found[quad.subject.value][quad.predicate.value] = quad.object.value  # type: ignore[union-attr]
    quotes = [one for one in found.values() if KG + "quote" in one]
    assert any("\n" in one[KG + "quote"] for one in quotes)
    assert all(text[int(one[KG + "start"]) : int(one[KG + "end"])] == one[KG + "quote"] for one in quotes)
    whole = reader.read(SENTENCE, Source("wrapped", 0, date(2025, 6, 3)))
    assert [str(s) for s in reading.statements] == [str(s) for s in whole.statements]
