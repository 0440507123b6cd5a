"""``kgtool ask``."""

from __future__ import annotations

import json

import click

from kgtool.cli.options import Where, in_project, show


@click.command()
@click.argument("question")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--sparql", "show_sparql", is_flag=True, help="Show the SPARQL that the question became.")
@in_project(store=True)
@click.pass_context
def ask(context: click.Context, where: Where, question: str, form: str, show_sparql: bool) -> None:
    """Answers an English QUESTION from the graph, with the quotes that say so and who claims it.

    Ends with status 1 where the graph does not know.

    \b
    kgtool ask "Who led each delegation?"
    kgtool ask --format json "How many drones were shot down?"
    """
    from kgtool.asking import Asker

    project = where.project()
    answer = Asker(where.store(), project.ontology, project.queries).ask(question)
    if form == "json":
        show(json.dumps(answer.as_json(), ensure_ascii=False, indent=2) + "\n")
    else:
        show(answer.as_text(show_sparql=show_sparql).rstrip("\n") + "\n")
    context.exit(answer.exit_status)
