"""What becomes of a criterion on a page, of what rules and persons say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from linter.audit.account.outcomes import outcomes, worst
from linter.audit.account.totals import totals
from linter.model.audit import Answer, Decided, Question, Review, Sample, SampledPage
from linter.model.reason import Reason
from linter.model.report import Coverage, NotExamined
from tests import reports

PAGE = "https://www.granvik.test/"
RULE = reports.RULES[0]
UNSEEN = {RULE: Reason("needs_links")}


def _review(account: Coverage, *answers: Decided | None, rule: str | None = None) -> Review:
    report = reports.of(replace(reports.page(name=PAGE), coverage=account))
    rules = {name: replace(one, requirements=("WCAG 1.1.1 (A)",)) for name, one in report.rules.items()}
    asked = tuple(
        Question(
            str(number),
            "1.1.1",
            PAGE,
            "Fråga?",
            rule,
            answer=Answer(one, "Åsa Ek", date(2026, 11, 21), "Så.") if one else None,
        )
        for number, one in enumerate(answers)
    )
    return Review(
        replace(report, rules=rules), Sample(1, (SampledPage(PAGE, (), "given", ""),), 1), None, asked, "en301549-3.2.1"
    )


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        pytest.param(_review(Coverage(failed=(RULE,))), ("failed", "automatic"), id="rule-fails"),
        pytest.param(_review(Coverage(passed=(RULE,))), ("passed", "automatic"), id="rule-passes"),
        pytest.param(_review(Coverage(inapplicable=(RULE,))), ("inapplicable", "automatic"), id="nothing-to-judge"),
        pytest.param(_review(Coverage()), ("not_examined", "automatic"), id="nobody-looked"),
        pytest.param(_review(Coverage(not_examined=UNSEEN)), ("not_examined", "automatic"), id="rule-did-not-run"),
        pytest.param(_review(Coverage(passed=("other", reports.RULES[1]), not_examined=UNSEEN)), ("cannot_tell", "automatic"), id="another-rule-did-not-run"),
        pytest.param(_review(Coverage(passed=(RULE,)), None), ("cannot_tell", "automatic"), id="question-is-open"),
        pytest.param(_review(Coverage(), "passed"), ("passed", "manual"), id="person-passes"),
        pytest.param(_review(Coverage(passed=(RULE,)), "failed"), ("failed", "semiauto"), id="person-fails-what-rules-pass"),
        pytest.param(_review(Coverage(failed=(RULE,)), "passed"), ("failed", "semiauto"), id="rule-fails-what-persons-pass"),
        pytest.param(_review(Coverage(cannot_tell=(RULE,)), "passed", rule=RULE), ("passed", "manual"), id="person-decides-for-the-rule"),
        pytest.param(_review(Coverage(cannot_tell=(RULE,)), "passed", None, rule=RULE), ("cannot_tell", "semiauto"), id="not-all-are-answered"),
    ],
)  # fmt: skip
def test_a_criterion_has_one_outcome(review: Review, expected: tuple[str, str]) -> None:
    (page,) = outcomes(review)
    (one,) = [judged for judged in page.criteria if judged.criterion == "1.1.1"]
    assert expected == (one.outcome, one.mode)


def test_a_page_that_cannot_be_had_passes_nothing() -> None:
    review = _review(Coverage())
    gone = replace(review.report, pages=(), not_examined=(NotExamined(PAGE, Reason("host_missing")),))
    (page,) = outcomes(replace(review, report=gone))
    assert {"not_examined"} == {one.outcome for one in page.criteria}
    assert {("Inte granskat: det finns ingen sådan värd",)} == {one.reasons for one in page.criteria}


def test_a_criterion_passes_only_where_every_page_is_decided() -> None:
    table = {
        ("passed", "inapplicable"): "passed",
        ("passed", "not_examined"): "not_examined",
        ("passed", "cannot_tell"): "cannot_tell",
        ("failed", "not_examined"): "failed",
        (): "not_examined",
    }
    assert table == {some: worst(some) for some in table}  # type: ignore[arg-type]


def test_every_criterion_is_counted_once_for_every_page() -> None:
    some = totals(outcomes(_review(Coverage(passed=(RULE,)))))
    assert 55 == len(some)
    assert {1} == {sum(one.pages.values()) for one in some} == {sum(one.decided.values()) for one in some}
