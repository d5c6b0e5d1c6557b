"""Report of a day to come -> what will be over by then, sorted by day: a list to plan by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linter.model.finding import Finding
    from linter.model.report import Report

CATEGORY = "timeliness"
_TOLD_AFTER = timedelta(days=2)
"""A day is told when it is more than a day past: so much later the pages are judged."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One thing that will be over: its last day, the page, the line, the rule that tells it then, and its text."""

    day: str
    source: str
    line: int
    rule: str
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"day": self.day, "source": self.source, "line": self.line, "rule": self.rule, "text": self.text}


def judging_day(until: date) -> date:
    """Return the day by which pages are judged so that all is told that is over after `until`."""
    return until + min(_TOLD_AFTER, date.max - until)


def upcoming(report: Report, first: date, until: date) -> list[Upcoming]:
    """Return what is over from the first day to the last, both included, by day, page and line."""
    found = [
        one
        for page in report.pages
        for finding in page.findings
        if finding.is_open and (one := _read(page.source, finding)) is not None
    ]
    within = {one for one in found if first.isoformat() <= one.day <= until.isoformat()}
    return sorted(within, key=lambda one: (one.day, one.source, one.line, one.rule))


def _read(source: str, finding: Finding) -> Upcoming | None:
    """Return what a finding will tell; one that names no day, a season without its days, cannot be planned by."""
    day = finding.data.get("day")
    if finding.category != CATEGORY or not isinstance(day, str) or not day:
        return None
    return Upcoming(day, source, finding.location.line, finding.rule, str(finding.data.get("text", "")))
