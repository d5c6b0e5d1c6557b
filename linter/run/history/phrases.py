"""Runs, differences and shares -> what people are told of them, in the words of a language."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.model.local_time import minute_in_sweden

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.model.history import By, KeptRun
    from linter.report.words.words import Words
    from linter.run.history.comparing import Comparison, Difference
    from linter.run.history.trends import Point

_KINDS = {"error": "error", "warning": "warning", "info": "info", "cannot_tell": "cannot_tell_n"}


def days(runs: Iterable[KeptRun]) -> dict[int, str]:
    """Return the day of each run by its number; where a website has several of one day, when each of them began too."""
    named = [*runs]
    of_day = Counter((one.site, one.day) for one in named)
    return {one.id: one.day if of_day[one.site, one.day] == 1 else _with_time(one) for one in named}


def _with_time(run: KeptRun) -> str:
    began = minute_in_sweden(run.started_at)
    return began if began.startswith(run.day) else f"{run.day} ({began})"


def run_told(run: KeptRun, words: Words) -> str:
    """Return what a run was, and what it found."""
    found = [words.count(key, number) for kind, key in _KINDS.items() if (number := run.findings.get(kind))]
    told = [words.count("page", run.pages), *(found or [words("clean")])]
    if run.is_sample:
        told.append(words("history_sample", of=run.population))
    if not run.complete:
        told.append(words("history_incomplete"))
    if run.thinned_at is not None:
        told.append(words("history_thinned"))
    return ", ".join(told)


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
    parts += [words("history_rule_changed")] if point.is_changed else []
    return ", ".join(parts if point.run.complete else [*parts, words("history_incomplete")])


def interval(point: Point, words: Words) -> str:
    """Return the interval in which a share lies, "" where it has none."""
    share = point.share
    if share.low >= share.high:
        return ""
    return words("history_interval", low=percent(share.low, words), high=percent(share.high, words))


def percent(share: float, words: Words) -> str:
    """Return a share in percent, with a decimal."""
    return words.written(round(share * 100, 1))
