"""``kgtool explain``."""

from __future__ import annotations

import json

import click

from kgtool.cli.options import Where, in_project, show


@click.command()
@click.argument("subject")
@click.argument("predicate")
@click.argument("value", metavar="OBJECT")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@in_project()
@click.pass_context
def explain(context: click.Context, where: Where, subject: str, predicate: str, value: str, form: str) -> None:
    """Shows why a statement is in the graph: the quotes that say it, or the rule and its premises down to quotes.

    Each part is an IRI, a prefixed name, or what people call it. Ends with status 1 where the graph does not hold it.

    \b
    kgtool explain id:Rustem_Umerov kg:holds "defence minister"
    kgtool explain "Rustem Umerov" "speaks for" Ukraine
    """
    from kgtool.explaining import as_json, as_text, find_statements
    from kgtool.explaining import explain as find_reasons
    from kgtool.querying import Labels

    store = where.project().open_store()
    statements = find_statements(store, subject, predicate, value)
    reasons = [reason for statement in statements for reason in find_reasons(store, statement)]
    if form == "json":
        show(json.dumps([as_json(reason) for reason in reasons], ensure_ascii=False, indent=2) + "\n")
    for reason in reasons if form == "text" else []:
        show(as_text(reason, Labels(store).of) + "\n")
    if not reasons:
        click.echo("the graph does not hold this statement", err=True)
        context.exit(1)
