"""Page -> the personal identity numbers that it shows, and all that must not be told of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from linter.data import personal_numbers
from linter.data.html import CELLS

if TYPE_CHECKING:
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_CODE = ("code", "pre", "samp", "kbd")
_MOST_CELLS = 200
"""How many cells of a row are looked at."""


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """A personal identity number in a line of the page."""

    line: Line
    start: int
    end: int
    digits: str


def shown(page: Page) -> tuple[ShownNumber, ...]:
    """Return the numbers that stand in the page's text; what stands there as code is an example."""
    certain = personal_numbers.find(page.text)
    starts = {number.start for number in certain}
    others = [number for number in personal_numbers.unlabelled(page.text) if number.start not in starts]
    found: list[ShownNumber] = []
    seen: dict[int, list[Element]] = {}
    for number in sorted([*certain, *others]):
        line, start = page.at_fold(number.start)
        element = line.element_at(start)
        says = _said_of_cell(element, seen)
        if element.closest(*_CODE) is not None or says == "other" or (number.start not in starts and says != "label"):
            continue
        found.append(ShownNumber(line, start, start + number.end - number.start, number.digits))
    return tuple(found)


def _said_of_cell(element: Element, seen: dict[int, list[Element]]) -> Literal["label", "other", ""]:
    """Return what the heading of a cell's row or column says of the numbers in it; `seen` are the cells of rows."""
    cell, row, table = element.closest(*CELLS), element.closest("tr"), element.closest("table")
    if cell is None or row is None or table is None:
        return ""
    cells = _cells(row, seen)
    place = next((at for at, one in enumerate(cells) if one is cell), _MOST_CELLS)
    above = _cells(next(iter(table.layout.rows.get(id(table), [])), row), seen)
    heads = [one.text for one in (*cells[:1], *above[place : place + 1]) if one.tag == "th" and one is not cell]
    if any(personal_numbers.is_label(head) for head in heads):
        return "label"
    return "other" if any(personal_numbers.is_label_of_other(head) for head in heads) else ""


def _cells(row: Element, seen: dict[int, list[Element]]) -> list[Element]:
    if id(row) not in seen:
        children = (row.layout.element(child) for child in islice(row.node.children, _MOST_CELLS))
        seen[id(row)] = [child for child in children if child is not None and child.tag in CELLS]
    return seen[id(row)]


def secret(page: Page) -> tuple[str, ...]:
    """Return the digits of every number that stands anywhere in a page or in its address: no report repeats one.

    Where a page speaks of such numbers or has one for certain, all that could be one is taken for one.
    """
    texts = [page.text, page.title or ""]
    found = [number.digits for text in texts for number in personal_numbers.find(text)]
    found += personal_numbers.likely(page.document.url or "", parted=True)
    seen = page.text.encode("latin-1", "replace")
    speaks = bool(found) or personal_numbers.has_label(seen) or personal_numbers.has_label(page.folded_source)
    if not speaks and personal_numbers.may_hold(page.folded_source):
        speaks = next(personal_numbers.likely(page.source, parted=True), None) is not None
    if speaks:
        found += [digits for text in (*texts, page.source) for digits in personal_numbers.likely(text, parted=False)]
    return tuple(dict.fromkeys(found))
