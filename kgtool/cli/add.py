"""``kgtool add``."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from kgtool.cli.options import Where, from_here, in_project


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day of publication; HTML often says it itself.")
@click.option("--title", help="The headline.  [default: the page's title or the first line]")
@click.option("--publisher", help="Who published it.")
@click.option("--url", help="Where it was published.")
@click.option("--name", help="The seed's name.  [default: the file's name]")
@in_project()
def add(
    where: Where,
    files: tuple[Path, ...],
    date: datetime.datetime | None,
    title: str | None,
    publisher: str | None,
    url: str | None,
    name: str | None,
) -> None:
    """Adds articles (plain text, Markdown or HTML) to seeds/.

    \b
    kgtool add talks.html
    kgtool add notes.txt --date 2025-06-03 --title "Talks resume" --publisher "Associated Press"
    """
    from kgtool.adding import Article, add_article
    from kgtool.errors import ProjectError, UsageError

    project = where.project()
    if project.is_shipped:
        raise ProjectError("there is no kgtool project here", hint="make one with: kgtool init --full FOLDER")
    if name and len(files) > 1:
        raise UsageError("--name is for one file")
    given = Article("", title, date.date() if date else None, publisher, url)
    for file in files:
        limit = project.settings.seed_megabytes
        click.echo(from_here(add_article(file, project.seeds, given, name=name, largest_megabytes=limit)))
