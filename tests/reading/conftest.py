"""Articles read once a session."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgtool.reading import ArticleReader, Source, article_reader, source_of
from kgtool.seeds import load_seed
from tests.reading.read_articles import ARTICLES, PUBLISHED, ROOT, Read


@pytest.fixture(scope="session")
def reader() -> ArticleReader:
    return article_reader(ROOT / "ontology")


@pytest.fixture(scope="session")
def article(reader: ArticleReader) -> Callable[[str], Read]:
    """Reads an article of the repository by its name."""
    known: dict[str, Read] = {}

    def read(name: str) -> Read:
        if name not in known:
            seed = load_seed(ARTICLES[name])
            known[name] = Read(reader.read(seed.body, source_of(seed, reader)).quads, seed.text)
        return known[name]

    return read


@pytest.fixture(scope="session")
def read(reader: ArticleReader) -> Callable[[str], Read]:
    """Reads a text published on Wednesday 20 March 2024."""

    def read_text(text: str) -> Read:
        return Read(reader.read(text, Source("test", 0, PUBLISHED)).quads, text)

    return read_text
