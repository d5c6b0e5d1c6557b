"""The command `mcp`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import usage
from linter.cli.configuration import config_options, configuration
from linter.cli.extras import refuse_without
from linter.cli.options import read_day

if TYPE_CHECKING:
    from collections.abc import Callable

_NEEDS = ("mcp",)


def _with_config(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(config_options("Configuration (default: the nearest).")):
        command = option(command)
    return command


@click.command(cls=usage.Command)
@_with_config
@click.option("--today", metavar="YYYY-MM-DD", help="The day that freshness is judged by (default: today).")
def mcp(today: str | None, **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Offer the engine to assistants, over standard input and output (Model Context Protocol); it reads only."""
    refuse_without("mcp", "mcp", _NEEDS)
    settings = configuration(flags)
    day = read_day(today) if today else None  # a server may run for days
    from linter.web.assistants import create_server  # noqa: PLC0415  0.6 s (the SDK), for this command only

    create_server(settings, day).run()
