"""Report -> a workbook of Excel: findings, causes, pages, contacts, rules and what was not examined, on sheets with filters."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any

from linter.report.csv_ import CELL, fitted, is_long
from linter.report.words.words import words_in
from linter.report.xlsx import sheets
from linter.report.xlsx.sheets import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.model.report import Report
    from linter.report.words.words import Words
    from linter.report.xlsx.sheets import Sheet

_ROWS = 1_048_576
"""The rows that a sheet takes."""
_CHUNK = 1 << 20
_LONG = 40
"""Columns that are wider wrap their text."""
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""What a file without time stamps says of its making; the format wants a date."""


def render(report: Report) -> Iterator[bytes]:
    """Yield the workbook's bytes."""
    made, cut = report.run.started_at, list[Row]()
    day = datetime.fromisoformat(made) if made is not None else _NO_DAY
    yield from workbook(sheets.make_sheets(report, cut), report.run.language, day, cut)


def workbook(some: Iterable[Sheet], language: str, day: datetime, cut: list[Row]) -> Iterator[bytes]:
    """Yield the bytes of a workbook with these sheets; what they could not hold is put into `cut` while they are written."""
    with tempfile.TemporaryDirectory(prefix="kommunlint-") as folder, tempfile.TemporaryFile() as file:
        _write(some, words_in(language), day, cut, file, folder)
        file.seek(0)
        while piece := file.read(_CHUNK):
            yield piece


def _write(some: Iterable[Sheet], words: Words, day: datetime, cut: list[Row], file: IO[bytes], folder: str) -> None:
    import xlsxwriter  # noqa: PLC0415  21 ms, for this format only

    options = {
        "constant_memory": True,
        "tmpdir": folder,  # its own files are left behind where the disk is full
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": "kommunlint", "created": day.replace(tzinfo=None)})
    styles = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "cell": book.add_format({"valign": "top"}),
        "long": book.add_format({"valign": "top", "text_wrap": True}),
    }
    for sheet in some:
        number = _fill(book.add_worksheet(sheet.name[:31]), sheet, styles, words)
        if number:
            cut.append((sheet.name, None, words("sheet_cut", number=number, most=CELL)))
    book.close()


def _fill(page: Any, sheet: Sheet, styles: dict[str, Any], words: Words) -> int:  # noqa: ANN401  xlsxwriter has no types
    """Write one sheet, row by row, and return how many cells were cut; missing rows are said in its last one."""
    kinds = [styles["long"] if column.width >= _LONG else styles["cell"] for column in sheet.columns]
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width, kinds[number])
        page.write_string(0, number, column.name, styles["head"])
    page.freeze_panes(1, 1)
    last = cut = 0
    for last, row in enumerate(sheet.rows(), 1):
        if last == _ROWS - 1:
            page.write_string(last, 0, words("sheet_full", rows=_ROWS - 2), styles["cell"])
            break
        for number, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(last, number, fitted(value), kinds[number])
                cut += is_long(value)
            elif value is not None:
                page.write_number(last, number, value, kinds[number])
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    return cut
