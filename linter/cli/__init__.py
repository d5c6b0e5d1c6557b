"""Arguments -> configuration -> run -> exit status; the only modules that print and exit."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import rich_click as click
from click.exceptions import Exit

from linter.cli import (
    audit,
    baseline,
    check,
    decisions,
    fix,
    history,
    language,
    mail,
    mcp,
    serve,
    show,
    streams,
    upcoming,
    usage,
    watch,
)
from linter.cli.crash import EXIT_INTERNAL, say_internal_error
from linter.cli.output import EXIT_USAGE, refuse, say
from linter.model.errors import UsageError
from linter.report import terminal
from linter.version import __version__

click.rich_click.MAX_WIDTH = terminal.WIDTH
click.rich_click.STYLE_OPTIONS_PANEL_BORDER = "dim"


@click.group(cls=usage.Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kommunlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Check municipal web pages: dates, contacts, e-mail addresses, map links, links.

    Exit status: 0 examined and clean; 1 findings at or above --fail-on; 2 wrong command or configuration; 3 something
    could not be examined; 70 the program failed; 130 stopped by Ctrl-C or SIGTERM; 141 nobody reads standard output.
    """


_COMMANDS = (
    audit.audit,
    check.check,
    baseline.baseline,
    decisions.decisions,
    fix.fix,
    history.history,
    mail.mail,
    mcp.mcp,
    serve.serve,
    upcoming.upcoming,
    watch.watch,
)
for _command in (*_COMMANDS, *show.COMMANDS):
    cli.add_command(_command)


def _refuse_names_as_options(arguments: list[str]) -> None:
    """Refuse what could be an option or a file here: a hook or a pattern of the shell passes names that strangers chose."""
    for argument in arguments:
        if argument == "--":
            return
        if argument.startswith("-") and argument != "-" and os.path.lexists(argument):
            refuse(argument, "name_is_option")


def main() -> NoReturn:
    """Run the command and turn what goes wrong into one line and an exit status."""
    streams.prepare()
    streams.take_sigterm_for_ctrl_c()
    language.begin(sys.argv[1:])
    status = _run()
    try:
        sys.stdout.flush()
    except (streams.NobodyReads, OSError) as error:
        status = _failed_to_write(error)
    sys.exit(status)


def _run() -> int | str | None:
    try:
        _refuse_names_as_options(sys.argv[1:])
        cli(prog_name="kommunlint", standalone_mode=False)
    except Exit as ended:
        return ended.exit_code
    except SystemExit as ended:
        return ended.code
    except click.ClickException as error:
        say(error.format_message())
        return EXIT_USAGE
    except UsageError as error:
        say(error.told(language.words().tell))
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:  # noqa: BLE001  whatever it is, it is not "findings"
        return _failed_to_write(error)
    return 0


def _failed_to_write(error: Exception) -> int:
    """Return the exit status of an error; what waits to be written to standard output is let go."""
    streams.close()
    if isinstance(error, streams.NobodyReads):
        return 141
    say_internal_error(error)
    return EXIT_INTERNAL
