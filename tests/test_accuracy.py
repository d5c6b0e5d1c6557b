"""The accuracy table: no rule is on by default without figures, and W3C's rules are mapped to rules that are there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from linter.documentation.accuracy import FEWEST, accuracy
from linter.rules.rule import load
from linter.stages.browser.axe.axe_script import FOLDER
from tests.support import ROOT

FIGURES: dict[str, dict[str, list[int]]] = json.loads((ROOT / "docs" / "accuracy.json").read_text("utf-8"))
MAP: dict[str, list[str]] = json.loads((ROOT / "tests" / "data" / "act-map.json").read_text("utf-8"))


def _of_axe() -> set[str]:
    rules: dict[str, Any] = json.loads((FOLDER / "rules.json").read_text("utf-8"))
    return {f"axe/{rule}" for rule in rules}


def test_every_rule_that_is_on_by_default_has_figures() -> None:
    measured = {
        rule for rule, parts in FIGURES.items() if any(sum(told) for name, told in parts.items() if name != "fired")
    }
    assert [] == sorted({rule.id for rule in load().values() if rule.default} - measured)


def test_figures_and_map_name_rules_that_are_there() -> None:
    known = {*load(), *_of_axe()}
    named = {rule for rules in MAP.values() for rule in rules}
    assert [] == sorted((named | set(FIGURES)) - known)


def test_no_rule_is_wrong_on_its_examples_and_fixtures() -> None:
    kinds = {
        name: [sum(parts.get(name, [0] * 4)[at] for parts in FIGURES.values()) for at in (2, 3)]
        for name in ("examples", "fixtures")
    }
    assert {"examples": [0, 0], "fixtures": [0, 0]} == kinds


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        ({}, "It has not been tried on real pages."),
        (
            {"fired": [0, 0, 406]},
            "On 406 real pages of public bodies it found nothing, so how often it is right there is not known.",
        ),
        (
            {"fired": [3, 1, 406], "real": [3, 0, 0, 0]},
            (
                "Findings on 406 real pages of public bodies: 3, on 1 of the pages. Of 3 that were judged by hand, 3 were right. "
                "Those are too few to give a share."
            ),
        ),
        (
            {"fired": [30, 30, 406], "real": [29, 0, 2, 1]},
            (
                "Findings on 406 real pages of public bodies: 30, on 30 of the pages. Of 30 that were judged by hand, 29 were right. "
                "That is a share of 0.97."
            ),
        ),
        (
            {"fired": [9, 2, 406]},
            "Findings on 406 real pages of public bodies: 9, on 2 of the pages. None of them has been judged by hand.",
        ),
    ],
)
def test_page_of_a_rule_says_how_often_it_fired_and_was_right(measured: dict[str, list[int]], expected: str) -> None:
    assert expected == accuracy(measured, "en")


def test_a_rule_that_is_wrong_too_often_on_real_pages_is_not_on_by_default() -> None:
    judged = {rule: parts["real"] for rule, parts in FIGURES.items() if sum(parts.get("real", ())[::3]) >= FEWEST}
    wrong = {rule for rule, (right, _, _, false) in judged.items() if right < 0.95 * (right + false)}
    assert [] == sorted(wrong & {rule.id for rule in load().values() if rule.default})
