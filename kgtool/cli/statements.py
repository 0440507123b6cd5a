"""``kgtool statements``."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from kgtool.cli.options import Where, bom_option, in_project, show, terminal_width

if TYPE_CHECKING:
    from kgtool.store import Store

MOST = 20
"""Articles that are named where the one asked for is not there."""

QUERY = """
SELECT ?document ?sentence ?claimer ?subject ?predicate ?object ?quote ?start WHERE {
  GRAPH ?claim { ?subject ?predicate ?object }
  ?claim kg:document ?document ; kg:quote ?quote ; kg:start ?start .
  OPTIONAL { ?claim kg:sentence/kg:number ?sentence }
  OPTIONAL { ?claim kg:claimedBy ?claimer FILTER NOT EXISTS { ?claim a kg:Narration } }
  %s
}
ORDER BY ?document ?start ?claim ?subject ?predicate ?object
"""


@click.command()
@click.option("--document", metavar="NAME", help="Only those of this article.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "md", "json"]), default="table", show_default=True)
@click.option("--labels/--iris", default=True, help="Show things by name (the default) or by IRI.")
@bom_option
@in_project(store=True)
def statements(where: Where, document: str | None, form: str, labels: bool, bom: bool) -> None:
    """Lists every statement with its claimer and quote, in the order of the text, to be reviewed by hand.

    The claimer is empty where it is the article's own voice.

    \b
    kgtool statements --format csv > review.csv
    kgtool statements --document istanbul-talks
    """
    from kgtool.querying import Labels, format_result
    from kgtool.store.notation import quoted
    from kgtool.terms import ID

    store = where.store()
    if document:
        _check(document, store)
    only = f"FILTER(?document = IRI({quoted(ID + document)}))" if document else ""
    result = store.query(QUERY % only)
    text = format_result(result, form, labels=Labels(store) if labels else None, width=terminal_width())
    show(text, bom=bom and form == "csv")


def _check(document: str, store: Store) -> None:
    """Raises ``UsageError`` where the graph has no article of this name."""
    from pyoxigraph import NamedNode

    from kgtool.errors import UsageError
    from kgtool.store import Table
    from kgtool.terms import ID

    found = store.query("SELECT ?document { ?document a kg:Document } ORDER BY ?document")
    rows = found.rows if isinstance(found, Table) else []
    names = [term.value.removeprefix(ID) for (term,) in rows if isinstance(term, NamedNode)]
    if document not in names:
        near = difflib.get_close_matches(document, names, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(names[:MOST]) or 'none'}"
        raise UsageError(f"there is no article {document!r} in the graph", hint=hint)
