"""Tables with column headings like Name, Telephone, E-mail -> their rows: a contact each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.html import CELLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.page.dom import Element

_CHANNELS = frozenset({"phone", "email"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a staff table: its cells by what the heading of their column says."""

    element: Element
    cells: tuple[tuple[str, Element], ...]
    columns: frozenset[str]

    def cell(self, kind: str) -> Element | None:
        """Return the first cell of a kind."""
        return next((cell for name, cell in self.cells if name == kind), None)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the rows down to the one that says what its columns hold, and the rows that are contacts."""

    heads: tuple[Element, ...]
    rows: tuple[Row, ...]


def read_table(table: Element) -> Table:
    """Return the header of a table and the rows that name somebody, where its headings say that it lists contacts."""
    inner = table.layout.rows.get(id(table), [])
    header, rest = _header(inner)
    if not header:
        return Table((), ())
    return Table(tuple(inner[: len(inner) - len(rest)]), tuple(_contacts(header, rest)))


def _contacts(header: Sequence[str | None], rest: Sequence[Element]) -> Iterator[Row]:
    columns = frozenset(kind for kind in header if kind)
    if not columns & _CHANNELS or len(columns) < 2:
        return
    for row in rest:
        cells = _cells(row)
        if len(cells) < 2 or all(cell.tag == "th" for cell in cells):
            continue
        pairs = tuple((kind, cell) for kind, cell in zip(header, cells, strict=False) if kind)
        named = next((cell for kind, cell in pairs if kind in ("name", "function")), cells[0])
        if named.text and any(cell.text or cell.replaced_elements for cell in cells):
            yield Row(
                row,
                pairs if any(k in ("name", "function") for k, _ in pairs) else (("name", cells[0]), *pairs),
                columns,
            )


def _cells(row: Element) -> list[Element]:
    children = map(row.layout.element, row.node.children)
    return [child for child in children if child is not None and child.tag in CELLS]


def _header(inner: Sequence[Element]) -> tuple[list[str | None], Sequence[Element]]:
    """Return what the columns hold, by the first row if its cells are labels, and the rows below."""
    for number, row in enumerate(inner[:2]):
        cells = _cells(row)
        kinds = [_kind(cell.text) for cell in cells]
        known = [kind for kind in kinds if kind]
        is_known = len(known) > 1 and (
            all(c.tag == "th" for c in cells) or len(known) == len([c for c in cells if c.text])
        )
        if len(cells) > 1 and (is_known or _heads_numbers(cells, inner[number + 1 : number + 2])):
            return kinds, inner[number + 1 :]
    return [], ()


def _heads_numbers(cells: Sequence[Element], below: Sequence[Element]) -> bool:
    """Return whether a row without numbers has a label for them in a column where the row below has one."""
    if any(_holds_value(cell) for cell in cells) or not all(cell.text for cell in cells):
        return False
    answers = [cell for row in below for cell in _cells(row)]
    columns = zip(cells, answers, strict=False)
    return len(answers) == len(cells) and any(
        _labels().get(cell.text.lower().strip(" :.")) in _CHANNELS and _holds_value(answer) for cell, answer in columns
    )


def _holds_value(cell: Element) -> bool:
    """Return whether a cell holds what no heading of a column has: digits, an address, a link to one."""
    return any(c.isdigit() or c == "@" for c in cell.text) or cell.node.select_one("a[href]") is not None


def _kind(text: str) -> str | None:
    plain = text.lower().strip(" :.")
    found = _labels().get(plain)
    if found is None:
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", plain)
        found = next((kind for word in words if (kind := _labels().get(word))), None) if len(words) <= 3 else None
    return found


@cache
def _labels() -> dict[str, str]:
    labels = vocabulary.load("contacts")["labels"]
    kinds = {
        word: kind
        for kind in ("hours", "address", "function", "name", "email", "phone")
        for word in vocabulary.phrases(labels[kind])
    }
    return {word.rstrip("."): kind for word, kind in kinds.items()}
