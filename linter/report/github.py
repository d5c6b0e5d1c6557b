"""Report -> workflow commands of GitHub Actions: as many annotations as it shows, then how many more there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.i18n import words_in
from linter.model import SEVERITIES
from linter.report import markdown
from linter.report.addresses import path
from linter.report.pieces import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model import Finding, PageReport, Report

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_SHOWN = 10
"""Annotations of each kind that GitHub shows for one step."""
_MESSAGE = 1000
_SUMMARY_BYTES = 1_000_000
"""GitHub takes a summary of a mebibyte for one step."""


def render(report: Report) -> Iterator[str]:
    """Yield the annotations, and a summary in words."""
    words = words_in(report.run.language)
    shown = 0
    for severity in SEVERITIES:
        for page, finding in _first(report, severity):
            yield _command(report, page, finding)
            shown += 1
    counts = [words.count(severity, report.summary.open.get(severity, 0)) for severity in SEVERITIES]
    yield f"{words.count('page', report.summary.pages)}: {', '.join(counts)}\n"
    more = sum(report.summary.open.values()) - shown
    if more > 0:
        yield words("github_more", number=more) + "\n"
    for one in report.not_examined:
        told = f"{words('not_examined')}: {line(one.source, _MESSAGE)}: {line(one.reason, _MESSAGE)}\n"
        yield told.replace("##[", "## [")  # the older form of a command, which is one anywhere in a line
    counted = (("skipped_n", report.summary.skipped), ("limits_n", report.summary.limits))
    cut = ", ".join(words.count(key, number) for key, number in counted if number)
    if cut:
        yield f"{cut}.\n"
    if not report.run.complete:
        yield words("incomplete") + "\n"


def summary(report: Report) -> Iterator[str]:
    """Yield the summary of the job, in Markdown, no longer than GitHub takes it."""
    left = _SUMMARY_BYTES
    for piece in markdown.render(report):
        left -= len(piece.encode("utf-8", "replace"))
        if left < 0:
            return
        yield piece


def _first(report: Report, severity: str) -> Iterator[tuple[PageReport, Finding]]:
    """Yield the findings that are shown: of every page its first, then more of each, so that no page hides the others."""
    kept: list[tuple[int, int, PageReport, Finding]] = []
    for number, page in enumerate(report.pages):
        some = (one for one in page.findings if one.is_open and _weight(one) == severity)
        for rank, finding in zip(range(_SHOWN), some, strict=False):
            if len(kept) >= _SHOWN and (rank, number) >= kept[-1][:2]:
                break
            kept = sorted([*kept, (rank, number, page, finding)], key=lambda one: one[:2])[:_SHOWN]
    for _, _, page, finding in sorted(kept, key=lambda one: (one[1], one[0])):
        yield page, finding


def _command(report: Report, page: PageReport, finding: Finding) -> str:
    place, rule = finding.location, report.rules.get(finding.rule)
    title = f"{finding.rule}: {rule.title}" if rule is not None else finding.rule
    if finding.outcome == "cannot_tell":
        title = f"{title} ({words_in(report.run.language)('cannot_tell')})"
    where = f"file={_property(path(page))},line={place.line},endLine={place.end_line}"
    if place.end_line == place.line:
        where += f",col={place.column},endColumn={place.end_column}"
    advice = f" {rule.fix}" if rule is not None and rule.fix else ""
    return f"::{_COMMANDS[_weight(finding)]} {where},title={_property(title)}::{_data(finding.message + advice)}\n"


def _weight(finding: Finding) -> str:
    """Return what a finding weighs here: what cannot be decided never fails a run, and is a note."""
    return finding.severity if finding.outcome == "failed" else "info"


def _data(text: str) -> str:
    return line(text, _MESSAGE).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
