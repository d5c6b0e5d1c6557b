"""A run's report -> its accessibility statement, and the report with what is wrong with it as the site's statement.

What a statement lacks in itself was judged with its page (`linter.checks.statement`); here it is held against the other
pages: whether there is one, whether they lead to it, and whether it is true of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.audit.fault import Judged, SiteFault
from linter.audit.statement import evidence
from linter.audit.statement import pages as pages_of
from linter.audit.telling import with_findings
from linter.facts.dates.grammar import first_day
from linter.model.audit import Statement, StatementParts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linter.audit.statement.pages import Found, SeenPage
    from linter.data.law import Edition
    from linter.engine.page_config import PageConfig
    from linter.model.report import PageReport, Report

_MOST_NAMED = 3


def judge(
    report: Report, config_of: Callable[[PageReport], PageConfig], edition: Edition, *, start: str | None = None
) -> tuple[Statement | None, Report]:
    """Return the site's statement (None where none is among the pages), and the report with the findings about it added.

    `config_of` says what holds for a page: only rules that it selects are told. `edition` is what pages are judged by, `start`
    the source of the start page (default: the one at the shortest address). Findings stand on the statement's page, or on the
    start page where there is no statement.
    """
    seen, found_wrong = [], evidence.Evidence(edition)
    for number, page in enumerate(report.pages):
        seen.append(pages_of.see(number, page))
        found_wrong.add(page)
    if not seen:
        return None, report
    found = pages_of.find(seen, report.not_examined)
    first = pages_of.start_of(seen, start)
    if found.page is None:
        is_whole = report.run.complete and not report.not_examined
        fault = _about_missing(found, (first or seen[0]).number, is_whole=is_whole)
        return None, with_findings(report, [Judged(fault.rule, (fault,))], config_of)
    judged = tuple(_about_statement(found.page, found, first, len(seen), report, found_wrong))
    return as_model(found.page.source, found.page.statement or {}), with_findings(report, judged, config_of)


def as_model(source: str, said: Mapping[str, Any]) -> Statement:
    """Return the statement that `facts.statement` of a page tells; of a month its first day."""
    parts = said["parts"]
    return Statement(
        source=source,
        conformity=said["conformity"],
        body=said["body"],
        assessed=first_day(said["assessed"]) if said["assessed"] else None,
        updated=first_day(said["updated"]) if said["updated"] else None,
        parts=StatementParts(
            shortcomings=parts["shortcomings"],
            method=parts["method"],
            feedback=parts["feedback"],
            enforcement=parts["enforcement"],
            disproportionate=parts["disproportionate"],
        ),
        listed=tuple(dict.fromkeys(one["criterion"] for one in said["listed"])),
    )


def _about_missing(found: Found, at: int, *, is_whole: bool) -> SiteFault:
    """Return what is told of a site that has no statement among its pages; where some were not seen, it may be on those."""
    data = {"address": found.target, "number": found.linking}
    if found.target is None:
        return SiteFault(at, "statement-missing", "missing", outcome="failed" if is_whole else "cannot_tell")
    if found.is_refused:
        return SiteFault(at, "statement-behind-login", "login", data)
    if found.target_page is not None and found.target_page.calls_itself:
        return SiteFault(at, "statement-missing", "unread", data, "cannot_tell")
    if found.target_page is not None:
        return SiteFault(at, "statement-missing", "elsewhere", data)
    return SiteFault(at, "statement-missing", "unexamined", data, "cannot_tell")


def _about_statement(
    page: SeenPage, found: Found, start: SeenPage | None, of: int, report: Report, found_wrong: evidence.Evidence
) -> Iterator[Judged]:
    """Yield what each rule that is judged finds wrong with a site's statement."""
    said, here = page.statement or {}, frozenset({page.number})
    yield from (Judged(rule, pages=here) for rule in ("statement-missing", "statement-behind-login"))
    if of > 1:
        yield Judged("statement-not-linked", tuple(_not_linked(page, found, start, of - 1)), here)
    if said["conformity"] == "full":
        yield Judged("statement-contradicted", tuple(_contradicted(page, found_wrong)), here)
    if said["listed"] and evidence.was_seen(report):
        yield Judged("statement-outdated", tuple(_outdated(page, report)), here)


def _not_linked(page: SeenPage, found: Found, start: SeenPage | None, of: int) -> Iterator[SiteFault]:
    if not found.unlinked:
        return
    key = "start" if start is not None and start in found.unlinked else "some"
    data = {"number": len(found.unlinked), "of": of, "pages": [one.source for one in found.unlinked[:_MOST_NAMED]]}
    yield _at_heading(page, "statement-not-linked", key, data)


def _outdated(page: SeenPage, report: Report) -> Iterator[SiteFault]:
    for one in evidence.mended(page.statement or {}, report):
        yield SiteFault(
            page.number,
            "statement-outdated",
            "mended",
            {"criterion": one["criterion"]},
            "cannot_tell",
            content=one["criterion"],
            line=one["line"],
            shown=one["text"],
            selector=one["selector"],
        )


def _contradicted(page: SeenPage, found_wrong: evidence.Evidence) -> Iterator[SiteFault]:
    if not found_wrong.number:
        return
    criteria = [name for name, _ in found_wrong.criteria.most_common()]
    data = {"number": found_wrong.number, "pages": found_wrong.pages, "criteria": sorted(criteria)}
    yield _at_heading(page, "statement-contradicted", "contradicted", data)


def _at_heading(page: SeenPage, rule: str, key: str, data: Mapping[str, Any]) -> SiteFault:
    """Return a fault that stands at the heading of the statement."""
    said = page.statement or {}
    shown, selector = said.get("heading") or "", said.get("selector") or "html"
    return SiteFault(page.number, rule, key, data, line=said["line"], shown=shown, selector=selector)
