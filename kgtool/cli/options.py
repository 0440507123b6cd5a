"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kgtool.project import Project
    from kgtool.store import Store

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Where:
    """Which project, graph and store a command works on."""

    project_folder: Path | None = None
    graph_folder: Path | None = None
    store_url: str | None = None

    def project(self) -> Project:
        """The project, with the graph folder asked for."""
        from kgtool.project import Project

        found = Project.at(self.project_folder) if self.project_folder else Project.find()
        return found.with_graph(self.graph_folder)

    def store(self) -> Store:
        """The endpoint asked for, else the project's graph opened here."""
        from kgtool.store import Endpoint

        return Endpoint(self.store_url) if self.store_url else self.project().open_store()


_FOLDER = click.Path(path_type=Path, file_okay=False)


def in_project(*, store: bool = False) -> Callable[[F], F]:
    """Adds ``--project`` and ``--graph`` (and ``--store``) to a command, which gets them as one ``where``."""

    def decorate(command: F) -> F:
        def run(
            project_folder: Path | None, graph_folder: Path | None, store_url: str | None = None, **rest: Any
        ) -> Any:
            return command(where=Where(project_folder, graph_folder, store_url), **rest)

        run.__doc__ = command.__doc__
        run.__name__ = command.__name__
        run.__dict__.update(command.__dict__)
        decorated: Any = run
        if store:
            decorated = click.option(
                "--store", "store_url", metavar="URL", help="Ask this SPARQL 1.1 endpoint instead of the graph folder."
            )(decorated)
        decorated = click.option(
            "--graph", "graph_folder", type=_FOLDER, metavar="DIR", help="The graph folder.  [default: graph/]"
        )(decorated)
        decorated = click.option(
            "--project",
            "project_folder",
            type=_FOLDER,
            metavar="DIR",
            help="The project's folder.  [default: the one around here, or $KGTOOL_PROJECT]",
        )(decorated)
        result: F = decorated
        return result

    return decorate


bom_option = click.option("--bom", is_flag=True, help="Begin csv with a byte order mark, which Excel needs for UTF-8.")


def show(text: str, *, bom: bool = False) -> None:
    """Writes data to standard output as it is, in UTF-8 whatever the locale; with a byte order mark where wanted."""
    sys.stdout.flush()
    data = text.encode("utf-8-sig" if bom else "utf-8", "replace")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def from_here(path: Path) -> str:
    """A path as one would write it here: relative where it lies in or below the current folder."""
    absolute, here = path.absolute(), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(path)


def terminal_width() -> int | None:
    """Columns of the terminal; 100 where the output goes elsewhere, or what ``$COLUMNS`` says."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size().columns
    return 100
