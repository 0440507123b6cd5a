"""A new project from the template that comes with the program: ``kgtool init``."""

from __future__ import annotations

import shutil
from pathlib import Path

from kgtool.errors import StoreError, UsageError

TEMPLATE = Path(__file__).parent / "template"


def start_project(folder: Path) -> list[Path]:
    """Makes ``folder`` a small working project and gives the files written.

    Raises ``UsageError`` where the folder holds something already, ``StoreError`` where it cannot be written.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty", hint="choose a new folder")
    written = []
    try:
        for source in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
            inner = source.relative_to(TEMPLATE)
            target = folder / (".gitignore" if inner.name == "gitignore" else inner)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            written.append(target)
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror or error}", path=folder) from None
    return written
