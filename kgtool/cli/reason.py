"""``kgtool reason``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgtool.errors import DataError, KgtoolError, LimitExceeded

if TYPE_CHECKING:
    from kgtool.reasoning.column_engine import ColumnClosure


@click.command("reason")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="IN...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the closure goes (.nt, .ttl, .rdf, …).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How inconsistencies are shown on standard error.",
)
@click.option("--inferred", is_flag=True, help="Write only what is new, over instance data.")
@click.option("--limit", type=click.IntRange(min=1), help="The most derived triples; more are an error.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def reason_command(
    files: tuple[Path, ...], output: Path | None, form: str, inferred: bool, limit: int | None, quiet: bool
) -> None:
    """Applies OWL 2 RL to RDF files, schema and data alike.

    The closure goes to standard output as sorted N-Triples, or to a file in the syntax that its name says;
    inconsistencies go to standard error. Exit status 1 means that there are some.

    \b
    kgtool reason data.ttl ontology.ttl -o closure.nt
    kgtool reason data.nt.gz --inferred --format json
    """
    try:
        found = _reason(files, output, form, inferred, limit, quiet)
    except KgtoolError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(LimitExceeded.exit_status if isinstance(error, LimitExceeded) else error.exit_status)
    sys.exit(1 if found else 0)


def _outside(closure: ColumnClosure) -> list[str]:
    """What in the schema OWL 2 RL does not have; it is left aside, and the rest is reasoned over."""
    import pyoxigraph as ox

    from kgtool.checking.profile import outside_profile

    quads = (ox.Quad(s, p, o) for s, p, o in closure.schema_triples())  # type: ignore[arg-type]
    return [f"not OWL 2 RL: {term}: {reason}" for term, reason in outside_profile(quads)]


def _reason(
    files: tuple[Path, ...], output: Path | None, form: str, inferred: bool, limit: int | None, quiet: bool
) -> bool:
    from kgtool.reasoning.files import reason_files, write_closure
    from kgtool.reasoning.memory import peak_megabytes
    from kgtool.reasoning.proof_formats import dumps, inconsistency_as_json

    def progress(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    closure = reason_files(files, limit=limit, progress=progress)
    if form == "text" and not quiet:
        for line in _outside(closure):
            click.echo(line, err=True)
    findings = closure.inconsistencies
    if form == "json":
        click.echo(dumps([inconsistency_as_json(finding) for finding in findings]), err=True)
    else:
        for finding in findings:
            click.echo(f"inconsistent ({finding.rule}): {finding.message}", err=True)
    if output is None:
        count = write_closure(closure, sys.stdout.buffer, instance_level=inferred, with_asserted=not inferred)
    else:
        try:
            with output.open("wb") as file:
                count = write_closure(
                    closure, file, instance_level=inferred, with_asserted=not inferred, suffix=output.suffix
                )
        except OSError as error:
            raise DataError(f"cannot be written: {error.strerror}", path=output) from None
    if form == "text":
        progress(f"{count:,} triples written; {len(findings):,} inconsistencies; peak memory {peak_megabytes():,} MB")
    return bool(findings)
