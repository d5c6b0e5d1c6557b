"""The command `watch`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import language, options, usage
from linter.cli.extras import refuse_without
from linter.cli.output import Progress, note, refuse, say, show
from linter.model.errors import UsageError
from linter.model.paths import real
from linter.model.report import NotExamined
from linter.report import phrases, terminal
from linter.report.words.words import words_in
from linter.run.watching import Watched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from linter.model.finding import Finding
    from linter.model.report import Report
    from linter.model.target import Target
    from linter.report.words.words import Words
    from linter.run.watching import PageChange

_SETTINGS = (".toml", ".yaml", ".yml")
"""Files that may say how pages are checked: after a change of one, all are checked again."""
_STOPPED = 130
_NOT_EXAMINED = 3
_FIRST_WAIT = 50
"""Milliseconds until the folder is watched for certain, before it is examined."""


@click.command(cls=usage.Command)
@click.argument("folder", metavar="FOLDER")
@options.OF_FIX
def watch(folder: str, **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Examine the pages of a folder again as they change, and print what is new and what is mended."""
    refuse_without("watch", "web", ("watchfiles",))
    if not Path(folder).is_dir():
        refuse(f"watch: {folder}", "folder_missing")
    try:
        _Watch(folder, flags).run()
    except KeyboardInterrupt:
        sys.exit(_STOPPED)


class _Watch:
    """A folder that is watched. The configuration is read anew each time, as `check` would read it."""

    def __init__(self, folder: str, flags: dict[str, Any]) -> None:
        self._folder, self._root, self._flags = folder, real(Path(folder)), flags
        self._watched = Watched()

    def run(self) -> None:
        """Examine all pages, and then those that change, until Ctrl-C."""
        import watchfiles  # noqa: PLC0415  0.1 s (anyio), for this command only

        changes = watchfiles.watch(self._root, watch_filter=None, rust_timeout=_FIRST_WAIT, yield_on_timeout=True)
        next(changes)  # from here on nothing is missed, whatever changes while the pages are examined
        for _ in self._examine(None):
            pass
        say(self._begun(language.words()))
        for changed in changes:
            if changed:
                self._follow({Path(path) for _, path in changed})
            if not self._root.is_dir():
                say(f"watch: {self._folder}: {language.words()('say_folder_gone')}")
                sys.exit(_NOT_EXAMINED)

    def _begun(self, words: Words) -> str:
        pages = words.count("page", len(self._watched.sources))
        return words(
            "say_watching", folder=self._folder, pages=pages, findings=words.count("finding", self._watched.findings)
        )

    def _follow(self, changed: Collection[Path]) -> None:
        is_whole = any(path.suffix in _SETTINGS for path in changed)
        try:
            show(line for change in self._examine(None if is_whole else changed) for line in change)
        except UsageError as error:
            say(error.told(language.words().tell))
        sys.stdout.flush()

    def _examine(self, changed: Collection[Path] | None) -> Iterator[Iterator[str]]:
        """Examine what changed, all where that is None, and yield what is to be told of it."""
        wanted = options.read_flags((self._folder,), self._flags)
        found = list(wanted.targets)
        words = words_in(wanted.settings.language)
        there = {one.name for one in found if not isinstance(one, NotExamined)}
        for change in self._watched.let_go(sorted(self._watched.sources - there)):
            yield _told(change, words, None)
        due = found if changed is None else [one for one in found if self._is_due(one, changed)]
        if not due:
            return
        with Progress() as progress:
            report = replace(wanted, targets=iter(due)).run(progress, None)
        if not report.run.complete:
            sys.exit(_STOPPED)
        note(replace(report, not_examined=_still_there(report)))
        for change in self._watched.take(report, is_whole=changed is None):
            yield _told(change, words, report)

    def _is_due(self, one: Target | NotExamined, changed: Collection[Path]) -> bool:
        """Return whether a page, or a folder that it is in, has changed, or is not known yet."""
        if isinstance(one, NotExamined) or one.file is None:
            return False
        path = self._root / os.path.relpath(one.file, self._folder)
        return one.name not in self._watched.sources or not {path, *path.parents}.isdisjoint(changed)


def _still_there(report: Report) -> tuple[NotExamined, ...]:
    return tuple(one for one in report.not_examined if one.reason.key != "file_missing")


def _told(change: PageChange, words: Words, report: Report | None) -> Iterator[str]:
    """Yield a page's name, what is new on it and how it is mended, and what is mended."""
    number = len(change.mended)
    what = (
        words("watch_gone", findings=words.count("finding", number))
        if change.is_gone
        else words("watch_changed", new=len(change.new), mended=number)
    )
    yield terminal.strong(terminal.safe(change.source)) + f"  {what}\n"
    if change.is_gone:
        return
    for one in change.new:
        yield from _finding(one, "+", words)
        told = phrases.what_to_do(one, report, words, 2) if report is not None else ""
        if told:
            yield terminal.folded(f"→ {told}", "      ", "    ") + "\n"
    for one in change.mended:
        yield from _finding(one, "✓", words)


def _finding(one: Finding, sign: str, words: Words) -> Iterator[str]:
    label = words(one.severity) if one.outcome == "failed" else words("cannot_tell")
    place = one.location
    yield f"  {sign} {place.line}:{place.column}  {label}  {terminal.safe(one.rule)}\n"
    yield terminal.folded(one.message, "    ") + "\n"
