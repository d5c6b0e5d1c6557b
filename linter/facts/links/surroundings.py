"""A link -> whether the text around it says where it leads: its sentence, its item, the heading or the card that it stands in."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.html import CELLS
from linter.facts.links.names import plain
from linter.page.nodes import child_elements, next_element, previous_element
from linter.page.text import clean

if TYPE_CHECKING:
    from linter.page.dom import Element, Line

_WORD = re.compile(r"[^\W\d_]+")
_NAME_WORD = re.compile(r"[^\W\d_]{2,40}")
_LINES_ABOVE = 8
_LINES_OF_CARD = 14
_PARTS_OF_CARD = 60
_PARTS_OF_HOLDER = 200
_LEVELS = 8
_CARDS = frozenset({"div", "section", "article", "aside", "figure", "li", "td"})
_ENDS = frozenset({"main", "body", "form", "ul", "ol", "menu", "table", "nav"})
_DESCRIPTION = 5
"""Words of a line before a link with which it describes something."""
_LONGEST_HEADER = 12
"""Parts of text in a cell that says what its row or column is about."""
_MOST_CELLS = 40
"""Cells of a row that are looked at."""


def has_context(element: Element) -> bool:
    """Return whether the sentence, item, cell, heading or card around a link says where it leads."""
    line = next(iter(element.lines), None)
    if line is None:
        return False
    own = _words_in(element.text)
    if _has_more_words(line.text, own):
        return True
    holder = element.closest("li", "td", "dd", "p")
    if holder is not None and _has_more_words(_beginning(holder), own):
        return True
    if any(one.heading for one in element.layout.lines[max(0, line.index - _LINES_ABOVE) : line.index]):
        return True
    return _is_on_card(element, line) or _is_in_named_cell(element)


def _is_in_named_cell(element: Element) -> bool:
    """Return whether the row or the column of a link's cell begins with what it is about."""
    cell = element.closest("td", "th")
    row, table = (cell.parent, cell.closest("table")) if cell is not None else (None, None)
    if cell is None or row is None or table is None:
        return False
    cells = _cells(row)
    if any(_is_header(one) for at, one in enumerate(cells) if one is not cell and (at == 0 or one.tag == "th")):
        return True
    first = element.layout.element(table.node.select_one("tr"))
    heads = _cells(first) if first is not None and first is not row else []
    above = heads[cells.index(cell)] if cell in cells and len(heads) == len(cells) else None
    return above is not None and above.tag == "th" and _is_header(above)


def _cells(row: Element) -> list[Element]:
    """Return the cells of a row as they are seen."""
    seen = (row.layout.element(node) for node in islice(child_elements(row.node), _MOST_CELLS))
    return [cell for cell in seen if cell is not None and cell.tag in CELLS]


def _is_header(cell: Element) -> bool:
    """Return whether a cell says in few words what its row or column is about, and not that there are links in it."""
    if cell.p1 - cell.p0 > _LONGEST_HEADER or not _words_in(cell.text):
        return False
    idle = vocabulary.words("links", "generic") | vocabulary.words("links", "link_columns")
    return plain(cell.text) not in idle


def _words_in(text: str) -> int:
    return len(_WORD.findall(text))


def _has_more_words(text: str, count: int) -> bool:
    return sum(1 for _ in islice(_WORD.finditer(text), count + 1)) > count


def _beginning(holder: Element) -> str:
    """Return the text of an element, of a large one its first parts."""
    return clean("".join(holder.layout.part_text[holder.p0 : min(holder.p1, holder.p0 + _PARTS_OF_HOLDER)]))


def _is_on_card(element: Element, line: Line) -> bool:
    """Return whether the card that a link stands on has a title, a first line or a description above the link."""
    for _, holder in zip(range(_LEVELS), element.ancestors(), strict=False):
        if holder.tag in _ENDS or holder.p1 - holder.p0 > _PARTS_OF_CARD:
            return False
        lines = [one for one in holder.lines[:_LINES_OF_CARD] if one.p0 >= holder.p0 and one.index < line.index]
        if holder.tag in _CARDS and any(map(_says_something, lines)):
            return _is_described(lines, line) or _is_one_of_several(holder) or _has_title(holder, element)
    return False


def _says_something(line: Line) -> bool:
    """Return whether a line holds other words than those of links that say nothing."""
    return _words_in(line.text) > 0 and plain(line.text) not in vocabulary.words("links", "generic")


def _is_described(lines: list[Line], line: Line) -> bool:
    """Return whether the line right above a link's is a description."""
    return lines[-1].index == line.index - 1 and _words_in(lines[-1].text) >= _DESCRIPTION


def _is_one_of_several(holder: Element) -> bool:
    """Return whether an element has a neighbour of its kind, as cards have."""
    kind = (holder.tag, holder.node.attrs.get("class"))
    near = (previous_element(holder.node), next_element(holder.node))
    return any(one is not None and (one.tag, one.attrs.get("class")) == kind for one in near)


def _has_title(holder: Element, link: Element) -> bool:
    """Return whether the class of an element above a link calls it a title."""
    layout = holder.layout
    for part in range(holder.p0, link.p0):
        held: Element | None = layout.part_element[part]
        while held is not None and held is not holder:
            if not _title_words().isdisjoint(
                word.lower() for name in held.classes for word in _NAME_WORD.findall(name)
            ):
                return True
            held = held.parent
    return False


@cache
def _title_words() -> frozenset[str]:
    return vocabulary.words("links", "title_classes")
