"""What a statement says x what the pages show -> where it claims more than is true, and what it lists that is mended."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linter.facts.statement.channels import register_of
from linter.report.criteria import criteria
from linter.rules.axe import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.data.law import Edition
    from linter.model.finding import Finding
    from linter.model.report import PageReport, Report


@dataclass(slots=True)
class Evidence:
    """The failed findings that break the law, counted as pages come: by criterion, and on how many pages."""

    edition: Edition
    criteria: Counter[str] = field(default_factory=Counter)
    number: int = 0
    pages: int = 0

    def add(self, page: PageReport) -> None:
        """Take the findings of a page, but for pages of another site, and what is suppressed, or cannot be told."""
        if register_of(page.source):
            return
        broken = [found for finding in page.findings if (found := self._broken(finding))]
        for one in broken:
            self.criteria.update(one)
        self.number += len(broken)
        self.pages += bool(broken)

    def _broken(self, finding: Finding) -> tuple[str, ...]:
        if finding.outcome != "failed" or finding.suppressed is not None:
            return ()
        return tuple(one for one in criteria(finding.requirements) if self.edition.clause(one) is not None)


def mended(statement: Mapping[str, Any], report: Report) -> Iterator[Mapping[str, Any]]:
    """Yield where a statement lists criteria that no rule finds broken any more, each criterion once.

    Only those that axe-core has a rule for which passed; what is said of documents is left out.
    """
    if not was_seen(report):
        return
    seen: set[str] = set()
    elsewhere = {one["criterion"] for one in statement["listed"] if one["of_documents"]}
    for one in statement["listed"]:
        criterion = one["criterion"]
        if criterion in seen or criterion in elsewhere:
            continue
        seen.add(criterion)
        if _is_clean(criterion, report):
            yield one


def was_seen(report: Report) -> bool:
    """Return whether a browser has seen the pages: of what axe-core was not asked nobody knows."""
    return "browser" in report.run.stages and not _outcomes(report, "axe").get("not_examined")


def _is_clean(criterion: str, report: Report) -> bool:
    """Return whether rules of a criterion passed, one of axe-core's among them, and none found or left anything open."""
    sign = f"WCAG {criterion} ("
    rules = [name for name, text in report.rules.items() if any(one.startswith(sign) for one in text.requirements)]
    outcomes = [_outcomes(report, name) for name in rules]
    if any(one.get(open_) for one in outcomes for open_ in ("failed", "cannot_tell", "not_examined")):
        return False
    return any(_outcomes(report, name).get("passed") for name in rules if name.startswith(PREFIX))


def _outcomes(report: Report, rule: str) -> Mapping[str, int]:
    return report.summary.coverage.get(rule, {})
