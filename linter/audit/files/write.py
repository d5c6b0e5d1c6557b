"""Review, folder -> the files that authorities and W3C's report tool take, each made whole and then named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.audit.files import digg, earl, evaluation, pdf, workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from linter.model.audit import Review


def write(review: Review, folder: Path) -> None:
    """Write `earl.jsonld`, `wcag-em.json`, `report.xlsx`, `report.pdf` and `digg/` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _put(folder / "earl.jsonld", (one.encode() for one in earl.render(review)))
    _put(folder / "wcag-em.json", (one.encode() for one in evaluation.render(review)))
    _put(folder / "report.xlsx", workbook.render(review))
    _put(folder / "report.pdf", [pdf.render(review)])
    digg.write(review, folder / "digg")


def _put(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file under a name of its own first, so that what stands there is never half of it."""
    made = path.with_name(f".{path.name}.part")
    with made.open("wb") as file:
        file.writelines(pieces)
    made.replace(path)
