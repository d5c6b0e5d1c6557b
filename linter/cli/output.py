"""What the program prints: reports on standard output, all else on standard error, a bar on a terminal."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn, Self

import rich_click as click

from linter.cli import workflow_commands
from linter.cli.language import words
from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.model.system_error import of_system
from linter.report import terminal
from linter.run import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linter.model.error_keys import ErrorKey
    from linter.model.link import Verdict
    from linter.model.reason import Datum
    from linter.model.report import NotExamined, Report
    from linter.run.examining import Examined

EXIT_USAGE = 2
_JSON = frozenset({"json", "sarif", "gitlab", "earl"})


def usual_format() -> str:
    """Return the format that the place of the run reads: GitHub Actions its workflow commands."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def check_writable(path: Path, flag: str = "--output") -> None:
    """Refuse a report's file that cannot be written, before anything is examined."""
    try:
        whole_file.check_writable(path)
    except OSError as error:
        raise UsageError(of_system(error), f"{flag}: {path}") from error


def check_folder(path: Path, flag: str) -> None:
    """Refuse a folder that cannot be written to, before anything is examined."""
    try:
        whole_file.check_folder(path)
    except OSError as error:
        raise UsageError(of_system(error), f"{flag}: {path}") from error


def write(path: Path, pieces: Iterator[str] | Iterator[bytes]) -> None:
    """Write a report to a file, whole or not at all; an `OSError` where that fails."""
    whole_file.write_whole(
        path, (one if isinstance(one, bytes) else click.unstyle(one).encode("utf-8", "replace") for one in pieces)
    )


def standard_input() -> bytes | None:
    """Return the page on standard input, None where it cannot be read."""
    try:
        return sys.stdin.buffer.read() if sys.stdin is not None else None
    except OSError:
        return None


def show(pieces: Iterator[str] | Iterator[bytes], format_: str = "text") -> None:
    """Print a report. Where commands are read out of what is printed, only the format that is made of them speaks any."""
    if workflow_commands.is_obeyed() and format_ != "github":
        pieces = workflow_commands.harmless(pieces, is_json=format_ in _JSON)
    for piece in pieces:
        click.echo(piece, nl=False)


def note(report: Report) -> None:
    """Say on standard error what could not be examined, a line each, and that a report is not of all pages, if there is one."""
    for missing in report.not_examined:
        say(f"{terminal.safe(missing.source)}: {terminal.safe(words().tell(missing.reason))}")
    if not report.run.complete and report.summary.pages:
        say(words()("say_stopped_early"))


def say(text: str) -> None:
    """Say something on standard error."""
    told = f"kommunlint: {terminal.safe(text)}"
    with suppress(OSError):  # that nobody hears it is no reason to fail
        click.echo(workflow_commands.without_commands(told) if workflow_commands.is_obeyed() else told, err=True)


def refuse(place: str, key: ErrorKey, **data: Datum) -> NoReturn:
    """Refuse a command: an option, or the command itself, and what is wrong with it."""
    raise UsageError(Reason(key, data), place)


class Progress:
    """A bar on a terminal, nothing elsewhere."""

    def __init__(self) -> None:
        self._bar: object = None
        self._task: object = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not os.environ.get("CI"):
            from rich.console import Console  # noqa: PLC0415  41 ms, for terminals only
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415  with it: 41 ms

            columns = (
                TextColumn("{task.completed:>6}"),
                BarColumn(),
                TextColumn("{task.description}"),
                TimeElapsedColumn(),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
            self._bar.start()
            self._task = self._bar.add_task("", total=None)
        return self

    def page(self, result: Examined | NotExamined) -> None:
        """Count one page."""
        self.address(result.source)

    def verdict(self, verdict: Verdict) -> None:
        """Count one address that was asked."""
        self.address(verdict.url)

    def address(self, name: str) -> None:
        """Count one of anything that has a name."""
        if self._bar is not None:
            self._bar.update(self._task, advance=1, description=terminal.safe(name)[-50:])  # type: ignore[attr-defined]
            self._bar.refresh()  # type: ignore[attr-defined]

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()  # type: ignore[attr-defined]
