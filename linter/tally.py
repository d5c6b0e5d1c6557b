"""Page reports -> the counts of a summary, made where the page was examined and added up where the run is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.model import NOT_ASKED, SEVERITIES, Summary

if TYPE_CHECKING:
    from linter.model import PageReport


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
        cannot_tell=sum(finding.outcome == "cannot_tell" for finding in page.findings),
        limits=sum(not limit.what.startswith(NOT_ASKED) for limit in page.limits),
    )


class Tally:
    """Adds up the counts of pages as they come."""

    def __init__(self) -> None:
        self._found: Counter[str] = Counter(dict.fromkeys(SEVERITIES, 0))
        self._failed: Counter[str] = Counter()
        self._by_rule: Counter[str] = Counter()
        self._pages = self._skipped = self._cannot_tell = self._limits = 0

    def add(self, page: Summary) -> None:
        """Add the counts of one page."""
        self._found.update(page.findings)
        self._failed.update(page.failed)
        self._by_rule.update(page.by_rule)
        self._pages += page.pages
        self._skipped += page.skipped
        self._cannot_tell += page.cannot_tell
        self._limits += page.limits

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
        )
