"""Page and label -> does anything stand after it before the next label, the next heading or the end of its region."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.html import CELLS, CONTROLS, REPLACED_TAGS
from linter.facts.labels import line_kind, slot
from linter.page.nodes import next_element, previous_element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.dom import Element, Line
    from linter.page.page import Page

_CONTROL_ROLES = frozenset({"button", "link", "combobox", "listbox", "searchbox", "slider", "spinbutton", "textbox"})
_PARTS = frozenset({"main", "article", "aside", "footer"})
_TOP = 2
"""The level of the headings that part a page: none of them is the value of a field."""


def has_value(page: Page, line: Line) -> bool:
    """Return whether the label has a value."""
    following = next_text(page, line)
    stop = following.p0 if following is not None else page.body.p1
    after = [e for e in _elements_after(page, line, following) if _is_reachable(line, e)]
    for index, element in enumerate(after):
        if _is_value(element):
            return True
        if slot.is_slot(element, line, stop):
            box = element.parent or element
            return any(_is_value(e) for e in after[index + 1 :] if e.within(box))
    return following is not None and _answers(page, line, following)


def empty_after(page: Page, line: Line) -> Iterator[Element]:
    """Yield the elements after a label, before the next text, in which nothing stands."""
    after = _elements_after(page, line, next_text(page, line))
    return (e for e in after if e.p0 == e.p1 and _is_reachable(line, e))


def next_text(page: Page, line: Line) -> Line | None:
    """Return the next line that holds text."""
    return next((page.lines[index] for index in range(line.index + 1, len(page.lines)) if page.lines[index].text), None)


def _elements_after(page: Page, line: Line, following: Line | None) -> Iterator[Element]:
    """Yield the elements between a label's text and the next text, within its row if it stands in a table's."""
    begin = line.part_at(len(line.text) - 1) + 1
    stop = following.p0 if following is not None else page.body.p1
    row = _row_of_several(line)
    for index in range(bisect_left(page.layout.elements, begin, key=lambda e: e.p0), len(page.layout.elements)):
        element = page.layout.elements[index]
        if element.p0 > stop or (following is not None and _begins(element, line, following)):
            return
        if row is not None and not element.within(row):
            return
        if not (element.p0 <= stop < element.p1):
            yield element


def _begins(element: Element, line: Line, following: Line) -> bool:
    """Return whether an element is the block of the next line, and does not hold the label too."""
    return element is following.block and not line.block.within(element)


def _row_of_several(line: Line) -> Element | None:
    """Return the row of a label's cell, None where the cell has the row to itself."""
    cell = line.block.closest(*CELLS)
    if cell is None or (next_element(cell.node) is None and previous_element(cell.node) is None):
        return None
    return cell.closest("tr")


def _is_value(element: Element) -> bool:
    """Return whether an element without text is a value: a picture, a control, a link with an address."""
    if element.tag == "img":
        return (
            bool((element.get("alt") or "").strip())
            or element.closest("a") is not None
            or (element.get("width") or "99") not in ("0", "1")
        )
    if element.tag in CONTROLS:
        return (element.get("type") or "").lower() != "hidden"
    if element.tag in REPLACED_TAGS or element.tag == "button":
        return True
    if element.tag in ("a", "area"):
        return bool((element.get("href") or "").strip()) or (element.p0 == element.p1 and bool(element.name))
    return (element.get("role") or "").lower() in _CONTROL_ROLES


def _is_reachable(line: Line, element: Element) -> bool:
    """Return whether an element may hold the label's value: in the same region or box, or a menu."""
    if element.region == line.region:
        return True
    if element.region == "navigation":
        return _is_menu_right_after(line, element) and not line_kind.is_owner_label(line_kind.label_text(line))
    box = line.block.parent
    return box is not None and box.tag not in ("body", "html", "main") and element.within(box)


def _is_menu_right_after(line: Line, element: Element) -> bool:
    """Return whether an element belongs to a menu beside the label, not to one after the label's part of the page."""
    menu = element
    for ancestor in element.ancestors():
        if ancestor.region != "navigation":
            break
        menu = ancestor
    box = menu.parent
    for ancestor in line.block.ancestors():
        if ancestor is box:
            return True
        if ancestor.tag in _PARTS:
            return False
    return False


def _answers(page: Page, line: Line, following: Line) -> bool:
    """Return whether the next line is the label's value."""
    if not _is_reachable(line, following.block):
        return False
    if line.block.tag == "dt":
        return _in_definition(line, following)
    cell = line.block.closest(*CELLS)
    if cell is not None and following.block.closest(*CELLS) is not cell:
        answer = _in_other_cell(cell, line, following)
        if answer is not None:
            return answer
    text = line_kind.label_text(line)
    if line_kind.is_share_label(text) and not following.heading:
        return _is_button(following) and not line_kind.is_date_line(following)
    if text not in vocabulary.words("dates", "about_page") and (
        line_kind.is_about_the_page(following) or line_kind.asks_or_shares(following, line)
    ):
        return False
    if following.heading:
        return _heading_answers(page, line, following)
    if line_kind.is_owner_label(text) and line_kind.has_name(following.block, "menus"):
        return False
    if line.heading:
        return True
    if line_kind.is_label(following) and not line_kind.introduces(line, following):
        return False
    return not _is_row_of_fields(page, line, following)


def _is_button(line: Line) -> bool:
    """Return whether a line is or holds something to press, or stands in a list or a box of such things."""
    if line.element_at(0).closest("a", "button", "li") is not None or line_kind.has_name(line.block, "share_boxes"):
        return True
    return any(line.p0 <= control.p0 < line.p1 for control in line.block.inside("a", "button"))


def _in_definition(line: Line, following: Line) -> bool:
    if following.block.closest("dd") is not None:
        return True
    return following.block.tag == "dt" and next_element(line.block.node) is following.block.node  # they share theirs


def _in_other_cell(cell: Element, line: Line, following: Line) -> bool | None:
    """Return whether a line in another cell, or after the table, answers a label; None where the cell stands alone."""
    row, beside = _row_of_several(line), next_element(cell.node)
    if row is None:
        return None
    other = following.block.closest(*CELLS)
    if other is not None and other.closest("tr") is row:
        return other.node is beside or not following.text.endswith(":")
    same_table = other is not None and other.closest("table") is cell.closest("table")
    return beside is None and same_table and not line.text.endswith(":")


def _heading_answers(page: Page, line: Line, following: Line) -> bool:
    """Return whether a heading belongs to what the label introduces."""
    header = line.block.closest("header")
    if header is not None and header.parent is not None and following.block.within(header.parent):
        return True
    if line_kind.is_share_label(line_kind.label_text(line)):
        return False
    if line.heading:
        return following.heading > line.heading or (
            following.heading < line.heading and not _level_above(page, line, default=0)
        )
    level = _level_above(page, line, default=_TOP)
    if line_kind.is_field(line_kind.label_text(line)):
        level = max(level, _TOP)
    return following.heading > level and line.region == following.region


def _level_above(page: Page, line: Line, *, default: int) -> int:
    """Return the level of the heading above a line; in a fragment the page's own heading is elsewhere."""
    for index in range(line.index - 1, -1, -1):
        if page.lines[index].heading:
            return page.lines[index].heading
    return default


def _is_row_of_fields(page: Page, line: Line, following: Line) -> bool:
    """Return whether label, next line and the line before are fields of one form: the label's is not filled in."""
    if line.block.tag != following.block.tag or not line.index:
        return False
    rows = (page.lines[line.index - 1], line, following)
    if not all(line_kind.is_field_row(row) for row in rows) or following.text.endswith(":"):
        return False
    return not line_kind.begins_with_weekday(following)
