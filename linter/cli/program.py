"""The command and its sub-commands, each imported when it is asked for: a run needs one of them, and all take 0.2 s."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import rich_click as click
from click.exceptions import Exit

from linter.cli import language, streams, usage
from linter.cli.crash import EXIT_INTERNAL, say_internal_error
from linter.cli.output import EXIT_USAGE, refuse, say
from linter.model.errors import UsageError
from linter.report import terminal
from linter.version import __version__

click.rich_click.MAX_WIDTH = terminal.WIDTH
click.rich_click.STYLE_OPTIONS_PANEL_BORDER = "dim"

_MODULES = (
    ("audit", "audit", "audit"),
    ("check", "check", "check"),
    ("baseline", "baseline", "baseline"),
    ("decisions", "decisions", "decisions"),
    ("fix", "fix", "fix"),
    ("history", "history", "history"),
    ("mail", "mail", "mail"),
    ("mcp", "mcp", "mcp"),
    ("serve", "serve", "serve"),
    ("upcoming", "upcoming", "upcoming"),
    ("watch", "watch", "watch"),
    ("rules", "show", "rules"),
    ("rule", "show", "rule"),
    ("facts", "show", "facts"),
    ("init", "show", "init"),
    ("config", "show", "config_"),
    ("test-rules", "show", "test_rules"),
)
"""Commands by name, each with its module here and what it is called there."""


class _Program(usage.Group):
    """The command: what it is asked for is imported then."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  as click has it
        """Return the names of all commands."""
        return sorted(name for name, _, _ in _MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, None where there is no such one."""
        self.load(cmd_name)
        return super().get_command(ctx, cmd_name)

    def load(self, *wanted: str) -> None:
        """Import commands that have not been."""
        for name, module, attribute in _MODULES:
            if name in wanted and name not in self.commands:
                self.add_command(getattr(import_module(f"linter.cli.{module}"), attribute))
        gc.freeze()
        gc.enable()


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kommunlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Check municipal web pages: dates, contacts, e-mail addresses, map links, links.

    Exit status: 0 examined and clean; 1 findings at or above --fail-on; 2 wrong command or configuration; 3 something
    could not be examined; 70 the program failed; 130 stopped by Ctrl-C or SIGTERM; 141 nobody reads standard output.
    """


def complete() -> _Program:
    """Return the command with all that it has."""
    cli.load(*(name for name, _, _ in _MODULES))
    return cli


def _refuse_names_as_options(arguments: list[str]) -> None:
    """Refuse what could be an option or a file here: a hook or a pattern of the shell passes names that strangers chose."""
    for argument in arguments:
        if argument == "--":
            return
        if argument.startswith("-") and argument != "-" and os.path.lexists(argument):
            refuse(argument, "name_is_option")


def run() -> int | str | None:
    """Run what the arguments ask for, and return the exit status; what goes wrong is told in one line."""
    language.begin(sys.argv[1:])
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
        return failed_to_write(error)
    return 0


def failed_to_write(error: Exception) -> int:
    """Return the exit status of an error; what waits to be written to standard output is let go."""
    streams.close()
    if isinstance(error, streams.NobodyReads):
        return 141
    say_internal_error(error)
    return EXIT_INTERNAL
