"""``kgtool init``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Makes FOLDER a project with a small ontology, lexicon, seed and query to change.

    \b
    kgtool init talks
    cd talks && kgtool build && kgtool query
    """
    from kgtool.starting import start_project

    for path in start_project(folder):
        click.echo(str(path))
    click.echo(f"next: cd {folder} && kgtool build && kgtool query", err=True)
