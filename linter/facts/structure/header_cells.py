"""Page -> header cells of tables that are the header of nothing: no other cell stands in their column or row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linter.data.aria import CELLS, HEADERS, TABLES
from linter.facts.structure.aria import is_exposed, role_of, role_of_node
from linter.page.nodes import child_elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.page.dom import Element
    from linter.page.nodes import Node
    from linter.page.page import Page

_MOST_CELLS = 2_000
"""Cells of a table that is looked at; a longer one is left alone."""
_MOST_SPAN = 1_000
_SCOPES = {"col": "column", "colgroup": "column", "row": "row", "rowgroup": "row"}


class _Cell(NamedTuple):
    node: Node
    role: str
    leads: str
    """Whose header it says it is: of its "column", of its "row", or "" where its place tells."""
    row: int
    last_row: int
    column: int
    last_column: int
    headers: frozenset[str]
    """The ids of the headers that it names: it belongs to no other."""


def unused_headers(page: Page) -> tuple[Element, ...]:
    """Return the header cells that no other cell belongs to; a table without any cell may be filled by a script."""
    tables = [
        table for table in _tables(page) if not page.may_add_ids or any(cell.role not in HEADERS for cell in table)
    ]
    found = [element for table in tables for element in _unused(page, table)]
    return tuple(element for element in found if element.has_text and is_exposed(element))


def _tables(page: Page) -> Iterator[list[_Cell]]:
    for element in page.tags("table"):
        role = role_of(element)
        rows = page.layout.rows.get(id(element), ())
        if role in ("", *TABLES) and any(row.node.find("th") is not None for row in rows):
            yield _native(rows)
    if page.mentions("columnheader", "rowheader"):
        for element in page.selected("[role=table], [role=grid], [role=treegrid]"):
            if element.tag != "table":
                yield _made(element.node)


def _native(rows: Sequence[Element]) -> list[_Cell]:
    """Return the cells of a table of HTML, each in its place."""
    cells: list[_Cell] = []
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        for node in child_elements(row.node):
            if node.tag not in ("td", "th"):
                continue
            while taken.get(column, 0) > number:
                column += 1
            width, height = _span(node, "colspan"), _span(node, "rowspan", none=len(rows) - number)
            cells.append(_cell(node, _native_role(node), (number, number + height - 1), (column, column + width - 1)))
            taken.update(dict.fromkeys(range(column, column + width), number + height))
            column += width
        if len(cells) > _MOST_CELLS:
            return []
    return cells


def _native_role(node: Node) -> str:
    return role_of_node(node) or ("columnheader" if node.tag == "th" else "cell")


def _made(table: Node) -> list[_Cell]:
    """Return the cells of a table that roles make, each in its place; none of one that says places in another way."""
    cells: list[_Cell] = []
    if any(table.select_one(f"[{name}]") is not None for name in ("aria-owns", "aria-colindex", "aria-rowindex")):
        return cells
    for number, row in enumerate(table.select("[role=row]")):
        column = 0
        for node in row.select(", ".join(f"[role={role}]" for role in sorted(CELLS))):
            width = _span(node, "aria-colspan")
            cells.append(_cell(node, role_of_node(node), (number, number), (column, column + width - 1)))
            column += width
        if len(cells) > _MOST_CELLS:
            return []
    return cells


def _cell(node: Node, role: str, rows: tuple[int, int], columns: tuple[int, int]) -> _Cell:
    named = node.attrs.get("headers") or ()
    headers = named.split() if isinstance(named, str) else named
    return _Cell(node, role, _leads(node, role), *rows, *columns, frozenset(headers))


def _leads(node: Node, role: str) -> str:
    scope = str(node.attrs.get("scope") or "").strip().lower()
    if scope in _SCOPES or node.tag == "th":
        return _SCOPES.get(scope, "")
    return "row" if role == "rowheader" else "column"


def _span(node: Node, name: str, *, none: int = 1) -> int:
    """Return how many columns or rows a cell takes; `none` is what 0 stands for."""
    written = str(node.attrs.get(name) or "1").strip()
    if not written.isascii() or not written.isdecimal():
        return 1
    return min(int(written[:6]) or none, _MOST_SPAN)


def _unused(page: Page, cells: Sequence[_Cell]) -> Iterator[Element]:
    deepest: dict[int, int] = {}
    farthest: dict[int, int] = {}
    with_data = {row for cell in cells if cell.role not in HEADERS for row in range(cell.row, cell.last_row + 1)}
    named = {name for cell in cells for name in cell.headers}
    for cell in cells:
        if not cell.headers:
            deepest.update((at, max(cell.row, deepest.get(at, 0))) for at in range(cell.column, cell.last_column + 1))
            farthest.update((at, max(cell.column, farthest.get(at, 0))) for at in range(cell.row, cell.last_row + 1))
    for cell in cells:
        if cell.role not in HEADERS or str(cell.node.attrs.get("id") or "") in named:
            continue
        below = any(deepest.get(at, 0) > cell.row for at in range(cell.column, cell.last_column + 1))
        beside = any(farthest.get(at, 0) > cell.column for at in range(cell.row, cell.last_row + 1))
        among_data = not with_data.isdisjoint(range(cell.row, cell.last_row + 1))
        if not {"column": below, "row": beside, "": below or among_data}[cell.leads]:
            yield from filter(None, (page.element(cell.node),))
