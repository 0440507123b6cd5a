"""The build itself: find what changed, read it aside, infer, then put everything in its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

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
from kgtool.building.summary import Done, Summary
from kgtool.errors import KgtoolError, ProjectError, StoreError
from kgtool.project import Project
from kgtool.seeds import find_seeds, load_seed
from kgtool.store import LocalStore, Source, graph_sources, ontology_sources, open_store, quads_of, write_text
from kgtool.store.locks import lock_file
from kgtool.terms import KG

if TYPE_CHECKING:
    from kgtool.reasoning import Inconsistency

INFERRED = "inferred.trig"
Inconsistencies: TypeAlias = "tuple[Inconsistency, ...]"
FOUND = "contradictions"
"""Under this name the state of a build keeps how many errors and warnings there were."""


def build(
    project: Project,
    seeds: Path | None = None,
    *,
    jobs: int | None = None,
    check: bool = True,
    again: bool = False,
    progress: Progress = lambda step, done, total: None,
    read: Reader = read_article,
) -> Summary:
    """Brings the graph folder up to date with the seeds (by default the project's room; else a file or folder).

    ``check`` counts the contradictions that the reasoner finds on the way; ``again`` reads what did not change too.
    Raises ``DataError`` and ``LimitExceeded`` for seeds that cannot be read, ``StoreError`` where the graph folder
    cannot be written or another build is writing it, ``ProjectError`` where there is nothing to read.
    """
    source = seeds or project.seeds
    if project.is_shipped and seeds is None:
        raise ProjectError("there is no kgtool project here", hint="make one with: kgtool init --full FOLDER")
    files = find_seeds(source)
    _check(files, project.settings.seed_megabytes)
    with _locked(project.graph) as cache:
        building = _Build(project, cache, progress, check, again)
        building.run(source, files, jobs, read)
        store = open_store(project.graph, project.ontology)
        building.count_contradictions(store)
        _prepare_questions(project, store)
        return Summary.of(store, building.done())


@dataclass
class _Build:
    project: Project
    cache: Path
    progress: Progress
    check: bool
    again: bool = False
    numbers: tuple[int, int, int] = (0, 0, 0)
    """How many articles were read, were left as they are, and are gone."""
    contradictions: tuple[Inconsistencies, dict[str, Inconsistencies]] | None = None
    """What the reasoner found: in the articles' own voice, and in what each claimer holds."""

    @cached_property
    def state(self) -> BuildState:
        path = self.project.graph / "build.json"
        return BuildState(path) if self.again else BuildState.load(path)

    def run(self, source: Path, files: Sequence[Path], jobs: int | None, read: Reader) -> None:
        graph, settings, state = self.project.graph, self.project.settings, self.state
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
        inferred = self._infer(new, removed)
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
        self.numbers = len(aside), len(files) - len(aside), len(removed)

    def done(self) -> Done:
        """What was done."""
        found = self.state.made.get(FOUND) if self.check else None
        errors, warnings = map(int, found) if found is not None else (None, None)
        return Done(*self.numbers, errors, warnings)

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

    def _infer(self, new: dict[Path, Path], removed: Iterable[Path]) -> Path | None:
        """Writes ``inferred.trig`` aside; None where it is up to date."""
        articles = self._articles(new, removed)
        if self.state.is_fresh(self.project.graph / INFERRED, self._inferred_key(articles)):
            return None
        from kgtool.building.gathering import gather
        from kgtool.building.inferring import infer

        self.progress("reasoning", 0, 1)
        rooms = (quad for source in ontology_sources(self.project.ontology) for quad in quads_of(source))
        gathered = gather(rooms, (quads_of(Source(path, RdfFormat.TRIG, None)) for path in articles.values()))
        inferences = infer(gathered)
        made = self.cache / "read" / INFERRED
        write_text(inferences.text, made)
        self.contradictions = (inferences.contradictions, inferences.claimed)
        self.state.made.pop(FOUND, None)
        self.progress("reasoning", 1, 1)
        return made

    def count_contradictions(self, store: LocalStore) -> None:
        """Notes how many contradictions the reasoner found, each set of statements once."""
        if self.contradictions is None or not self.check:
            return
        shared, claimed = self.contradictions
        found = {"error": 0, "warning": 0}
        if shared or any(claimed.values()):
            from kgtool.checking.claims import Claims
            from kgtool.checking.consistency import contradictions
            from kgtool.checking.finding import Report

            found = Report.of(contradictions(shared, claimed, Claims(store.quads))).counts
        self.state.made[FOUND] = (str(found["error"]), str(found["warning"]))
        self.state.save()

    def _orphans(self, wanted: set[Path]) -> Iterable[Path]:
        """Graphs of articles that are no longer among the seeds."""
        for source in graph_sources(self.project.graph):
            if source.path.name != INFERRED and source.path not in wanted and _is_article(source.path):
                yield source.path


def _prepare_questions(project: Project, store: LocalStore) -> None:
    """Makes the tables that a question needs, so that the first one is as fast as the next."""
    from kgtool.asking import Asker

    with suppress(KgtoolError):  # a project may have no words for questions
        Asker(store, project.ontology, project.queries).prepare()


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
