"""The command `check`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import options, usage
from linter.cli.crash import EXIT_INTERNAL, say_internal_error
from linter.cli.language import words
from linter.cli.output import Progress, check_writable, note, refuse, say, show, usual_format, write
from linter.model.report import SAID_BY
from linter.model.system_error import of_system
from linter.report import renderer
from linter.run import run
from linter.run.baseline import Baseline

if TYPE_CHECKING:
    from linter.model.report import Report


@click.command(cls=usage.Command)
@options.OF_CHECK
def check(sources: tuple[str, ...], **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Examine pages: files, folders, addresses, or - for standard input."""
    if not sources:
        refuse("check", "page_missing")
    wanted = options.read_flags(sources, flags)
    file = flags["baseline"] or wanted.settings.baseline
    known = Baseline(file, wanted.settings.base) if file else None
    outputs = options.outputs(flags)
    for _, path in outputs:
        check_writable(path)
    with Progress() as progress:
        report = wanted.run(progress, known)
    note(report)
    report = replace(report, sarif_known=flags["sarif_known"])
    format_ = flags["format_"] or usual_format()
    if "sarif" in (format_, *(name for name, _ in outputs)):
        _say_what_sarif_leaves_out(report)
    are_written = [_is_written(report, name, path) for name, path in outputs]
    if format_ == "github":
        _summarise(report)
    if flags["require_complete"]:
        _say_what_is_missing(report)
    show(renderer(format_)(report), format_)
    status = run.exit_status(
        report, wanted.settings.fail_on, complete=flags["require_complete"], empty_is_fine=flags["since"] is not None
    )
    sys.exit(status if all(are_written) else EXIT_INTERNAL)


def _is_written(report: Report, name: str, path: Path) -> bool:
    """Write a report to a file and return whether it is there; what fails is said, and the others are still written."""
    try:
        write(path, renderer(name)(report))
    except Exception as error:  # noqa: BLE001  whatever it is, the other reports are written
        say_internal_error(error, about=f"--output: {path}: ")
        return False
    return True


def _say_what_sarif_leaves_out(report: Report) -> None:
    from linter.report.pipelines.sarif import MOST, count_left_out  # noqa: PLC0415  for this format only

    if left_out := count_left_out(report):
        say(f"sarif: {words()('sarif_cut', kept=words().number(MOST), more=words().number(left_out))}")


def _say_what_is_missing(report: Report) -> None:
    """Say on standard error which rules were not examined on some page, a line for each reason."""
    reasons: dict[str, dict[str, None]] = {}
    for page in report.pages:
        for rule, why in page.coverage.not_examined.items():
            if why.key == SAID_BY:
                continue
            reasons.setdefault(words().tell(why), {})[rule] = None
        for limit in page.limits:
            if limit.is_cut:
                reasons.setdefault(words()("say_list_cut"), {})[words().cut(limit)] = None
    for told, rules in sorted(reasons.items()):
        say(f"--require-complete: {words()('say_not_examined', why=told, rules=', '.join(rules))}")


def _summarise(report: Report) -> None:
    """Add to the summary of the job that GitHub Actions shows, where it asks for one."""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not place:
        return
    from linter.report.pipelines.github import summary  # noqa: PLC0415  12 ms, for this place only

    try:
        with Path(place).open("a", encoding="utf-8", errors="replace") as file:
            file.writelines(summary(report))
    except OSError as error:
        say(f"GITHUB_STEP_SUMMARY: {place}: {words().tell(of_system(error))}")
