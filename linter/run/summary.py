"""Page reports -> the counts of a summary, made where the page was examined and added up where the run is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.model.finding import SEVERITIES
from linter.model.link import DOCUMENT
from linter.model.report import Summary

if TYPE_CHECKING:
    from linter.model.report import PageReport


def count_page(page: PageReport) -> Summary:
    """Return the counts of one page."""
    still_open = [finding for finding in page.findings if finding.is_open]
    cut = sum(limit.is_cut for limit in page.limits)
    return Summary(
        pages=1,
        findings=dict(Counter(finding.severity for finding in page.findings)),
        by_rule=dict(Counter(finding.rule for finding in page.findings)),
        failed=dict(Counter(finding.severity for finding in still_open if finding.outcome == "failed")),
        skipped=len(page.skipped),
        cannot_tell=sum(finding.outcome == "cannot_tell" for finding in still_open),
        limits=cut,
        open=dict(Counter(finding.severity for finding in still_open)),
        suppressed=sum(finding.suppressed is not None for finding in page.findings),
        known=sum(finding.baseline == "known" for finding in page.findings),
        not_examined=page.coverage.missing + cut,
        documents=sum(link["verdict"] == DOCUMENT for link in page.links or ()),
        coverage={rule: {outcome: 1} for rule, outcome, _ in page.coverage.outcomes()},
        remedied_by=dict(Counter(finding.remedied_by for finding in still_open if finding.remedied_by is not None)),
    )


_NUMBERS = ("pages", "skipped", "cannot_tell", "limits", "suppressed", "known", "not_examined", "documents")
_COUNTERS = ("findings", "failed", "by_rule", "open", "remedied_by")


class Tally:
    """Adds up the counts of pages as they come."""

    def __init__(self) -> None:
        self._numbers: Counter[str] = Counter()
        self._counters: dict[str, Counter[str]] = {name: Counter() for name in _COUNTERS}
        self._coverage: dict[str, Counter[str]] = {}

    def add(self, page: Summary) -> None:
        """Add the counts of one page."""
        for name in _NUMBERS:
            self._numbers[name] += getattr(page, name)
        for name, counter in self._counters.items():
            counter.update(getattr(page, name))
        for rule, outcomes in page.coverage.items():
            self._coverage.setdefault(rule, Counter()).update(outcomes)

    def summary(self) -> Summary:
        """Return the counts so far."""
        found = dict.fromkeys(SEVERITIES, 0) | self._counters["findings"]
        return Summary(
            **{name: self._numbers[name] for name in _NUMBERS},
            findings=found,
            by_rule=dict(sorted(self._counters["by_rule"].items())),
            failed=dict(self._counters["failed"]),
            open=dict(self._counters["open"]),
            remedied_by=dict(self._counters["remedied_by"]),
            coverage={rule: dict(sorted(outcomes.items())) for rule, outcomes in sorted(self._coverage.items())},
        )
