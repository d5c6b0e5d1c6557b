"""Machine formats where a reader understands more than is written: commands, placeholders, links, addresses, limits of cells."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from linter.model.reason import Reason
from linter.model.report import Cause, Limit, NotExamined, Skipped
from linter.report.csv_ import CELL, COLUMNS
from linter.report.page_paths import uri
from tests import formats, reports

if TYPE_CHECKING:
    from linter.model.report import Report

KEPT = reports.finding(1, severity="error", outcome="failed")
PART = Reason("only_changed", {"revision": "main"})
CRASHED = Skipped("a-rule", Reason("check_crashed", {"detail": "ZeroDivisionError"}))


def _sarif(report: Report) -> dict[str, Any]:
    (run,) = formats.sarif(reports.text(report, "sarif"))["runs"]
    return dict(run)


def _stopped(report: Report) -> Report:
    return replace(report, run=replace(report.run, complete=False, notes=(PART,)))


@pytest.mark.parametrize(
    "text", ["##[add-mask]a", "::error::a", "\n##[stop-commands]a", "\r\n::stop-commands::a", "a ##[group]b"]
)
def test_a_source_gives_no_workflow_command(text: str) -> None:
    """The runner takes `::` at the beginning of a line for a command, and the older `##[` anywhere in it."""
    made = reports.text(
        reports.of(reports.page(KEPT), not_examined=(NotExamined(text, Reason("unreadable", {"detail": text})),)),
        "github",
    )
    told = [line for line in made.splitlines() if not line.startswith("::error file=webbplats/sida.html,line=2,")]
    assert [] == [line for line in told if line.lstrip().startswith("::") or "##[" in line]
    assert 1 == sum(line.startswith("Inte granskat: ") for line in told)


def test_github_says_what_is_missing() -> None:
    page = replace(reports.page(KEPT), skipped=(CRASHED,), limits=(Limit("findings", {"rule": "x"}, 1, 2),))
    made = reports.text(_stopped(reports.of(page)), "github").splitlines()
    cut = "1 regel kunde inte prövas, 1 lista är avkortad."
    assert [
        cut,
        "Bara sidor som har ändrats sedan main är granskade.",
        "Granskningen avbröts. Rapporten omfattar bara en del av sidorna.",
    ] == made[-3:]


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("see [here](https://x.example)", "see [here] (https://x.example)"),
        ("[a](1) [b](2)", "[a] (1) [b] (2)"),
        ("{0} and {name}", "{{0}} and {{name}}"),
        ("a [b] (c)", "a [b] (c)"),
    ],
)
def test_a_page_gives_sarif_no_link_and_no_placeholder(message: str, written: str) -> None:
    """SARIF 3.11.5: a brace that is no placeholder stands twice; 3.11.6: `[text](address)` is a link."""
    run = _sarif(
        reports.of(
            reports.page(replace(KEPT, message=message)),
            not_examined=(NotExamined("a.html", Reason("system_error", {"detail": message})),),
        )
    )
    assert written == run["results"][0]["message"]["text"]
    assert f"a.html: {written}" == run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_says_what_was_cut_skipped_and_not_reached() -> None:
    robots, host = ({"verdict": "skipped", "reason": "robots"}, {"verdict": "blocked", "reason": "private_address"})
    limits = (
        Limit("findings", {"rule": "x"}, 1, 2),
        Limit("links_asked", robots, 3, 4),
        Limit("links_asked", {**host, "detail": "10.0.0.7"}, 2, 4),
    )
    page = replace(reports.page(KEPT), skipped=(CRASHED,), limits=limits)
    (invocation,) = _sarif(_stopped(reports.of(page)))["invocations"]
    told = [(one["level"], one["message"]["text"]) for one in invocation["toolExecutionNotifications"]]
    expected = [
        ("error", "Granskningen avbröts. Rapporten omfattar bara en del av sidorna."),
        ("note", "Bara sidor som har ändrats sedan main är granskade."),
        ("error", "webbplats/sida.html: a-rule: kontrollen kraschade: ZeroDivisionError"),
        ("warning", "webbplats/sida.html: Avkortat: anmärkningar från x; 1 av 2 visas."),
        ("warning", "webbplats/sida.html: 1 av 4 länkar kontrollerades inte: robots.txt tillåter det inte"),
        (
            "warning",
            "webbplats/sida.html: 2 av 4 länkar kontrollerades inte: adressen är intern och inte tillåten (--allow-host VÄRD): 10.0.0.7",
        ),
    ]
    assert (False, expected) == (invocation["executionSuccessful"], told)


def test_junit_shows_that_a_run_was_stopped() -> None:
    suite = formats.junit(reports.text(_stopped(reports.of(reports.page(KEPT))), "junit")).findall("testsuite")[-1]
    (case,) = suite.findall("testcase")
    assert ("1", "hela granskningen") == (suite.get("errors"), case.get("name"))
    assert "Granskningen avbröts. Rapporten omfattar bara en del av sidorna." == case.find("error").get("message")


def test_a_page_that_is_asked_for_twice_keeps_code_quality_whole() -> None:
    """GitLab leaves out what has a fingerprint that it has seen."""
    page = reports.page(KEPT, KEPT)
    prints = [one["fingerprint"] for one in formats.gitlab(reports.text(reports.of(page, page), "gitlab"))]
    assert (4, KEPT.fingerprint) == (len(set(prints)), prints[0])


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("https://x.example/s?filter[a]=b", "https://x.example/s?filter%5Ba%5D=b"),
        ("https://x.example/100%/a%C3%A5", "https://x.example/100%25/a%C3%A5"),
        ("https://x.example/a#b#c", "https://x.example/a#b%23c"),
        ("https://[::1]:8000/a[b]", "https://[::1]:8000/a%5Bb%5D"),
        ("https://x.example/å b?ä=ö", "https://x.example/%C3%A5%20b?%C3%A4=%C3%B6"),
        ('https://x.example/"<>\\^`{|}', "https://x.example/%22%3C%3E%5C%5E%60%7B%7C%7D"),
        ("C:/a.html", "C%3A/a.html"),
        ("a?b#c%20.html", "a%3Fb%23c%2520.html"),
    ],
)
def test_address_is_a_reference_that_every_reader_takes(name: str, written: str) -> None:
    assert written == uri(reports.page(name=name))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("letter", ["x", "å", "😀"])
@pytest.mark.parametrize("letters", [CELL // 2, CELL, CELL + 1, 50_000])
def test_a_cell_is_no_longer_than_excel_takes(letter: str, letters: int) -> None:
    """Excel counts UTF-16 units; what is cut ends with a mark."""
    text = letter * letters
    report = reports.of(reports.page(replace(KEPT, message=text)))
    book = openpyxl.load_workbook(io.BytesIO(reports.raw(report, "xlsx")))
    cells = (book["Anmärkningar"]["H2"].value, formats.rows(reports.text(report, "csv"))[1][COLUMNS.index("message")])
    is_cut = _units(text) > CELL
    for cell in cells:
        assert (True, is_cut) == (_units(cell) <= CELL, cell != text)
        assert is_cut == cell.endswith("…")


def test_a_formula_that_is_cut_is_still_text_of_a_cell() -> None:
    cell = formats.rows(reports.text(reports.of(reports.page(replace(KEPT, message="=" * 50_000))), "csv"))[1][
        COLUMNS.index("message")
    ]
    assert ("'=", "…", CELL) == (cell[:2], cell[-1], len(cell))


def _cause(pages: int) -> Cause:
    names = tuple(f"webbplats/sida-{number:05}.html" for number in range(pages))
    told = (KEPT.rule, KEPT.category, KEPT.severity, KEPT.outcome, KEPT.message, KEPT.message_key)
    return Cause("c", pages, 0, names, *told, 2, "p", "<p>")


@pytest.mark.parametrize(
    ("pages", "rows"), [(10, []), (2000, [("Orsaker", None, "Celler som är avkortade vid 32767 tecken: 1.")])]
)
def test_workbook_says_what_is_cut(pages: int, rows: list[tuple[str, None, str]]) -> None:
    report = reports.of(reports.page(KEPT), causes=(_cause(pages),))
    book = openpyxl.load_workbook(io.BytesIO(reports.raw(report, "xlsx")))
    _, *told = book["Inte granskat"].iter_rows(values_only=True)
    assert [("webbplats/sida.html", "link-broken", "kräver --links"), *rows] == told


def test_workbook_says_that_a_run_was_stopped() -> None:
    book = openpyxl.load_workbook(io.BytesIO(reports.raw(_stopped(reports.of(reports.page(KEPT))), "xlsx")))
    assert "Granskningen avbröts. Rapporten omfattar bara en del av sidorna." == book["Inte granskat"]["C2"].value
