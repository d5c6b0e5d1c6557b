"""Facts of one page about when things end, each read when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.facts.dates import headings, listing, news
from linter.facts.timeliness import deadlines, events, invitations, notices, openings, prices, wording
from linter.facts.timeliness.days import days_in
from linter.page.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from linter.facts.search.word_search import Hit
    from linter.facts.timeliness.deadlines import Deadline
    from linter.facts.timeliness.event import Event
    from linter.facts.timeliness.notices import Notice
    from linter.facts.timeliness.openings import Opening
    from linter.facts.timeliness.prices import Price
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_TEXT = 20_000
_MOST_LINES = 400


class Timeliness:
    """What a page says of when something ends; `is_event` tells whether it is the page of one event."""

    def __init__(self, page: Page, hits: Mapping[str, list[Hit]], is_event: Callable[[], bool]) -> None:
        self._page, self._hits, self._is_event = page, hits, is_event

    @lazy
    def deadlines(self) -> tuple[Deadline, ...]:
        """By when a reader is to do something."""
        return deadlines.read_deadlines(self._page, self._hits["deadline"])

    @lazy
    def events(self) -> tuple[Event, ...]:
        """What takes place on a day."""
        return (*events.read_events(self._page, self._is_event), *self._invitations)

    @lazy
    def _invitations(self) -> tuple[Event, ...]:
        found = invitations.read(self._page, self._hits["invited"])
        return tuple(one for one in found if not self._is_of_news(one.element))

    def _is_of_news(self, element: Element | None) -> bool:
        if element is None:
            return False
        is_one_of_several = element.closest("article") is not None and len(self._page.tags("article")) > 1
        return is_one_of_several or any(element.within(one) for one in self._entries_of_news)

    @lazy
    def prices(self) -> tuple[Price, ...]:
        """Headings and labels of fees."""
        return prices.read_prices(self._page)

    @lazy
    def newest_year_of_fees(self) -> int:
        """The last year that a line or a link names of fees, 0 for none."""
        return prices.newest_year(self._page)

    @lazy
    def openings(self) -> tuple[Opening, ...]:
        """Opening hours of a part of a year."""
        return openings.read_openings(self._page, self._hits["opening"])

    @lazy
    def notices(self) -> tuple[Notice, ...]:
        """Notices with a last day of their own."""
        return notices.read_notices(self._page, self._hits["notice"])

    @lazy
    def is_news(self) -> bool:
        """Whether the page is one piece of news, which is true on its day."""
        return news.is_news_item(self._page)

    @lazy
    def _entries_of_news(self) -> list[Element]:
        return [one for one in listing.dated_items(self._page) if news.heads_article(one)]

    def is_in_news(self, line: Line) -> bool:
        """Return whether a line belongs to a dated entry of a list of news."""
        return any(line.block.within(one) for one in self._entries_of_news)

    @lazy
    def is_record(self) -> bool:
        """Whether the page is a record of a meeting or of a decision, by its name."""
        named = [heading.text for heading in headings.naming(self._page)]
        names = named or [self._page.title or ""]  # beside the name of the page it has that of the site, "City Council"
        return any(wording.has(name.lower(), "events", "records") for name in names)

    @lazy
    def calls(self) -> bool:
        """Whether the page's own text calls the reader to come, to book or to register."""
        return bool(self._invitations) or any(
            wording.has(wording.pattern("calls_for_other").sub("", line.lowercase), "calls")
            and not wording.has(line.lowercase, "past")
            for line in self._page.layout.lines_in("main", None)[:_MOST_LINES]
        )

    @lazy
    def last_day(self) -> date | None:
        """The last day that the page's own text names."""
        lines = self._page.layout.lines_in("main", None)[:_MOST_LINES]
        return max(
            (day.last for line in lines for day in days_in(line.lowercase) if day.last is not None), default=None
        )

    @lazy
    def tells_of_past(self) -> bool:
        """Whether the page's own text tells of an event that has been, or was called off."""
        text = "\n".join(line.lowercase for line in self._page.layout.lines_in("main", None))[:_TEXT]
        return wording.has(text, "told") or wording.is_closed(text)

    def as_json(self) -> dict[str, Any]:
        """Return the facts in the shape of the JSON contract."""
        return {
            "events": [one.as_json() for one in self.events],
            "deadlines": [one.as_json() for one in self.deadlines],
            "prices": [one.as_json() for one in self.prices],
            "openings": [one.as_json() for one in self.openings],
        }
