"""Review, folder -> the folder of a case as DIGG keeps them: `case/date/`, with documents, pictures and pages below it.

The protocol and the sampling document stand beside those three, as HTML and in one workbook. Names are NFC, whatever a disk
makes of them, and none is longer or stranger than every system takes.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from linter.audit.addresses import address_of, site_host, subjects
from linter.audit.files import tables
from linter.audit.files import workbook as review_workbook
from linter.audit.files.protocol import entries
from linter.data.criteria import name
from linter.data.law import editions
from linter.report.words.words import words_in
from linter.report.xlsx import sheets, workbook
from linter.run.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from linter.audit.files.protocol import Entry
    from linter.model.audit import Review
    from linter.report.xlsx.sheets import Row

DOCUMENTS, PICTURES, PAGES = (unicodedata.normalize("NFC", one) for one in ("Dokument", "Skärmbilder", "Webbsidor"))
_STRANGE = re.compile(r"[^\w.-]+")
_LONGEST = 60
_PROTOCOL = (
    ("clause", 10),
    ("criterion", 10),
    ("criterion_name", 34),
    ("page", 40),
    ("line", 7),
    ("message", 60),
    ("remedy", 60),
    ("picture", 30),
    ("decided_by", 22),
)
_OURS = "[0-9][0-9][0-9]*-*"
"""Files that are named by a page's number in the sample."""
_KEPT = (("page", 40), ("file", 34), ("sha256", 66), ("picture", 34))


def write(review: Review, folder: Path) -> Path:
    """Write the case below a folder and return the case's folder of the day."""
    case = folder / file_name(site_host(review)) / review.report.run.today
    for one in (DOCUMENTS, PICTURES, PAGES):
        (case / one).mkdir(parents=True, exist_ok=True)
    for old in (old for one in (DOCUMENTS, PICTURES, PAGES) for old in (case / one).glob(_OURS)):
        old.unlink()  # of an earlier review of the day, whose sample was another
    kept = _keep_pages(review, case) | _keep_documents(review, case)
    pictures = _keep_pictures(review, case)
    _write_sample(review, case, kept, pictures)
    _write_documents(review, case)
    _write_protocol(review, case, pictures)
    _write_workbook(review, case, kept, pictures)
    return case


def file_name(text: str) -> str:
    """Return a text as the name of a file or a folder that every system takes."""
    plain = _STRANGE.sub("-", unicodedata.normalize("NFC", text)).strip("-.")
    return plain[:_LONGEST].rstrip("-.") or "_"


def _names(review: Review) -> dict[str, str]:
    """Return a name for the files of every page: its number in the sample, and the last part of its address."""
    found = {}
    for number, one in enumerate(review.sample.pages, 1):
        path = unquote(urlsplit(one.source).path if "://" in one.source else one.source)
        last = path.rstrip("/").rpartition("/")[2].rpartition(".")
        found[one.source] = f"{number:03}-{file_name(last[0] or last[2] or 'start')}"
    return found


def _keep_pages(review: Review, case: Path) -> dict[str, tuple[str, str]]:
    """Write the pages as they came, and return the name and the hash of each."""
    found = {}
    for source, called in _names(review).items():
        held = review.held.get(source)
        if held is not None:
            write_whole(case / PAGES / f"{called}.html", [held.html])
            found[source] = (f"{PAGES}/{called}.html", hashlib.sha256(held.html).hexdigest())
    return found


def _keep_documents(review: Review, case: Path) -> dict[str, tuple[str, str]]:
    """Copy the documents of the sample that are files, and return the name and the hash of each."""
    names, found = _names(review), dict[str, tuple[str, str]]()
    for one in review.documents:
        if one.file is not None and one.url in names:
            where = f"{DOCUMENTS}/{names[one.url]}.{one.format}"
            with suppress(OSError):
                shutil.copyfile(one.file, case / where)
                with (case / where).open("rb") as copy:
                    found[one.url] = where, hashlib.file_digest(copy, "sha256").hexdigest()
    return found


def _keep_pictures(review: Review, case: Path) -> dict[str, str]:
    """Copy the pictures of pages and of what fails, and return where each one is now; one that is gone is left out."""
    names, found = _names(review), dict[str, str]()
    for page in review.report.pages:
        whole = (page.browser or {}).get("screenshot")
        if whole and page.source in names:
            _copy(str(whole), f"{names[page.source]}.png", case, found)
    for number, one in enumerate(entries(review), 1):
        if one.picture is not None and one.picture not in found:
            _copy(one.picture, f"{names[one.source]}-{number:04}.png", case, found)
    return found


def _copy(picture: str, called: str, case: Path, found: dict[str, str]) -> None:
    with suppress(OSError):
        shutil.copyfile(picture, case / PICTURES / called)
        found[picture] = f"{PICTURES}/{called}"


def _write_sample(review: Review, case: Path, kept: Mapping[str, tuple[str, str]], pictures: Mapping[str, str]) -> None:
    words = words_in(review.report.run.language)
    sheet = review_workbook.sample(review)
    rows = ([tables.cell(value) for value in row] for row in sheet.rows())
    files = ([tables.cell(row[0]), *map(_linked, row[1:])] for row in _kept_rows(review, kept, pictures))
    lead = [
        words(
            "folder_scope", site=review.title or site_host(review), pages=len(review.sample.pages), of=review.sample.of
        ),
        words("folder_seed", seed=review.sample.seed),
    ]
    parts = [
        tables.texts(lead),
        tables.table(sheet.name, [one.name for one in sheet.columns], rows),
        f"<h2>{words('folder_kept')}</h2>\n",
        tables.table(words("folder_kept"), [words(f"column_{key}") for key, _ in _KEPT], files),
    ]
    _save(review, case / "urval.html", words("folder_sampling_document"), parts)


def _kept_rows(
    review: Review, kept: Mapping[str, tuple[str, str]], pictures: Mapping[str, str]
) -> Iterator[tuple[str | None, ...]]:
    """Yield the files of every page."""
    known = subjects(review)
    shots = {page.source: str((page.browser or {}).get("screenshot")) for page in review.report.pages}
    for one in review.sample.pages:
        where = kept.get(one.source, (None, None))
        yield address_of(one.source, known), *where, pictures.get(shots.get(one.source, ""))


def _write_documents(review: Review, case: Path) -> None:
    words, sheet = words_in(review.report.run.language), review_workbook.documents(review)
    rows = [[tables.cell(value) for value in row] for row in sheet.rows()]
    lead = tables.texts([words("folder_documents_listed" if rows else "folder_no_documents")])
    told = [tables.table(sheet.name, [one.name for one in sheet.columns], rows)] if rows else []
    _save(review, case / DOCUMENTS / "lankade-dokument.html", sheet.name, [lead, *told])


def _write_protocol(review: Review, case: Path, pictures: Mapping[str, str]) -> None:
    words, edition = words_in(review.report.run.language), editions()[review.law]
    columns = [words(f"column_{key}") for key, _ in _PROTOCOL]
    rows = [list(map(_linked, row)) for row in _protocol_rows(review, pictures)]
    lead = tables.texts([words("folder_protocol_lead", edition=edition.title, by=_examiner(review, None))])
    told = (
        [tables.table(words("folder_protocol"), columns, rows)] if rows else [tables.texts([words("folder_no_faults")])]
    )
    _save(review, case / "granskningsprotokoll.html", words("folder_protocol"), [lead, *told])


def _protocol_rows(review: Review, pictures: Mapping[str, str]) -> Iterator[Row]:
    """Yield what fails a clause of the edition; what only a later WCAG asks for stands in the workbook of the review."""
    language, known = review.report.run.language, subjects(review)
    for one in entries(review):
        if one.clause is not None:
            what = (one.clause, one.criterion, name(one.criterion, language), address_of(one.source, known))
            yield *what, one.line, one.why, one.remedy, pictures.get(one.picture or ""), _examiner(review, one)


def _examiner(review: Review, one: Entry | None) -> str:
    if one is not None and one.by is not None:
        return one.by
    return f"{review.by} (kommunlint)" if review.by is not None else "kommunlint"


def _write_workbook(
    review: Review, case: Path, kept: Mapping[str, tuple[str, str]], pictures: Mapping[str, str]
) -> None:
    words, cut = words_in(review.report.run.language), list[sheets.Row]()
    some = [
        sheets.sheet("protocol", words, _PROTOCOL, lambda: _protocol_rows(review, pictures)),
        review_workbook.sample(review),
        sheets.sheet("kept", words, _KEPT, lambda: _kept_rows(review, kept, pictures)),
        review_workbook.documents(review),
    ]
    made = workbook.workbook(some, review.report.run.language, review_workbook.day(review), cut)
    write_whole(case / "granskningsprotokoll.xlsx", made)


def _linked(value: object) -> str:
    """Return a value, as a link where it is a file of the case."""
    is_file = value is not None and str(value).startswith((f"{PAGES}/", f"{PICTURES}/", f"{DOCUMENTS}/"))
    return f'<a href="{quote(str(value))}">{tables.cell(value)}</a>' if is_file else tables.cell(value)


def _save(review: Review, path: Path, title: str, parts: list[str]) -> None:
    run = review.report.run
    write_whole(path, [tables.document(title, run.language, parts, run.today).encode("utf-8", "replace")])
