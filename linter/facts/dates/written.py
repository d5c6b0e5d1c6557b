"""Dates for machines -> those that a reader finds written out: beside the heading, or where the page lists itself."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from linter.facts.dates import grammar, headings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.facts.dates.metadata import MachineDate
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_REACH = 40
_ABOVE = 3
_NEAR = 2
_LONGEST_LINE = 100
_MOST_PLACES = 14
_SHORTEST_NAME = 4
_MOST_MENTIONS = 40
_PLACE = re.compile(r"(?<!\d)\d|(?<![^\W_])[^\W\d_]{2}")
"""Where a date may begin in a line: a figure or a word, also where two elements stand without a space between them."""


def mark_seen(page: Page, machine: Sequence[MachineDate]) -> tuple[MachineDate, ...]:
    """Return the dates for machines, those marked as seen that stand in a line near the heading or in an entry of the page."""
    values = {date.value for date in machine if date.origin != "http" and not date.seen}
    if not values:
        return tuple(machine)
    written = {value for line in _lines(page) for value in _values_in(line) if value in values}
    return tuple(replace(date, seen=True) if date.value in written else date for date in machine)


def _lines(page: Page) -> Iterator[Line]:
    leading = headings.leading(page)
    for heading in leading:
        yield from _around(heading)
    if not leading:
        yield from takewhile(lambda line: not line.heading, page.lines[:_REACH])
    names = {heading.text.lower() for heading in leading if len(heading.text) >= _SHORTEST_NAME}
    own = {line.index for heading in leading for line in heading.lines}
    for line, name in _mentions(page, names):
        if line.index not in own and line.region != "navigation" and _is_titled(line.lowercase, name):
            yield from _entry(line)


def _mentions(page: Page, names: Iterable[str]) -> Iterator[tuple[Line, str]]:
    """Yield the lines that have one of some names in them."""
    for name in names:
        at = page.lowercase.find(name)
        for _ in range(_MOST_MENTIONS):
            if at < 0:
                break
            yield page.at_fold(at)[0], name
            at = page.lowercase.find(name, at + len(name))


def _is_titled(text: str, name: str) -> bool:
    """Return whether text has a title and no other words beside it: a date may stand there."""
    before, title, after = text.partition(name)
    return bool(title) and not before.rstrip()[-1:].isalpha() and not after.lstrip()[:1].isalpha()


def _around(heading: Element) -> Iterator[Line]:
    """Yield the lines of a heading, those right above it, and those under it down to the next heading."""
    if not heading.lines:
        return
    lines = heading.layout.lines
    first, last = heading.lines[0].index, heading.lines[-1].index
    yield from heading.lines
    yield from lines[max(0, first - _ABOVE) : first]
    for line in lines[last + 1 : last + 1 + _REACH]:
        if line.heading:
            return
        if line.region not in ("navigation", "aside"):
            yield line


def _entry(line: Line) -> Iterator[Line]:
    """Yield the lines of the list item, row or card that has the page's name in a line."""
    holder = line.block.closest("li", "article", "tr") or line.block.parent
    if holder is None:
        return
    near = line.layout.lines[max(0, line.index - _NEAR) : line.index + 1 + _NEAR]
    yield from (other for other in near if other is line or other.block.within(holder))


def _values_in(line: Line) -> Iterator[str]:
    """Yield every day that a short line may tell."""
    text = line.lowercase
    if len(text) > _LONGEST_LINE or not any(char.isdigit() for char in text):
        return
    for place in [match.start() for match in _PLACE.finditer(text)][:_MOST_PLACES]:
        reading = grammar.read_date(text[place:]) if grammar.may_begin(text[place:]) else None
        if reading is not None:
            yield from filter(None, (reading.value, *reading.readings))
