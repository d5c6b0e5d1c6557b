"""What becomes of a criterion on a page of a review, as the account of criteria says it, with the reasons that an auditor reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linter.audit.account.criteria_account import account
from linter.audit.account.outcomes import outcomes, worst
from linter.audit.account.totals import totals
from linter.model.reason import Reason
from linter.model.report import NotExamined
from tests import reviews

if TYPE_CHECKING:
    from linter.model.audit import Review


@pytest.fixture(name="review", scope="module")
def _review(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return reviews.review(tmp_path_factory.mktemp("site"))


def test_every_outcome_is_that_of_the_account(review: Review) -> None:
    told = account(review).pages
    for page in outcomes(review):
        known = {one.criterion: one.outcome for one in told[page.sampled.source]}
        assert known == {one.criterion: one.outcome for one in page.criteria if one.criterion in known}


def test_what_a_person_decided_names_the_person_and_the_reason(review: Review) -> None:
    found = {one.criterion: one for page in outcomes(review) for one in page.criteria if one.by}
    reflow = found["1.4.10"]
    assert ("failed", "manual", (reviews.PERSON,)) == (reflow.outcome, reflow.mode, reflow.by)
    assert any("Tabellen klipps av." in reason for reason in reflow.reasons)


def test_a_page_that_cannot_be_had_passes_nothing(review: Review) -> None:
    source = review.sample.pages[0].source
    missing = (NotExamined(source, Reason("host_missing")),)
    left = [page for page in review.report.pages if page.source != source]
    gone = replace(review, report=replace(review.report, pages=left, not_examined=missing), manual=())
    (page,) = [one for one in outcomes(gone) if one.sampled.source == source]
    assert {"not_examined"} == {one.outcome for one in page.criteria}
    assert {("Inte granskat: servern finns inte",)} == {one.reasons for one in page.criteria}


def test_a_criterion_passes_only_where_every_page_is_decided() -> None:
    table = {
        ("passed", "inapplicable"): "passed",
        ("passed", "not_examined"): "not_examined",
        ("passed", "cannot_tell"): "cannot_tell",
        ("failed", "not_examined"): "failed",
        (): "not_examined",
    }
    assert table == {some: worst(some) for some in table}  # type: ignore[arg-type]


def test_every_criterion_is_counted_once_for_every_page(review: Review) -> None:
    some = totals(outcomes(review))
    assert 55 == len(some)
    assert (
        {len(review.sample.pages)}
        == {sum(one.pages.values()) for one in some}
        == {sum(one.decided.values()) for one in some}
    )
