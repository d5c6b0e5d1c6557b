"""Outlines of pages -> the processes that they are steps of: forms that lead to one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from linter.page.urls import without_fragment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.model.outline import PageOutline

_FEWEST, _MOST = 2, 50
_SHARED = 3
"""Pages whose forms lead to one and the same page, from which on that is what every form ends at, and no step."""


def find_processes(outlines: Sequence[PageOutline], known: Mapping[str, str]) -> Mapping[str, str]:
    """Return for each step of a process the page that the process begins with; `known` are the pages by their addresses."""
    leads = _leads(outlines, known)
    reached = {target for targets in leads.values() for target in targets}
    found: dict[str, str] = {}
    for one in outlines:
        if one.source in leads and one.source not in reached:
            _take(one.source, leads, found)
    for one in outlines:  # a circle begins nowhere: its first page by name does for it
        if one.source in leads:
            _take(one.source, leads, found)
    return found


def _take(first: str, leads: Mapping[str, Sequence[str]], found: dict[str, str]) -> None:
    """Note a process from its first step on; a step of two processes belongs to the one that was met first."""
    steps: dict[str, None] = {}
    waiting = [first]
    while waiting and len(steps) < _MOST:
        step = waiting.pop(0)
        if step not in steps and step not in found:
            steps[step] = None
            waiting.extend(leads.get(step, ()))
    if len(steps) >= _FEWEST:
        found.update(dict.fromkeys(steps, first))


def _leads(outlines: Sequence[PageOutline], known: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Return which pages a page's form leads to."""
    steps = {
        one.source: [known[url] for step in one.steps if (url := without_fragment(step)[0]) in known]
        for one in outlines
        if one.steps
    }
    coming = Counter(target for targets in steps.values() for target in set(targets))
    found: dict[str, list[str]] = defaultdict(list)
    for source, targets in steps.items():
        for target in dict.fromkeys(targets):
            if target != source and coming[target] < _SHARED:
                found[source].append(target)
    return found
