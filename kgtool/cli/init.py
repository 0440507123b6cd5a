"""``kgtool init``."""

from __future__ import annotations

import shlex
from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--full", is_flag=True, help="With all that kgtool knows of negotiations and conflict, and no article yet."
)
def init(folder: Path, full: bool) -> None:
    """Makes FOLDER a project.

    With --full it can read news about negotiations and conflict; put your articles into it with kgtool add. Without
    it, it is a small example about another subject, with an ontology, a lexicon, a seed and queries to change.

    \b
    kgtool init --full talks
    kgtool init prizes && cd prizes && kgtool build && kgtool query winners
    """
    from kgtool.project import Project
    from kgtool.starting import start_project

    for path in start_project(folder, Project.shipped().root if full else None):
        click.echo(str(path))
    following = "kgtool add ARTICLE --date YYYY-MM-DD && kgtool build" if full else "kgtool build && kgtool query"
    click.echo(f"next: cd {shlex.quote(str(folder))} && {following}", err=True)
