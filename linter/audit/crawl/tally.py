"""What a crawl keeps out, counted by why, with the first address of each: nothing that was met goes without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from linter.model.audit import KeptOut
from linter.model.reason import Reason
from linter.model.report import NotExamined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.model.reason import ReasonKey

Why = Literal[
    "robots", "pages", "depth", "seconds", "busy", "lost", "many", "links",
    "calendar", "part", "facets", "endless",
    "print", "visit", "canonical", "same", "redirects", "files", "outside", "gone", "errors",
]  # fmt: skip
_KEYS: Mapping[str, ReasonKey] = {
    "robots": "crawl_robots",
    "pages": "crawl_pages",
    "depth": "crawl_depth",
    "seconds": "crawl_seconds",
    "busy": "crawl_busy",
    "lost": "crawl_lost",
    "many": "crawl_many",
    "links": "crawl_links",
    "calendar": "crawl_calendar",
    "part": "crawl_part",
    "facets": "crawl_facets",
    "endless": "crawl_endless",
    "print": "crawl_print",
    "visit": "crawl_visit",
    "canonical": "crawl_canonical",
    "same": "crawl_same",
    "redirects": "crawl_redirects",
    "files": "crawl_files",
    "gone": "crawl_gone",
    "errors": "warc_errors",
}
_SEEN = frozenset({"print", "visit", "canonical", "same", "redirects", "files", "outside", "gone", "errors"})
"""What is not missed: it was seen under another address, or is no page of the site."""


class Tally:
    """Counts while the crawl goes on."""

    def __init__(self) -> None:
        self._counts: dict[Why, tuple[int, str, str | None]] = {}

    def add(self, why: Why, example: str, number: int = 1, *, source: str | None = None) -> None:
        """Count addresses that are kept out for a reason; `source` is the page that leads to the example."""
        before, first, leading = self._counts.get(why, (0, example, source))
        self._counts[why] = (before + number, first, leading)

    def kept_out(self) -> tuple[KeptOut, ...]:
        """Return what was counted, in a fixed order."""
        return tuple(
            KeptOut(why, number, example, why not in _SEEN, source)
            for why, (number, example, source) in sorted(self._counts.items())
        )


def missing(kept_out: Iterable[KeptOut], start: str) -> tuple[NotExamined, ...]:
    """Return what of the kept out may hold something that nobody has seen, as what was not examined of the start page's site."""
    return tuple(NotExamined(start, _reason(one)) for one in kept_out if one.is_missing)


def notes(kept_out: Iterable[KeptOut]) -> tuple[Reason, ...]:
    """Return what a reader should know of the rest."""
    return tuple(_reason(one) for one in kept_out if not one.is_missing and one.why in _KEYS)


def _reason(one: KeptOut) -> Reason:
    return Reason(_KEYS[one.why], {"number": one.number, "example": one.example})
