"""Page -> whether it is that of one event or meeting: what it tells is when and where, and it needs no date of its own."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from functools import cache
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.dates import headings, listing, page_kind
from linter.page.nodes import next_element
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.page.dom import Element, Line
    from linter.page.page import Page

_EVENT_TYPE = re.compile(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"[A-Za-z]{0,30}Event"')
_NAME = re.compile(r'"name"\s{0,9}:\s{0,9}("[^"]{1,300}")')
_LONGEST_SCRIPT = 100_000
_LINES = 14
"""Lines under the heading among which day, time and place of an event stand."""
_LONGEST_FACT = 100
_SEVERAL = 2
_TIME = re.compile(
    r"(?<![\d.:/-])(?:[01]?\d|2[0-3])[.:][0-5]\d(?![\d.:/-])|(?<!\d)\d{1,2}\s?[ap]\.?m\b|\bkl(?:\.|\b|ockan|okka|okken)\s?\d"
)


def is_event_page(page: Page) -> bool:
    """Return whether a page is about one event, by its mark-up, its name, or the labels and times under its heading."""
    leading = headings.leading(page)
    if any(_heads_event(heading) for heading in leading) or _is_event_of_data(page, leading):
        return True
    names = [(page.title or "").lower()[:_LONGEST_FACT], *(heading.text.lower() for heading in leading)]
    if any(listing.names_day(name) and page_kind.names_meeting(name) for name in names):
        return True
    facts = [line for heading in leading for line in _under(heading)]
    labels = {label for line in facts if (label := _label(line)) is not None}
    has_day = any(listing.names_day(line.lowercase) for line in facts)
    has_time = any(_TIME.search(line.lowercase) for line in facts)
    if page_kind.is_event(page, leading):
        return len(labels) >= _SEVERAL or (has_day and (has_time or bool(labels))) or _has_one_start(page)
    return has_day and (has_time or len(labels) >= _SEVERAL) and bool(labels)


def _heads_event(heading: Element) -> bool:
    return any((e.get("itemtype") or e.get("typeof") or "").endswith("Event") for e in heading.ancestors())


def _is_event_of_data(page: Page, leading: Sequence[Element]) -> bool:
    """Return whether the structured data describe an event that has the name of the page."""
    names = {heading.text.lower() for heading in leading}
    return any(
        _EVENT_TYPE.search(script, 0, _LONGEST_SCRIPT) is not None and not names.isdisjoint(_names_in(script))
        for script in page.json_ld
    )


def _has_one_start(page: Page) -> bool:
    """Return whether class names of hCalendar or h-event give one day on which something begins."""
    return "start" in page.class_names and len(page.select(".dtstart, .dt-start")) == 1


def _names_in(script: str) -> Iterator[str]:
    for match in _NAME.finditer(script, 0, _LONGEST_SCRIPT):
        with suppress(ValueError):
            yield clean(unescape(str(json.loads(match[1])))).lower()


def _under(heading: Element) -> list[Line]:
    """Return the short lines under a heading."""
    if not heading.lines:
        return []
    begin = heading.lines[-1].index + 1
    lines = (line for line in islice(heading.layout.lines, begin, begin + 2 * _LINES) if line.text)
    return [line for line in islice(lines, _LINES) if len(line.text) <= _LONGEST_FACT and line.region == heading.region]


def _label(line: Line) -> str | None:
    """Return the label of an event's fact that a line begins with: "Plats: Stora salen", "Location"."""
    label = line.lowercase.partition(":")[0].strip()
    return label if label in _labels() and not _heads_column(line) else None


def _heads_column(line: Line) -> bool:
    """Return whether a line is the name of a column, of which a table has several."""
    cell = line.block.closest("th")
    beside = next_element(cell.node) if cell is not None else None
    return beside is not None and beside.tag == "th"


@cache
def _labels() -> frozenset[str]:
    return vocabulary.words("dates", "event_labels")
