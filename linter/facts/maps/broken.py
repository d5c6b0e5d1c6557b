"""A map link -> why it leads nowhere, as the key of a message."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from linter.facts.maps.address import is_blank

if TYPE_CHECKING:
    from linter.facts.maps.addresses import MapAddress
    from linter.page.dom import Element
    from linter.page.page import Page

_CLICKED = ("onclick", "ng-click", "data-ng-click", "v-on:click", "@click", "(click)")
_WHOLE = frozenset({"html", "body", "main", "form"})
_LEVELS = 8


def why_broken(
    page: Page, element: Element, href: str | None, address: MapAddress | None, *, is_theme: bool
) -> tuple[str | None, str]:
    """Return why a link leads nowhere, and the fragment that is missing."""
    if element.tag in ("iframe", "embed", "object"):
        return ("no_place" if address is not None and address.state == "no_place" and not is_theme else None), ""
    if _is_control(page, element):
        return None, ""
    if href is None:
        return "no_href", ""
    plain = href.strip()
    if plain in ("", "#", "#!"):
        return "empty", ""
    if re.match(r"(?:javascript|about|void)\b:?", plain, re.IGNORECASE) and not plain.startswith("about/"):
        return "script", ""
    if plain.startswith("#"):
        name = plain[1:]
        known = (
            name in page.ids or unquote(name) in page.ids or name.lower() == "top" or name.startswith((":~:", "/", "!"))
        )
        return (None, "") if known else ("fragment", unquote(name))
    if address is not None and address.state == "no_place":
        if address.is_escaped_twice:
            return "escaped_twice", ""
        return (None if is_theme and not address.named_slot else "no_place"), ""
    if address is None and is_blank(plain):
        return "no_place", ""
    return None, ""


def _is_control(page: Page, element: Element) -> bool:
    """Return whether a link works as a button that opens something on the page."""
    for name in ("aria-controls", "data-target", "data-bs-target"):
        target = (element.get(name) or "").lstrip("#")
        if target and target in page.ids:
            return True
    return element.get("role") == "button" and element.has("aria-expanded")


def is_run_by_script(element: Element) -> bool:
    """Return whether a script takes clicks on an element, or on one around it that is less than the page."""
    for one in (element, *islice(element.ancestors(), _LEVELS)):
        if one.tag in _WHOLE:
            return False
        if any(one.has(name) for name in _CLICKED):
            return True
    return False
