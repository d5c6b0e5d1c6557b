"""Runs, a comparison, trends -> lines for people, 80 characters wide."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from linter.report.terminal import safe
from linter.run.history.comparing import STATES
from linter.run.history.phrases import days, head, name_of, point_told, run_told, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.model.history import KeptRun
    from linter.report.words.words import Words
    from linter.run.history.comparing import Comparison, Difference
    from linter.run.history.trends import Trend

_WIDTH = 80


def listed(runs: Sequence[KeptRun], words: Words) -> Iterator[str]:
    """Yield the runs of each site, the latest first."""
    if not runs:
        yield f"{words('history_none')}\n"
    day = days(runs)
    for site, some in groupby(sorted(runs, key=lambda one: (one.site, -one.id)), key=lambda one: one.site):
        yield f"{safe(site)}\n"
        for one in some:
            yield from _wrapped(f"{one.id:>6}  {day[one.id]}  ", f"{run_told(one, words)}")


def compared(one: Comparison, words: Words) -> Iterator[str]:
    """Yield what became of the faults from one run to another."""
    earlier, later = one.earlier, one.later
    yield from _wrapped("", safe(head(one, words)))
    yield ", ".join(f"{words(f'history_state_{state}')}: {words.number(one.counts[state])}" for state in STATES) + "\n"
    for why, number in one.why.items():
        yield from _wrapped("  ", f"{words(f'history_why_{why}')}: {words.number(number)}")
    if earlier.tool != later.tool:
        yield from _wrapped("", words("history_tools", earlier=earlier.tool, later=later.tool))
    if one.moved:
        yield f"\n{words('history_moved_pages')}\n"
        for page, was in sorted(one.moved.items()):
            yield f"  {safe(page)} ({words('history_moved', page=safe(was))})\n"
    for state in STATES:
        found = [difference for difference in one.shown if difference.state == state]
        if found:
            yield f"\n{words(f'history_state_{state}')}\n"
            yield from _differences(found, words)
    if one.more is not None:
        yield f"\n{words('history_more', start=one.more)}\n"


def _differences(found: Iterable[Difference], words: Words) -> Iterator[str]:
    for page, some in groupby(found, key=lambda one: one.page):
        yield f"  {safe(page)}\n"
        for one in some:
            yield from _wrapped("    ", safe(told(one, words)))


def shown(trends: Sequence[Trend], words: Words) -> Iterator[str]:
    """Yield how each group of pages went, and how its shares were worked out."""
    for one in trends:
        yield f"{safe(name_of(one.by, one.name, words))}\n"
        for point in one.points:
            yield from _wrapped(f"{point.run.id:>6}  {point.run.day}  ", point_told(point, words))
    for method in dict.fromkeys(point.share.method for one in trends for point in one.points):
        yield "\n"
        yield from _wrapped("", words(f"history_method_{method}"))


def _wrapped(lead: str, text: str) -> Iterator[str]:
    """Yield a text in lines, the first behind its lead and the others under it."""
    lines = textwrap.wrap(text, _WIDTH - len(lead), break_long_words=False, break_on_hyphens=False) or [""]
    yield f"{lead}{lines[0]}\n"
    yield from (f"{' ' * len(lead)}{line}\n" for line in lines[1:])
