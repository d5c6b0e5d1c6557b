"""A run's report -> its accessibility statement, and the report with what is wrong with it as the site's statement.

What a statement lacks in itself was judged with its page (`linter.checks.statement`); here it is held against the other
pages: whether there is one, whether they lead to it, and whether it is true of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from linter.audit.statement import evidence
from linter.audit.statement import pages as pages_of
from linter.engine import coverage, suppressions
from linter.engine.findings import Identity, Shown, make, word
from linter.facts.dates.grammar import first_day
from linter.model.audit import Statement, StatementParts
from linter.model.finding import Location
from linter.rules.texts import rule_texts
from linter.run.summary import Tally, count_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from linter.audit.statement.pages import Found, SeenPage
    from linter.data.law import Edition
    from linter.engine.page_config import PageConfig
    from linter.model.finding import Finding, Outcome
    from linter.model.report import CoverageOutcome, PageReport, Report

_MOST_NAMED = 3
_RULES = (
    "statement-missing",
    "statement-behind-login",
    "statement-not-linked",
    "statement-contradicted",
    "statement-outdated",
)


@dataclass(frozen=True, slots=True)
class _SiteFault:
    rule: str
    key: str
    data: Mapping[str, Any] = field(default_factory=dict)
    outcome: Outcome = "failed"
    content: str = ""
    line: int = 1
    selector: str | None = None
    """Where it stands, with `snippet`; None for the heading of the statement."""
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What is told at one page: the faults, and the rules that were judged and found nothing."""

    number: int
    faults: tuple[_SiteFault, ...]
    judged: frozenset[str]


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
        verdict = _about_missing(found, first or seen[0], is_whole=is_whole)
        return None, _with(report, verdict, config_of)
    verdict = _about_statement(found.page, found, first, len(seen), report, found_wrong)
    return as_model(found.page.source, found.page.statement or {}), _with(report, verdict, config_of)


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


def _about_missing(found: Found, at: SeenPage, *, is_whole: bool) -> _Verdict:
    """Return what is told of a site that has no statement among its pages; where some were not seen, it may be on those."""
    data = {"address": found.target, "number": found.linking}
    if found.target is None:
        fault = _SiteFault("statement-missing", "missing", outcome="failed" if is_whole else "cannot_tell")
    elif found.is_refused:
        fault = _SiteFault("statement-behind-login", "login", data)
    elif found.target_page is not None and found.target_page.calls_itself:
        fault = _SiteFault("statement-missing", "unread", data, "cannot_tell")
    elif found.target_page is not None:
        fault = _SiteFault("statement-missing", "elsewhere", data)
    else:
        fault = _SiteFault("statement-missing", "unexamined", data, "cannot_tell")
    return _Verdict(at.number, (fault,), frozenset())


def _about_statement(
    page: SeenPage, found: Found, start: SeenPage | None, of: int, report: Report, found_wrong: evidence.Evidence
) -> _Verdict:
    """Return what is told of a site's statement."""
    said = page.statement or {}
    judged = {"statement-missing", "statement-behind-login"}
    faults: list[_SiteFault] = []
    if of > 1:
        judged.add("statement-not-linked")
        faults.extend(_not_linked(found, start, of - 1, said["line"]))
    if said["conformity"] == "full":
        judged.add("statement-contradicted")
        faults.extend(_contradicted(found_wrong, said["line"]))
    if said["listed"] and evidence.was_seen(report):
        judged.add("statement-outdated")
        faults.extend(_outdated(said, report))
    return _Verdict(page.number, tuple(faults), frozenset(judged))


def _not_linked(found: Found, start: SeenPage | None, of: int, line: int) -> Iterator[_SiteFault]:
    if not found.unlinked:
        return
    key = "start" if start is not None and start in found.unlinked else "some"
    data = {"number": len(found.unlinked), "of": of, "pages": [one.source for one in found.unlinked[:_MOST_NAMED]]}
    yield _SiteFault("statement-not-linked", key, data, line=line)


def _outdated(said: Mapping[str, Any], report: Report) -> Iterator[_SiteFault]:
    for one in evidence.mended(said, report):
        criterion, data = one["criterion"], {"criterion": one["criterion"]}
        yield _SiteFault(
            "statement-outdated", "mended", data, "cannot_tell", criterion, one["line"], one["selector"], one["text"]
        )


def _contradicted(found_wrong: evidence.Evidence, line: int) -> Iterator[_SiteFault]:
    if not found_wrong.number:
        return
    criteria = [name for name, _ in found_wrong.criteria.most_common()]
    data = {"number": found_wrong.number, "pages": found_wrong.pages, "criteria": sorted(criteria)}
    yield _SiteFault("statement-contradicted", "contradicted", data, line=line)


def _with(report: Report, verdict: _Verdict, config_of: Callable[[PageReport], PageConfig]) -> Report:
    """Return the report with a verdict told at its page, counts and words included."""
    pages = _Pages(report.pages, verdict, config_of)
    tally = Tally()
    for page in pages:
        tally.add(count_page(page))
    summary = tally.summary()
    known = {rule.id: rule for rule in pages.rules}
    named = [name for name in sorted({*summary.by_rule, *summary.coverage}) if name not in report.rules]
    texts = {**report.rules, **rule_texts(named, known, report.run.language)}
    return replace(report, pages=pages, summary=summary, rules=dict(sorted(texts.items())))


class _Pages:
    """The pages of a report, one of them with a verdict; they may be read as often as those."""

    def __init__(
        self, pages: Iterable[PageReport], verdict: _Verdict, config_of: Callable[[PageReport], PageConfig]
    ) -> None:
        self._pages, self._verdict, self._config_of = pages, verdict, config_of

    def __iter__(self) -> Iterator[PageReport]:
        for number, page in enumerate(self._pages):
            yield _told(page, self._verdict, self._config_of(page)) if number == self._verdict.number else page

    @property
    def rules(self) -> Sequence[Any]:
        """The rules that may be told at the page of the verdict."""
        page = next(page for number, page in enumerate(self._pages) if number == self._verdict.number)
        return self._config_of(page).rules


def _told(page: PageReport, verdict: _Verdict, config: PageConfig) -> PageReport:
    """Return a page with the findings of a verdict, as far as its rules are selected, and with their account."""
    selected = {rule.id: rule for rule in config.rules if rule.id in _RULES and rule.holds_in(page.country)}
    said = page.facts.get("statement") or {}
    found: list[Finding] = []
    outcomes: dict[str, CoverageOutcome] = dict.fromkeys(verdict.judged & selected.keys(), "passed")
    for fault in verdict.faults:
        if fault.rule not in selected:
            continue
        place = Location(fault.line, 1, fault.line, 1)
        at = (said.get("selector") or "html", said.get("heading") or "")
        shown = Shown(place, *(at if fault.selector is None else (fault.selector, fault.snippet)))
        wording = word(config, selected[fault.rule], fault, page.country)
        made = make(wording, fault, shown, Identity(page.path, fault.content, fault.key))
        found.append(suppressions.settle_late(made, page, config))
        outcomes[fault.rule] = fault.outcome
    findings = sorted((*page.findings, *found), key=lambda one: (one.location.line, one.location.column, one.rule))
    return coverage.with_outcomes(replace(page, findings=tuple(findings)), outcomes)
