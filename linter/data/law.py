"""Editions of EN 301 549 and the laws that refer to them, with their days -> the clause and the law behind a WCAG criterion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from linter.data.standards import LAWS, clause
from linter.data.yaml import load_file


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the standard; it is cited, and so the one to be judged by, from `cited` on."""

    id: str
    title: str
    wcag: str
    published: date
    cited: date | None

    def clause(self, criterion: str) -> str | None:
        """Return the clause of a criterion, None where the edition does not ask for it."""
        return clause(criterion, self.wcag)


@dataclass(frozen=True, slots=True)
class Law:
    """One country's law, with the days between which it holds."""

    country: str
    title: str
    since: date
    until: date | None


def editions() -> dict[str, Edition]:
    """Return the editions by their name."""
    return _read()[0]


def edition_on(day: date) -> Edition:
    """Return the edition to be judged by on a day: the one cited last, the first one before all citations."""
    known = sorted(editions().values(), key=lambda one: one.published)
    cited = [one for one in known if one.cited is not None and one.cited <= day]
    return cited[-1] if cited else known[0]


def law_in(country: str, day: date) -> Law | None:
    """Return the law that holds in a country on a day."""
    return next(
        (
            one
            for one in _read()[1]
            if one.country == country and one.since <= day and (one.until is None or day <= one.until)
        ),
        None,
    )


@cache
def _read() -> tuple[dict[str, Edition], tuple[Law, ...]]:
    tree = load_file(Path(__file__).with_name("law.yaml"))
    found = {
        name: Edition(name, one["title"], one["wcag"], date.fromisoformat(one["published"]), _day(one["cited"]))
        for name, one in tree["editions"].items()
    }
    laws = (
        Law(one["country"], LAWS[one["law"]], date.fromisoformat(one["from"]), _day(one["until"]))
        for one in tree["laws"]
    )
    return found, tuple(laws)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
