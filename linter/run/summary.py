"""Page reports -> the counts of a summary, made where the page was examined and added up where the run is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.model.finding import SEVERITIES
from linter.model.report import Summary

if TYPE_CHECKING:
    from linter.model.report import PageReport


def of(page: PageReport) -> Summary:
    """Return the counts of one page."""
    found: Counter[str] = Counter(finding.severity for finding in page.findings)
    failed: Counter[str] = Counter(
        finding.severity
        for finding in page.findings
        if finding.outcome == "failed" and finding.suppressed is None and finding.baseline != "known"
    )
    return Summary(
        pages=1,
        findings=dict(found),
        by_rule=dict(Counter(finding.rule for finding in page.findings)),
        failed=dict(failed),
        skipped=len(page.skipped),
        cannot_tell=sum(finding.outcome == "cannot_tell" and finding.is_open for finding in page.findings),
        limits=(cut := sum(limit.is_cut for limit in page.limits)),
        open=dict(Counter(finding.severity for finding in page.findings if finding.is_open)),
        suppressed=sum(finding.suppressed is not None for finding in page.findings),
        known=sum(finding.baseline == "known" for finding in page.findings),
        not_examined=len(page.coverage.not_examined) + cut,
        coverage={rule: {outcome: 1} for rule, outcome, _ in page.coverage.outcomes()},
    )


class Tally:
    """Adds up the counts of pages as they come."""

    def __init__(self) -> None:
        self._found: Counter[str] = Counter(dict.fromkeys(SEVERITIES, 0))
        self._failed: Counter[str] = Counter()
        self._by_rule: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._coverage: dict[str, Counter[str]] = {}
        self._pages = self._skipped = self._cannot_tell = self._limits = 0
        self._suppressed = self._known = self._not_examined = 0

    def add(self, page: Summary) -> None:
        """Add the counts of one page."""
        self._found.update(page.findings)
        self._failed.update(page.failed)
        self._by_rule.update(page.by_rule)
        self._pages += page.pages
        self._skipped += page.skipped
        self._cannot_tell += page.cannot_tell
        self._limits += page.limits
        self._open.update(page.open)
        self._suppressed += page.suppressed
        self._known += page.known
        self._not_examined += page.not_examined
        for rule, outcomes in page.coverage.items():
            self._coverage.setdefault(rule, Counter()).update(outcomes)

    def summary(self) -> Summary:
        """Return the counts so far."""
        return Summary(
            pages=self._pages,
            findings=dict(self._found),
            by_rule=dict(sorted(self._by_rule.items())),
            failed=dict(self._failed),
            skipped=self._skipped,
            cannot_tell=self._cannot_tell,
            limits=self._limits,
            open=dict(self._open),
            suppressed=self._suppressed,
            known=self._known,
            not_examined=self._not_examined,
            coverage={rule: dict(sorted(outcomes.items())) for rule, outcomes in sorted(self._coverage.items())},
        )
