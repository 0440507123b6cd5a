"""An on-disk copy of a large graph, named by the hash of its files: opens in a moment, and can be deleted at any time.

A copy is made in a folder of its own and moved into place when it is whole; a process that reads it holds a shared
lock, so that a process that cleans up never takes it away. Whatever goes wrong here, the caller parses the files.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyoxigraph

from kgtool.store.locks import lock_file
from kgtool.store.sources import Source, quads_of

AT_ONCE = 50_000
"""Quads that are put into a copy at once."""
LAYOUT = "2"
"""Changes when copies made by an earlier program must not be used."""


def open_cached(folder: Path, sources: Sequence[Source]) -> tuple[pyoxigraph.Store, Path] | None:
    """The store of these files out of ``folder``, made there if need be, and its copy there; None where that is not
    possible.
    """
    if sys.platform == "win32":
        return None
    try:
        key = sources_key(sources)
        copy = folder / key
        if not copy.is_dir():
            _make(copy, sources)
        if lock_file(folder / f"{key}.lock", shared=True) is None:
            return None
        return pyoxigraph.Store.read_only(str(copy)), copy
    except (OSError, RuntimeError):  # RuntimeError: Oxigraph finds the copy corrupt
        return None


def sources_key(sources: Iterable[Source]) -> str:
    """A name for exactly these files with exactly these bytes."""
    digest = hashlib.sha256(f"{LAYOUT} {pyoxigraph.__version__}".encode())
    for source in sources:
        digest.update(f"\n{source.path.name} {source.graph} ".encode())
        with source.path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:32]


def _make(copy: Path, sources: Sequence[Source]) -> None:
    """Makes a copy, some quads at a time, so that it takes little memory however large the graph is."""
    import tempfile  # here, as a copy that is there already needs no more than Oxigraph

    copy.parent.mkdir(parents=True, exist_ok=True)
    (copy.parent / ".gitignore").write_text("*\n")
    with tempfile.TemporaryDirectory(prefix="making-", dir=copy.parent, ignore_cleanup_errors=True) as made:
        store = pyoxigraph.Store(str(Path(made) / "store"))
        quads = _merged(sources)
        while some := list(islice(quads, AT_ONCE)):
            store.bulk_extend(some)
        store.optimize()
        store.flush()
        del store
        try:
            (Path(made) / "store").rename(copy)
        except OSError:
            if not copy.is_dir():  # else another process was faster, with the same bytes
                raise
    lock = lock_file(copy.with_name(f"{copy.name}.lock"))  # the lock must be there for who cannot write
    if lock is not None:
        os.close(lock)
    _clean(copy.parent, keep=copy.name)


def _merged(sources: Iterable[Source]) -> Iterator[pyoxigraph.Quad]:
    """Every quad, and every triple in the default graph too."""
    for source in sources:
        for quad in quads_of(source):
            yield quad
            if not isinstance(quad.graph_name, pyoxigraph.DefaultGraph):
                yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)


def _clean(folder: Path, keep: str) -> None:
    """Deletes the copies of earlier graphs that no process reads."""
    import shutil

    for old in folder.iterdir():
        if old.name == keep or not old.is_dir() or old.name.startswith("making-"):
            continue
        lock = lock_file(folder / f"{old.name}.lock")
        if lock is not None:
            shutil.rmtree(old, ignore_errors=True)
            for table in folder.glob(f"{old.name}.*.json"):
                table.unlink(missing_ok=True)
            (folder / f"{old.name}.lock").unlink(missing_ok=True)
            os.close(lock)
