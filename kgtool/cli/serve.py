"""``kgtool serve``."""

from __future__ import annotations

import click

from kgtool.cli.options import Where, in_project


@click.command()
@in_project()
def serve(where: Where) -> None:
    """Serves an explorer and a SPARQL endpoint on this machine (not built yet)."""
    from kgtool.errors import UsageError

    raise UsageError("serve is not built yet", hint="ask on the command line: kgtool query, kgtool sparql")
