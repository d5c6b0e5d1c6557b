"""Checks of tables: whether those who do not see them learn which header a cell belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.rules.fault import Context

_TOLD = 80
"""Characters of a cell that are told."""


def table_headers_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A table of data whose headers are cells like all others."""
    for table, sign in facts.structure.tables_without_headers:
        first = table.rows[0][0].text_start(_TOLD)
        yield Fault(sign, facts.page.location(table.element), table.element, first, {"text": first})


def table_headers_ambiguous(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A header cell with data beside and below it, which does not say what it is about."""
    for _, cell in facts.structure.ambiguous_headers:
        text = cell.text_start(_TOLD)
        yield Fault("ambiguous", facts.page.location(cell), cell, text, {"text": text})


def table_layout_with_headers(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A table that its role takes from readers, with what only a table of data has."""
    for table, sign in facts.structure.layout_with_headers:
        yield Fault(sign, facts.page.location(table.element), table.element, table.element.text_start(_TOLD))


def table_nested(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A table inside a cell of another one."""
    for element in facts.structure.nested_tables:
        yield Fault("nested", facts.page.location(element), element, element.text_start(_TOLD))


def table_caption_in_cell(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A caption that is written as the first row of its table."""
    for table, cell in facts.structure.captions_in_cells:
        text = cell.text_start(_TOLD)
        yield Fault("cell", facts.page.location(table.element), table.element, text, {"text": text})
