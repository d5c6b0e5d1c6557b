"""The accuracy table: no rule is on by default without figures, and W3C's rules are mapped to rules that are there."""

from __future__ import annotations

import json
from typing import Any

from linter.rules.rule import load
from linter.stages.browser.axe.axe_script import FOLDER
from tests.support import ROOT

FIGURES: dict[str, dict[str, list[int]]] = json.loads((ROOT / "docs" / "accuracy.json").read_text("utf-8"))
MAP: dict[str, list[str]] = json.loads((ROOT / "tests" / "data" / "act-map.json").read_text("utf-8"))


def _of_axe() -> set[str]:
    rules: dict[str, Any] = json.loads((FOLDER / "rules.json").read_text("utf-8"))
    return {f"axe/{rule}" for rule in rules}


def test_every_rule_that_is_on_by_default_has_figures() -> None:
    measured = {rule for rule, parts in FIGURES.items() if any(map(sum, parts.values()))}
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
