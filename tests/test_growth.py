"""What a page costs grows with its size: four times as much of anything takes at most five times the processor time.

Time is measured, since half of the work is done by expressions and slices that no counter of calls sees. What others do
on the machine cannot fail a test: a cost is the least of several, those of both sizes are taken in turn, and a page that
is cheap anyway is not judged. Work that grows with the square of the size takes sixteen times as much and never passes.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from typing import TYPE_CHECKING

import pytest

from linter.report.json_ import page_as_json
from tests.growth_kinds import KINDS
from tests.support import examine

if TYPE_CHECKING:
    from tests.growth_writers import Kind

TIMES = 4
MOST = 5 if sys.gettrace() is None else 8
"""What counts the lines that are reached has costs of its own, which grow as well."""
FLOOR = 0.015
"""Seconds; a smaller page that takes less counts as this much."""
ATTEMPTS = 6


def _seconds(page: str, select: tuple[str, ...]) -> float:
    """Return the processor time of one examination, its report in JSON included; no rule may be skipped."""
    gc.collect()
    gc.disable()  # as the processes do that examine pages
    try:
        begin = time.process_time()
        report = examine(page, *select)
        json.dumps(page_as_json(report))
        seconds = time.process_time() - begin
    finally:
        gc.enable()
    assert () == report.skipped
    return seconds


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_cost_grows_with_size(kind: Kind) -> None:
    few, many = kind.page(kind.size), kind.page(TIMES * kind.size)
    least_few = least_many = float("inf")
    for _ in range(ATTEMPTS):
        least_few = min(least_few, _seconds(few, kind.select))
        least_many = min(least_many, _seconds(many, kind.select))
        if least_many <= MOST * max(least_few, FLOOR):
            return
    assert least_many / least_few <= MOST, f"{least_few:.3f} to {least_many:.3f} s"


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len(KINDS) == len({kind.name for kind in KINDS})
