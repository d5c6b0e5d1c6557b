"""Outcomes of procedures on W3C's ACT cases -> how each ACT rule is implemented, by W3C's algorithm.

A procedure is a rule of ours or a question. It is consistent where it fails no case that is expected passed or inapplicable.
An ACT rule is complete where consistent procedures fail one of its failed cases at least, and pass over none: what they
cannot tell is no fault of theirs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from linter.report.criteria import criteria
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Outcomes = dict[str, str]
"""By rules and questions."""

RULES: Mapping[str, Sequence[str]] = json.loads((ROOT / "tests" / "data" / "act-map.json").read_text("utf-8"))
QUESTIONS: Mapping[str, Sequence[str]] = json.loads((ROOT / "tests" / "data" / "act-questions.json").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Implemented:
    """How an ACT rule is implemented: its failed cases, and how many of them fail and are left open."""

    rule: str
    is_approved: bool
    verdict: str
    faults: int
    hit: int
    open: int


def verdicts(cases: Iterable[Mapping[str, Any]], outcomes: Mapping[str, Outcomes]) -> Iterator[Implemented]:
    """Yield how each ACT rule is implemented; outcomes are by the paths of cases."""

    def rule(one: Mapping[str, Any]) -> str:
        return str(one["ruleId"])

    for act, some in groupby(sorted(cases, key=rule), rule):
        yield _implemented(act, list(some), outcomes)


def _implemented(act: str, cases: Sequence[Mapping[str, Any]], outcomes: Mapping[str, Outcomes]) -> Implemented:
    procedures = (*RULES.get(act, ()), *QUESTIONS.get(act, ()))

    def told(one: Mapping[str, Any], name: str) -> str | None:
        return outcomes[one["path"]].get(name)

    others = [one for one in cases if one["expected"] != "failed"]
    faults = [one for one in cases if one["expected"] == "failed"]
    consistent = [name for name in procedures if all(told(one, name) != "failed" for one in others)]
    hit = sum(any(told(one, name) == "failed" for name in consistent) for one in faults)
    seen = sum(any(told(one, name) in ("failed", "cannot_tell") for name in consistent) for one in faults)
    approved = any(one["approved"] for one in cases)
    is_wrong = len(consistent) < len(procedures)
    return Implemented(act, approved, _verdict(len(faults), hit, seen, is_wrong=is_wrong), len(faults), hit, seen - hit)


def _verdict(faults: int, hit: int, seen: int, *, is_wrong: bool) -> str:
    if hit:
        return "complete" if seen == faults else "partial"
    if is_wrong:
        return "inconsistent"
    return "untested" if faults else "no failed case"


def criteria_of(report: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """Return the criteria of every procedure of a report: of a rule those that it names, of a question its own."""
    found = {one["rule"]: criteria(one["requirements"]) for page in report["pages"] for one in page["findings"]}
    return found | {name: (name.partition("/")[0],) for some in QUESTIONS.values() for name in some}
