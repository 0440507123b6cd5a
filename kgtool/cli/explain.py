"""``kgtool explain``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kgtool.cli.options import Where, in_project, show

if TYPE_CHECKING:
    from kgtool.querying import Labels
    from kgtool.store import LocalStore

MOST = 10
"""Other statements that are shown where the one asked for is not there."""


@click.command()
@click.argument("subject")
@click.argument("predicate")
@click.argument("value", metavar="OBJECT")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--labels/--iris", default=True, help="Show things by name (the default) or by IRI; json has IRIs.")
@in_project()
@click.pass_context
def explain(
    context: click.Context, where: Where, subject: str, predicate: str, value: str, form: str, labels: bool
) -> None:
    """Shows why a statement is in the graph: the quotes that say it, or the rule and its premises down to quotes.

    Each part is an IRI, a prefixed name, or what people call it. Ends with status 1 where the graph does not hold it.

    \b
    kgtool explain "Rustem Umerov" "speaks for" Ukraine
    kgtool explain id:Rustem_Umerov kg:holds "Defense Minister" --iris
    """
    from kgtool.explaining import as_json, as_text, find_statements, property_in_words
    from kgtool.explaining import explain as find_reasons
    from kgtool.querying import Labels
    from kgtool.store.notation import Notation

    store = where.project().open_store()
    names = Labels(store)
    name = (lambda iri: property_in_words(iri) or names.shown(iri)) if labels else Notation().iri
    statements = find_statements(store, subject, predicate, value)
    reasons = [reason for statement in statements for reason in find_reasons(store, statement)]
    if form == "json":
        show(json.dumps([as_json(reason) for reason in reasons], ensure_ascii=False, indent=2) + "\n")
    for reason in reasons if form == "text" else []:
        show(as_text(reason, name) + "\n")
    if not reasons:
        click.echo("the graph does not hold this statement", err=True)
        for line in _nearest(store, names, subject, predicate):
            click.echo(f"  {line}", err=True)
        context.exit(1)


def _nearest(store: LocalStore, names: Labels, subject: str, predicate: str) -> list[str]:
    """What may be wrong with a statement that is not there: names that nothing has, or other objects."""
    from kgtool.explaining import find_things, stated_of

    unknown = [text for text in (subject, predicate) if not find_things(names, text)]
    if unknown:
        return [f"nothing is called {text!r}" for text in unknown]
    others = [" · ".join(map(names.display, one)) for one in stated_of(store, subject, predicate)]
    return ["it holds:", *(f"  {one}" for one in others[:MOST])] if others else []
