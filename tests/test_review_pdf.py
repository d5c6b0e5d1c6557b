"""The summary as PDF: no error by a checker of PDF/UA, what it says, and that it is the same on the same day.

The checker is pdfua, which runs without Java: 16 of the 106 rules of PDF/UA-1 that a machine can check, among them the structure
tree, marked content, language, title, alternatives, headers of tables and the identification in the metadata.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pdfua import validate

from linter.audit.files import charts, pdf
from linter.audit.files.write import write
from tests import reviews

if TYPE_CHECKING:
    from pathlib import Path

    from linter.model.audit import Review


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Review:
    """Return the review that is summed up."""
    return reviews.review(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def file(review: Review, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of its summary."""
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    path.write_bytes(pdf.render(review))
    return path


def test_the_checker_finds_nothing(file: Path) -> None:
    assert [] == [(one.rule_id, one.message) for one in validate(file).findings]


def test_the_file_says_what_it_is(file: Path) -> None:
    with pikepdf.open(file) as book:
        meta = book.open_metadata()
        said = (meta["pdfuaid:part"], meta["dc:title"], str(book.Root.Lang), str(book.docinfo["/CreationDate"])[:10])
    assert ("1", "Tillgänglighetsgranskning av www.granvik.test", "sv", "D:20261121") == said


def test_headings_of_tables_say_what_they_head(file: Path) -> None:
    with pikepdf.open(file) as book:
        heads = [one for one in book.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"]
        scopes = {str(one.A.Scope) for one in heads}
    assert {"/Column", "/Row"} == scopes


def test_the_same_day_makes_the_same_bytes(review: Review, file: Path) -> None:
    assert file.read_bytes() == pdf.render(review)
    later = replace(review.report, run=replace(review.report.run, started_at="2026-11-21T23:00:00+00:00"))
    assert file.read_bytes() == pdf.render(replace(review, report=later))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_charts_have_their_numbers_in_words(language: str, tmp_path: Path) -> None:
    text = pdf.page(reviews.review(tmp_path, language=language))
    told = re.findall(r'<img class="chart" height="\d+" alt="([^"]*)"', text)
    numbers = [[int(one) for one in re.findall(r" (\d+)[,.]", alternative)] for alternative in told]
    assert [49, 245] == [sum(some) for some in numbers]


def test_bars_are_as_long_as_their_numbers() -> None:
    drawn = charts.bars([("failed", "Fel", 2), ("passed", "<Rätt>", 4), ("machine", "Inga", 0)])
    assert ["50.0", "100.0", "0"] == re.findall(r'<rect [^>]*width="([\d.]+)%"', drawn)
    assert "&lt;Rätt&gt;" in drawn


def test_a_hostile_page_puts_nothing_into_the_summary(tmp_path: Path) -> None:
    review = reviews.review(tmp_path)
    one = replace(review.manual[0], criterion="1.1.1")
    sample = replace(
        review.sample, pages=tuple(replace(page, why="<img src=http://127.0.0.1:9/x>") for page in review.sample.pages)
    )
    text = pdf.page(replace(review, manual=(one,), sample=sample, title="<script>x</script>"))
    assert (0, 0) == (text.count("<script>"), text.count("<img src=http"))


def test_a_review_without_statement_and_questions_says_so(tmp_path: Path) -> None:
    text = pdf.page(reviews.review(tmp_path, statement=None, manual=()))
    assert "Ingen tillgänglighetsredogörelse hittades." in text
    assert "0 av 0 frågor är besvarade av en person." in text


def test_a_whole_review_is_written_the_same_twice(review: Review, tmp_path: Path) -> None:
    pdf.check()
    write(review, tmp_path / "a")
    write(review, tmp_path / "b")
    first, second = (
        {
            one.relative_to(tmp_path / name).as_posix(): one.read_bytes()
            for one in (tmp_path / name).rglob("*")
            if one.is_file()
        }
        for name in ("a", "b")
    )
    assert first == second
    assert {
        "contacts.html",
        "contacts.json",
        "earl.jsonld",
        "wcag-em.json",
        *(f"report.{kind}" for kind in ("html", "json", "pdf", "xlsx")),
    } == {name for name in first if "/" not in name}
    assert {"digg"} == {name.partition("/")[0] for name in first if "/" in name}
