"""The commands `baseline write`, `baseline update` and `baseline show`."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import options, usage
from linter.cli.configuration import configuration
from linter.cli.history import stored, whole_run
from linter.cli.language import words
from linter.cli.output import Progress, note, refuse, say, show
from linter.cli.pages import baseline as baseline_page
from linter.engine.page_config import More
from linter.run import baseline_file, run
from linter.run.baseline import Baseline
from linter.run.baseline_file import Held
from linter.run.history.as_baseline import held_of

if TYPE_CHECKING:
    from pathlib import Path

    from linter.config.config import Config
    from linter.model.report import Report


@click.group(cls=usage.Group)
def baseline() -> None:
    """Keep what is known, so that `check --baseline` fails only on what is new."""


@baseline.command("write")
@click.option("--from-run", type=usage.IntRange(1, 2**31 - 1), metavar="N", help="Write what run N in the store found.")
@click.option("--store", metavar="FILE|URL", help="That store (default: that of the configuration).")
@options.OF_BASELINE
def write(sources: tuple[str, ...], from_run: int | None, store: str | None, **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Examine pages and write all their findings to the baseline, or those of a run in the store."""
    if from_run is not None:
        _write_run(sources, from_run, store, flags)
        return
    if store is not None:
        refuse("--store", "flag_needs", flags=("--from-run",))
    file, _, report = _examined(sources, flags, compare=False)
    if not report.summary.pages:
        refuse(f"--baseline: {file}", "baseline_not_written")
    found = {page.path: baseline_file.gathered(page.findings) for page in report.pages}
    contents = {page.path: page.content for page in report.pages}
    sketches = {page.path: page.sketch for page in report.pages}
    held = Held({page: entries for page, entries in found.items() if entries}, report.run.stages, contents, sketches)
    baseline_file.write(file, held)
    say(f"{file}: {baseline_page.counted(held.pages, words())}")
    _end(report)


def _write_run(sources: tuple[str, ...], number: int, store: str | None, flags: dict[str, Any]) -> None:
    """Write what a run in the store found, as that run wrote it had it been asked to."""
    if sources:
        refuse("--from-run", "run_takes_no_pages")
    settings = configuration(flags)
    file = _file(flags, settings)
    with stored(store or settings.store_address, "baseline write --from-run") as runs:
        held = held_of(runs, whole_run(runs, number))
    baseline_file.write(file, held)
    say(f"{file}: {baseline_page.counted(held.pages, words())}")


@baseline.command("update")
@options.OF_BASELINE
def update(sources: tuple[str, ...], **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Examine pages, list what was mended and drop it from the baseline; nothing is added."""
    file, known, report = _examined(sources, flags, compare=True)
    assert known is not None  # noqa: S101  it was asked for
    if report.run.complete:
        baseline_file.write(file, known.remaining())
    show(baseline_page.mended(report))
    say(f"{file}: {baseline_page.counted(known.remaining().pages, words())}")
    _end(report)


@baseline.command("show")
@options.OF_BASELINE
def show_(sources: tuple[str, ...], **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Show what the baseline holds; with pages, what of it is still there and why, what is new and what is mended."""
    if not sources:
        settings = configuration(flags)
        held = baseline_file.read_baseline(_file(flags, settings))
        show(baseline_page.contents(held.pages, flags["language"] or settings.language))
        return
    _, _, report = _examined(sources, flags, compare=True)
    show(baseline_page.compared(report))
    _end(report)


def _examined(
    sources: tuple[str, ...], flags: dict[str, Any], *, compare: bool
) -> tuple[Path, Baseline | None, Report]:
    """Examine the pages, compared with the baseline where that is wanted; return its file too."""
    if not sources:
        refuse("baseline", "page_missing")
    wanted = options.read_flags(sources, flags)
    file = _file(flags, wanted.settings)
    known = Baseline(file, wanted.settings.base) if compare else None
    wanted = replace(wanted, request=replace(wanted.request, more=More(sketches=True)))
    with Progress() as progress:
        report = wanted.run(progress, known)
    note(report)
    return file, known, report


def _file(flags: dict[str, Any], settings: Config) -> Path:
    """Return the file that holds what is known: as named, else as the configuration has it."""
    file: Path | None = flags["baseline"] or settings.baseline
    return file or refuse("baseline", "baseline_file_missing")


def _end(report: Report) -> None:
    sys.exit(run.exit_status(report, "never"))
