"""Reports for the tests of formats: of the fixtures, and of any number of findings that are made while they are read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from linter import check
from linter.model.finding import Finding, Location
from linter.model.reason import Reason
from linter.model.report import Coverage, PageReport, Report, RuleText, Run
from linter.report import renderer
from linter.run import summary
from tests.support import FIXTURES, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NO_FACTS: Mapping[str, list[object]] = {"dates": [], "contacts": [], "emails": [], "map_links": []}
RULES = ("updated-date-empty", "contact-missing", "email-obfuscated", "map-link-broken", "axe/image-alt")
VARIETY = 4500
"""After so many findings all that differs is their number: 900 lines, 500 causes, 10 outcomes, 5 rules, 3 severities."""


def of_fixtures(*, language: str = "sv") -> Report:
    """Return the report of the fixture pages."""
    return check([str(FIXTURES)], today=TODAY, language=language)


def finding(number: int = 0, rule: str = RULES[0], **more: object) -> Finding:
    """Return one of many findings, each a little different."""
    line = number % 900 + 1
    made = Finding(
        rule=rule,
        category="dates",
        severity=("error", "warning", "info")[number % 3],
        outcome="failed" if number % 10 else "cannot_tell",
        message=f"Efter ”Senast uppdaterad” nummer {number} står inget datum i sidans HTML.",
        message_key="empty",
        data={"label": "Senast uppdaterad", "number": number},
        location=Location(line, 5, line, 31),
        selector=f"html > body > main > p:nth-of-type({line})",
        snippet=f'<p class="updated">Senast uppdaterad <b>{number}</b></p>',
        fingerprint=f"{number:032x}",
        requirements=("webbriktlinjer R23",),
        cause=f"{number % 500:016x}",
    )
    return replace(made, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Pages:
    """Pages that are made each time they are read, as those of a large run come from a disk."""

    findings: int
    each: int = 100

    def __iter__(self) -> Iterator[PageReport]:
        for start in range(0, self.findings, self.each):
            name = f"webbplats/sida-{start // self.each:05}.html"
            some = tuple(
                finding(number, RULES[number % len(RULES)])
                for number in range(start, min(start + self.each, self.findings))
            )
            yield page(*some, name=name)


def page(*findings: Finding, name: str = "webbplats/sida.html") -> PageReport:
    """Return a page with these findings."""
    failed = tuple(sorted({one.rule for one in findings}))
    return PageReport(
        source=name,
        title=f"Sidan {name}",
        language="sv",
        document={
            "encoding": "utf-8",
            "encoding_from": "meta",
            "bytes": 61234,
            "status": None,
            "redirects": [],
            "headers": {},
        },
        findings=findings,
        facts=NO_FACTS,
        path=name,
        coverage=Coverage(
            passed=("updated-date-stale",),
            failed=failed,
            inapplicable=("map-link-legacy",),
            not_examined={"link-broken": Reason("needs_links")},
        ),
    )


@dataclass(frozen=True)
class Made:
    """What a report is made of."""

    pages: Sequence[PageReport] | Pages
    more: Mapping[str, object] = field(default_factory=dict)

    @property
    def report(self) -> Report:
        """The report."""
        total = summary.Tally()
        for one in self.pages:
            total.add(summary.count_page(one))
        names = (*RULES, "updated-date-stale", "map-link-legacy", "link-broken")
        report = Report(
            run=Run("2026-11-21", "2026-11-21T10:00:00+00:00", 1.5, complete=True, rules=names),
            pages=self.pages,
            not_examined=(),
            summary=total.summary(),
            rules={name: rule(name) for name in names},
        )
        return replace(report, **self.more)  # type: ignore[arg-type]


def rule(name: str) -> RuleText:
    """Return the words of a rule."""
    return RuleText(
        name, "dates", "error", f"Tom etikett ({name})", "Varför.", "Skriv ett datum.", ("webbriktlinjer R23",)
    )


def of(*pages: PageReport, **more: object) -> Report:
    """Return a report of these pages; `more` are fields of the report."""
    return Made(pages, more).report


def large(findings: int = 100_000) -> Report:
    """Return a report of very many findings."""
    return Made(Pages(findings)).report


def text(report: Report, format_: str) -> str:
    """Return what a format makes of a report, as text."""
    return raw(report, format_).decode("utf-8")


def raw(report: Report, format_: str) -> bytes:
    """Return what a format makes of a report, as bytes."""
    pieces = renderer(format_)(report)
    return b"".join(piece if isinstance(piece, bytes) else piece.encode("utf-8") for piece in pieces)
