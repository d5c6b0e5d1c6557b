"""Review, folder -> the files that authorities and W3C's report tool take, each made whole and then named."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from linter.audit.files import (
    contacts_json,
    contacts_page,
    digg,
    earl,
    evaluation,
    facts,
    pdf,
    public,
    report_json,
    summary,
    workbook,
)
from linter.audit.sampling import corrections
from linter.model.paths import is_within, real
from linter.report.html import html_
from linter.run import answers_file
from linter.run.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from linter.audit.review import Reviewed
    from linter.model.audit import Review


REPORT, CASES = "report.html", "digg"


def write(review: Review, folder: Path) -> None:
    """Write the reports (`report.json`, `.html`, `.xlsx`, `.pdf`), the contacts, `earl.jsonld`, `wcag-em.json` and `digg/` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    today = date.fromisoformat(review.report.run.today)
    write_whole(folder / "report.json", (one.encode() for one in report_json.render(review)))
    lead = chain(summary.sections(review, today, facts.anchors(review)), facts.render(review))
    html = html_.render(public.report(review), summary.heading(review), lead)
    write_whole(folder / REPORT, (one.encode("utf-8", "replace") for one in html))
    write_whole(folder / "earl.jsonld", (one.encode() for one in earl.render(review)))
    write_whole(folder / "wcag-em.json", (one.encode() for one in evaluation.render(review)))
    write_whole(folder / contacts_json.NAME, (one.encode("utf-8", "replace") for one in contacts_json.render(review)))
    write_whole(folder / contacts_page.NAME, (one.encode("utf-8", "replace") for one in contacts_page.render(review)))
    write_whole(folder / "report.xlsx", workbook.render(review))
    write_whole(folder / "report.pdf", [pdf.render(review)])
    digg.write(review, folder / CASES)


def is_ours(path: Path, folder: Path) -> bool:
    """Return whether a file is a page that `write` has written into a folder."""
    written = (REPORT, contacts_page.NAME)
    return any(real(path) == real(folder / one) for one in written) or is_within(path, folder / CASES)


def write_for_next_time(reviewed: Reviewed, folder: Path) -> None:
    """Write what people change for the next review: the questions with their answers, and the types of pages."""
    write_whole(folder / answers_file.NAME, [answers_file.write(reviewed.answers).encode()])
    write_whole(folder / corrections.NAME, [reviewed.page_types.encode()])
