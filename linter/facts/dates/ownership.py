"""Whose a date is: the page's own, or that of a thing on the page (a news item, a file, a question, a table row)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.html import CELLS
from linter.facts.dates import grammar, page_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.dates.label import DateLabel
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_TOKEN = re.compile(r"[^\W_]+")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "summary")


def is_item(page: Page, line: Line, element: Element, dated: frozenset[int] = frozenset()) -> bool:
    """Tell whether a date label belongs to something on the page that names itself.

    `dated` are the numbers of all lines with a date label: siblings alike that each have one are items.
    """
    if _link_before(page, line, element):
        return True
    for ancestor in (element, *element.ancestors()):
        if ancestor.tag in ("main", "body", "html") or _holds(ancestor, page.tags("h1")):
            return False
        if ancestor.tag in CELLS and is_data_table(ancestor.closest("table")):
            return True
        if ancestor.tag == "article" and _is_only_article(page, ancestor):
            continue
        if ancestor.tag in ("li", "article", "details") or _is_card(ancestor):
            if _names_something(ancestor, line):
                return True
        elif ancestor.parent is not None and _is_repeated(ancestor, dated) and _names_something(ancestor, line):
            return True
    return False


def is_data_table(table: Element | None) -> bool:
    """Tell whether a table has column headings: its cells then speak of their rows."""
    if table is None:
        return False
    if any(getattr(node, "tag", None) == "thead" for node in table.node.children):
        return True
    first = next(iter(table.inside("tr")), None)
    return (
        first is not None
        and len([cell for cell in first.inside("th") if cell.closest("tr") is first or _row(cell) is first]) > 1
    )


def _row(cell: Element) -> Element | None:
    return next((a for a in cell.ancestors() if a.tag == "tr"), None)


def article_dates(page: Page, labels: Sequence[DateLabel]) -> Iterator[DateLabel]:
    """Yield the bare date directly beside the `h1` of a news article: its publication date."""
    from linter.facts.dates.label import DateLabel  # noqa: PLC0415  the two modules share the type

    if any(label.kind == "published" for label in labels):
        return
    heading = next(iter(page.tags("h1")), None)
    if heading is None or not heading.lines:
        return
    for index in (heading.lines[-1].index + 1, heading.lines[0].index - 1):
        if not 0 <= index < len(page.lines):
            continue
        line = page.lines[index]
        reading = grammar.read(line.fold)
        if reading is None or reading.kind != "date" or not line.fold.startswith(reading.text[:1]):
            continue
        rest = line.fold[line.fold.index(reading.text) + len(reading.text) :].lstrip()
        if (grammar.is_only_date(line.fold) or rest[:1] in "|·•") and page_kind.is_news(page):
            element = line.element_at(0)
            yield DateLabel("published", "", "date", reading, None, line.text, page.location(element), element)
            return


def _link_before(page: Page, line: Line, element: Element) -> bool:
    """Tell whether the label stands after a link in its own line: `Plan.pdf, publicerad 2015-01-01`."""
    at = next((s for s, e, p in line.pieces if e > s and page.layout.part_element[p] is element), 0)
    return any(
        e > s and s < at and page.layout.part_element[p].closest("a") is not None for s, e, p in line.pieces
    ) and line.region in (None, "main", "aside")


def _is_only_article(page: Page, article: Element) -> bool:
    """Tell whether an article is the page's own text: none stands beside it, and it holds most of the main content."""
    if any(
        other is not article and not other.within(article) and not article.within(other)
        for other in page.tags("article")
    ):
        return False
    return len(article.lines) * 2 > len((page.main or page.body).lines)


def _holds(element: Element, others: Sequence[Element]) -> bool:
    return any(element.p0 <= other.p0 < max(element.p1, element.p0 + 1) and other.within(element) for other in others)


def _is_card(element: Element) -> bool:
    name = element.get("class")
    return bool(name) and element.tag in ("div", "section", "td", "a", "span") and _has_item_token(str(name))


@cache
def _item_tokens() -> frozenset[str]:
    return frozenset(vocabulary.load("dates")["items"])


def _has_item_token(name: str) -> bool:
    return bool(_item_tokens().intersection(_TOKEN.findall(name.lower())))


def _is_repeated(element: Element, dated: frozenset[int]) -> bool:
    if element.tag not in ("div", "section", "tr", "a", "p"):
        return False
    parent = element.parent
    if parent is None or (parent.tag in ("main", "body") and element.tag == "p"):
        return False
    name = element.get("class")
    alike = 0
    for other in parent.node.children:
        if getattr(other, "tag", None) == element.tag:
            sibling = element.layout.element(other)
            if (
                sibling is not None
                and sibling.get("class") == name
                and any(line.index in dated for line in sibling.lines)
            ):
                alike += 1
    return alike > 1


def _names_something(element: Element, line: Line) -> bool:
    """Tell whether an element has a heading of its own, or a link to something else than the label's line."""
    about = vocabulary.load("dates")["about_page"]
    headings = [h for h in element.inside(*_HEADINGS) if h.text]
    if any(h.text.lower().strip(" :") not in about for h in headings):
        return True
    if headings:
        return False
    links = [a for a in element.inside("a") if a.name and not grammar.is_only_date(a.text.lower())]
    if element.tag == "li" and any(other.index < line.index and other.text for other in element.lines):
        return True
    return any(not (a.get("href") or "").startswith(("mailto:", "tel:", "#")) for a in links)
