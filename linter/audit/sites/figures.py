"""The `report.json` of a review -> the figures that sites are compared by; what it does not need of it is not built up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from linter.audit.sites.estimate import estimate
from linter.audit.sites.site import Chosen, Estimate, Figures
from linter.model.finding import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_STATEMENT = "statement"


class _Finding(msgspec.Struct):
    severity: str
    outcome: str
    category: str
    suppressed: Any = None
    baseline: str | None = None

    @property
    def is_open(self) -> bool:
        return self.suppressed is None and self.baseline != "known"


class _Page(msgspec.Struct):
    source: str
    findings: list[_Finding]

    def failed(self, *severities: str) -> int:
        """Return how many findings are open and certain."""
        return sum(one.is_open and one.outcome == "failed" and one.severity in severities for one in self.findings)


class _Sampled(msgspec.Struct):
    source: str
    chosen: str
    types: list[str]


class _Sample(msgspec.Struct):
    of: int
    pages: list[_Sampled]


class _Run(msgspec.Struct):
    today: str
    stages: list[str]
    complete: bool


class _Tool(msgspec.Struct):
    version: str


class _Summary(msgspec.Struct):
    not_examined: int
    coverage: dict[str, dict[str, int]]


class _Statement(msgspec.Struct):
    conformity: str | None = None
    updated: str | None = None


class _Report(msgspec.Struct):
    tool: _Tool
    run: _Run
    pages: list[_Page]
    not_examined: list[dict[str, Any]]
    summary: _Summary
    sample: _Sample
    statement: _Statement | None = None


def read(path: Path) -> Figures:
    """Return the figures of a report; an `OSError` or a `MsgspecError` where it is none."""
    report = msgspec.json.decode(path.read_bytes(), type=_Report)
    how = {one.source: one.chosen for one in report.sample.pages}
    chosen = [one for one in report.pages if how.get(one.source) != "random"]
    drawn = [one for one in report.pages if how.get(one.source) == "random"]
    of = report.sample.of - sum(one.chosen == "given" and "document" in one.types for one in report.sample.pages)
    is_drawn = "structured" in how.values() or "random" in how.values()
    statement = report.statement
    return Figures(
        today=report.run.today,
        version=report.tool.version,
        stages=tuple(report.run.stages),
        is_complete=report.run.complete,
        chosen=_chosen(how.values(), is_drawn=is_drawn),
        pages=len(report.pages),
        of=max(of, len(report.pages)),
        random_pages=len(drawn),
        findings={severity: sum(page.failed(severity) for page in report.pages) for severity in SEVERITIES},
        cannot_tell=sum(one.is_open and one.outcome != "failed" for page in report.pages for one in page.findings),
        per_page=_per_page(chosen, drawn, of if is_drawn else len(report.pages), SEVERITIES),
        errors_per_page=_per_page(chosen, drawn, of if is_drawn else len(report.pages), ("error",)),
        not_examined=len(report.not_examined),
        checks_made=_checks_made(report.summary.coverage),
        statement=(statement.conformity or "unclear") if statement is not None else None,
        statement_updated=statement.updated if statement is not None else None,
        statement_findings=sum(
            one.is_open and one.category == _STATEMENT for page in report.pages for one in page.findings
        ),
    )


def _chosen(how: Iterable[str], *, is_drawn: bool) -> Chosen:
    if is_drawn:
        return "sample"
    return "all" if "all" in how else "given"


def _per_page(chosen: list[_Page], drawn: list[_Page], of: int, severities: tuple[str, ...]) -> Estimate:
    found = estimate([one.failed(*severities) for one in chosen], [one.failed(*severities) for one in drawn], of)
    return found or Estimate(0.0)


def _checks_made(coverage: dict[str, dict[str, int]]) -> float | None:
    pairs = sum(sum(outcomes.values()) for outcomes in coverage.values())
    missing = sum(outcomes.get("not_examined", 0) for outcomes in coverage.values())
    return (pairs - missing) / pairs if pairs else None
