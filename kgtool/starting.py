"""A new project: the small template that comes with the program, or all its rooms. ``kgtool init``."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from kgtool.errors import StoreError, UsageError

TEMPLATE = Path(__file__).parent / "template"


def start_project(folder: Path, rooms: Path | None = None) -> list[Path]:
    """Makes ``folder`` a small working project, or one with the ontology and queries of ``rooms`` and no article yet.

    Gives the files written. Raises ``UsageError`` where the folder holds something already, ``StoreError`` where it
    cannot be written.
    """
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty", hint="choose a new folder")
        files = _files(TEMPLATE) if rooms is None else chain(_rooms(rooms), _settings())
        return [_copy(source, folder / target) for target, source in sorted(files)]
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror or error}", path=folder) from None


def _files(folder: Path) -> Iterator[tuple[Path, Path]]:
    """What to copy of a folder: where to, inside the project, and from where."""
    for source in folder.rglob("*"):
        inner = source.relative_to(folder)
        is_hidden = any(part.startswith((".", "__")) for part in inner.parts)
        if source.is_file() and not is_hidden and not inner.parts[0].startswith("graph"):
            yield (Path(".gitignore") if inner.name == "gitignore" else inner), source


def _rooms(root: Path) -> Iterator[tuple[Path, Path]]:
    for room in ("ontology", "queries"):
        for target, source in _files(root / room):
            yield room / target, source


def _settings() -> Iterator[tuple[Path, Path]]:
    """The files of the template that are about no subject."""
    return ((target, source) for target, source in _files(TEMPLATE) if target.name in {".gitignore", "kgtool.toml"})


def _copy(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return target
