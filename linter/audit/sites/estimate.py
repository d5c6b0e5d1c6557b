"""Findings of pages, and how the pages were drawn -> findings per page of the whole site, with an interval of 95 %.

A review's sample has pages that were chosen for what they are, and pages drawn by lot from all others. The first stand for
themselves only; the mean of those drawn stands for every page that was not chosen. The interval is the wider one of two, each
corrected for a finite population: Student's t, by how the pages drawn differ, and Byar's for counts, by how few findings
they have together, since a handful of pages that are all alike proves little. It is cut where what was seen itself says more.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from linter.audit.sites.site import Estimate

if TYPE_CHECKING:
    from collections.abc import Sequence

_T = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
"""97.5 % quantiles of Student's t by degrees of freedom, from 1 to 30."""
_T_BEYOND = ((40, 2.042), (60, 2.021), (120, 2.000))
"""Those below so many degrees: the quantile of fewer, so that no interval is too narrow."""
_T_LAST = 1.980
_FEWEST = 2
_Z = 1.96


def estimate(chosen: Sequence[int], drawn: Sequence[int], of: int) -> Estimate | None:
    """Return findings per page: of pages chosen for what they are, of those drawn by lot, and of how many pages all are.

    None where there are no pages; a mean without an interval where all pages were seen, or too few drawn to say anything.
    """
    seen = len(chosen) + len(drawn)
    if not seen:
        return None
    left = max(of, seen) - len(chosen)
    if left == len(drawn):
        return Estimate((sum(chosen) + sum(drawn)) / seen)
    every = len(chosen) + left
    if len(drawn) < _FEWEST:
        return Estimate((sum(chosen) + sum(drawn)) / seen)
    mean = sum(drawn) / len(drawn)
    variance = sum((one - mean) ** 2 for one in drawn) / (len(drawn) - 1)
    half = _quantile(len(drawn) - 1) * sqrt(variance / len(drawn))
    least, most = _byar(sum(drawn))
    below, above = max(half, mean - least / len(drawn)), max(half, most / len(drawn) - mean)
    share, finite = left / every, sqrt(1 - len(drawn) / left)
    known, middle = (sum(chosen) + sum(drawn)) / every, (sum(chosen) + left * mean) / every
    return Estimate(middle, max(middle - share * finite * below, known), middle + share * finite * above)


def _byar(count: int) -> tuple[float, float]:
    """Return between what a count may lie by chance, as Byar's approximation to Poisson's exact interval has it."""
    least = count * (1 - 1 / (9 * count) - _Z / (3 * sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    return max(least, 0.0), more * (1 - 1 / (9 * more) + _Z / (3 * sqrt(more))) ** 3


def _quantile(degrees: int) -> float:
    if degrees <= len(_T):
        return _T[degrees - 1]
    return next((value for below, value in _T_BEYOND if degrees < below), _T_LAST)
