"""Whose a date is: the page's own, or that of a thing on the page (a news item, a file, a question, a table row)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.html import CELLS
from linter.facts.dates import grammar, headings
from linter.page.lazy import lazy
from linter.page.nodes import child_elements

if TYPE_CHECKING:
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_TOKEN = re.compile(r"[^\W_]+")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")
_BLOCKS = ("div", "section", "tr", "a", "p")
_CARDS = ("div", "section", "td", "a", "span")
_LINES_UNDER_A_HEADING = 4
_LINES_OF_A_FILE = 3
_ARTICLES = 100


class Ownership:
    """Answers for one page; `dated` are the lines with a date label, of which siblings alike are items."""

    def __init__(self, page: Page, dated: frozenset[int]) -> None:
        self._page = page
        self._dated = dated
        self._siblings: dict[int, list[Element]] = {}
        self._known_alike: dict[tuple[int, str, str | None], bool] = {}
        self._known_repeated: dict[tuple[int, str, str | None], bool] = {}
        self._known_tables: dict[int, bool] = {}
        self._known_links: dict[tuple[int, str], list[Element]] = {}

    @lazy
    def _names(self) -> list[Element]:
        return headings.naming(self._page)

    @lazy
    def _starts(self) -> list[int]:
        """Where the lines of the main content begin."""
        return [line.p0 for line in self._page.layout.lines_in("main", None)]

    @lazy
    def _sums(self) -> list[int]:
        """How much text of the main content stands before each of its lines."""
        return list(accumulate([len(line.text) for line in self._page.layout.lines_in("main", None)], initial=0))

    def is_item(self, line: Line, element: Element) -> bool:
        """Return whether the date of a label belongs to something on the page that names itself."""
        return (
            _link_before(self._page, line, element)
            or _follows_document(line, element)
            or self.is_inside_item(line, element)
        )

    def is_inside_item(self, line: Line, element: Element) -> bool:
        """Return whether a line stands in, or under, something on the page that names itself."""
        if self._is_under_linked_heading(line):
            return True
        for ancestor in (element, *element.ancestors()):
            if ancestor.tag in ("main", "body", "html") or self._holds_name(ancestor):
                return False
            if ancestor.tag in CELLS and self._is_of_row(ancestor):
                return True
            if not self._is_body(ancestor) and self._is_thing(ancestor) and self._names_something(ancestor, line):
                return True
        return False

    def _is_of_row(self, cell: Element) -> bool:
        """Return whether a cell speaks of its row, under a column heading."""
        table = cell.closest("table")
        if id(table) not in self._known_tables:
            self._known_tables[id(table)] = is_data_table(table)
        return self._known_tables[id(table)]

    def _is_thing(self, element: Element) -> bool:
        """Return whether an element is built as one of several things: an item, a card beside others, one of a row."""
        if element.tag in ("li", "details"):
            return True
        if element.tag == "article" or _is_card(element):
            return self._has_siblings(element) or _leads_elsewhere(element)
        return self._is_repeated(element)

    def _is_body(self, element: Element) -> bool:
        """Return whether an element holds most of the text of the main content: then it is the page's own."""
        first, last = bisect_left(self._starts, element.p0), bisect_left(self._starts, element.p1)
        return (self._sums[last] - self._sums[first]) * 2 > self._sums[-1]

    def _holds_name(self, element: Element) -> bool:
        return any(
            element.p0 <= name.p0 < max(element.p1, element.p0 + 1) and name.within(element) for name in self._names
        )

    def _has_siblings(self, element: Element) -> bool:
        """Return whether others of its kind stand beside it, or beside the wrappers that hold it alone."""
        outer = element
        while outer.parent is not None and outer.parent.tag not in ("main", "body") and len(self._beside(outer)) == 1:
            outer = outer.parent
        if self._alike(outer):
            return True
        return element.tag == "article" and any(
            not other.within(element) and not element.within(other) for other in self._page.tags("article")[:_ARTICLES]
        )

    def _alike(self, element: Element) -> bool:
        """Return whether an element has siblings of its tag with text that share its class, or are cards too."""
        name = element.get("class")
        key = (id(element.parent), element.tag, name)
        if key not in self._known_alike:
            kin = (e for e in self._beside(element) if e.tag == element.tag and (e.get("class") == name or _is_card(e)))
            self._known_alike[key] = sum(e.has_text for e in kin) > 1
        return self._known_alike[key]

    def _is_repeated(self, element: Element) -> bool:
        """Return whether siblings of the same tag and class each have a date."""
        parent = element.parent
        if element.tag not in _BLOCKS or parent is None or (parent.tag in ("main", "body") and element.tag == "p"):
            return False
        name = element.get("class")
        key = (id(parent), element.tag, name)
        if key not in self._known_repeated:
            kin = (e for e in self._beside(element) if e.tag == element.tag and e.get("class") == name)
            self._known_repeated[key] = sum(not self._dated.isdisjoint(range(*e.line_range)) for e in kin) > 1
        return self._known_repeated[key]

    def _beside(self, element: Element) -> list[Element]:
        """Return the visible children of an element's parent, itself too."""
        parent = element.parent
        if parent is None:
            return [element]
        known = self._siblings.get(id(parent))
        if known is None:
            found = (self._page.element(node) for node in parent.node.children if getattr(node, "tag", None))
            known = self._siblings[id(parent)] = [child for child in found if child is not None]
        return known

    def _names_something(self, element: Element, line: Line) -> bool:
        """Return whether an element has a heading of its own, or a link to something else than the label's line."""
        about = vocabulary.load("dates")["about_page"]
        own = [h for h in element.inside(*_HEADINGS) if h.text and not line.block.within(h)]
        if any(h.text.lower().strip(" :") not in about for h in own):
            return True
        if own:
            return False
        links = [a for a in element.inside("a") if a.name and not grammar.is_only_date(a.text.lower())]
        if element.tag == "li" and any(other.index < line.index and other.text for other in element.lines):
            return True
        return any(not (a.get("href") or "").startswith(("mailto:", "tel:", "#")) for a in links)

    def _is_under_linked_heading(self, line: Line) -> bool:
        """Return whether a date stands under one of several linked headings that have dates: a list without wrappers."""
        heading = self._heading_above(line)
        if heading is None or not _is_link(heading) or heading in self._names:
            return False
        return any(other is not heading for other in self._dated_links(heading))

    def _dated_links(self, heading: Element) -> list[Element]:
        """Return the linked headings beside a heading that have a date within a few lines."""
        key = (id(heading.parent), heading.tag)
        if key not in self._known_links:
            self._known_links[key] = [
                other
                for other in self._page.tags(heading.tag)
                if other.parent is heading.parent and other.lines and self._has_date_under(other) and _is_link(other)
            ]
        return self._known_links[key]

    def _has_date_under(self, heading: Element) -> bool:
        last = heading.lines[-1].index
        return not self._dated.isdisjoint(range(last + 1, last + 1 + _LINES_UNDER_A_HEADING))

    def _heading_above(self, line: Line) -> Element | None:
        """Return the heading, or the term of a list of definitions, at most a few lines above."""
        for other in reversed(self._page.lines[max(0, line.index - _LINES_UNDER_A_HEADING) : line.index]):
            if other.heading or other.block.tag == "dt":
                return other.block.closest(*_HEADINGS, "dt")
        return None


def is_data_table(table: Element | None) -> bool:
    """Return whether a table has column headings: its cells then speak of their rows."""
    if table is None:
        return False
    if any(getattr(node, "tag", None) == "thead" for node in table.node.children):
        return True
    first = next(iter(table.layout.rows.get(id(table), ())), None)
    headers = [node for node in child_elements(first.node) if node.tag == "th"] if first is not None else []
    return sum(table.layout.element(node) is not None for node in headers) > 1


def _link_before(page: Page, line: Line, element: Element) -> bool:
    """Return whether the label stands after a link in its own line: `Plan.pdf, publicerad 2015-01-01`."""
    at = next((s for s, e, p in line.pieces if e > s and page.layout.part_element[p] is element), 0)
    return any(
        e > s and s < at and page.layout.part_element[p].closest("a") is not None for s, e, p in line.pieces
    ) and line.region in (None, "main", "aside")


def _follows_document(line: Line, element: Element) -> bool:
    """Return whether a label stands under the link to a file, in a box that holds little else."""
    for ancestor in element.ancestors():
        lines = [other for other in ancestor.lines if other.text]
        if ancestor.tag in ("main", "body") or len(lines) > _LINES_OF_A_FILE:
            return False
        if lines and lines[0].index < line.index:
            return any(_is_file(a.get("href") or "") for a in ancestor.inside("a"))
    return False


def _is_file(address: str) -> bool:
    """Return whether an address ends as that of a document does."""
    path = address.partition("#")[0].partition("?")[0]
    return path.rpartition(".")[2].lower() in vocabulary.load("links")["documents"]


def _leads_elsewhere(element: Element) -> bool:
    """Return whether the heading of a card is a link: the card is about the page that it leads to."""
    return any(_is_link(heading) for heading in element.inside(*_HEADINGS)[:1])


def _is_link(heading: Element) -> bool:
    """Return whether a heading is wholly a link to another page."""
    outer = heading.closest("a")
    links = [outer] if outer is not None else heading.inside("a")
    return any(
        (a.get("href") or "#").strip()[:1] not in ("", "#") and a.text and len(a.text) * 2 > len(heading.text)
        for a in links
    )


def _is_card(element: Element) -> bool:
    name = element.get("class")
    return bool(name) and element.tag in _CARDS and _has_item_token(str(name))


@cache
def _item_tokens() -> frozenset[str]:
    return frozenset(vocabulary.load("dates")["items"])


def _has_item_token(name: str) -> bool:
    return bool(_item_tokens().intersection(_TOKEN.findall(name.lower())))
