"""What an earlier run knew of a page, for rules that hold the page of today against it: frozen data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageBefore:
    """A page as an earlier run left it: the day, the date of updating that it showed, and what its main text is known by."""

    page: str
    day: str | None
    updated: str | None
    text: str | None
