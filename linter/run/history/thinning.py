"""Runs x day -> those whose pages and findings may go: all of the last days stay, and of each earlier month the first.

Of a month the first run stays that came to its end, and of each site the latest run, however old. What a run was and its
totals stay in any case.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.model.history import KeptRun

DAYS = 30


def superfluous(runs: Iterable[KeptRun], today: date, days: int = DAYS) -> list[KeptRun]:
    """Return the runs whose pages and findings may go, in the order of their numbers."""
    first_day = (today - timedelta(days=days)).isoformat() if days < today.toordinal() else ""
    whole = [one for one in runs if one.thinned_at is None]
    kept: dict[tuple[str, str], KeptRun] = {}
    latest: dict[str, KeptRun] = {}
    for one in sorted(whole, key=lambda run: (run.day, run.id)):
        latest[one.site] = one
        before = kept.get((one.site, one.day[:7]))
        if before is None or (one.complete and not before.complete):
            kept[one.site, one.day[:7]] = one
    stays = {one.id for one in (*kept.values(), *latest.values())}
    return sorted((one for one in whole if one.day < first_day and one.id not in stays), key=lambda run: run.id)
