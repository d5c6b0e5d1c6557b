"""Totals -> the share of pages with a fault, with the interval in which it lies where only some pages were seen.

Pages that were chosen on purpose stand for themselves. For the rest, the pages that chance chose stand: their share has
Wilson's interval, narrowed by how many of the rest were seen, since a site has an end.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.model.history import Totals

_Z = 1.959963984540054
"""Of 95 percent."""
ALL, ESTIMATED, UNKNOWN, CUT = "all_seen", "estimated", "rest_unseen", "run_cut"


@dataclass(frozen=True, slots=True)
class Share:
    """The share of pages with a fault, from 0 to 1, and the interval in which it lies.

    `value` is None where chance chose no page, so that nobody knows of the rest; `method` is how it was found.
    """

    value: float | None
    low: float
    high: float
    method: str


def share(total: Totals, *, is_complete: bool = True) -> Share | None:
    """Return the share of pages with a fault; None where no page was seen.

    Of a run that did not come to its end it is that of the pages that it had to choose from: nobody knows of others.
    """
    seen, failing = total.chosen + total.drawn, total.chosen_failing + total.drawn_failing
    if not seen:
        return None
    if total.population <= seen:
        return Share(failing / seen, failing / seen, failing / seen, ALL if is_complete else CUT)
    rest = total.population - total.chosen
    if not total.drawn:
        bounds = (total.chosen_failing / total.population, (total.chosen_failing + rest) / total.population)
        return Share(None, *bounds, UNKNOWN)
    low, high = wilson(total.drawn_failing, total.drawn, rest)
    value = total.chosen_failing + rest * total.drawn_failing / total.drawn
    least, most = total.chosen_failing + rest * low, total.chosen_failing + rest * high
    return Share(value / total.population, least / total.population, most / total.population, ESTIMATED)


def wilson(failing: int, drawn: int, rest: int) -> tuple[float, float]:
    """Return Wilson's interval of 95 percent for a share, of so many that were drawn from the rest."""
    if drawn >= rest:
        return failing / drawn, failing / drawn
    share_ = failing / drawn
    weight = drawn * (rest - 1) / (rest - drawn)
    middle = share_ + _Z * _Z / (2 * weight)
    half = _Z * sqrt(share_ * (1 - share_) / weight + _Z * _Z / (4 * weight * weight))
    whole = 1 + _Z * _Z / weight
    # What was seen of the rest is certain: no fewer fail than failed, no fewer pass than passed.
    return max((middle - half) / whole, failing / rest), min((middle + half) / whole, 1 - (drawn - failing) / rest)
