"""A link -> whether it is one of a list that leads about the site, whatever element holds the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.page.dom import Element

_FEWEST = 3
"""Links that make a list one that leads about the site."""
_MOST = 60


def is_navigation(element: Element) -> bool:
    """Return whether a link stands in a footer, or among others in a list or a row that holds nothing but links."""
    if element.region in ("header", "navigation", "footer"):
        return True
    holder = element.closest("li")
    listed = holder.closest("ul", "ol", "menu") if holder is not None else None
    return _holds_links_only(listed if listed is not None else element.parent)


def _holds_links_only(holder: Element | None) -> bool:
    """Return whether all text of an element stands in its links, several of them, none to a mailbox or a phone."""
    if holder is None or holder.p1 - holder.p0 > _MOST:
        return False
    layout = holder.layout
    for part in range(holder.p0, holder.p1):
        text = layout.part_text[part] or ""
        if any(map(str.isalnum, text)) and layout.part_element[part].closest("a") is None:
            return False
    addresses = [(link.get("href") or "").strip().lower() for link in holder.inside("a")]
    return len(addresses) >= _FEWEST and not any(one.startswith(("mailto:", "tel:")) for one in addresses)
