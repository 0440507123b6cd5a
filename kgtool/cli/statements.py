"""``kgtool statements``."""

from __future__ import annotations

import click

from kgtool.cli.options import Where, bom_option, in_project, show, terminal_width

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
    only = f"FILTER(?document = IRI({quoted(ID + document)}))" if document else ""
    result = store.query(QUERY % only)
    text = format_result(result, form, labels=Labels(store) if labels else None, width=terminal_width())
    show(text, bom=bom and form == "csv")
