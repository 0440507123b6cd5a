"""One project folder: its rooms, its settings, and the way to its store.

    ontology/   what can be said         seeds/     what was written
    queries/    what is asked            graph/     what was understood (written by ``kgtool build``)

``kgtool.toml`` may set limits; nothing in it is needed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kgtool.errors import DataError, ProjectError, StoreError

if TYPE_CHECKING:
    from kgtool.store import LocalStore

ROOMS = ("ontology", "queries")
"""The rooms that make a folder a project; the others may not be there yet."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``kgtool.toml`` may set, its keys written with ``-``."""

    seed_megabytes: float = 5.0
    query_seconds: float = 30.0
    query_rows: int = 100_000
    query_megabytes: int = 4_096
    jobs: int = 0
    """Processes that read articles at the same time; 0 for one a processor."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder and rooms."""

    root: Path
    settings: Settings
    graph: Path
    is_shipped: bool = False
    """It is the one that comes with the program: to be asked, not to be written to."""

    @property
    def ontology(self) -> Path:
        return self.root / "ontology"

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @property
    def queries(self) -> Path:
        return self.root / "queries"

    @classmethod
    def find(cls, start: Path | None = None) -> Project:
        """The project of a folder: the nearest above it, else that of ``$KGTOOL_PROJECT``, else the one shipped."""
        here = (start or Path.cwd()).absolute()
        for folder in (here, *here.parents):
            if _is_project(folder):
                return cls.at(folder)
        named = os.environ.get("KGTOOL_PROJECT")
        if named:
            return cls.at(Path(named))
        return cls.shipped()

    @classmethod
    def at(cls, folder: Path) -> Project:
        """The project in exactly this folder. Raises ``ProjectError`` where there is none."""
        missing = [room for room in ROOMS if not (folder / room).is_dir()]
        if missing:
            raise ProjectError(
                f"{folder} is no kgtool project: it has no folder {' and no '.join(missing)}",
                hint="make one with: kgtool init --full FOLDER",
            )
        return cls(folder, load_settings(folder / "kgtool.toml"), folder / "graph")

    @classmethod
    def shipped(cls) -> Project:
        """The rooms that come with the program: inside the package, or beside it in a clone."""
        package = Path(__file__).parent
        for folder in (package / "rooms", package.parent):
            if _is_project(folder):
                return replace(cls.at(folder), is_shipped=True)
        raise ProjectError("there is no kgtool project here", hint="make one with: kgtool init --full FOLDER")

    def with_graph(self, graph: Path | None) -> Project:
        """The same rooms with another graph folder."""
        return self if graph is None else replace(self, graph=graph)

    def needs_graph(self) -> Path:
        """The graph folder. Raises ``StoreError`` where it was not built yet."""
        if not self.graph.is_dir():
            raise StoreError(f"there is no graph folder {self.graph}", hint="make it with: kgtool build")
        return self.graph

    def open_store(self) -> LocalStore:
        """The graph with the ontology and the background knowledge beside it."""
        from kgtool.store import open_store

        return open_store(self.needs_graph(), self.ontology)


def _is_project(folder: Path) -> bool:
    return all((folder / room).is_dir() for room in ROOMS)


def load_settings(path: Path) -> Settings:
    """Reads ``kgtool.toml``, which may be missing. Raises ``DataError`` for what it does not know."""
    if not path.is_file():
        return Settings()
    import tomllib  # here, as most projects have no such file

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"not TOML: {error}", path=path) from None
    known = {field.name.replace("_", "-"): field for field in fields(Settings)}
    for key, value in content.items():
        if key not in known:
            raise DataError(f"unknown setting {key!r}", path=path, hint=f"known are: {', '.join(known)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise DataError(f"{key} is no number: {value!r}", path=path)
        if known[key].type == "int" and not isinstance(value, int):
            raise DataError(f"{key} is no whole number: {value!r}", path=path)
    return Settings(**{key.replace("-", "_"): value for key, value in content.items()})
