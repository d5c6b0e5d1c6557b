"""Page -> its tables row by row, and what is wrong with their headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from linter.data.html import CELLS
from linter.facts.structure.aria import is_exposed
from linter.page.nodes import child_elements
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.page.dom import Element
    from linter.page.page import Page

_MOST_ROWS = 1000
_MOST_COLUMNS = 100
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 2
_LONGEST_HEADER = 60
_WHOLE = 0.9
"""The part of a cell's letters that has to be bold for the cell to be."""
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_NUMBERS = re.compile(r"\d+(?:[ .,:\u00a0]\d+)*")
_WORDS = re.compile(r"[^\W\d_]+(?:[ -]+[^\W\d_]+)*")
_DECORATIVE = ("presentation", "none")

HeaderFault = Literal["bold", "thead", "captioned"]


class Table(NamedTuple):
    """A table with the cells of its own rows."""

    element: Element
    rows: tuple[tuple[Element, ...], ...]

    @property
    def columns(self) -> int:
        """How many cells its longest row has."""
        return max(map(len, self.rows), default=0)

    @property
    def has_headers(self) -> bool:
        """Whether any of its cells is a header, by its tag or its role."""
        return any(
            cell.tag == "th" or cell.get("role") in ("columnheader", "rowheader") for row in self.rows for cell in row
        )

    @property
    def is_layout(self) -> bool:
        """Whether its role says that it is no table to readers."""
        return self.element.get("role") in _DECORATIVE


def read_tables(page: Page) -> tuple[Table, ...]:
    """Return the tables of a page."""
    return tuple(_table(page, element) for element in page.tags("table"))


def _table(page: Page, element: Element) -> Table:
    rows = page.layout.rows.get(id(element), ())
    return Table(element, tuple(_cells(row) for row in rows[:_MOST_ROWS]))


def _cells(row: Element) -> tuple[Element, ...]:
    nodes = [node for node in child_elements(row.node) if node.tag in CELLS][:_MOST_COLUMNS]
    return tuple(cell for node in nodes if (cell := row.layout.element(node)) is not None)


def without_headers(page: Page) -> Iterator[tuple[Table, HeaderFault]]:
    """Yield the tables of data that have no header cells, with what tells that they are of data.

    Most tables are left before their cells are looked at.
    """
    left = {id(header.closest("table")) for header in page.tags("th")} | _in_each_other(page)
    for element in page.tags("table"):
        rows = page.layout.rows.get(id(element), ())
        if element.has("role") or id(element) in left or len(rows) < _FEWEST_ROWS:
            continue
        table = _table(page, element)
        sign = None if table.has_headers or table.columns < _FEWEST_COLUMNS else _sign_of_data(table)
        if sign is not None and is_exposed(element):
            yield table, sign


def _in_each_other(page: Page) -> set[int]:
    """Return the identities of the tables inside others and of those around them."""
    found: set[int] = set()
    for element in page.tags("table"):
        outer = element.parent.closest("table") if element.parent is not None else None
        if outer is not None:
            found |= {id(element), id(outer)}
    return found


def _sign_of_data(table: Table) -> HeaderFault | None:
    first = table.rows[0]
    if len(first) < _FEWEST_COLUMNS or len(first) != table.columns or not all(map(_may_be_header, first)):
        return None
    if any(around.tag == "thead" for around, _ in zip(first[0].ancestors(), range(2), strict=False)):
        return "thead"
    if all(map(_is_bold, first)) and not any(row and all(map(_is_bold, row)) for row in table.rows[1:]):
        return None if _is_like_the_rest(table) else "bold"
    is_text = not any(cell.replaced_elements for cell in first)
    return "captioned" if is_text and _has_caption(table) else None


def _has_caption(table: Table) -> bool:
    caption = next((one for one in child_elements(table.element.node) if one.tag == "caption"), None)
    return caption is not None and bool(clean(caption.text))


def _may_be_header(cell: Element) -> bool:
    text = cell.text_start(_LONGEST_HEADER + 1)
    return 0 < len(text) <= _LONGEST_HEADER and _LETTERS.search(text) is not None


def _is_bold(cell: Element) -> bool:
    if _BOLD.search(cell.get("style") or ""):
        return True
    whole = len(cell.text)
    inside = [clean(one.text) for one in cell.node.select("strong, b")]
    styled = cell.node.select("[style*=font-weight i]")
    inside += [clean(one.text) for one in styled if _BOLD.search(str(one.attrs.get("style") or ""))]
    return whole > 0 and max(map(len, inside), default=0) >= whole * _WHOLE


def _is_like_the_rest(table: Table) -> bool:
    """Return whether a cell of the first row is written as all below it are: a sum in bold, a chair above the members."""
    for at, cell in enumerate(table.rows[0]):
        shape = _shape(cell)
        if not shape.isalpha() and all(_shape(row[at]) == shape for row in table.rows[1:] if at < len(row)):
            return True
    return False


def _shape(cell: Element) -> str:
    """Return how a cell is written: “Kim Ek (S)” as “a (a)”, “1 200 kr” as “0 a”."""
    text = _NUMBERS.sub("0", cell.text_start(_LONGEST_HEADER))
    return _WORDS.sub("a", text)


def nested(page: Page) -> Iterator[Element]:
    """Yield the tables that stand inside a cell of another one; of those inside each other, the outermost of them."""
    for element in page.tags("table"):
        around = [one for one in element.ancestors() if one.tag == "table"]
        if len(around) == 1:
            yield element


def layout_with_headers(tables: Sequence[Table]) -> Iterator[tuple[Table, str]]:
    """Yield the tables that are no tables to readers by their role, with what only a table of data has."""
    for table in tables:
        if not table.is_layout:
            continue
        cells = [cell for row in table.rows for cell in row]
        if _has_caption(table):
            yield table, "caption"
        elif clean(table.element.get("summary") or ""):
            yield table, "summary"
        elif table.has_headers:
            yield table, "th"
        elif any(cell.has("scope") or cell.get("headers") for cell in cells):
            yield table, "scope"


def ambiguous_headers(tables: Sequence[Table]) -> Iterator[tuple[Table, Element]]:
    """Yield the headers that have data both beside and below them and do not say which of them they are about.

    By HTML's own rules such a header is about neither. The empty cell in the corner is no data.
    """
    for table in tables:
        if table.is_layout or not table.has_headers or _spans(table):
            continue
        data = [[_is_data(cell) for cell in row] for row in table.rows]
        rows = [any(row) for row in data]
        columns = [any(row[at] for row in data if at < len(row)) for at in range(table.columns)]
        named = {one for row in table.rows for cell in row for one in (cell.get("headers") or "").split()}
        for number, row in enumerate(table.rows):
            found = next(
                (cell for at, cell in enumerate(row) if rows[number] and columns[at] and _is_open(cell, named)), None
            )
            if found is not None:
                yield table, found
                break


def _spans(table: Table) -> bool:
    """Return whether cells go over several columns or rows, so that their place in a row is not that of their column."""
    return any(cell.has("colspan") or cell.has("rowspan") for row in table.rows for cell in row)


def _is_data(cell: Element) -> bool:
    return cell.tag == "td" and (cell.has_text or bool(cell.replaced_elements))


def _is_open(cell: Element, named: set[str]) -> bool:
    """Return whether a header says nothing of which cells it is about."""
    return cell.tag == "th" and not cell.get("scope") and cell.get("id") not in named and cell.has_text


def captions_in_cells(tables: Sequence[Table]) -> Iterator[tuple[Table, Element]]:
    """Yield the tables whose first row is one cell over all columns, above headers, which is where a caption belongs."""
    for table in tables:
        if table.is_layout or len(table.rows) < _FEWEST_ROWS or len(table.rows[0]) != 1:
            continue
        cell, second = table.rows[0][0], table.rows[1]
        if len(second) < _FEWEST_COLUMNS or not all(one.tag == "th" for one in second):
            continue
        if (cell.get("colspan") or "") == str(len(second)) and _may_be_header(cell):
            yield table, cell
