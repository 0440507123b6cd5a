"""A new project from the template that comes with the program: ``kgtool init``."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from kgtool.errors import StoreError, UsageError

TEMPLATE = Path(__file__).parent / "template"


def start_project(folder: Path) -> list[Path]:
    """Makes ``folder`` a small working project and gives the files written.

    Raises ``UsageError`` where the folder holds something already, ``StoreError`` where it cannot be written.
    """
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty", hint="choose a new folder")
        return [_copy(source, folder / target) for target, source in sorted(_files())]
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror or error}", path=folder) from None


def _files() -> Iterator[tuple[Path, Path]]:
    """What to copy: where to, inside the project, and from where."""
    for source in TEMPLATE.rglob("*"):
        inner = source.relative_to(TEMPLATE)
        if source.is_file() and not inner.parts[0].startswith("graph"):
            yield (Path(".gitignore") if inner.name == "gitignore" else inner), source


def _copy(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return target
