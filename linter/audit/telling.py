"""A report x what was judged of its site -> the report with those findings, their account, and the counts made anew."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from linter.engine import coverage, suppressions
from linter.engine.findings import Identity, Shown, make, word
from linter.model.finding import Location
from linter.model.report import Limit
from linter.rules.texts import rule_texts
from linter.run import causes
from linter.run.summary import Tally, count_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from linter.audit.fault import Judged, SiteFault
    from linter.engine.page_config import PageConfig
    from linter.model.finding import Finding
    from linter.model.report import CoverageOutcome, PageReport, Report
    from linter.rules.rule import Rule


def with_findings(report: Report, judged: Sequence[Judged], config_of: Callable[[PageReport], PageConfig]) -> Report:
    """Return the report with what was found, as far as a page's configuration selects the rules."""
    pages = _Pages(report.pages, judged, config_of)
    tally, shared = Tally(), _Shared(frozenset(one.id for one in report.causes))
    for page in pages:
        tally.add(count_page(page))
        shared.add(page, pages.names)
    summary = tally.summary()
    named = [name for name in sorted({*summary.by_rule, *summary.coverage}) if name not in report.rules]
    texts = {**report.rules, **rule_texts(named, pages.known, report.run.language)}
    found = causes.find(pages, shared.causes()) if shared.has_new else report.causes
    return replace(report, pages=pages, summary=summary, causes=found, rules=dict(sorted(texts.items())))


class _Shared:
    """The causes that stand on several pages: those of the run, and those of rules about the site."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known, self._pages = known, defaultdict[str, int](int)

    def add(self, page: PageReport, names: frozenset[str]) -> None:
        """Count the causes of a page's findings of some rules."""
        for cause in {one.cause for one in page.findings if one.rule in names and one.suppressed is None}:
            self._pages[cause] += 1

    def _new(self) -> set[str]:
        return {cause for cause, number in self._pages.items() if number >= causes.FEWEST}

    @property
    def has_new(self) -> bool:
        """Whether rules about the site found one fault on several pages."""
        return bool(self._new())

    def causes(self) -> frozenset[str]:
        """Return all of them."""
        return self._known | self._new()


class _Pages:
    """The pages of a report with what was found; they may be read as often as those."""

    def __init__(
        self, pages: Iterable[PageReport], judged: Sequence[Judged], config_of: Callable[[PageReport], PageConfig]
    ) -> None:
        self._pages, self._judged, self._config_of = pages, judged, config_of
        self.names = frozenset(one.rule for one in judged)
        self.known: dict[str, Rule] = {}
        """The rules that were told of."""
        self._faults: dict[int, list[SiteFault]] = defaultdict(list)
        for one in judged:
            for fault in one.faults:
                self._faults[fault.page].append(fault)

    def __iter__(self) -> Iterator[PageReport]:
        for number, page in enumerate(self._pages):
            yield self._told(number, page)

    def _told(self, number: int, page: PageReport) -> PageReport:
        """Return a page with its findings and with the account of the rules that were judged on it."""
        faults = self._faults.get(number, ())
        passed = {one.rule for one in self._judged if number in one.pages}
        selected = self.names.intersection(page.coverage.inapplicable, passed.union(one.rule for one in faults))
        if not selected:
            return page
        config = self._config_of(page)
        rules = {rule.id: rule for rule in config.rules if rule.id in selected and rule.holds_in(page.country)}
        outcomes: dict[str, CoverageOutcome] = dict.fromkeys(passed & rules.keys(), "passed")
        found: list[Finding] = []
        limits: list[Limit] = []
        most = config.max_findings
        for name, rule in rules.items():
            own = [one for one in faults if one.rule == name]
            if not own:
                continue
            self.known[name] = rule
            found.extend(_finding(one, rule, page, config) for one in own[:most])
            outcomes[name] = "failed" if any(one.outcome == "failed" for one in own) else "cannot_tell"
            if len(own) > most:
                limits.append(Limit("findings", {"rule": name}, most, len(own)))
        findings = sorted((*page.findings, *found), key=lambda one: (one.location.line, one.location.column, one.rule))
        told = replace(page, findings=tuple(findings), limits=(*page.limits, *limits))
        return coverage.with_outcomes(told, outcomes)


def _finding(fault: SiteFault, rule: Rule, page: PageReport, config: PageConfig) -> Finding:
    place = Location(fault.line, 1, fault.line, 1)
    wording = word(config, rule, fault, page.country)
    shown = Shown(place, fault.selector, fault.shown)
    identity = Identity(page.path, fault.content, fault.key, own_to_page=rule.own_to_page)
    return suppressions.settle_late(make(wording, fault, shown, identity), page, config)
