"""What a rule without code speaks of -> items with text, value and place: elements that a selector finds, or facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linter.data.html import HEADINGS
from linter.model.finding import Location
from linter.model.reason import Reason
from linter.page.page import Page
from linter.page.source import Source, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts.facts import Facts
    from linter.page.dom import Element, Line

FIELDS: Mapping[str, tuple[str, ...]] = {
    "dates": ("value", "kind", "text", "origin"),
    "contacts": ("name", "function", "phones", "emails", "street", "box", "postal_code", "locality", "region"),
    "emails": ("address", "readable_without_javascript", "technique"),
    "map_links": ("href", "provider", "latitude", "longitude"),
    "links": ("text", "href"),
    "headings": ("text", "level"),
    "lines": ("text", "region"),
}
"""The parts of each fact; the first is what is judged where a rule names none."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is judged. `text` is its value in words, "" for none."""

    text: str
    value: Any
    location: Location
    element: Element | None = None
    line: Line | None = None

    @property
    def can_be_cut(self) -> bool:
        """Whether a stretch of its text has a place of its own."""
        return self.line is not None

    def place(self, page: Page, start: int, end: int) -> Location:
        """Return where the characters `[start, end)` of its text stand."""
        assert self.line is not None  # noqa: S101  see can_be_cut
        return page.text_location(self.line, start, end)


def select(check: Mapping[str, Any], facts: Facts) -> list[Item]:
    """Return the items that a rule speaks of."""
    if "selector" in check:
        return [_of(found, check.get("attribute")) for found in facts.page.found(check["selector"])]
    fact = check["fact"]
    part = check.get("field") or next(iter(FIELDS.get(fact, ())), "")
    return [_with(value, place, element, line) for value, place, element, line in _values(fact, part, facts)]


def selector_problem(selector: str) -> Reason | None:
    """Return what is wrong with a selector, None for a good one."""
    empty = Page(decode(Source("", b"<p>-")))
    try:
        empty.found(selector)
    except ValueError as error:
        return Reason("selector_wrong", {"said": str(error)})
    return None


def _of(found: Any, attribute: str | None) -> Item:  # noqa: ANN401  Page's Found
    value = found.text if attribute is None else found.attributes.get(attribute, "")
    return Item(value, value, found.location, found.element)


def _with(value: Any, place: Location, element: Element | None, line: Line | None) -> Item:  # noqa: ANN401  any scalar
    if isinstance(value, list):
        text = ", ".join(str(one) for one in value)
        return Item(text, value, place, element, line)
    return Item("" if value is None else str(value), value, place, element, line)


def _values(fact: str, part: str, facts: Facts) -> Iterator[tuple[Any, Location, Element | None, Line | None]]:
    page = facts.page
    if fact == "lines":
        for line in page.lines:
            if line.text:
                place = page.text_location(line, 0, len(line.text))
                yield (
                    (line.text if part == "text" else line.region),
                    place,
                    line.block,
                    line if part == "text" else None,
                )
    elif fact == "headings":
        for element in page.tags(*HEADINGS):
            yield (element.text if part == "text" else int(element.tag[1])), page.location(element), element, None
    elif fact == "links":
        for element, href in page.links:
            yield (element.name if part == "text" else href), page.location(element), element, None
    elif fact in ("title", "language"):
        value = page.title if fact == "title" else facts.language
        if value:
            yield value, page.location(page.body), None, None
    else:
        for one in facts.as_json()[fact]:
            yield one[part], _line(page, one["line"]), None, None


def _line(page: Page, number: int | None) -> Location:
    """Return a whole line, the first of the page for what stands in none."""
    text = page.positions.line(number or 1)
    start = len(text) - len(text.lstrip()) + 1
    return Location(number or 1, start, number or 1, max(start, len(text.rstrip())) + 1)
