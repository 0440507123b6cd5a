"""``kgtool sparql``."""

from __future__ import annotations

from typing import IO

import click

from kgtool.cli.options import Where, bom_option, in_project, show, terminal_width
from kgtool.errors import UsageError


@click.command()
@click.argument("text", required=False)
@click.option(
    "--file", "-f", type=click.File(encoding="utf-8"), help="Read the query from a file; - for standard input."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "tsv", "xml", "md", "turtle", "ntriples"]),
    default="table",
    show_default=True,
    help="turtle and ntriples are for CONSTRUCT and DESCRIBE.",
)
@click.option("--labels/--iris", default=False, help="Show things by name or by IRI.  [default: by IRI]")
@click.option("--limit", type=click.IntRange(min=0), help="The most rows; more are an error.")
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="The longest it may take.")
@bom_option
@in_project(store=True)
def sparql(
    where: Where,
    text: str | None,
    file: IO[str] | None,
    form: str,
    labels: bool,
    limit: int | None,
    timeout: float | None,
    bom: bool,
) -> None:
    """Runs the SPARQL 1.1 query TEXT (SELECT, ASK, CONSTRUCT, DESCRIBE) on the graph.

    The prefixes kg:, id:, rdf:, rdfs:, owl:, xsd:, skos:, dcterms: and prov: are known. The default graph is everything
    together; GRAPH ?claim { … } asks for the claim that says it. SERVICE and updates are refused.

    \b
    kgtool sparql "SELECT ?leader { ?delegation kg:ledBy ?leader }"
    kgtool sparql "SELECT ?p ?quote { GRAPH ?c { ?d kg:ledBy ?p } ?c kg:quote ?quote }" --format csv
    """
    from kgtool.querying import Labels, Limits, QueryWorker, format_result, refuse_unsafe
    from kgtool.store import Endpoint, Table

    if (text is None) == (file is None):
        raise UsageError("give the query as text, or with --file")
    asked = text if text is not None else file.read() if file is not None else ""
    project = where.project()
    settings = project.settings
    seconds = timeout or settings.query_seconds
    limits = Limits(seconds, settings.query_rows if limit is None else limit, settings.query_megabytes)
    if where.store_url:
        refuse_unsafe(asked, lambda _: False)
        result = Endpoint(where.store_url, seconds=seconds).query(asked, row_limit=limits.rows)
    else:
        with QueryWorker(project.needs_graph(), project.ontology, limits) as worker:
            result = worker.query(asked)
    names = Labels(where.store()) if labels and isinstance(result, Table) else None
    show(format_result(result, form, labels=names, width=terminal_width()), bom=bom and form == "csv")
