"""Report -> the same without time stamps and durations, so that two runs on the same input give the same bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.model.report import PageReport, Report

_OF_THE_BROWSER = frozenset({"seconds", "axe_seconds", "probes"})


def make_reproducible(report: Report) -> Report:
    """Return a report that knows no clock."""
    links = report.links and replace(report.links, verdicts=_Verdicts(report.links.verdicts))
    run = replace(report.run, started_at=None, duration_seconds=None)
    return replace(report, run=run, pages=_Pages(report.pages), links=links)


@dataclass(frozen=True, slots=True)
class _Pages:
    pages: Iterable[PageReport]

    def __iter__(self) -> Iterator[PageReport]:
        for page in self.pages:
            seen = page.browser
            if seen is None:
                yield page
                continue
            yield replace(page, browser={name: value for name, value in seen.items() if name not in _OF_THE_BROWSER})


@dataclass(frozen=True, slots=True)
class _Verdicts:
    verdicts: Iterable[Mapping[str, Any]]

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        for verdict in self.verdicts:
            hops = [{**hop, "at": ""} for hop in verdict["hops"]]
            yield {**verdict, "hops": hops, "checked_at": ""}
