"""Checks of what fields and groups of fields are called, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.page.text import clean
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.rules.fault import Context


def field_group_unnamed(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Radio buttons or checkboxes that belong together, and no name for all of them."""
    for group in facts.structure.unnamed_groups:
        element = group.first.element
        key = group.first.type if group.labels else f"{group.first.type}_nameless"
        data = {"count": group.size} | ({"labels": ", ".join(group.labels)} if group.labels else {})
        yield Fault(key, facts.page.location(element), element, element.get("name") or "", data)


def field_label_vanishing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A field that only the text inside it names."""
    for field in facts.structure.vanishing_labels:
        text = clean(field.element.get("placeholder") or "")
        yield Fault("vanishing", facts.page.location(field.element), field.element, text, {"text": text})


def field_label_repeated(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A field with the label of another one of its form."""
    for field, first in facts.structure.repeated_labels:
        data = {"text": field.label, "first_line": facts.page.location(first.element).line}
        yield Fault("repeated", facts.page.location(field.element), field.element, field.label, data)


def field_required_unsaid(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A field that has to be filled in, which nothing says before somebody tries."""
    for field in facts.structure.unsaid_requirements:
        data = {"text": field.label}
        yield Fault("unsaid", facts.page.location(field.element), field.element, field.label, data, "cannot_tell")


def field_error_untied(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A message about a field that does not belong to it, or a field that is wrong without a message."""
    for field, message in facts.structure.untied_errors:
        name = field.label or field.named
        if message is None:
            yield Fault("silent", facts.page.location(field.element), field.element, name, {"field": name})
        else:
            text = message.text_start(200)
            yield Fault("untied", facts.page.location(message), message, text, {"text": text, "field": name})
