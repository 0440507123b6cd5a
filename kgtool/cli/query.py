"""``kgtool query``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kgtool.cli.options import Where, bom_option, in_project, show, terminal_width
from kgtool.errors import UsageError

if TYPE_CHECKING:
    from kgtool.querying import StoredQuery


def stored_names(begun: str) -> list[str]:
    """The stored queries around here whose names begin so, for the shell's completion."""
    from kgtool.errors import KgtoolError
    from kgtool.project import Project

    try:
        return sorted(path.stem for path in Project.find().queries.glob("*.rq") if path.stem.startswith(begun))
    except KgtoolError:
        return []


@click.command()
@click.argument("name", required=False, shell_complete=lambda _, __, begun: stored_names(begun))
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the query.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "tsv", "xml", "md"]),
    default="table",
    show_default=True,
    help="json and xml are the SPARQL 1.1 result formats.",
)
@click.option("--labels/--iris", default=None, help="Show things by name or by IRI.  [default: names in table and md]")
@click.option("--limit", type=click.IntRange(min=0), help="The most rows; more are an error.")
@click.option(
    "--sparql", "only_text", is_flag=True, help="Show the query with its parameters bound, and do not run it."
)
@bom_option
@in_project(store=True)
def query(
    where: Where,
    name: str | None,
    params: tuple[str, ...],
    form: str,
    labels: bool | None,
    limit: int | None,
    only_text: bool,
    bom: bool,
) -> None:
    """Lists the stored queries, or runs the one called NAME.

    Where a parameter is an IRI, the name of a thing does as well.

    \b
    kgtool query
    kgtool query delegation-leaders
    kgtool query claims -p who="Associated Press" --format csv
    """
    from kgtool.querying import Labels, bind, format_result, load_queries, load_query, run_stored

    project = where.project()
    if name is None:
        show(describe(load_queries(project.queries)))
        return
    stored = load_query(project.queries, name)
    values = dict(split_parameter(param) for param in params)
    store = where.store()
    names = Labels(store)
    if only_text:
        show(bind(stored, values, names.find))
        return
    rows = project.settings.query_rows if limit is None else limit
    result = run_stored(stored, store, values, row_limit=rows)
    wanted = form in {"table", "md"} if labels is None else labels
    show(
        format_result(result, form, labels=names if wanted else None, width=terminal_width()), bom=bom and form == "csv"
    )


def describe(queries: Sequence[StoredQuery]) -> str:
    """The list of stored queries, with their parameters."""
    from kgtool.querying.terminal import draw_table

    rows = []
    for one in queries:
        params = ", ".join(f"{param.name}{'' if param.required else '?'}" for param in one.params)
        rows.append([one.name, one.title, params])
    return draw_table(["query", "title", "parameters"], rows, terminal_width())


def split_parameter(text: str) -> tuple[str, str]:
    """``name=value`` as a pair."""
    name, found, value = text.partition("=")
    if not found or not name:
        raise UsageError(f"-p takes NAME=VALUE, not {text!r}")
    return name, value
