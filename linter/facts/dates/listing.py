"""Page -> the things that it lists, each led by a link or a date, and whether they are most of the page."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from linter.data.html import HEADINGS
from linter.facts.dates import grammar, headings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.page.dom import Element, Line
    from linter.page.page import Page

MANY = 4
"""So many things alike are a list of them."""

_LINKS = 3000
_LEVELS = 6
_TEXT_OF_AN_ENTRY = 30
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]?\d{0,4}|\d{1,2}\.? [a-zåäö]{3,12}|[a-z]{3,9}\.? \d{1,2},? \d{4}")


def is_listing(page: Page) -> bool:
    """Return whether most of a page is things that it lists: with dates of their own, or each led by a linked title."""
    lines = content(page)
    if _fill(dated_items(page), lines) or _fill_entries(lines):
        return True
    return any(_fill(blocks, lines) for blocks in _led_by_links(page))


def dated_items(page: Page) -> list[Element]:
    """Return the list items, cards and rows of the content that have a link and a date of their own."""
    found: list[Element] = []
    for element in page.tags("li", "article", "tr"):
        if element.region not in ("main", None) or not element.inside("a") or element.inside("h1"):
            continue
        dated = bool(element.inside("time")) or any(_has_date(line.fold) for line in element.lines)
        if dated and not (found and element.within(found[-1])):
            found.append(element)
    return found


def content(page: Page) -> list[Line]:
    """Return the lines of the main content with text, from the heading on that names the page.

    A page whose content is named as a header (`SameWidthAsHeader`) has little else: then that is its content.
    """
    lines = [line for line in page.lines if line.text and line.region in ("main", None)]
    banner = [line for line in page.lines if line.text and line.region == "header"]
    if not lines or (page.main is None and _length(lines) * 4 < _length(banner)):
        lines = banner
    names = [h for h in headings.naming(page) if h.lines]
    begin = min((h.lines[0].index for h in names), default=0)
    return [line for line in lines if line.index >= begin] or lines


def _led_by_links(page: Page) -> Iterator[list[Element]]:
    """Yield the groups of sibling blocks each of which begins with a link, perhaps after its date."""
    groups: defaultdict[tuple[int, str], dict[int, Element]] = defaultdict(dict)
    for link, href in page.links[:_LINKS]:
        if link.region in ("navigation", "footer", "aside") or not link.has_text or href[:1] in ("", "#"):
            continue
        for block in list(link.ancestors())[:_LEVELS]:
            if block.parent is None or block.tag in ("main", "body") or not _leads(link, block):
                break
            if _is_more_than(block, link):
                groups[id(block.parent), block.tag][id(block)] = block
    yield from (list(blocks.values()) for blocks in groups.values() if len(blocks) >= MANY)


def _leads(link: Element, block: Element) -> bool:
    """Return whether a link is the first that a reader sees in a block, or follows its date."""
    lines = [line for line in block.lines[:3] if line.text]
    if not lines or not link.lines:
        return False
    first, at = lines[0], link.lines[0]
    if first is at:
        before = at.fold[: _offset(link, at)].strip(" :–-|")
        return not before or grammar.is_only_date(before)
    return len(lines) > 1 and lines[1] is at and len(first.text) < _TEXT_OF_AN_ENTRY


def _offset(link: Element, line: Line) -> int:
    return next((begin for begin, _, part in line.pieces if part >= link.p0), 0)


def _is_more_than(block: Element, link: Element) -> bool:
    """Return whether a block is an entry and no bare link: it has a heading, a date or further text."""
    return bool(block.inside(*HEADINGS)) or len(block.text) > len(link.text) + len(" 1.1.2026")


def _fill(items: Iterable[Element], lines: list[Line]) -> bool:
    """Return whether many items are most of the content: of its lines or of its text."""
    items = list(items)
    if len(items) < MANY:
        return False
    inside = {line.index for item in items for line in item.lines}
    own = [line for line in lines if line.index in inside]
    return len(own) * 2 > len(lines) or _length(own) * 2 > _length(lines)


def _fill_entries(lines: list[Line]) -> bool:
    """Return whether most of the content is entries without elements of their own: a line with a date, then text."""
    heads = [
        index
        for index, (line, following) in enumerate(zip(lines, lines[1:], strict=False))
        if line.block.closest("li", "td", "th", "dd") is None
        and grammar.is_only_date(line.fold.rstrip(" :"))
        and len(following.text) >= _TEXT_OF_AN_ENTRY
        and not grammar.is_only_date(following.fold)
    ]
    return len(heads) >= MANY and (len(lines) - heads[0]) * 2 > len(lines)


def _length(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _has_date(text: str) -> bool:
    return any(grammar.read(text[m.start() :]) is not None for m in _DATE.finditer(text[:300]))
