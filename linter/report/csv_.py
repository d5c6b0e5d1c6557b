"""Report -> CSV (RFC 4180), a row for every finding; no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from linter.report.phrases import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.finding import Finding
    from linter.model.report import PageReport, Report

COLUMNS = (
    "page",
    "title",
    "line",
    "column",
    "rule",
    "category",
    "severity",
    "outcome",
    "message",
    "selector",
    "snippet",
    "fingerprint",
    "requirements",
    "baseline",
    "suppressed",
    "expires",
    "cause",
)
CELL = 32_767
"""The longest text that a cell of a spreadsheet takes, in UTF-16 units."""
_FORMULA = re.compile(r"[\s\ufffd\ufeff\u200b]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def render(report: Report) -> Iterator[str]:
    """Yield the report as CSV, with a byte-order mark by which spreadsheets know UTF-8."""
    yield "\ufeff"
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for page in report.pages:
        writer.writerows([cell(value) for value in _row(page, finding)] for finding in page.findings)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def cell(value: str | int | None) -> str | int:
    """Return a value as a cell: a text that a spreadsheet would compute begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    text = fitted(value)
    return f"'{fitted(value, CELL - 1)}" if _FORMULA.match(text) else text


def is_long(text: str, most: int = CELL) -> bool:
    """Return whether a text is longer than a cell takes."""
    return len(text) > most or (len(text) > most // 2 and len(text.encode("utf-16-le", "surrogatepass")) > most * 2)


def fitted(text: str, most: int = CELL) -> str:
    """Return a text without what steers a reader, cut with a mark where it is longer than a cell takes."""
    if not is_long(text, most):
        return plain(text)
    units = plain(text[:most]).encode("utf-16-le")[: (most - 1) * 2]
    return units.decode("utf-16-le", "ignore") + "…"


def _row(page: PageReport, finding: Finding) -> tuple[str | int | None, ...]:
    suppressed = finding.suppressed or {}
    return (
        page.source,
        page.title,
        finding.location.line,
        finding.location.column,
        finding.rule,
        finding.category,
        finding.severity,
        finding.outcome,
        finding.message,
        finding.selector,
        finding.snippet,
        finding.fingerprint,
        "; ".join(finding.requirements),
        finding.baseline,
        suppressed.get("reason"),
        suppressed.get("expires"),
        finding.cause,
    )
