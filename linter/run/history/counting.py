"""Pages as they come -> the totals of their run: of all pages, and of each rule, unit and type."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.model.history import Totals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.model.finding import Finding
    from linter.model.history import By
    from linter.model.report import PageReport

_WEIGHING = ("error", "warning")
"""What makes a page one with faults; a note does not."""


@dataclass(slots=True)
class _Sum:
    chosen: int = 0
    chosen_failing: int = 0
    drawn: int = 0
    drawn_failing: int = 0
    findings: int = 0


class Counting:
    """The totals of one run. `is_sample` tells that there were more pages to choose from than are seen: those of `meet`."""

    def __init__(self, *, is_sample: bool) -> None:
        self._is_sample = is_sample
        self._population: Counter[tuple[By, str]] = Counter()
        self._sums: dict[tuple[By, str], _Sum] = {}
        self.findings: Counter[str] = Counter()

    def meet(self, unit: str, types: Iterable[str]) -> None:
        """Count a page that there was to choose from."""
        self._population.update(_groups(unit, types))

    def take(self, page: PageReport, unit: str, types: Iterable[str], *, is_drawn: bool) -> None:
        """Count a page that was examined; `is_drawn` tells that chance chose it."""
        open_ = [one for one in page.findings if one.suppressed is None]
        failed = [one for one in open_ if one.outcome == "failed"]
        self.findings.update(one.severity if one.outcome == "failed" else one.outcome for one in open_)
        weighing = sum(one.severity in _WEIGHING for one in failed)
        for group in _groups(unit, types):
            self._add(group, weighing, is_drawn=is_drawn)
        for rule, number in _by_rule(page, failed).items():
            self._add(("rule", rule), number, is_drawn=is_drawn)

    def totals(self) -> list[Totals]:
        """Return the totals."""
        return [self._total(by, name, one) for (by, name), one in sorted(self._sums.items())]

    def _add(self, group: tuple[By, str], findings: int, *, is_drawn: bool) -> None:
        one = self._sums.setdefault(group, _Sum())
        one.findings += findings
        if is_drawn:
            one.drawn += 1
            one.drawn_failing += findings > 0
        else:
            one.chosen += 1
            one.chosen_failing += findings > 0

    def _total(self, by: By, name: str, one: _Sum) -> Totals:
        seen = one.chosen + one.drawn
        group: tuple[By, str] = ("site", "") if by == "rule" else (by, name)
        population = max(seen, self._population[group]) if self._is_sample else seen
        return Totals(by, name, population, one.chosen, one.chosen_failing, one.drawn, one.drawn_failing, one.findings)


def _groups(unit: str, types: Iterable[str]) -> list[tuple[By, str]]:
    """Return what a page counts for: a page of several types for each of them."""
    kinds: list[tuple[By, str]] = [("type", one) for one in dict.fromkeys(types)] or [("type", "")]
    return [("site", ""), ("unit", unit), *kinds]


def _by_rule(page: PageReport, failed: Iterable[Finding]) -> dict[str, int]:
    """Return how many faults each rule that was examined on a page found there."""
    account = page.coverage
    examined = (*account.passed, *account.failed, *account.cannot_tell, *account.inapplicable)
    found = dict.fromkeys(examined, 0)
    for one in failed:
        found[one.rule] = found.get(one.rule, 0) + 1
    return found
