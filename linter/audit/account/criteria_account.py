"""Rules' outcomes and people's answers -> one outcome for every page and criterion, and who says so.

A criterion is passed only where somebody decided all that is asked of it, or rules that decide it alone; what nobody looked
at is never a pass.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linter.audit.questions import Questioner, is_asked, is_dismissed
from linter.data.law import editions
from linter.model.audit import CriteriaAccount, CriterionOutcome
from linter.model.report import SAID_BY
from linter.report.criteria import criteria

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.data.questions import Catalogue
    from linter.model.audit import Answer, Decided, DecidedBy, Question, Review
    from linter.model.report import CoverageOutcome, PageReport, Report

_AXE = "axe"


def account(review: Review, asked: Catalogue | None = None) -> CriteriaAccount:
    """Return what became of every A and AA criterion of the review's edition on every page."""
    questioner = Questioner(editions()[review.law].wcag, review.report.run.language, asked)
    answers = {one.id: one.answer for one in review.manual if one.answer is not None}
    rests_on = rules_by_criterion(review.report)
    pages = {page.source: tuple(_outcomes(page, questioner, answers, rests_on)) for page in review.report.pages}
    unseen = tuple(CriterionOutcome(criterion, "not_examined", "nobody") for criterion in questioner.criteria)
    return CriteriaAccount(
        pages | {one.source: unseen for one in review.report.not_examined if one.source not in pages}
    )


def rules_by_criterion(report: Report) -> Mapping[str, tuple[str, ...]]:
    """Return the rules of a report that rest on each criterion."""
    found: dict[str, list[str]] = {}
    for rule, text in report.rules.items():
        for criterion in criteria(text.requirements):
            found.setdefault(criterion, []).append(rule)
    return {criterion: tuple(rules) for criterion, rules in found.items()}


def _outcomes(
    page: PageReport, questioner: Questioner, answers: Mapping[str, Answer], rests_on: Mapping[str, tuple[str, ...]]
) -> Iterator[CriterionOutcome]:
    asked = (questioner.of_finding(page, one) for one in page.findings)
    doubts = [one for one in asked if one is not None]
    for criterion in questioner.criteria:
        of_it = tuple(one for one in doubts if criterion in (one.criterion, *one.also))
        yield _Judged(page, criterion, questioner, answers, rests_on.get(criterion, ()), of_it).outcome()


class _Judged:
    """One criterion on one page."""

    def __init__(
        self,
        page: PageReport,
        criterion: str,
        questioner: Questioner,
        answers: Mapping[str, Answer],
        rules: tuple[str, ...],
        doubts: tuple[Question, ...],
    ) -> None:
        self._page, self._criterion, self._answers = page, criterion, answers
        self._rules, self._doubts = rules, doubts
        self._how = questioner.catalogue.criteria[criterion]
        self._asked = tuple(questioner.of_criterion(page, criterion))

    def outcome(self) -> CriterionOutcome:
        """Return what became of it: a fault outweighs a doubt, a doubt what nobody looked at, and that all the rest."""
        if self._failed_rules:
            return self._told("failed", "machine", self._failed_rules, self._ids("failed"))
        if ids := self._ids("failed"):
            return self._told("failed", "person", questions=ids)
        if ids := self._ids("cannot_tell"):
            return self._told("cannot_tell", "person", self._unsure_rules, ids)
        if self._unsure_rules:
            return self._told("cannot_tell", "machine", self._unsure_rules)
        if self._is_decided_by_rules:
            return self._told("passed", "machine", self._how.decided_by)
        still_open = tuple(one.id for one in self._asked if one.id not in self._answers)
        if still_open or not self._is_whole or (self._how.needs_rules and not self._have_rules_run):
            return self._told("not_examined", "nobody", questions=still_open)
        if ids := self._ids("passed"):
            return self._told("passed", "person", questions=ids)
        if self._asked:
            return self._told("inapplicable", "person", questions=self._ids("inapplicable"))
        ran = self._page.coverage
        if {*ran.passed, *ran.failed, *ran.cannot_tell} & set(self._rules):  # which met what no question knows of
            return self._told("not_examined", "nobody")
        return self._told("inapplicable", "machine")

    def _told(
        self, outcome: CoverageOutcome, by: DecidedBy, rules: tuple[str, ...] = (), questions: tuple[str, ...] = ()
    ) -> CriterionOutcome:
        return CriterionOutcome(self._criterion, outcome, by, rules, questions)

    @cached_property
    def _failed_rules(self) -> tuple[str, ...]:
        found = (
            one.rule
            for one in self._page.findings
            if one.outcome == "failed" and not is_dismissed(one) and self._criterion in criteria(one.requirements)
        )
        return tuple(dict.fromkeys(found))

    @cached_property
    def _unsure_rules(self) -> tuple[str, ...]:
        """The rules that leave a doubt that nobody has settled; where their findings were cut, nobody could."""
        found = [one.rule or "" for one in self._doubts if one.id not in self._answers]
        cut = {one.rule for one in self._page.limits if one.rule in self._rules}
        found.extend(rule for rule in self._page.coverage.cannot_tell if rule in cut)
        return tuple(dict.fromkeys(found))

    @property
    def _is_decided_by_rules(self) -> bool:
        account = self._page.coverage
        decides = set(self._how.decided_by)
        return bool(decides & set(account.passed)) and decides <= {*account.passed, *account.inapplicable}

    @property
    def _is_whole(self) -> bool:
        """Whether all that is asked about was seen: where scripts may add something, what is not there may come."""
        elements = self._page.elements
        if elements is not None and elements.is_whole:
            return True
        return all(is_asked(one, self._page) and not one.is_of_elements for one in self._how.questions)

    @property
    def _have_rules_run(self) -> bool:
        """Whether rules of axe, and all of ours, have looked at what the questions leave out."""
        ran = self._page.coverage
        unseen = [ran.not_examined[rule].key for rule in (_AXE, *self._rules) if rule in ran.not_examined]
        told = {*ran.passed, *ran.inapplicable, *ran.cannot_tell, *ran.failed}
        of_axe = [rule for rule in self._rules if rule.startswith(f"{_AXE}/") and rule in told]
        return bool(of_axe) and all(key == SAID_BY for key in unseen)

    def _ids(self, outcome: Decided) -> tuple[str, ...]:
        """Return the questions that were answered so."""
        said = (one.id for one in (*self._asked, *self._doubts) if one.id in self._answers)
        return tuple(dict.fromkeys(name for name in said if self._answers[name].outcome == outcome))
