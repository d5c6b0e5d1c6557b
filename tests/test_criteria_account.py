"""Every page and criterion has one outcome, by rules or by people; what nobody decided is never a pass."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.audit.account.criteria_account import account
from linter.audit.account.outcomes import worst
from linter.audit.questions import Questioner
from linter.data.criteria import asked_for
from linter.data.questions import Catalogue, catalogue
from linter.model.audit import Answer, CriteriaAccount, CriterionOutcome, Review, Sample
from linter.model.reason import Reason
from linter.model.report import Coverage, Limit, NotExamined, PageElements, PageReport, RuleText
from tests import reports

if TYPE_CHECKING:
    from linter.model.audit import Decided, DecidedBy
    from linter.model.finding import Finding

_IMAGE_ALT, _CONTRAST, _LINK = "axe/image-alt", "axe/color-contrast", "link-empty"
_RESTS = {_IMAGE_ALT: "WCAG 1.1.1 (A)", _CONTRAST: "WCAG 1.4.3 (AA)", _LINK: "WCAG 2.4.4 (A)"}
_NOTHING = PageElements({}, (), is_whole=True)
_LAW = "en301549-3.2.1"


def _rule(name: str) -> RuleText:
    return RuleText(name, "axe", "error", name, "", "", (_RESTS[name],))


def _page(*findings: Finding, name: str = "a.html", **more: Any) -> PageReport:  # noqa: ANN401  fields of a page
    found = {"coverage": Coverage(), "elements": _NOTHING, **more}
    return replace(reports.page(*findings, name=name), **found)


def _finding(rule: str = _IMAGE_ALT, outcome: str = "failed", **more: object) -> Finding:
    return reports.finding(1, rule, outcome=outcome, requirements=(_RESTS[rule],), **more)


def _review(*pages: PageReport, says: dict[str, Decided] | None = None, **more: object) -> Review:
    """Return a review in which questions of criteria are answered so, all others not."""
    questions = Questioner("2.2").questions(pages)
    answered = tuple(
        replace(one, answer=Answer((says or {})[one.criterion], "Siv Ek", date(2026, 11, 27), "Provat."))
        if one.criterion in (says or {})
        else one
        for one in questions
    )
    report = replace(reports.of(*pages), rules={name: _rule(name) for name in _RESTS}, **more)  # type: ignore[arg-type]
    return Review(report, Sample(1, (), len(pages)), None, answered, _LAW)


def _outcome(found: CriteriaAccount, criterion: str, page: str = "a.html") -> tuple[str, str]:
    (one,) = (one for one in found.pages[page] if one.criterion == criterion)
    return one.outcome, one.by


_IMAGES = PageElements({"decoration": 1}, (), is_whole=True)
_RAN = Coverage(passed=(_IMAGE_ALT,))


@pytest.mark.parametrize(
    ("page", "says", "criterion", "outcome", "by"),
    [
        (_page(), {}, "1.4.10", "not_examined", "nobody"),
        (_page(), {"1.4.10": "passed"}, "1.4.10", "passed", "person"),
        (_page(), {"1.4.10": "failed"}, "1.4.10", "failed", "person"),
        (_page(), {"1.4.10": "cannot_tell"}, "1.4.10", "cannot_tell", "person"),
        (_page(), {"1.4.10": "inapplicable"}, "1.4.10", "inapplicable", "person"),
        (_page(), {}, "1.2.2", "inapplicable", "machine"),  # no film is there
        (_page(elements=PageElements({}, (), is_whole=False)), {}, "1.2.2", "not_examined", "nobody"),
        (_page(elements=None), {}, "1.2.2", "not_examined", "nobody"),
        (_page(elements=None), {"1.4.10": "passed"}, "1.4.10", "passed", "person"),
        (_page(coverage=_RAN), {}, "1.1.1", "not_examined", "nobody"),  # a rule met what no question knows of
        (_page(coverage=_RAN, elements=_IMAGES), {}, "1.1.1", "not_examined", "nobody"),
        (_page(coverage=_RAN, elements=_IMAGES), {"1.1.1": "passed"}, "1.1.1", "passed", "person"),
        (_page(elements=_IMAGES), {"1.1.1": "passed"}, "1.1.1", "not_examined", "nobody"),  # axe has not run
        (
            _page(coverage=Coverage(not_examined={"axe": Reason("needs_browser")}), elements=_IMAGES),
            {"1.1.1": "passed"},
            "1.1.1",
            "not_examined",
            "nobody",
        ),
        (_page(_finding()), {"1.1.1": "passed"}, "1.1.1", "failed", "machine"),
        (_page(_finding(suppressed={"kind": "decision", "decision": "no_fault"})), {}, "1.1.1", "not_examined", "nobody"),
        (_page(_finding(suppressed={"kind": "page", "reason": "x"})), {}, "1.1.1", "failed", "machine"),
        (_page(_finding(_CONTRAST, "cannot_tell")), {}, "1.4.3", "cannot_tell", "machine"),
        (_page(_finding(_CONTRAST, "cannot_tell")), {"1.4.3": "failed"}, "1.4.3", "failed", "person"),
        (_page(_finding(_CONTRAST, "cannot_tell")), {"1.4.3": "cannot_tell"}, "1.4.3", "cannot_tell", "person"),
        (
            _page(_finding(_CONTRAST, "cannot_tell"), coverage=Coverage(cannot_tell=(_CONTRAST,))),
            {"1.4.3": "passed"},
            "1.4.3",
            "passed",
            "person",
        ),
        (
            _page(
                _finding(_CONTRAST, "cannot_tell"),
                coverage=Coverage(cannot_tell=(_CONTRAST,)),
                limits=(Limit("findings", {"rule": _CONTRAST}, 1, 9),),
            ),
            {"1.4.3": "passed"},
            "1.4.3",
            "cannot_tell",  # of what was cut nobody was asked
            "machine",
        ),
    ],
)  # fmt: skip
def test_outcome_of_a_page(
    page: PageReport, says: dict[str, Decided], criterion: str, outcome: str, by: DecidedBy
) -> None:
    assert (outcome, by) == _outcome(account(_review(page, says=says)), criterion)


def test_rules_that_decide_a_criterion_alone_pass_it() -> None:
    own = catalogue()
    alone = replace(own.criteria["1.4.3"], decided_by=(_CONTRAST,))
    asked = Catalogue(own.kinds, {**own.criteria, "1.4.3": alone})
    passed, unseen = Coverage(passed=(_CONTRAST,)), Coverage(not_examined={_CONTRAST: Reason("needs_browser")})
    found = [
        account(_review(_page(coverage=one)), asked) for one in (passed, unseen, Coverage(inapplicable=(_CONTRAST,)))
    ]
    expected = [("passed", "machine"), ("not_examined", "nobody"), ("not_examined", "nobody")]
    assert expected == [_outcome(one, "1.4.3") for one in found]


@pytest.mark.parametrize(
    ("outcomes", "overall"),
    [
        (("passed", "failed", "cannot_tell"), "failed"),
        (("passed", "cannot_tell", None), "cannot_tell"),
        (("passed", None), "not_examined"),
        (("passed", "inapplicable"), "passed"),
        (("inapplicable", "inapplicable"), "inapplicable"),
        ((), "not_examined"),
    ],
)
def test_outcome_of_all_pages(outcomes: tuple[Decided | None, ...], overall: str) -> None:
    pages = [_page(name=f"{number}.html") for number in range(len(outcomes))]
    review = _review(*pages)
    wanted: dict[str, Decided | None] = dict(zip((page.source for page in pages), outcomes, strict=True))
    manual = tuple(
        replace(one, answer=Answer(says, "Siv Ek", date(2026, 11, 27), "Provat."))
        if one.criterion == "1.4.10" and (says := wanted[one.source]) is not None
        else one
        for one in review.manual
    )
    told = account(replace(review, manual=manual)).pages.values()
    assert overall == worst([one.outcome for page in told for one in page if one.criterion == "1.4.10"])


def test_source_that_could_not_be_had_is_not_examined() -> None:
    found = account(_review(_page(), not_examined=(NotExamined("b.html", Reason("not_examined")),)))
    assert {("not_examined", "nobody")} == {(one.outcome, one.by) for one in found.pages["b.html"]}


@pytest.mark.parametrize(("law", "wcag"), [("en301549-3.2.1", "2.1"), ("en301549-4.1.1", "2.2")])
def test_every_criterion_of_the_law_has_one_outcome(law: str, wcag: str) -> None:
    found = account(replace(_review(_page(), _page(name="b.html")), law=law))
    wanted = asked_for(wcag)
    assert [wanted] * 2 == [tuple(one.criterion for one in page) for page in found.pages.values()]


_DECIDED = st.sampled_from(["passed", "failed", "cannot_tell", "inapplicable", None])
_PLACES = st.sampled_from(["passed", "failed", "cannot_tell", "inapplicable", "not_examined", None])


@st.composite
def _any_review(draw: st.DrawFn) -> Review:
    placed = {name: draw(_PLACES) for name in _RESTS}
    lists = {
        where: tuple(name for name, one in placed.items() if one == where)
        for where in ("passed", "failed", "cannot_tell", "inapplicable")
    }
    unseen = {name: Reason("needs_browser") for name, one in placed.items() if one == "not_examined"}
    findings = [_finding(name, one) for name, one in placed.items() if one in ("failed", "cannot_tell")]
    kinds = draw(st.dictionaries(st.sampled_from(sorted(catalogue().kinds)), st.integers(1, 3)))
    elements = draw(
        st.sampled_from([None, PageElements(kinds, (), is_whole=True), PageElements(kinds, (), is_whole=False)])
    )
    review = _review(_page(*findings, coverage=Coverage(**lists, not_examined=unseen), elements=elements))
    said = [draw(_DECIDED) for _ in review.manual]
    manual = tuple(
        replace(one, answer=Answer(outcome, "Siv Ek", date(2026, 11, 27), "Provat.")) if outcome else one
        for one, outcome in zip(review.manual, said, strict=True)
    )
    return replace(review, manual=tuple(one for one in manual if draw(st.booleans()) or one.answer is not None))


@given(_any_review())
def test_nothing_passes_that_nobody_decided(review: Review) -> None:
    (page,) = review.report.pages
    answers = {one.id: one.answer.outcome for one in review.manual if one.answer is not None}
    for one in account(review).pages["a.html"]:
        if one.outcome != "passed":
            continue
        asked = [question.id for question in Questioner().of_criterion(page, one.criterion)]
        assert set() == set(asked) - set(answers)
        assert {"passed"} <= {answers[name] for name in one.questions}
        assert {"failed", "cannot_tell"}.isdisjoint(answers[name] for name in asked)
        assert [] == [f for f in page.findings if f.outcome == "failed" and _RESTS[f.rule].split()[1] == one.criterion]


@given(_any_review())
def test_who_says_so_is_named(review: Review) -> None:
    page = account(review).pages["a.html"]
    assert Counter() == Counter(one.criterion for one in page if not _is_told(one))


def _is_told(one: CriterionOutcome) -> bool:
    """Return whether an outcome names what says so: a person's, their answers; a fault that a rule finds, the rule."""
    if one.by == "person":
        return bool(one.questions)
    if one.by == "machine":
        return bool(one.rules) or one.outcome == "inapplicable"
    return one.outcome == "not_examined"
