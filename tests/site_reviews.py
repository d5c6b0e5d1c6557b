"""A door to what is judged of a whole site: its pages, as they are served, and the report of a review of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from linter import load_rules
from linter.audit.sampling.page_types import recognise
from linter.audit.sitewide import judge as site_judge
from linter.audit.sitewide.pages import see
from linter.audit.sitewide.scope import Scope
from linter.audit.statement import statement
from linter.config.config import Config
from linter.data.law import edition_on
from linter.engine.examine import check_page
from linter.engine.page_config import More, PageConfig
from linter.model.history import PageBefore
from linter.model.reason import Reason
from linter.model.report import NotExamined, Report, Run
from linter.rules.texts import rule_texts
from linter.run.summary import Tally, count_page
from tests.support import TODAY, document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from linter.config.settings import Suppression
    from linter.model.audit import Statement
    from linter.model.report import PageReport

STAGES = ("static", "browser")


def config(
    select: Sequence[str], today: date = TODAY, language: str = "sv", suppress: Sequence[Suppression] = ()
) -> PageConfig:
    """Return what holds for every page of a review: the selected rules, none of axe's."""
    asked = Config(select=tuple(select))
    return PageConfig(
        asked.chosen(),
        asked.options(),
        {},
        today,
        language,
        axe=None,
        known=load_rules(),
        suppress=tuple(suppress),
        more=More(outlines=True, of_site=True),
    )


def examined(
    pages: Mapping[str, str], holds: PageConfig, refused: Mapping[str, int], passed_by_axe: Sequence[str]
) -> Report:
    """Return the report of pages by their addresses, as the run leaves it."""
    reports = [
        _seen(check_page(document(html, url=source, name=source), holds, path=source), passed_by_axe)
        for source, html in pages.items()
    ]
    tally = Tally()
    for page in reports:
        assert () == page.skipped
        tally.add(count_page(page))
    summary = tally.summary()
    names = sorted({*summary.coverage, *summary.by_rule})
    return Report(
        run=Run(
            holds.today.isoformat(), None, None, complete=True, rules=tuple(r.id for r in holds.rules), stages=STAGES
        ),
        pages=reports,
        not_examined=tuple(
            NotExamined(source, Reason("error_status", {"status": status, "answer": ""}))
            for source, status in refused.items()
        ),
        summary=summary,
        rules=rule_texts(names, holds.known, holds.language),
    )


def _seen(page: PageReport, passed_by_axe: Sequence[str]) -> PageReport:
    """Return a page as it would be had a browser seen it, and these rules of axe-core found nothing."""
    passed = sorted((*page.coverage.passed, *(f"axe/{name}" for name in passed_by_axe)))
    return replace(page, coverage=replace(page.coverage, passed=tuple(passed)))


def review(
    pages: Mapping[str, str],
    *select: str,
    today: date = TODAY,
    language: str = "sv",
    refused: Mapping[str, int] | None = None,
    suppress: Sequence[Suppression] = (),
    start: str | None = None,
    passed_by_axe: Sequence[str] = (),
    earlier: Mapping[str, Any] | None = None,
) -> tuple[Statement | None, Report]:
    """Return the statement of a site and the report of a review of it, by the selected rules."""
    holds = config(select, today, language, suppress)
    report = examined(pages, holds, refused or {}, passed_by_axe)
    said, report = statement.judge(report, lambda _page: holds, edition_on(today), start=start)
    types = {one.outline.source: one.types for one in recognise([p.outline for p in report.pages if p.outline])}
    scope = Scope("listed", start, _before(earlier, holds) if earlier else {})
    report, _ = site_judge.judge(report, see(report, types), lambda _page: holds, scope)
    return said, report


def _before(earlier: Mapping[str, Any], holds: PageConfig) -> dict[str, PageBefore]:
    """Return what an earlier review knew of its pages."""
    return {
        page.source: PageBefore(page.source, earlier["day"], page.updated.value if page.updated else None, page.text)
        for page in see(examined(earlier["pages"], holds, {}, ()), {}).pages
    }


def found(report: Report) -> list[tuple[str, str, str]]:
    """Return source, rule and message key of every finding."""
    return [(page.source, one.rule, one.message_key) for page in report.pages for one in page.findings]


def page_of(report: Report, source: str) -> PageReport:
    """Return the report of one page."""
    return next(page for page in report.pages if page.source == source)
