"""Checks of what a page's mark-up tells screen readers: roles, lists, headers of tables, ways to the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.rules.fault import Context


def aria_attribute_prohibited(facts: Facts, _context: Context) -> Iterator[Fault]:
    """An attribute of ARIA on an element whose role does not take it."""
    for element, role, attribute in facts.structure.prohibited_attributes:
        key = "role_word" if attribute.endswith("roledescription") else "name"
        data = {"attribute": attribute, "role": role, "tag": element.tag, "text": (element.get(attribute) or "")[:100]}
        yield Fault(key, facts.page.location(element), element, f"{attribute} {data['text']}", data)


def list_without_items(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A list that holds something, and no item."""
    for element in facts.structure.lists_without_items:
        yield Fault("no_items", facts.page.location(element), element, element.text_start(200), {"tag": element.tag})


def table_header_unused(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A header cell that no other cell belongs to."""
    for element in facts.structure.unused_headers:
        text = element.text_start(100)
        yield Fault("unused", facts.page.location(element), element, text, {"text": text})


def way_past_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """No way past what stands on every page."""
    found = facts.structure.no_way_past
    if found is None:
        return
    location = facts.page.location(found.element)
    if found.kind == "short":
        text = found.element.text_start(100)
        yield Fault("short", location, found.element, text, {"text": text}, outcome="cannot_tell")
    else:
        yield Fault("none", location, found.element, "")
