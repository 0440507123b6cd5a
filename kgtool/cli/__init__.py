"""The command line: each command is a few lines over ``kgtool.project``, in a file of its own that is loaded when used.

Data goes to standard output, everything else to standard error. Exit status: 0 done, 1 no answer or a failed check,
2 wrong usage, 3 bad project or data, 4 a limit of time or size, 130 interrupted.
"""

from __future__ import annotations

import os
import sys

import click

from kgtool.cli.group import LazyGroup

COMMANDS = {
    "init": ("kgtool.cli.init:init", "Make a new project folder to start from."),
    "add": ("kgtool.cli.add:add", "Add articles (text, Markdown or HTML) to seeds/."),
    "build": ("kgtool.cli.build:build", "Read the seeds into the graph; only what changed."),
    "query": ("kgtool.cli.query:query", "List the stored queries, or run one."),
    "ask": ("kgtool.cli.ask:ask", "Answer a question in English, with quotes."),
    "sparql": ("kgtool.cli.sparql:sparql", "Run a SPARQL query (read-only)."),
    "statements": ("kgtool.cli.statements:statements", "List every statement with its claimer and quote."),
    "explain": ("kgtool.cli.explain:explain", "Show why a statement is in the graph, down to quotes."),
    "export": ("kgtool.cli.export:export", "Write the graph for other tools."),
    "check": ("kgtool.cli.check:check", "Check the graph, the ontology and the stored queries."),
    "reason": ("kgtool.cli.reason:reason_command", "Apply OWL 2 RL to RDF files."),
    "serve": ("kgtool.cli.serve:serve", "Serve an explorer and a SPARQL endpoint on this machine."),
    "completion": ("kgtool.cli.completion:completion", "Show how to complete commands in your shell."),
}
"""Where each command is, and its help in one line, so that ``kgtool --help`` loads none of them."""


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=lambda ctx, _, on: _version(ctx, on)
)
def kgtool() -> None:
    """Turns news about negotiations and conflict into a knowledge graph in which every statement has its quote.

    \b
    kgtool init --full talks && cd talks     a project for your articles
    kgtool add article.html                  an article into seeds/
    kgtool build                             seeds/ to graph/
    kgtool ask "Who led each delegation?"    an answer, with quotes
    """


def _version(context: click.Context, wanted: bool) -> None:
    if wanted:
        from kgtool.cli.version import version

        click.echo(f"kgtool {version()}")
        context.exit()


def main() -> None:
    """Runs the command line and ends the process with its exit status."""
    from kgtool.errors import KgtoolError

    status = 0
    try:
        ended_with = kgtool(prog_name="kgtool", standalone_mode=False)  # what a command gave to context.exit
        status = ended_with if isinstance(ended_with, int) else 0
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except KgtoolError as error:
        click.echo(f"error: {error}", err=True)
        status = error.exit_status
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        status = 130
    except BrokenPipeError:
        pass
    except Exception as error:
        if os.environ.get("KGTOOL_DEBUG"):
            raise
        click.echo(f"internal error: {type(error).__name__}: {error}", err=True)
        click.echo("  this is a fault of kgtool; KGTOOL_DEBUG=1 shows where", err=True)
        status = 3
    sys.exit(_flush(status))


def _flush(status: int) -> int:
    """Writes out what is left; output that nobody reads any more is no error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status
