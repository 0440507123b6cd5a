"""``kgtool check``."""

from __future__ import annotations

import click

from kgtool.cli.options import Where, in_project, show


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@in_project()
@click.pass_context
def check(context: click.Context, where: Where, form: str) -> None:
    """Checks the graph (shapes, contradictions) and the rooms (ontology, lexicon, stored queries).

    Ends with status 1 where something is wrong.

    \b
    kgtool check
    kgtool check --graph /tmp/graph --format json
    """
    from kgtool.checking import check as find_problems

    report = find_problems(where.project())
    show(report.as_json() if form == "json" else report.as_text())
    context.exit(report.exit_status)
