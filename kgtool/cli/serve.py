"""``kgtool serve``."""

from __future__ import annotations

import os
import re
import secrets
import sys
from pathlib import Path

import click

from kgtool.cli.options import Where, in_project

TOKEN = "KGTOOL_TOKEN"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _origin(text: str) -> str:
    found = re.fullmatch(r"(https?://[\w.-]+(?::\d+)?)/?", text)
    if found is None:
        raise click.BadParameter(f"{text!r} is no origin: give one such as https://example.org")
    return found[1].lower()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any free one.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="A name that the Host header may give.")
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="URL",
    callback=lambda _, __, given: frozenset(map(_origin, given)),
    help="A site whose scripts may read, such as https://yasgui.org; none may otherwise.",
)
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="The longest a query may run.")
@click.option("--limit", type=click.IntRange(min=1), help="The most rows of a result.")
@click.option("--workers", type=click.IntRange(min=1), default=4, show_default=True, help="Queries at a time.")
@click.option("--memory", type=click.IntRange(min=256), default=1024, show_default=True, help="MB for each query.")
@click.option("--writable", is_flag=True, help="Take updates, kept in memory, from those who send the token.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=f"The token for --writable.  [default: ${TOKEN}, else a new one that is shown]",
)
@in_project()
def serve(
    where: Where,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    origins: frozenset[str],
    timeout: float | None,
    limit: int | None,
    workers: int,
    memory: int,
    writable: bool,
    token_file: Path | None,
) -> None:
    """Serves an explorer, a SPARQL 1.1 endpoint and a JSON API, on this machine only unless told otherwise.

    A rebuild of the graph is taken up at once. The server is read-only without --writable.

    \b
    kgtool serve
    curl 'http://127.0.0.1:8000/ask?q=Who+led+each+delegation'
    curl http://127.0.0.1:8000/sparql --data-urlencode 'query=ASK {}'
    """
    from kgtool.errors import UsageError

    if sys.platform == "win32":
        raise UsageError("serve needs Linux or macOS: it forks its worker processes", hint="use WSL")
    try:
        from kgtool.serving.app import ServingSettings, allowed_hosts
        from kgtool.serving.limits import ServingLimits
        from kgtool.serving.server import run
    except ModuleNotFoundError as error:
        raise UsageError(f"serve needs {error.name}", hint="install it with: pip install 'kgtool[serve]'") from None
    project = where.project()
    defaults = project.settings
    limits = ServingLimits(
        seconds=timeout or defaults.query_seconds,
        rows=limit or defaults.query_rows,
        workers=workers,
        memory_megabytes=memory,
    )
    token = _token(token_file) if writable else None
    if host not in LOOPBACK:
        click.echo(f"warning: anybody who reaches {host} can read the graph; there is no encryption", err=True)
    settings = ServingSettings(limits, token, allowed_hosts(host, hosts), origins)
    run(project, settings, host, port, lambda url: click.echo(f"serving {url}  (stop with Ctrl-C)", err=True))


def _token(file: Path | None) -> str:
    from kgtool.errors import UsageError

    given = file.read_text(encoding="utf-8").strip() if file else os.environ.get(TOKEN, "")
    if given:
        return given
    if file:
        raise UsageError(f"{file} holds no token")
    made = secrets.token_urlsafe(24)
    click.echo(f"token: {made}", err=True)
    return made
