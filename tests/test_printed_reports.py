"""The HTML report on paper: A4, printed by Chromium; one page with every finding, many pages as a summary, no appendix."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from linter import load_rules
from linter.model.finding import Picture
from linter.rules import texts as rule_texts
from linter.run import causes
from tests import reports
from tests.windows import window as open_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linter.model.finding import Finding
    from linter.model.report import PageReport, Report

RULES = sorted(load_rules(), key=lambda name: -len(load_rules()[name].fix["sv"]))
"""Those first that say most of what is to be done."""
MESSAGE = (
    "Länken ”Läs mer om bygglov och anmälan” går till https://www.lerboda.se/bygga-och-bo/bygglov som inte finns. "
)
BLACK = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAv38FKEAcQERGIiP4HAA==")
"""A WebP of 480 by 300 pixels."""
A4 = {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True}


@pytest.fixture(scope="module", name="window")
def _window() -> Iterator[Any]:
    with open_window() as driver:
        yield driver


def _finding(number: int, cause: str) -> Finding:
    rule = RULES[number % len(RULES)]
    severity = load_rules()[rule].severity
    picture = Picture(BLACK, 480, 300)
    message = f"{number}: {MESSAGE * 2}"
    return reports.finding(
        number, rule, severity=severity, outcome="failed", message=message, cause=cause, picture=picture
    )


def _page(number: int, findings: int) -> PageReport:
    """Return a page; every other finding stands on all the others too."""
    found = (_finding(n, f"shared {n}" if n % 2 else f"{number} {n}") for n in range(findings))
    made = reports.page(*found, name=f"https://www.lerboda.se/bygga-och-bo/bygglov/sida-{number}/")
    return replace(made, title=f"Bygglov, anmälan och tillstånd, sida {number} – Lerboda kommun")


def _report(pages: int, findings: int) -> Report:
    made = [_page(number, findings) for number in range(pages)]
    shared = {one.cause for page in made for one in page.findings}
    names = sorted({one.rule for page in made for one in page.findings})
    rules = rule_texts.rule_texts(names, load_rules(), "sv")
    return reports.of(*made, causes=causes.find(made, shared), rules=rules)


def _print(driver: Any, report: Report, folder: Path, *, whole: bool | None = None) -> bytes:  # noqa: ANN401  a WebDriver
    """Return a report as PDF; `whole` says otherwise than the report itself whether every finding is printed."""
    (folder / "report.html").write_text(reports.text(report, "html"), "utf-8")
    driver.get((folder / "report.html").as_uri())
    if whole is not None:
        driver.execute_script("document.getElementById('print-all').checked = arguments[0]", whole)
    return base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", A4)["data"])


def _sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize(("pages", "findings", "most"), [(1, 15, 4), (37, 30, 12)])
def test_a_printed_report_is_short(window: Any, tmp_path: Path, pages: int, findings: int, most: int) -> None:  # noqa: ANN401  a WebDriver
    printed = _sheets(_print(window, _report(pages, findings), tmp_path))
    assert (True, True) == (printed > 1, printed <= most)


def test_who_wants_every_finding_of_many_pages_on_paper_gets_it(window: Any, tmp_path: Path) -> None:  # noqa: ANN401  a WebDriver
    report = _report(10, 10)
    short, long = (_sheets(_print(window, report, tmp_path, whole=whole)) for whole in (None, True))
    assert long > 2 * short


def _shown(driver: Any, selector: str) -> list[bool]:  # noqa: ANN401  a WebDriver
    script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.checkVisibility())"
    shown: list[bool] = driver.execute_script(script, selector)
    return shown


@pytest.mark.parametrize(
    ("pages", "selector", "expected"),
    [
        pytest.param(1, ".finding", {True}, id="findings"),
        pytest.param(1, ".fix", {True}, id="what-to-do"),
        pytest.param(1, ".source, .account, .appendix, .filters, nav", {False}, id="for-the-screen"),
        pytest.param(1, ".brief", {False}, id="no-summary-of-one-page"),
        pytest.param(5, ".page > .finding", {False}, id="no-findings-of-many-pages"),
        pytest.param(5, ".brief, .page h3", {True}, id="summary-of-many-pages"),
        pytest.param(5, ".cause .fix", {True}, id="causes"),
    ],
)
def test_paper_has_what_is_read_on_paper(
    window: Any,  # noqa: ANN401  a WebDriver
    tmp_path: Path,
    pages: int,
    selector: str,
    expected: set[bool],
) -> None:
    (tmp_path / "report.html").write_text(reports.text(_report(pages, 6), "html"), "utf-8")
    window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    window.get((tmp_path / "report.html").as_uri())
    found = set(_shown(window, selector))
    window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert expected == found
