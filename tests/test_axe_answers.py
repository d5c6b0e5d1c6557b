"""What axe-core answers is believed only where it is whole: its shape, the program and its version, and every rule's word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from linter.model.errors import BrowserError
from linter.stages.browser.axe import axe_run
from linter.stages.browser.axe.axe_run import AxeChoice
from linter.stages.browser.axe.axe_script import AxeScript

SCRIPT = AxeScript(Path("axe.min.js"), "4.14.1", is_old=False, locale=None)
IMAGE = {
    "id": "image-alt",
    "impact": "critical",
    "tags": ["wcag2a"],
    "help": "Images must have alternative text",
    "helpUrl": "https://example.org/image-alt",
    "nodes": [{"target": ["#i", ["div", "img"]], "html": "<img>", "failureSummary": "Fix", "any": [], "all": []}],
}
WHOLE: dict[str, Any] = {
    "engine": {"name": "axe-core", "version": "4.14.1"},
    "violations": [IMAGE],
    "incomplete": [],
    "passes": ["image-alt", "list"],
    "inapplicable": ["area-alt"],
    "selected": ["area-alt", "image-alt", "list"],
    "known": 4,
}


class _World:
    """Answers as a page's world would once axe is there."""

    def __init__(self, answer: Any) -> None:  # noqa: ANN401  whatever axe answers
        self._answer = answer

    def execute_script(self, *_: object) -> bool:
        """Say that axe is there."""
        return True

    def execute_async_script(self, *_: object) -> Any:  # noqa: ANN401  whatever axe answers
        """Answer."""
        return self._answer


def _run(answer: Any, choice: AxeChoice) -> axe_run.Answer:  # noqa: ANN401  whatever axe answers
    return axe_run.run(_World(answer), SCRIPT, choice)  # type: ignore[arg-type]  has what is called of a world


def test_whole_answer_is_read() -> None:
    found = axe_run.read_results(_run(WHOLE, AxeChoice()), [0], "1280x800")
    (result,) = found.results
    assert ("4.14.1", ("image-alt", "list"), ("area-alt",)) == (found.version, found.passed, found.inapplicable)
    assert ("image-alt", "failed", "critical", "https://example.org/image-alt") == (
        result.rule,
        result.outcome,
        result.impact,
        result.help_url,
    )
    assert [(("#i", ("div", "img")), "Fix", 0)] == [(node.target, node.summary, node.mark) for node in result.nodes]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        pytest.param({"engine": {"name": "axe-score", "version": "4.14.1"}}, "axe_unreadable", id="another program"),
        pytest.param({"engine": {"name": "axe-core", "version": "4.14.0"}}, "axe_replaced", id="another version"),
        pytest.param({"engine": None}, "axe_unreadable", id="no program"),
        pytest.param({"violations": [IMAGE | {"nodes": {}}]}, "axe_unreadable", id="no list of elements"),
        pytest.param({"violations": [IMAGE | {"impact": "none"}]}, "axe_unreadable", id="unknown impact"),
        pytest.param({"violations": [IMAGE | {"nodes": [{"target": []}]}]}, "axe_unreadable", id="no target"),
        pytest.param({"passes": [3]}, "axe_unreadable", id="rule that is no name"),
        pytest.param({"inapplicable": []}, "axe_rules_missing", id="a rule says nothing"),
        pytest.param({"violations": [], "passes": ["list"]}, "axe_rules_missing", id="a failed rule says nothing"),
        pytest.param({"inapplicable": ["area-alt", "list"]}, "axe_rules_odd", id="passed and nothing to judge"),
        pytest.param({"passes": ["list", "no-such"]}, "axe_rules_odd", id="rule that was not to run"),
        pytest.param({"known": 0}, "axe_unreadable", id="engine without rules"),
        pytest.param({"known": 105}, "axe_rules_few", id="engine with most rules off"),
    ],
)
def test_answer_that_is_not_whole_is_refused(changes: dict[str, Any], key: str) -> None:
    with pytest.raises(BrowserError) as caught:
        _run(WHOLE | changes, AxeChoice())
    assert key == caught.value.reason.key


@pytest.mark.parametrize("answer", [None, 3, [], {}, {"rejected": "no"}, "{}"])
def test_what_is_no_answer_is_refused(answer: Any) -> None:  # noqa: ANN401  anything
    with pytest.raises(BrowserError):
        _run(answer, AxeChoice())


def test_rules_that_were_named_are_waited_for() -> None:
    assert _run(WHOLE, AxeChoice(only=("list",)))
    with pytest.raises(BrowserError) as caught:
        _run(WHOLE, AxeChoice(only=("list", "region")))
    assert ("axe_rules_missing", ("region",)) == (caught.value.reason.key, caught.value.reason.data["rules"])
