"""The parser's nodes -> what stands around and right below them."""

from __future__ import annotations

import turbohtml
from turbohtml import Element as _Node
from turbohtml import Text as _Text

from linter.page.text import clean

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


def own_text(node: _Node) -> str:
    """Return the text right below a node, white space collapsed."""
    return clean(" ".join(child.data for child in node.children if isinstance(child, _Text)))
