"""The public Python API: one page as text, many by name, and the example of its documentation."""

from __future__ import annotations

import doctest
from typing import TYPE_CHECKING

import pytest

import linter
from linter.model.errors import SourceError, UsageError
from tests.support import FAULTY, PAGE, TODAY

if TYPE_CHECKING:
    from pathlib import Path


def test_examples_of_the_documentation_come_out_as_they_say() -> None:
    assert (0, 3) == doctest.testmod(linter)


def test_a_page_as_text_is_judged_like_the_same_page_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(FAULTY, "utf-8")
    (of_file,) = linter.check([str(file)], today=TODAY, jobs=1).pages
    of_text = linter.check_html(FAULTY, name=of_file.path, today=TODAY)
    assert (of_file.findings, of_file.facts, of_file.coverage) == (of_text.findings, of_text.facts, of_text.coverage)


def test_text_and_bytes_are_the_same_page() -> None:
    assert linter.check_html(PAGE, today=TODAY) == linter.check_html(PAGE.encode(), today=TODAY)


def test_the_address_tells_the_country() -> None:
    html = '<html lang="en"><main><h2>Service desk</h2><p>Phone: 33 30 10 20</p></main>'
    phones = [
        [contact["phones"] for contact in linter.check_html(html, url=url, today=TODAY).facts["contacts"]]
        for url in ("https://granvik.no/desk", "https://granvik.dk/desk")
    ]
    assert [[["+4733301020"]], [["+4533301020"]]] == phones


def test_a_configuration_holds_and_a_page_may_suppress(tmp_path: Path) -> None:
    file = tmp_path / "kommunlint.toml"
    file.write_text('select = ["updated-date-empty"]\n[rules.updated-date-empty]\nseverity = "info"\n', "utf-8")
    said = "<!-- kommunlint-disable-next-line updated-date-empty -- the date comes with the next release -->\n"
    page = linter.check_html(FAULTY.replace("<p>Sidan", f"{said}<p>Sidan"), config=str(file), today=TODAY)
    assert [("updated-date-empty", "info", "page")] == [
        (one.rule, one.severity, (one.suppressed or {}).get("kind")) for one in page.findings
    ]


@pytest.mark.parametrize(("html", "error"), [(b"", SourceError), (b"%PDF-1.7", SourceError)])
def test_what_is_no_page_is_refused(html: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        linter.check_html(html)


def test_a_configuration_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        linter.check_html(PAGE, config=str(tmp_path / "gone.toml"))
