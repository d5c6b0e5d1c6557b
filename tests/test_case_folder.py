"""The folder of a case and the workbook of a review: what stands in them, as those who open them find it."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from linter import check_html
from linter.audit.files import digg, workbook
from linter.audit.files.protocol import entries
from linter.audit.questions import Questioner
from linter.audit.sampling import documents, explore
from linter.config.config import Config
from linter.engine.page_config import More
from linter.model.audit import Answer
from linter.run import targets
from linter.run.run import RunRequest, run
from tests import reviews

if TYPE_CHECKING:
    from pathlib import Path

    from linter.model.audit import Review

PNG = b"\x89PNG\r\n\x1a\n"
SHOWN = ("granskningsprotokoll.html", "urval.html", "Dokument/lankade-dokument.html")


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Review:
    """Return a review with a picture of a page and one of each fault."""
    folder = tmp_path_factory.mktemp("site")
    made, picture = reviews.review(folder), folder / "bild.png"
    picture.write_bytes(PNG)
    pages = tuple(
        replace(
            page,
            browser={"screenshot": str(picture)} if number == 0 else None,
            findings=tuple(replace(one, screenshot=str(picture)) for one in page.findings),
        )
        for number, page in enumerate(made.report.pages)
    )
    return replace(made, report=replace(made.report, pages=pages))


@pytest.fixture(scope="module")
def case(review: Review, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the case that is written of it."""
    return digg.write(review, tmp_path_factory.mktemp("digg"))


def _sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_a_case_is_kept_by_site_and_day(case: Path) -> None:
    assert ("www.granvik.test", "2026-11-21") == (case.parent.name, case.name)
    assert {"Dokument", "Skärmbilder", "Webbsidor"} == {one.name for one in case.iterdir() if one.is_dir()}
    assert [] == [one for one in case.rglob("*") if not unicodedata.is_normalized("NFC", one.name)]


def test_pages_are_kept_as_they_came(review: Review, case: Path) -> None:
    kept = sorted((case / "Webbsidor").iterdir())
    assert [one.html for one in review.held.values()] == [one.read_bytes() for one in kept]
    assert "001-index.html" == kept[0].name


def test_pictures_are_copied_and_linked(case: Path) -> None:
    pictures = {one.name for one in (case / "Skärmbilder").iterdir()}
    text = (case / "urval.html").read_text("utf-8")
    assert pictures == {"001-index.png"}  # the same picture is copied once
    assert "Sk%C3%A4rmbilder/001-index.png" in text


def test_the_protocol_names_what_fails_and_by_whom(review: Review, case: Path) -> None:
    rows = _sheets((case / "granskningsprotokoll.xlsx").read_bytes())["Protokoll"][1:]
    told = {(row[0], row[3].removeprefix(reviews.BASE), row[8]) for row in rows}
    expected = {(clause, f"tjanst{n}.html", "kommunlint") for clause in ("9.2.4.4", "9.4.1.2") for n in range(3)}
    assert expected | {("9.1.4.10", "tjanst2.html", reviews.PERSON)} == told
    assert len([one for one in entries(review) if one.clause]) == len(rows)


def test_a_protocol_by_another_edition_has_its_clauses(review: Review) -> None:
    (source, *_) = [one.source for one in review.sample.pages]
    asked = Questioner("2.2").questions(review.report.pages)
    said = Answer("failed", reviews.PERSON, date(2026, 11, 20), "Knapparna är för små.")
    told = tuple(replace(one, answer=said) for one in asked if one.criterion == "2.5.8" and source in one.pages)
    clauses = {
        law: {one.clause for one in entries(replace(review, manual=told, law=law)) if one.criterion == "2.5.8"}
        for law in ("en301549-3.2.1", "en301549-4.1.1")
    }
    assert {"en301549-3.2.1": set(), "en301549-4.1.1": {"9.2.5.8"}} == clauses


@pytest.mark.parametrize("name", SHOWN)
def test_the_documents_of_a_case_have_nothing_to_remark_on(name: str, case: Path) -> None:
    page = check_html((case / name).read_bytes(), today=reviews.TODAY)
    assert [] == [(one.rule, one.message) for one in page.findings]


def test_names_of_files_are_those_that_every_system_takes() -> None:
    names = {"127.0.0.1:8040": "127.0.0.1-8040", "a/b\\c": "a-b-c", "...": "_", "a\u030a" * 80: "å" * 60}
    assert names == {text: digg.file_name(text) for text in names}


def test_the_workbook_has_its_sheets(review: Review) -> None:
    names = {*_sheets(b"".join(workbook.render(review)))}
    own = {"Protokoll", "Urval av sidor", "Kontaktregister", "Länkade dokument", "Datum på sidor"}
    others = {"Anmärkningar", "Orsaker", "Inte granskat"}  # those of every report
    assert (own, others) == (own & names, names - own)


def test_the_register_has_the_contact_of_the_footer_once(review: Review) -> None:
    rows = _sheets(b"".join(workbook.render(review)))["Kontaktregister"]
    footer = [row for row in rows[1:] if row[5] == "info@granvik.se"]
    assert [(5, reviews.BASE)] == [row[:2] for row in footer]


def test_documents_are_listed_once_with_their_number(review: Review) -> None:
    rows = _sheets(b"".join(workbook.render(review)))["Länkade dokument"]
    told = ("taxa.pdf", "pdf", "Taxa för bygglov (PDF)", 3, f"{reviews.BASE}tjanst0.html", 7, "nej", None, None)
    assert [told] == rows[1:]


def test_only_documents_of_the_site_are_files_to_be_kept(tmp_path: Path) -> None:
    site, secret = tmp_path / "site", tmp_path / "hemlig.pdf"
    site.mkdir()
    secret.write_bytes(b"%PDF")
    (site / "egen.pdf").write_bytes(b"%PDF")
    (site / "gren.pdf").symlink_to(secret)
    names = ("egen.pdf", "gren.pdf", "..%2fhemlig.pdf", "saknas.pdf", "https://annan.test/a.pdf", "a%00.pdf")
    (site / "index.html").write_text("".join(f'<a href="{one}">En</a>' for one in names))
    request = RunRequest(reviews.TODAY, jobs=1, more=More(outlines=True))
    outlines = explore.outlines_of(run(targets.find([str(site)], (), tmp_path, None, "-"), Config(), request))
    found = documents.linked(outlines, [str(site)])
    assert [str(site / "egen.pdf")] == [one.file for one in found if one.file is not None]
    assert len(names) == len(found)


def test_documents_that_are_not_listed_are_counted(review: Review) -> None:
    (source, *_) = [one.source for one in review.sample.pages]
    rows = _sheets(b"".join(workbook.render(replace(review, more_documents={source: 7}))))["Länkade dokument"]
    assert ("och 7 till", reviews.BASE) == (rows[-1][0], rows[-1][4])


def test_the_visible_date_stands_first_and_the_header_apart(review: Review) -> None:
    changed = "Sat, 21 Nov 2026 06:00:00 GMT"
    pages = tuple(
        replace(one, document={**one.document, "headers": {"Last-Modified": changed}}) for one in review.report.pages
    )
    rows = _sheets(b"".join(workbook.render(replace(review, report=replace(review.report, pages=pages)))))[
        "Datum på sidor"
    ]
    assert {("2026-10-01", "Senast uppdaterad: 2026-10-01", None, None, changed)} == {row[1:] for row in rows[1:]}


def test_the_workbooks_are_the_same_on_the_same_day(review: Review, tmp_path: Path) -> None:
    first, second = (b"".join(workbook.render(review)) for _ in range(2))
    assert first == second
    again = digg.write(review, tmp_path)
    written = {one.relative_to(again).as_posix(): one.read_bytes() for one in again.rglob("*") if one.is_file()}
    assert written == {name: (digg.write(review, tmp_path / "b") / name).read_bytes() for name in written}
