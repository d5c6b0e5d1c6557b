"""Page -> attributes that an element's role does not take, and lists without a single item."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linter.data.aria import NAMES, ROLE_WORDS, ROLELESS, UNNAMED_ROLES, UNNAMED_TAGS
from linter.page.nodes import child_elements

if TYPE_CHECKING:
    from linter.page.dom import Element
    from linter.page.nodes import Node
    from linter.page.page import Page

_BESIDE = frozenset({"script", "template", "style", "noscript"})
"""What may stand in a list beside its items."""
_GENERIC = frozenset({"div", "span"})
_DEEPEST = 4
_NAMED = ", ".join(f"[{name}]" for name in (*NAMES, *ROLE_WORDS))


class Prohibited(NamedTuple):
    """An element, its role, and the attribute that the role does not take."""

    element: Element
    role: str
    attribute: str


def role_of(element: Element) -> str:
    """Return the first role that is written on an element, "" for none."""
    return role_of_node(element.node)


def role_of_node(node: Node) -> str:
    """Return the first role that is written on a node, "" for none."""
    return next(iter(str(node.attrs.get("role") or "").lower().split()), "")


def is_exposed(element: Element) -> bool:
    """Return whether neither an element nor what holds it is hidden from screen readers."""
    return all(one.get("aria-hidden") != "true" and not one.has("inert") for one in (element, *element.ancestors()))


def prohibited(page: Page) -> tuple[Prohibited, ...]:
    """Return the elements with an attribute that their role does not take, each once."""
    if not page.mentions("aria-label", "aria-roledescription", "aria-braille"):
        return ()
    found = []
    for element in page.selected(_NAMED):
        role = role_of(element) or UNNAMED_TAGS.get(element.tag, "")
        attribute = _attribute(element, role) if role in UNNAMED_ROLES else None
        if attribute is not None and is_exposed(element):
            found.append(Prohibited(element, role, attribute))
    return tuple(found)


def _attribute(element: Element, role: str) -> str | None:
    names = (*NAMES, *ROLE_WORDS) if role in ROLELESS else NAMES
    return next((name for name in names if (element.get(name) or "").strip()), None)


def lists_without_items(page: Page) -> tuple[Element, ...]:
    """Return the lists that hold elements of which none is an item."""
    return tuple(element for element in page.selected("ul, ol") if _lacks_items(element))


def _lacks_items(element: Element) -> bool:
    if role_of(element) or element.has("aria-owns") or element.get("aria-busy") == "true":
        return False
    inside = _inside(element.node, _DEEPEST)
    # What an element of the site's own making is, only its script knows.
    if not inside or any(child.tag == "li" or "-" in child.tag or child.attrs.get("role") for child in inside):
        return False
    return is_exposed(element)


def _inside(node: Node, depth: int) -> list[Node]:
    """Return what a list holds: roles see through elements that have none."""
    found = [child for child in child_elements(node) if child.tag not in _BESIDE]
    through = [child for child in found if depth and child.tag in _GENERIC and not child.attrs.get("role")]
    return [*found, *(deeper for child in through for deeper in _inside(child, depth - 1))]
