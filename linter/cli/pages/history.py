"""Runs, a comparison, trends -> lines for people, 80 characters wide."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from linter.report.terminal import safe
from linter.run.history.comparing import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.model.history import By, KeptRun
    from linter.report.words.words import Words
    from linter.run.history.comparing import Comparison, Difference
    from linter.run.history.trends import Point, Trend

_WIDTH = 80
_KINDS = ("error", "warning", "info", "cannot_tell")


def listed(runs: Sequence[KeptRun], words: Words) -> Iterator[str]:
    """Yield the runs of each site, the latest first."""
    if not runs:
        yield f"{words('history_none')}\n"
    for site, some in groupby(sorted(runs, key=lambda one: (one.site, -one.id)), key=lambda one: one.site):
        yield f"{safe(site)}\n"
        for one in some:
            yield from _wrapped(f"{one.id:>6}  {one.day}  ", f"{run_told(one, words)}")


def run_told(run: KeptRun, words: Words) -> str:
    """Return what a run was, and what it found."""
    found = [f"{words(kind)} {words.number(run.findings[kind])}" for kind in _KINDS if run.findings.get(kind)]
    told = [words.count("page", run.pages), *(found or [words("clean")])]
    if run.is_sample:
        told.append(words("history_sample", of=run.population))
    if not run.complete:
        told.append(words("history_incomplete"))
    if run.thinned_at is not None:
        told.append(words("history_thinned"))
    return ", ".join(told)


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


def head(one: Comparison, words: Words) -> str:
    """Return which runs are compared."""
    return words(
        "history_head",
        site=one.later.site,
        earlier=one.earlier.id,
        earlier_day=one.earlier.day,
        later=one.later.id,
        later_day=one.later.day,
    )


def told(one: Difference, words: Words) -> str:
    """Return one difference in words: what was found, how often, and why it cannot be compared."""
    if not one.rule:
        what = words.count("finding", one.count)
    else:
        kind = "cannot_tell" if one.outcome == "cannot_tell" else one.severity
        line = f"{words('line', line=one.line)}: " if one.line is not None else ""
        times = f" ({words.number(one.count)})" if one.count > 1 else ""
        what = f"{line}{words(kind)}: {one.says}{times} [{one.rule}]"
    why = [words(f"history_why_{one.why}")] if one.why is not None else []
    why += [words.tell(one.reason)] if one.reason is not None else []
    return f"{what} – {': '.join(why)}" if why else what


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


def name_of(by: By, name: str, words: Words) -> str:
    """Return what a group of pages is called."""
    if by == "site":
        return words("history_by_site")
    if not name:
        return words(f"history_no_{by}")
    return words.known(f"page_type_{name}", name) if by == "type" else name


def point_told(point: Point, words: Words) -> str:
    """Return one run of a trend in words."""
    share, total = point.share, point.total
    pages = words.count("page", total.chosen + total.drawn)
    if share.value is None:
        value = interval(point, words)
    else:
        value = words("history_percent", share=percent(share.value, words))
        value += f" ({interval(point, words)})" if share.low < share.high else ""
    parts = [value, pages, words.count("finding", total.findings)]
    return ", ".join([*parts, *([words("history_rule_changed")] if point.is_changed else [])])


def interval(point: Point, words: Words) -> str:
    """Return the interval in which a share lies, "" where it has none."""
    share = point.share
    if share.low >= share.high:
        return ""
    return words("history_interval", low=percent(share.low, words), high=percent(share.high, words))


def percent(share: float, words: Words) -> str:
    """Return a share in percent, with a decimal."""
    return words.written(round(share * 100, 1))


def _wrapped(lead: str, text: str) -> Iterator[str]:
    """Yield a text in lines, the first behind its lead and the others under it."""
    lines = textwrap.wrap(text, _WIDTH - len(lead), break_long_words=False, break_on_hyphens=False) or [""]
    yield f"{lead}{lines[0]}\n"
    yield from (f"{' ' * len(lead)}{line}\n" for line in lines[1:])
