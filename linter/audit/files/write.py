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
from linter.model.errors import UsageError
from linter.model.paths import is_within, real
from linter.model.reason import Reason
from linter.report.html import html_
from linter.run import answers_file
from linter.run.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from linter.audit.review import Reviewed
    from linter.model.audit import Review


REPORT, CASES = "report.html", "digg"


FILES = ("html", "pdf", "xlsx", "json", "contacts", "earl", "wcag-em", "digg")
"""What a review may hand over, by the names of `--files`."""


def chosen(names: str | None) -> frozenset[str]:
    """Return the files that are named, all of them where none is; another name is a `UsageError`."""
    if names is None:
        return frozenset(FILES)
    wanted = [name.strip() for name in names.split(",") if name.strip()] or [""]
    for name in wanted:
        if name not in FILES:
            raise UsageError(Reason("review_file_unknown", {"name": name, "known": FILES}), "--files")
    return frozenset(wanted)


def write(review: Review, folder: Path, files: AbstractSet[str] = frozenset(FILES)) -> None:
    """Write reports (`report.json`, `.html`, `.xlsx`, `.pdf`), the contacts, `earl.jsonld`, `wcag-em.json` and `digg/` into a folder, as chosen."""
    folder.mkdir(parents=True, exist_ok=True)
    writers: Mapping[str, Callable[[Review, Path], None]] = {
        "json": lambda one, to: write_whole(to / "report.json", (part.encode() for part in report_json.render(one))),
        "html": _write_html,
        "earl": lambda one, to: write_whole(to / "earl.jsonld", (part.encode() for part in earl.render(one))),
        "wcag-em": lambda one, to: write_whole(to / "wcag-em.json", (part.encode() for part in evaluation.render(one))),
        "xlsx": lambda one, to: write_whole(to / "report.xlsx", workbook.render(one)),
        "pdf": lambda one, to: write_whole(to / "report.pdf", [pdf.render(one)]),
        "contacts": _write_contacts,
        "digg": _write_cases,
    }
    for name, writer in writers.items():
        if name in files:
            writer(review, folder)


def _write_contacts(review: Review, folder: Path) -> None:
    write_whole(folder / contacts_json.NAME, (one.encode("utf-8", "replace") for one in contacts_json.render(review)))
    write_whole(folder / contacts_page.NAME, (one.encode("utf-8", "replace") for one in contacts_page.render(review)))


def _write_cases(review: Review, folder: Path) -> None:
    digg.write(review, folder / CASES)


def _write_html(review: Review, folder: Path) -> None:
    today = date.fromisoformat(review.report.run.today)
    lead = chain(summary.sections(review, today, facts.anchors(review)), facts.render(review))
    contents = (*summary.CONTENTS, facts.CONTENTS)
    html = html_.render(public.report(review), summary.heading(review), lead, contents)
    write_whole(folder / REPORT, (one.encode("utf-8", "replace") for one in html))


def is_ours(path: Path, folder: Path) -> bool:
    """Return whether a file is a page that `write` has written into a folder."""
    written = (REPORT, contacts_page.NAME)
    return any(real(path) == real(folder / one) for one in written) or is_within(path, folder / CASES)


def write_for_next_time(reviewed: Reviewed, folder: Path) -> None:
    """Write what people change for the next review: the questions with their answers, and the types of pages."""
    write_whole(folder / answers_file.NAME, [answers_file.write(reviewed.answers).encode()])
    write_whole(folder / corrections.NAME, [reviewed.page_types.encode()])
