"""The parser's nodes -> what stands around and right below them."""

from __future__ import annotations

import re
from itertools import islice

import turbohtml
from turbohtml import Element as _Node
from turbohtml import Text as _Text

from linter.page.text import clean

_PLACE = re.compile(r"(\*|[a-z][a-z0-9-]{0,100})(?::nth-child\(([1-9]\d{0,8})\))?")
Node = _Node
"""An element as the parser keeps it, for those who look at what is not seen too."""


def child_elements(node: _Node) -> list[_Node]:
    """Return the elements right below a node of the parser, those of an open shadow root first."""
    root = node.shadow_root if isinstance(node, _Node) else None
    return [child for child in (*(root.children if root else ()), *node.children) if isinstance(child, _Node)]


def parent_element(node: _Node | turbohtml.Node) -> _Node | None:
    """Return the element that holds a node of the parser; of what stands in a shadow root, its host."""
    parent = node.parent
    if isinstance(parent, turbohtml.ShadowRoot):
        parent = parent.host
    return parent if isinstance(parent, _Node) else None


def next_element(node: _Node) -> _Node | None:
    """Return the element right after a node below the same parent, None at the end."""
    sibling = node.next_sibling
    while sibling is not None and not isinstance(sibling, _Node):
        sibling = sibling.next_sibling
    return sibling


def previous_element(node: _Node) -> _Node | None:
    """Return the element right before a node below the same parent, None at the beginning."""
    sibling = node.previous_sibling
    while sibling is not None and not isinstance(sibling, _Node):
        sibling = sibling.previous_sibling
    return sibling


def follow(tree: turbohtml.Document, way: str) -> _Node | None:
    """Return the element that places below each other lead to, such as "html > body:nth-child(2) > p:nth-child(4)".

    It is what a search for that selector finds, which takes quadratic time on a page with many elements side by side.
    """
    found: turbohtml.Document | _Node | None = tree
    for step in way.split(" > "):
        place = _PLACE.fullmatch(step)
        if place is None or found is None:
            return None
        elements = (child for child in found.children if isinstance(child, _Node))
        found = next(islice(elements, int(place[2] or 1) - 1, None), None)
        if found is not None and place[1] not in ("*", found.tag.lower()):
            return None
    return found if isinstance(found, _Node) else None


def own_text(node: _Node) -> str:
    """Return the text right below a node, white space collapsed."""
    return clean(" ".join(child.data for child in node.children if isinstance(child, _Text)))
