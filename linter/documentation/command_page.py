"""Commands -> their options in Markdown, as a list that fits every screen where the block of `--help` does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linter.cli.program import complete
from linter.documentation.text import code, prose

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands(level: int = 2) -> str:
    """Return every command with what it takes, its headings at a level."""
    cli = complete()
    return "\n".join(_command(cli, click.Context(cli, info_name="kommunlint"), "#" * level))


def _command(command: click.Command, context: click.Context, marks: str) -> Iterator[str]:
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from _command(one, click.Context(one, info_name=name, parent=context), marks)
        return
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"{marks} {code(context.command_path)}\n"
    yield f"{prose(' '.join((command.help or '').split()))}\n\n{code(usage)}\n"
    for parameter in command.params:
        record = parameter.get_help_record(context)
        words, told = record or ("", "")
        if told:
            yield f"- {code(words)}  \n  {prose(' '.join(told.split()))}"
    yield ""
