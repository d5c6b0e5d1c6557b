"""Checks of links and of what is clicked like one: what they are called, and whether all can use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.links import names
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.model.finding import Outcome
    from linter.rules.fault import Context

_TOLD = 100
"""Characters of a text or an address that are told."""


def link_text_signs(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A link whose text is signs alone."""
    for element, href in facts.structure.links_of_signs:
        data = {"text": element.name, "href": href.strip()[:_TOLD]}
        yield Fault("signs", facts.page.location(element), element, f"{href} {element.name}", data)


def link_title_repeats(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A link whose title is its text once more."""
    for element, title in facts.structure.links_with_repeating_title:
        yield Fault("repeats", facts.page.location(element), element, title, {"text": title[:_TOLD]})


def link_by_script(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A link that does nothing where scripts do not run."""
    for element, kind, address in facts.structure.links_by_script:
        name = names.found_by(element)[:_TOLD]
        key = kind if name else f"{kind}_nameless"
        data = {"text": name} if name else {"href": address[:_TOLD]}
        yield Fault(key, facts.page.location(element), element, f"{address[:_TOLD]} {name}", data)


def link_adjacent(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Two links beside each other to the same place."""
    for first, second, is_image in facts.structure.link_pairs:
        href = (second.get("href") or "").strip()[:_TOLD]
        data = {"href": href, "first_line": facts.page.location(first).line}
        yield Fault("image" if is_image else "text", facts.page.location(second), second, href, data)


def accesskey_used(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A key of its own for an element, which may be one that people need for something else."""
    for element, key in facts.structure.access_keys:
        yield Fault("key", facts.page.location(element), element, key, {"key": key[:_TOLD]})


def button_mouse_only(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Something to click that the keyboard does not reach or cannot press."""
    page = facts.page
    for element, kind in facts.structure.mouse_only:
        text = element.text_start(_TOLD) or names.found_by(element)[:_TOLD]
        # What has no text may be a layer that closes what is above it; a script may add what a role asks for.
        is_certain = not page.may_add_ids or (kind == "click" and bool(text))
        outcome: Outcome = "failed" if is_certain else "cannot_tell"
        key = kind if text else f"{kind}_nameless"
        yield Fault(key, page.location(element), element, text, {"text": text} if text else {}, outcome)
