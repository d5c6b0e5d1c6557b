"""How ACT rules are judged: W3C's algorithm over the outcomes of rules and answers."""

from __future__ import annotations

from typing import Any

import pytest

from linter.data.questions import catalogue
from tests.bench import act_verdicts

RULE = "c4a8a4"
CASES: list[dict[str, Any]] = [
    {"ruleId": RULE, "path": name, "expected": expected, "approved": True}
    for name, expected in (("a", "failed"), ("b", "failed"), ("c", "passed"), ("d", "inapplicable"))
]
BY_RULE, BY_PERSON = "title-uninformative", "2.4.2/title"


@pytest.mark.parametrize(
    ("expected", "outcomes"),
    [
        pytest.param(("complete", 2, 0), {"a": {BY_RULE: "failed"}, "b": {BY_RULE: "failed"}}, id="all failed"),
        pytest.param(("complete", 1, 1), {"a": {BY_RULE: "failed"}, "b": {BY_RULE: "cannot_tell"}}, id="one left open"),
        pytest.param(("complete", 2, 0), {"a": {BY_RULE: "failed"}, "b": {BY_PERSON: "failed"}}, id="one by a person"),
        pytest.param(("partial", 1, 0), {"a": {BY_RULE: "failed"}, "b": {BY_RULE: "passed"}}, id="one passed over"),
        pytest.param(
            ("untested", 0, 2), {"a": {BY_RULE: "cannot_tell"}, "b": {BY_RULE: "cannot_tell"}}, id="none sure"
        ),
        pytest.param(("inconsistent", 0, 0), {"a": {BY_RULE: "failed"}, "c": {BY_RULE: "failed"}}, id="false alarm"),
        pytest.param(
            ("complete", 2, 0),
            {"a": {BY_PERSON: "failed"}, "b": {BY_PERSON: "failed"}, "d": {BY_RULE: "failed"}},
            id="false alarm of another procedure",
        ),
    ],
)
def test_a_rule_is_complete_where_what_is_consistent_passes_over_nothing(
    expected: tuple[str, int, int], outcomes: dict[str, dict[str, str]]
) -> None:
    (found,) = act_verdicts.verdicts(CASES, {one["path"]: outcomes.get(one["path"], {}) for one in CASES})
    assert expected == (found.verdict, found.hit, found.open)


def test_every_question_of_the_map_is_asked() -> None:
    known = {f"{name}/{one.key}" for name, how in catalogue().criteria.items() for one in how.questions}
    assert set() == {name for some in act_verdicts.QUESTIONS.values() for name in some} - known
