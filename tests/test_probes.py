"""What trying pages finds: the examples of every rule that waits for a probe, opened in a real Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linter import load_rules
from tests.support import look

if TYPE_CHECKING:
    from pathlib import Path

    from linter.rules.rule import Rule

RULES = [rule for rule in load_rules().values() if rule.probe]


def _names(rule: Rule) -> dict[str, dict[str, Any]]:
    return {
        f"{rule.id}-{kind}-{number}.html": example
        for kind in ("pass", "fail")
        for number, example in enumerate(rule.examples[kind])
    }


@pytest.fixture(name="seen", scope="module")
def _seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what a browser makes of all examples, by the names of their pages."""
    folder: Path = tmp_path_factory.mktemp("examples")
    for rule in RULES:
        for name, example in _names(rule).items():
            (folder / name).write_text(f"<!doctype html><title>a</title>{example['html']}", "utf-8")
    report = look(folder, "--select", ",".join(rule.id for rule in RULES)).json
    assert [] == report["not_examined"]
    return {page["source"].rpartition("/")[2]: page for page in report["pages"]}


@pytest.mark.parametrize(
    ("rule", "name", "example"),
    [pytest.param(rule, name, example, id=name) for rule in RULES for name, example in _names(rule).items()],
)
def test_examples_come_out_so_in_a_browser(
    rule: Rule, name: str, example: dict[str, Any], seen: dict[str, dict[str, Any]]
) -> None:
    page = seen[name]
    expected = [
        (one["message"], one["line"], "failed" if tried.get("sure", True) else "cannot_tell")
        for one, tried in zip(example.get("finds", ()), example.get("tried", ()), strict=True)
    ]
    actual = [(one["message_key"], one["line"], one["outcome"]) for one in page["findings"] if one["rule"] == rule.id]
    assert [] == page["skipped"]
    assert expected == actual
