"""The build itself: find what changed, read it aside, infer, then put everything in its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from kgtool.building.freshness import (
    READING_PARTS,
    REASONING_PARTS,
    BuildState,
    combined,
    hash_files,
    hash_folder,
    hash_program,
)
from kgtool.building.reading_pool import Progress, Reader, ToRead, read_all, read_article
from kgtool.errors import KgtoolError, ProjectError, StoreError
from kgtool.project import Project
from kgtool.seeds import find_seeds, load_seed
from kgtool.store import LocalStore, Source, Table, graph_sources, ontology_sources, write_trig
from kgtool.store.locks import lock_file
from kgtool.terms import KG

INFERRED = "inferred.trig"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, and what the graph holds now."""

    read: int
    unchanged: int
    removed: int
    documents: int
    narrations: int
    claims: int
    statements: int
    inferred: int

    def lines(self) -> list[str]:
        """For people."""
        return [
            f"{self.read} read, {self.unchanged} unchanged, {self.removed} removed",
            f"{self.documents} documents: {self.narrations} narrations, {self.claims} claims, "
            f"{self.statements} statements; {self.inferred} inferred",
        ]


def build(
    project: Project,
    seeds: Path | None = None,
    *,
    jobs: int | None = None,
    progress: Progress = lambda step, done, total: None,
    read: Reader = read_article,
) -> Summary:
    """Brings the graph folder up to date with the seeds (by default the project's room; else a file or folder).

    Raises ``DataError`` and ``LimitExceeded`` for seeds that cannot be read, ``StoreError`` where the graph folder
    cannot be written or another build is writing it, ``ProjectError`` where there is nothing to read.
    """
    source = seeds or project.seeds
    if project.is_shipped and seeds is None:
        raise ProjectError("there is no kgtool project here", hint="make one with: kgtool init FOLDER")
    files = find_seeds(source)
    _check(files, project.settings.seed_megabytes)
    with _locked(project.graph) as cache:
        return _Build(project, cache, progress).run(source, files, jobs, read)


@dataclass
class _Build:
    project: Project
    cache: Path
    progress: Progress

    def run(self, source: Path, files: Sequence[Path], jobs: int | None, read: Reader) -> Summary:
        graph, settings = self.project.graph, self.project.settings
        state = BuildState.load(self.cache / "build.json")
        rules = combined(hash_folder(self.project.ontology), hash_program(READING_PARTS))
        keys = {file: combined(hash_files([file]), file.name, rules) for file in files}
        targets = {file: graph / f"{file.stem}.trig" for file in files}
        aside = {
            file: self.cache / "read" / f"{keys[file]}.trig"
            for file in files
            if not state.is_fresh(targets[file], keys[file])
        }
        (self.cache / "read").mkdir(exist_ok=True)
        waiting = [ToRead(file, made) for file, made in aside.items() if not made.exists()]
        read_all(
            waiting,
            self.project.ontology,
            settings.seed_megabytes,
            read=read,
            jobs=settings.jobs if jobs is None else jobs,
            progress=self.progress,
        )
        removed = [] if source.is_file() else list(self._orphans(set(targets.values())))
        new = {targets[file]: made for file, made in aside.items()}
        inferred = self._infer(state, new, removed)
        for target, made in new.items():
            _move(made, target)
        for file in removed:
            file.unlink()
        if inferred is not None:
            _move(inferred, graph / INFERRED)
        for file, target in targets.items():
            state.note(target, keys[file])
        state.note(graph / INFERRED, self._inferred_key(self._articles({}, [])))
        state.save()
        shutil.rmtree(self.cache / "read", ignore_errors=True)
        return self._summary(read=len(aside), unchanged=len(files) - len(aside), removed=len(removed))

    def _articles(self, new: dict[Path, Path], removed: Iterable[Path]) -> dict[str, Path]:
        """The article graphs as they will be, by name."""
        gone = {INFERRED, *(file.name for file in removed)}
        kept = {source.path.name: source.path for source in graph_sources(self.project.graph)}
        return {
            name: path
            for name, path in sorted({**kept, **{target.name: made for target, made in new.items()}}.items())
            if name not in gone
        }

    def _inferred_key(self, articles: dict[str, Path]) -> str:
        ontology = hash_folder(self.project.ontology)
        return combined(hash_files(articles.values()), ontology, hash_program(REASONING_PARTS))

    def _infer(self, state: BuildState, new: dict[Path, Path], removed: Iterable[Path]) -> Path | None:
        """Writes ``inferred.trig`` aside; None where it is up to date."""
        articles = self._articles(new, removed)
        if state.is_fresh(self.project.graph / INFERRED, self._inferred_key(articles)):
            return None
        from kgtool.building.inferring import infer

        self.progress("reasoning", 0, 1)
        sources = [Source(path, RdfFormat.TRIG, None) for path in articles.values()]
        store = LocalStore.of_files([*sources, *ontology_sources(self.project.ontology)])
        made = self.cache / "read" / INFERRED
        write_trig(infer(store), made)
        self.progress("reasoning", 1, 1)
        return made

    def _orphans(self, wanted: set[Path]) -> Iterable[Path]:
        """Graphs of articles that are no longer among the seeds."""
        for source in graph_sources(self.project.graph):
            if source.path.name != INFERRED and source.path not in wanted and _is_article(source.path):
                yield source.path

    def _summary(self, **done: int) -> Summary:
        store = LocalStore.of_files(graph_sources(self.project.graph))

        def count(pattern: str) -> int:
            result = store.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
            assert isinstance(result, Table)
            return int(getattr(result.rows[0][0], "value", 0))

        inferred = count("GRAPH ?g { ?s ?p ?o } ?g a kg:Inference")
        return Summary(
            documents=count("?d a kg:Document"),
            narrations=count("?c a kg:Narration"),
            claims=count("?c a kg:Claim"),
            statements=count("GRAPH ?g { ?s ?p ?o }") - inferred,
            inferred=inferred,
            **done,
        )


def _check(files: Sequence[Path], megabytes: float) -> None:
    """Finds every broken seed before any is read."""
    errors: list[KgtoolError] = []
    for file in files:
        try:
            load_seed(file, largest_megabytes=megabytes)
        except KgtoolError as error:
            errors.append(error)
    if errors:
        first, *others = errors
        if others:
            first.hint += f"\n  and {len(others)} more:" + "".join(
                f"\n    {error.path}{f':{error.line}' if error.line else ''}: {error.message}" for error in others[:20]
            )
        raise first


@contextmanager
def _locked(graph: Path) -> Iterator[Path]:
    """The graph folder's cache folder, held by this build alone."""
    cache = graph / ".cache"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        ignore = cache / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")
        if not os.access(graph, os.W_OK):
            raise PermissionError(13, "Permission denied")
        lock = lock_file(cache / "build.lock")
    except OSError as error:
        raise StoreError(
            f"the graph folder cannot be written: {error.strerror or error}",
            path=graph,
            hint="choose another one with --graph DIR",
        ) from None
    if lock is None:
        raise StoreError("another build is writing this graph", path=graph, hint="wait until it is done")
    try:
        yield cache
    finally:
        os.close(lock)


def _move(made: Path, target: Path) -> None:
    """Puts a file in its place; one with the same bytes stays as it is, with its time of change."""
    if target.is_file() and target.read_bytes() == made.read_bytes():
        made.unlink()
        return
    try:
        made.replace(target)
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", path=target) from None


def _is_article(path: Path) -> bool:
    """Whether a TriG file is the graph of an article (and not somebody's own)."""
    try:
        return any(quad.predicate.value == KG + "sha256" for quad in pyoxigraph.parse(path=path, format=RdfFormat.TRIG))
    except (SyntaxError, OSError):
        return False
