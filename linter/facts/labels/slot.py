"""Label and the empty elements after it -> is one of them the place that its value was meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.html import BLOCK_TAGS, CELLS
from linter.facts.labels import line_kind

if TYPE_CHECKING:
    from linter.page.dom import Element, Line

_LISTS = frozenset({"ul", "ol", "dl", "table", "dd", "menu"})
_INLINE = frozenset({"span", "time", "output", "data", "address"})
_WRAPPERS = frozenset({"main", "article", "body", "form", "td", "th", "footer", "aside", "fieldset"})
_RESIDUE = frozenset({"style", "lang", "dir", "align", "xml:lang", "face", "size", "color"})
"""Attributes that word processors leave behind: an element with these alone is nobody's slot."""


def is_slot(element: Element, line: Line, stop: int) -> bool:
    """Return whether an empty element after a label is the place of its value; `stop` is where the next text begins."""
    if element.p1 > element.p0 and (element.has_text or element.replaced_elements):
        return False
    if not line_kind.name_words(element).isdisjoint(vocabulary.words("labels", "decoration")):
        return False
    if element.within(line.block):
        return _in_the_line(element, line)
    outer = wrapper(line, element)
    if element.parent is None or element.parent is not outer.parent or not _is_container(element):
        return False
    if line.text.endswith(":") and not line.heading:
        return _has_purpose(element)
    return _is_last(element.parent, stop)


def _in_the_line(element: Element, line: Line) -> bool:
    if line.heading:
        return element.tag in BLOCK_TAGS and element.tag != "br"
    if not line.text.endswith(":"):
        return False
    return element.tag in _INLINE | _LISTS | {"div"} and not _is_residue(element)


def _is_residue(element: Element) -> bool:
    names = set(element.attributes)
    return bool(names) and names <= _RESIDUE


def _is_container(element: Element) -> bool:
    """Return whether an element holds text, as an icon and a rule do not."""
    if "-" in element.tag:
        return True
    return element.tag in (BLOCK_TAGS | _INLINE) - CELLS - {"br", "hr", "tr"}


def _has_purpose(element: Element) -> bool:
    """Return whether an empty element is more than the blank line of an editor."""
    if element.tag in _LISTS or "-" in element.tag:
        return True
    return bool(element.attributes) and not _is_residue(element)


def wrapper(line: Line, beside: Element) -> Element:
    """Return the largest element that holds the label and no other text, nor the empty element beside it."""
    outer = line.block
    for ancestor in line.block.ancestors():
        if ancestor.p0 < line.p0 or ancestor.p1 > line.p1 or ancestor.tag in _WRAPPERS or beside.within(ancestor):
            break
        outer = ancestor
    return outer


def _is_last(container: Element, stop: int) -> bool:
    """Return whether no text comes after the empty slot in its container, which is no title's box."""
    if container.tag in _WRAPPERS or container.p1 > stop:
        return False
    return line_kind.name_words(container).isdisjoint(vocabulary.words("labels", "title_boxes"))
