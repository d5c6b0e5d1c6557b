"""Statements in wordings of many kinds: what they say is read, and what they say in unknown words is no fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import statements
from tests.support import examine

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "statement_wordings.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_statement_is_read_and_its_own_words_are_no_fault(case: dict[str, Any]) -> None:
    report = examine(statements.page_of_parts(case, [case["body"]]), *statements.RULES, url=case.get("url"))
    told = report.facts.get("statement") or {}
    failed = sorted(one.rule for one in report.findings if one.outcome == "failed")
    assert (case["says"], case["failed"]) == ({key: told.get(key) for key in case["says"]} if told else None, failed)
