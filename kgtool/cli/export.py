"""``kgtool export``."""

from __future__ import annotations

from pathlib import Path

import click

from kgtool.cli.options import Where, bom_option, in_project, show

FORMATS = ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", "graphml", "csv"]


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="turtle", show_default=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file.  [default: standard output]",
)
@click.option("--with-background", is_flag=True, help="Also the ontology and the known entities.")
@bom_option
@in_project(store=True)
def export(where: Where, form: str, output: Path | None, with_background: bool, bom: bool) -> None:
    """Writes the graph for other tools.

    turtle, ntriples and rdfxml have what the articles say, and what follows from it, as plain triples; what others
    claim is in them as reified statements, never as a fact. trig, nquads and jsonld have each claim as a graph of
    its own; graphml and csv name the claimer of each statement.

    \b
    kgtool export > graph.ttl
    kgtool export --format graphml -o graph.graphml
    kgtool export --store http://localhost:7200/repositories/talks --format nquads
    """
    from kgtool.exporting import ask_quads, read_quads
    from kgtool.exporting import export as write_format
    from kgtool.store import write_text

    if where.store_url:
        quads = ask_quads(where.store(), with_background=with_background)
    else:
        project = where.project()
        quads = read_quads(project.needs_graph(), project.ontology if with_background else None)
    text = write_format(quads, form)
    bom = bom and form == "csv"
    if output is None:
        show(text, bom=bom)
    else:
        write_text("\ufeff" * bom + text, output)
