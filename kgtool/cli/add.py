"""``kgtool add``."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import click

from kgtool.cli.options import Where, from_here, in_project


def _day(context: click.Context, param: click.Parameter, value: str | None) -> datetime.date | None:
    """A date as it stands in seeds: YYYY-MM-DD."""
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date: write it as 2025-06-03 (year, month, day)") from None


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--date", callback=_day, metavar="YYYY-MM-DD", help="The day of publication; HTML often says it itself.")
@click.option("--title", help="The headline.  [default: the page's title or the first line]")
@click.option("--publisher", help="Who published it.")
@click.option("--url", help="Where it was published.")
@click.option("--name", help="The seed's name.  [default: the file's name]")
@click.option("--encoding", metavar="NAME", help="Such as windows-1252.  [default: what the file says, else UTF-8]")
@in_project()
def add(
    where: Where,
    files: tuple[Path, ...],
    date: datetime.date | None,
    title: str | None,
    publisher: str | None,
    url: str | None,
    name: str | None,
    encoding: str | None,
) -> None:
    """Adds articles (plain text, Markdown or HTML) to seeds/.

    \b
    kgtool add talks.html
    kgtool add notes.txt --date 2025-06-03 --title "Talks resume" --publisher "Associated Press"
    """
    from kgtool.adding import Article, add_article
    from kgtool.errors import ProjectError, UsageError
    from kgtool.seeds import load_seed

    project = where.project()
    if project.is_shipped:
        raise ProjectError("there is no kgtool project here", hint="make one with: kgtool init --full FOLDER")
    if (name is not None or title) and len(files) > 1:
        raise UsageError("--name and --title are for one file")
    for file in files:
        _check(file)
    given = Article("", title, date, publisher, url)
    limit = project.settings.seed_megabytes
    for file in files:
        path = add_article(file, project.seeds, given, name=name, encoding=encoding, largest_megabytes=limit)
        click.echo(from_here(path))
        seed = load_seed(path, largest_megabytes=limit)
        if seed.date > datetime.date.today():
            click.echo(f"warning: {seed.date} is yet to come; dates are counted from it", err=True)
        if seed.language.split("-")[0].lower() != "en":
            click.echo(f"warning: its language is {seed.language!r}, and kgtool reads English only", err=True)


def _check(file: Path) -> None:
    """Raises ``UsageError`` for what is no file."""
    from kgtool.errors import UsageError

    if re.match(r"https?:", str(file)):
        raise UsageError("kgtool fetches nothing from the web", hint="save the page, and add the file")
    if file.is_dir():
        raise UsageError(f"{file} is a folder", hint=f"name the files in it, such as {file}/*.txt")
    if not file.exists():
        raise UsageError(f"there is no file {file}")
