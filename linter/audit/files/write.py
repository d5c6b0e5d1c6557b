"""Review, folder -> the files that authorities and W3C's report tool take, each made whole and then named."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from linter.audit.files import digg, earl, evaluation, facts, pdf, report_json, summary, workbook
from linter.audit.sampling import corrections
from linter.report.html import html_
from linter.run import answers_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from linter.audit.review import Reviewed
    from linter.model.audit import Review


def write(review: Review, folder: Path) -> None:
    """Write the reports (`report.json`, `.html`, `.xlsx`, `.pdf`), `earl.jsonld`, `wcag-em.json` and `digg/` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    today = date.fromisoformat(review.report.run.today)
    _put(folder / "report.json", (one.encode() for one in report_json.render(review)))
    lead = chain(summary.sections(review, today, facts.anchors(review)), facts.render(review))
    html = html_.render(review.report, summary.title(review), lead)
    _put(folder / "report.html", (one.encode("utf-8", "replace") for one in html))
    _put(folder / "earl.jsonld", (one.encode() for one in earl.render(review)))
    _put(folder / "wcag-em.json", (one.encode() for one in evaluation.render(review)))
    _put(folder / "report.xlsx", workbook.render(review))
    _put(folder / "report.pdf", [pdf.render(review)])
    digg.write(review, folder / "digg")


def write_for_next_time(reviewed: Reviewed, folder: Path) -> None:
    """Write what people change for the next review: the questions with their answers, and the types of pages."""
    review = reviewed.review
    answers = answers_file.write(review.manual, reviewed.gone, review.report.run.language)
    _put(folder / answers_file.NAME, [answers.encode()])
    _put(folder / corrections.NAME, [reviewed.page_types.encode()])


def _put(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file under a name of its own first, so that what stands there is never half of it."""
    made = path.with_name(f".{path.name}.part")
    with made.open("wb") as file:
        file.writelines(pieces)
    made.replace(path)
