"""All checks, one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from kgtool.checking.claims import Claims
from kgtool.checking.finding import Finding, Level, Report
from kgtool.errors import DataError
from kgtool.ontology.rooms import shape_files
from kgtool.ontology.vocabulary import Vocabulary
from kgtool.store import LocalStore, open_store


class Rooms(Protocol):
    """What a check needs to know of a project: where its rooms are."""

    @property
    def ontology(self) -> Path: ...

    @property
    def queries(self) -> Path: ...

    @property
    def graph(self) -> Path: ...


def check(project: Rooms) -> Report:
    """Checks the rooms of a project, and its graph where there is one."""
    findings = check_rooms(project.ontology, project.queries)
    if not project.graph.is_dir():
        missing = Finding(
            Level.WARNING, "no-graph", "there is no graph to check", "Make it with: kgtool build", str(project.graph)
        )
        return Report.of([*findings, missing])
    try:
        findings += check_graph(open_store(project.graph, project.ontology), project.ontology)
    except DataError as error:
        findings.append(broken(error))
    return Report.of(findings)


def check_rooms(ontology: Path, queries: Path) -> list[Finding]:
    """Lint of the ontology, the lexicon and the stored queries; a file that cannot be read is a finding too."""
    from kgtool.checking.lexicon import check_lexicon
    from kgtool.checking.queries import check_queries
    from kgtool.checking.terms import check_terms

    try:
        vocabulary = Vocabulary.load(ontology)
    except DataError as error:
        return [broken(error)]
    findings: list[Finding] = []
    for lint in (check_terms, check_lexicon):
        try:
            findings += lint(ontology, vocabulary)
        except DataError as error:
            findings.append(broken(error))
    return findings + check_queries(queries, vocabulary)


def check_graph(store: LocalStore, ontology: Path) -> list[Finding]:
    """Shapes and contradictions in a graph that stands in a store beside its ontology and background knowledge."""
    from kgtool.checking.consistency import check_consistency
    from kgtool.checking.shapes import check_shapes

    claims = Claims(store.quads)
    return check_shapes(claims, shape_files(ontology)) + check_consistency(store, claims)


def broken(error: DataError) -> Finding:
    """A file that cannot be read, as a finding."""
    path = None if error.path is None else str(error.path)
    return Finding(Level.ERROR, "broken-file", error.message, error.hint, path, error.line)
