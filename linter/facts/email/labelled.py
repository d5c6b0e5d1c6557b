"""Labels for an e-mail address, and whether something stands where their value is meant to stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.data.html import CELLS, CONTROLS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.facts.search.word_search import Hit
    from linter.page.dom import Element, Line

_COLON = " :"


class Labels:
    """The labels of a page for an e-mail address."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._by_line = {hit.line.index: hit for hit in hits if hit.kind == "email"}

    def precede(self, line: Line, element: Element) -> bool:
        """Return whether an image or the like is all that stands after a label in its line, or in the cell after it."""
        label = self._by_line.get(line.index)
        start = line.pieces[element.p0 - line.p0][0] if line.p0 <= element.p0 < line.p1 else 0
        if label is not None and start >= label.end and not line.text[label.end :].strip(_COLON):
            return True
        return not line.text and self._fills_cell(line)

    def introduce(self, element: Element) -> bool:
        """Return whether a link or button stands directly after a label with a colon, or begins the cell after one."""
        line = next(iter(element.lines), None) if self._by_line else None
        if line is None:
            return False
        start = line.pieces[max(0, element.p0 - line.p0)][0] if element.p0 < line.p1 else 0
        label = self._by_line.get(line.index)
        if label is not None and start >= label.end:
            named = line.element_at(label.start).closest("label") is None
            return named and line.text[label.end : start].strip() == ":" and not _has_control(line, element)
        return not line.text[:start].strip() and self._fills_cell(line)

    def _fills_cell(self, line: Line) -> bool:
        """Return whether the line is the value of the label in the cell or the `dt` before it."""
        label = self._by_line.get(line.index - 1)
        if label is None or label.line.lowercase.strip(_COLON) != label.phrase:
            return False
        before, here = label.line.block, line.block
        if before.tag == "dt":
            return here.closest("dd") is not None
        cell, row = before.closest(*CELLS), here.closest("tr")
        return cell is not None and row is not None and cell.closest("tr") is row


def _has_control(line: Line, element: Element) -> bool:
    """Return whether a field to fill in stands before an element in its line."""
    return any(line.layout.part_element[p].tag in CONTROLS for _, _, p in line.pieces if p < element.p0)
