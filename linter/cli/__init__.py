"""Arguments -> configuration -> run -> exit status; the only modules that print and exit."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import rich_click as click
from click.exceptions import Exit

from linter.cli import baseline, check, show
from linter.cli.output import refuse
from linter.model.errors import UsageError
from linter.report import terminal
from linter.version import __version__

click.rich_click.MAX_WIDTH = terminal.WIDTH
click.rich_click.STYLE_OPTIONS_PANEL_BORDER = "dim"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kommunlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Check municipal web pages: dates, contacts, e-mail addresses, map links, links.

    Exit status: 0 examined and clean; 1 findings at or above --fail-on; 2 wrong command or configuration; 3 something
    could not be examined; 130 stopped by Ctrl-C.
    """


for _command in (check.check, baseline.baseline, *show.COMMANDS):
    cli.add_command(_command)


def _refuse_names_as_options(arguments: list[str]) -> None:
    """Refuse what could be an option or a file here: a hook or a pattern of the shell passes names that strangers chose."""
    for argument in arguments:
        if argument == "--":
            return
        if argument.startswith("-") and argument != "-" and os.path.lexists(argument):
            refuse(f"{argument} is an option, and the name of a file here; write -- before the names of files")


def main() -> NoReturn:
    """Run the command and turn what goes wrong into one line and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    _refuse_names_as_options(sys.argv[1:])
    try:
        cli(prog_name="kommunlint", standalone_mode=False)
    except Exit as ended:
        sys.exit(ended.exit_code)
    except click.ClickException as error:
        refuse(f"{error.format_message()} (kommunlint --help)")
    except UsageError as error:
        refuse(str(error))
    except click.Abort:
        sys.exit(130)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    sys.exit(0)
