"""Asking one question of one project: understand, run, render, or say why not."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol

from kgtool.asking.answer import Answer
from kgtool.asking.english import English
from kgtool.asking.names import NameIndex
from kgtool.asking.schema import Schema
from kgtool.ontology.lexicon import Lexicon
from kgtool.store.results import Store, Table
from kgtool.terms import DCTERMS

QUESTION_WORDS = Path("lexicon") / "questions.toml"


class AskedProject(Protocol):
    """What asking needs of a project."""

    @property
    def ontology(self) -> Path: ...

    @property
    def queries(self) -> Path: ...

    def open_store(self) -> Store: ...


def ask(project: AskedProject, question: str) -> Answer:
    """Answers a question from a project's graph. An answer without ``answers`` says in ``because`` why."""
    return Asker(project.open_store(), project.ontology, project.queries).ask(question)


class Asker:
    """Answers questions about one store; what it loads, it loads once."""

    def __init__(self, store: Store, ontology: Path, queries: Path | None = None) -> None:
        self.store = store
        self.ontology = ontology
        self.queries = queries

    @cached_property
    def english(self) -> English:
        return English.load(self.ontology / QUESTION_WORDS)

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon.load(self.ontology / "lexicon")

    @cached_property
    def schema(self) -> Schema:
        return Schema(self.store)

    @cached_property
    def names(self) -> NameIndex:
        return NameIndex(self.store)

    @cached_property
    def issued(self) -> tuple[date, ...]:
        """The dates of the articles."""
        found = self.store.query(f"SELECT DISTINCT ?d WHERE {{ ?a <{DCTERMS}issued> ?d }}")
        assert isinstance(found, Table)
        dates = []
        for (value,) in found.rows:
            try:
                dates.append(date.fromisoformat(value.value[:10]))  # type: ignore[union-attr]
            except ValueError:
                continue
        return tuple(sorted(dates))

    def ask(self, question: str) -> Answer:
        """Answers one question."""
        return Answer(question, because="Asking is not built yet.")
