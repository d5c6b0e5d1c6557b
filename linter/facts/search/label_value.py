"""Label and value: how the line after a label belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from linter.data.html import CELLS, HEADINGS

if TYPE_CHECKING:
    from linter.page.dom import Line

Bond = Literal["tight", "loose"]


def bond(line: Line, following: Line) -> Bond | None:
    """Tell how the next line belongs to a label that ends its line.

    "tight": the other cell of its row, the `dd` of its `dt`, the other half of a box of two; "loose": a neighbour that
    may be its value if it looks like one; None: something else.
    """
    here, there = line.block, following.block
    if here is there:
        return "loose"
    if here.tag in CELLS or there.tag in CELLS:
        row = here.closest("tr")
        return "tight" if row is not None and row is there.closest("tr") else None
    if here.tag == "dt":
        return "tight" if there.closest("dd") is not None else None
    if here.tag == "li" and there.tag == "li":
        return "loose" if here.parent is there.parent else None
    if there.tag in HEADINGS:
        return None
    common = next((a for a in here.ancestors() if there.within(a)), None)
    if common is None:
        return None
    paragraphs = here.tag == "p" and there.tag == "p"
    if not paragraphs and common.tag not in ("main", "body", "article", "section") and common.line_count == 2:
        return "tight"
    return "loose"


def following(line: Line) -> Line | None:
    """Return the next line of the page, None at the end."""
    lines = line.layout.lines
    return lines[line.index + 1] if line.index + 1 < len(lines) else None
