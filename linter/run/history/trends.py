"""The runs of a site -> how the share of pages with faults went: of all pages, of a rule, a unit or a type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.run.history.estimate import share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.model.history import By, KeptRun, Totals
    from linter.run.history.estimate import Share
    from linter.store.runs import Runs

MOST = 60
"""Runs of a trend, the latest: five years of months."""


@dataclass(frozen=True, slots=True)
class Point:
    """One run of a trend; `is_changed` tells that the rule, or what judges by it, is another than in the run before."""

    run: KeptRun
    total: Totals
    share: Share
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """How one group of pages went: its name ("" for all pages, for no unit, for no type), and the runs by day."""

    by: By
    name: str
    points: tuple[Point, ...]

    @property
    def latest(self) -> Point:
        """The latest run of it."""
        return self.points[-1]


def trends(runs: Runs, site: str, by: By, name: str | None = None, most: int = MOST) -> list[Trend]:
    """Return the trends of a site, of one name or of all, those with most pages at fault in the latest run first."""
    whole = runs.of_site(site)[-most:]
    totals = runs.totals([one.id for one in whole], by, name)
    series: dict[str, list[Point]] = {}
    for run in whole:
        for total in totals.get(run.id, ()):
            found = share(total, is_complete=run.complete)
            if found is not None:
                points = series.setdefault(total.name, [])
                points.append(Point(run, total, found, is_changed=_is_changed(by, total.name, points, run)))
    made = [Trend(by, one, tuple(points)) for one, points in series.items()]
    return sorted(made, key=lambda trend: (-_weight(trend), trend.name))


def _is_changed(by: By, name: str, points: Sequence[Point], run: KeptRun) -> bool:
    if by != "rule" or not points:
        return False
    before = points[-1].run
    if name.startswith("axe/"):
        return before.axe != run.axe
    return before.rules.get(name) != run.rules.get(name)


def _weight(trend: Trend) -> float:
    found = trend.latest.share
    return found.high if found.value is None else found.value
