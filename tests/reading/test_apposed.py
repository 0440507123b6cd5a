"""A noun with the name of what it describes right behind it: both are one thing, and the noun tells the name's kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kgtool.reading import Source, article_reader
from kgtool.terms import ID, KG, RDF

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("The think tank Kestrel said on Monday that Russia attacked Ukraine.", "Kestrel", "ThinkTank"),
        ("Russia attacked the broadcaster Millstone on Monday.", "Millstone", "MediaOutlet"),
        ("Russia launched an attack on the broadcaster Millstone.", "Millstone", "MediaOutlet"),
        ("Ukraine and the rebel group Harrow signed a ceasefire on Monday.", "Harrow", "Organization"),
    ],
)
def test_a_class_word_tells_what_the_name_behind_it_stands_for(text: str, name: str, cls: str) -> None:
    reader = article_reader(ROOT / "ontology")
    reading = reader.read(text, Source("apposed", 0, date(2025, 6, 3)))
    types = {s.object for s in reading.statements if s.subject == ID + name and s.predicate == RDF + "type"}
    assert any(isinstance(t, str) and reader.schema.is_subclass(t, KG + cls) for t in types), types
