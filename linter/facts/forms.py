"""Page -> the forms of its content in which people write something, and not only words to search for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.dates import page_kind

if TYPE_CHECKING:
    from linter.page.dom import Element
    from linter.page.page import Page

_FEWEST_FIELDS = 2


def own_forms(page: Page) -> list[Element]:
    """Return the forms of the content that ask for more than words to search for: several fields, or a long text."""
    fields: dict[int, list[Element]] = {}
    forms: dict[int, Element] = {}
    for field in page_kind.own_controls(page):
        form = field.closest("form")
        if form is not None:
            forms[id(form)] = form
            fields.setdefault(id(form), []).append(field)
    around = {id(heading.closest("form")) for heading in page.tags("h1")}  # the one that some systems put around all
    return [forms[key] for key, own in fields.items() if key not in around and _asks(own)]


def _asks(fields: list[Element]) -> bool:
    return len(fields) >= _FEWEST_FIELDS or any(
        field.tag == "textarea" or (field.get("type") or "").lower() in ("email", "file", "password")
        for field in fields
    )
