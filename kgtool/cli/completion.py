"""``kgtool completion``."""

from __future__ import annotations

import click

_LINES = {
    "bash": ("~/.bashrc", 'eval "$(_KGTOOL_COMPLETE=bash_source kgtool)"'),
    "zsh": ("~/.zshrc", 'eval "$(_KGTOOL_COMPLETE=zsh_source kgtool)"'),
    "fish": ("~/.config/fish/completions/kgtool.fish", "_KGTOOL_COMPLETE=fish_source kgtool | source"),
}


@click.command()
@click.argument("shell", required=False, type=click.Choice(sorted(_LINES)))
def completion(shell: str | None) -> None:
    """Shows the line that makes your SHELL complete kgtool's commands and options, and where to put it.

    \b
    kgtool completion bash >> ~/.bashrc
    """
    for name, (file, line) in _LINES.items():
        if shell is None:
            click.echo(f"{name}: add to {file}\n    {line}")
        elif shell == name:
            click.echo(line)
