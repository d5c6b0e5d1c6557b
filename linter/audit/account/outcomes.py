"""Review -> what became of every A and AA criterion on every page of the sample: one outcome each, by whom, and why.

The outcome is that of the account of criteria; here are the reasons that an auditor reads.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from linter.audit.account.criteria_account import account, rules_by_criterion
from linter.audit.questions import is_dismissed
from linter.data.criteria import asked_for
from linter.model.audit import CriterionOutcome
from linter.model.report import OUTCOMES, SAID_BY, Coverage
from linter.report import phrases
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from linter.model.audit import Question, Review, SampledPage
    from linter.model.finding import Finding
    from linter.model.report import CoverageOutcome, PageReport, Report

Mode = Literal["automatic", "manual", "semiauto"]
MOST = 50
"""Findings that the reasons of an outcome tell at most."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion on one page. `by` are the persons who decided; `reasons` say why, a line each."""

    criterion: str
    outcome: CoverageOutcome
    mode: Mode
    by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Those of its rules on the page, however they end, but for those that somebody called no fault."""
    decided: tuple[Question, ...] = ()
    """The questions whose answers made the outcome."""

    @property
    def is_failed_by_people(self) -> bool:
        """Whether somebody's answer says that it fails."""
        said = (one.answer for one in self.decided if one.answer is not None)
        return self.outcome == "failed" and any(one.outcome == "failed" for one in said)


@dataclass(frozen=True, slots=True)
class PageOutcomes:
    """One page of the sample and its criteria; `page` is None where it could not be examined."""

    sampled: SampledPage
    page: PageReport | None
    criteria: tuple[Judged, ...]


def outcomes(review: Review) -> Iterator[PageOutcomes]:
    """Yield every page of the sample with every criterion: those that were examined in the order of the run, then the others."""
    report, found = review.report, review.account or account(review)
    rules = rules_by_criterion(report)
    asked: dict[tuple[str, str], list[Question]] = defaultdict(list)
    for question in review.manual:
        for source in dict.fromkeys((question.source, *question.pages)):
            for criterion in dict.fromkeys((question.criterion, *question.also)):
                asked[source, criterion].append(question)
    sampled = {one.source: one for one in review.sample.pages}
    for page in report.pages:
        if (one := sampled.pop(page.source, None)) is not None:
            yield _page(report, one, page, rules, asked, _by_criterion(found.pages.get(page.source, ())))
    for one in sampled.values():
        yield _page(report, one, None, rules, asked, _by_criterion(found.pages.get(one.source, ())))


def _by_criterion(found: Sequence[CriterionOutcome]) -> Mapping[str, CriterionOutcome]:
    return {one.criterion: one for one in found}


def _page(
    report: Report,
    sampled: SampledPage,
    page: PageReport | None,
    rules: Mapping[str, tuple[str, ...]],
    asked: Mapping[tuple[str, str], list[Question]],
    account: Mapping[str, CriterionOutcome],
) -> PageOutcomes:
    words, source = words_in(report.run.language), sampled.source
    why = next((words.tell(one.reason) for one in report.not_examined if one.source == source), None)
    missing = why or words("folder_not_examined")
    judged = (
        _Account(report, page, rules.get(one, ()), asked.get((source, one), ()), missing, account).judged(one)
        for one in asked_for()
    )
    return PageOutcomes(sampled, page, tuple(judged))


def worst(some: Collection[CoverageOutcome]) -> CoverageOutcome:
    """Return the outcome that a criterion has on several pages; a page that was not examined keeps it from passing."""
    return next((one for one in OUTCOMES if one in some), "not_examined")


@dataclass(frozen=True, slots=True)
class _Account:
    """What rules and persons say of one criterion on one page."""

    report: Report
    page: PageReport | None
    rules: Sequence[str]
    questions: Sequence[Question]
    missing: str
    account: Mapping[str, CriterionOutcome]

    def judged(self, criterion: str) -> Judged:
        """Return the outcome: the account's, and of a criterion that the edition does not ask for what rules found wrong."""
        findings = self.page.findings if self.page is not None else ()
        found = tuple(one for one in findings if one.rule in self.rules and not is_dismissed(one))
        account = self.account.get(criterion) or CriterionOutcome(criterion, _of_findings(found), "machine")
        decided = tuple(one for one in self.questions if one.id in account.questions and one.answer is not None)
        by = tuple(dict.fromkeys(one.answer.by for one in decided if one.answer is not None))
        mode: Mode = "manual" if account.by == "person" else "semiauto" if by else "automatic"
        return Judged(
            criterion, account.outcome, mode, by, tuple(self._reasons(found, self._not_examined())), found, decided
        )

    def _not_examined(self) -> list[str]:
        """Return why rules of the criterion did not run, each reason once."""
        if self.page is None:
            return [self.missing]
        words = words_in(self.report.run.language)
        why = self.page.coverage.not_examined
        some = (words.tell(why[rule]) for rule in self.rules if rule in why and why[rule].key != SAID_BY)
        return list(dict.fromkeys(some))

    def _reasons(self, found: Sequence[Finding], unseen: Sequence[str]) -> Iterator[str]:
        words = words_in(self.report.run.language)
        for one in found[:MOST]:
            remedy = phrases.remedy(self.report.rules.get(one.rule), str(one.data.get("summary", "")))
            told = words("folder_finding", line=one.location.line, message=one.message)
            yield f"{told} → {remedy}" if remedy else told
        if len(found) > MOST:
            yield words("folder_more", number=len(found) - MOST)
        for question in self.questions:
            answer = question.answer
            if answer is None:
                yield words("folder_unanswered", question=question.text)
            else:
                outcome = words(phrases.answer_key(answer.outcome))
                yield words("folder_answered", by=answer.by, day=answer.on, outcome=outcome, why=answer.why)
        account = self.page.coverage if self.page is not None else Coverage()
        for key, some in (("folder_passed", account.passed), ("folder_inapplicable", account.inapplicable)):
            if named := [one for one in some if one in self.rules]:
                yield words(key, rules=", ".join(named))
        yield from (words("folder_unseen", reason=one) for one in unseen)


def _of_findings(found: Sequence[Finding]) -> CoverageOutcome:
    """Return what findings alone say: that there are none says nothing."""
    met = {one.outcome for one in found}
    return "failed" if "failed" in met else "cannot_tell" if "cannot_tell" in met else "not_examined"
