"""Report -> workflow commands of GitHub Actions: as many annotations as it shows, then how many more there are.

What is alike on a page is one annotation, at its first place.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.model.finding import SEVERITIES
from linter.report import entries, phrases
from linter.report.markdown import markdown
from linter.report.page_paths import path
from linter.report.phrases import line
from linter.report.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.finding import Finding
    from linter.model.report import PageReport, Report
    from linter.report.entries import Entry

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_SHOWN = 10
"""Annotations of each kind that GitHub shows for one step."""
_MESSAGE = 1000
_SAID = 500
"""Characters of what is wrong where further places are told behind it."""
_PLACES = 10
"""Further places of one annotation that are named."""


def render(report: Report) -> Iterator[str]:
    """Yield the annotations, and a summary in words."""
    words = words_in(report.run.language)
    shown = 0
    for severity in SEVERITIES:
        for page, entry in _first(report, severity):
            yield _command(report, page, entry)
            shown += len(entry.findings)
    counts = ", ".join(told for _, told in phrases.counts(report.summary, words))
    yield f"{words.count('page', report.summary.pages)}: {counts or phrases.verdict(report.summary, words)}\n"
    more = sum(report.summary.open.values()) - shown
    if more > 0:
        yield words("github_more", number=more) + "\n"
    for one in report.not_examined:
        told = f"{words('not_examined')}: {line(one.source, _MESSAGE)}: {line(words.tell(one.reason), _MESSAGE)}\n"
        yield told.replace("##[", "## [")  # the older form of a command, which is one anywhere in a line
    counted = (("skipped_n", report.summary.skipped), ("limits_n", report.summary.limits))
    cut = ", ".join(words.count(key, number) for key, number in counted if number)
    if cut:
        yield f"{cut}.\n"
    for note in report.run.notes:
        yield f"{line(words.tell(note), _MESSAGE)}\n".replace("##[", "## [")
    if not report.run.complete:
        yield words("incomplete") + "\n"


def summary(report: Report) -> Iterator[str]:
    """Yield the summary of the job: the same Markdown as for a comment, of which GitHub takes a mebibyte here."""
    yield from markdown.render(report)


def _first(report: Report, severity: str) -> Iterator[tuple[PageReport, Entry]]:
    """Yield the entries that are shown, in order: of every cause one and of every page one before more of either."""
    kept: list[tuple[tuple[int, int, int], PageReport, Entry]] = []
    causes: Counter[str] = Counter()
    for number, page in enumerate(report.pages):
        some = (one for one in page.findings if one.is_open and _weight(one) == severity)
        for rank, entry in enumerate(entries.gather(some)):
            weight = (causes[entry.first.cause], rank, number)
            causes.update(one.cause for one in entry.findings)
            if len(kept) < _SHOWN or weight < kept[-1][0]:
                kept = sorted([*kept, (weight, page, entry)], key=lambda one: one[0])[:_SHOWN]
    for _, page, entry in sorted(kept, key=lambda one: (one[0][2], one[0][1])):
        yield page, entry


def _command(report: Report, page: PageReport, entry: Entry) -> str:
    finding, words = entry.first, words_in(report.run.language)
    place, rule = finding.location, report.rules.get(finding.rule)
    title = f"{finding.rule}: {rule.title}" if rule is not None else finding.rule
    if finding.outcome == "cannot_tell":
        title = f"{title} ({words('cannot_tell')})"
    where = f"file={_property(path(page))},line={place.line},endLine={place.end_line}"
    if place.end_line == place.line:
        where += f",col={place.column},endColumn={place.end_column}"
    fix = phrases.remedy(rule, str(finding.data.get("summary", "")), 2)
    others = entries.tell_others(entry, words, _PLACES)
    said = f"{line(finding.message, _SAID)} ({others})" if others else finding.message
    told = _data(f"{said} {fix}" if fix else said)
    return f"::{_COMMANDS[_weight(finding)]} {where},title={_property(title)}::{told}\n"


def _weight(finding: Finding) -> str:
    """Return what a finding weighs here: what cannot be decided never fails a run, and is a note."""
    return finding.severity if finding.outcome == "failed" else "info"


def _data(text: str) -> str:
    return line(text, _MESSAGE).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
