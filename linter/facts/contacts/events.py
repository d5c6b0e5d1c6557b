"""Lines -> the card of an event around one: a heading that names what happens, and when it does."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.contacts.names import names
from linter.facts.dates import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.page.dom import Element, Line

_STOP_TAGS = frozenset({"main", "body", "html", "form"})
_MAX_LINES = 26
_MAX_PARAGRAPHS = 2
_LONG = 110
_SCHEMA = re.compile(r"(?:schema\.org/|schema:|^)\w{0,30}Event\b")
_WORD = re.compile(r"[^\W\d_]{1,30}")


def card(line: Line) -> Element | None:
    """Return the smallest element around a line that is the card of an event, None where there is none."""
    for element in (line.block, *line.block.ancestors()):
        if element.tag in _STOP_TAGS or element.line_count > _MAX_LINES:
            return None
        if _SCHEMA.search(element.get("itemtype") or element.get("typeof") or ""):
            return element
        headings = [other for other in element.lines if other.heading]
        if len(headings) > 1:
            return None
        if headings and _names_event(headings[0]) and _tells_day(element.lines):
            return element
    return None


def _names_event(heading: Line) -> bool:
    """Return whether a heading may be an event's title: not that of the page, no person, no words that introduce contacts."""
    text = heading.text
    return heading.heading > 1 and not names.is_generic(text) and names.person(text) is None


def _tells_day(lines: Sequence[Line]) -> bool:
    """Return whether a line of a card begins with a day; under the day of an article stand more paragraphs than in a card."""
    paragraphs = sum(len(line.text) > _LONG for line in lines)
    return paragraphs <= _MAX_PARAGRAPHS and any(_begins_with_day(line) for line in lines if len(line.text) <= _LONG)


def _begins_with_day(line: Line) -> bool:
    """Return whether a line begins with a day, and not one when an office is open or closed."""
    if not grammar.may_begin(line.lowercase) or not _closing().isdisjoint(_WORD.findall(line.lowercase)):
        return False
    day = grammar.read_date(line.lowercase)
    if day is None or day.kind not in ("date", "no_year"):
        return False
    # "9.10" may be a time of day as well.
    return day.kind == "date" or any(c.isalpha() for c in day.text)


@cache
def _closing() -> frozenset[str]:
    return vocabulary.words("contacts", "closing")
