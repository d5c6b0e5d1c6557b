"""The HTML report: whole in itself, usable without scripts and with the keyboard, and without a fault by our own rules and axe-core."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import WebDriverWait

from linter.model.report import BaselineResult, Cause, Fixed
from tests import reports
from tests.support import FAULTY, FIXTURES, check, kommunlint, look
from tests.windows import window as open_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VIEWS = ("--viewport", "1280x800", "--viewport", "320x640")


@pytest.fixture(scope="module", name="site")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages with faults of a template, some known, some suppressed, some new."""
    folder = tmp_path_factory.mktemp("site")
    for path in FIXTURES.glob("*.html"):
        shutil.copy(path, folder / path.name)
        shutil.copy(path, folder / f"copy-of-{path.name}")
    kommunlint("baseline", "write", ".", "--baseline", "b.json", "--today", "2026-11-21", cwd=folder)
    (folder / "new.html").write_text(FAULTY, "utf-8")
    (folder / "copy-of-sitevision-links.html").unlink()
    return folder


def _made(folder: Path, language: str, *words: str) -> Path:
    check(
        *words,
        "--output",
        "html=report.html",
        "--fail-on",
        "never",
        "--language",
        language,
        "--format",
        "github",
        cwd=folder,
    )
    return folder / "report.html"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("sv", [".", "gone.html", "--baseline", "b.json"], id="baseline"),
        pytest.param("en", [".", "gone.html"], id="causes"),
        pytest.param("en", ["hugo-recycling-centre-clean-en.html"], id="clean"),
    ],
)
def test_the_report_has_no_fault_itself(site: Path, tmp_path: Path, language: str, words: list[str]) -> None:
    shutil.copy(_made(site, language, *words), tmp_path / "report.html")
    (site / "report.html").unlink()
    ran = look("report.html", *VIEWS, cwd=tmp_path)
    (page,) = ran.json["pages"]
    assert [] == [(one["rule"], one["line"], one["message"]) for one in page["findings"]]
    assert ([], []) == (page["browser"]["blocked"], page["facts"]["console_errors"])
    everything = check("report.html", "--select", "all", "--format", "json", cwd=tmp_path).json
    assert [] == [(one["rule"], one["line"]) for one in everything["pages"][0]["findings"]]


def _report() -> Any:  # noqa: ANN401  a Report
    known = reports.finding(3, severity="error", outcome="failed", baseline="known", matched="place", cause="c1")
    kept = reports.finding(4, suppressed={"kind": "configuration", "reason": "prov", "expires": "2027-01-01"})
    new = reports.finding(6, severity="error", outcome="failed", cause="c1", baseline="new")
    first = Cause(
        "c1", 2, 1, ("a.html", "b.html"), new.rule, "dates", "error", "failed", new.message, "empty", 4, "p", "<p>"
    )
    pages = (reports.page(new, kept, name="a.html"), reports.page(known, name="b.html"))
    baseline = BaselineResult("b.json", 1, 1, (Fixed("c.html", "email-obfuscated", "Adressen.", "f" * 32, 2),))
    return reports.of(*pages, causes=(first,), baseline=baseline)


def test_it_says_what_the_report_says() -> None:
    text = reports.text(_report(), "html")
    root = html5lib.parse(text, namespaceHTMLElements=False)
    shown = " ".join("".join(root.itertext()).split())
    for part in (
        "2 anmärkningar på 2 sidor: rätta en gång",
        "Samma fel finns på 2 sidor",
        "Undantag till och med 2027-01-01: prov",
        "en av dem fanns på det här stället",
        "c.html, 2 × email-obfuscated",
        "link-broken: kräver --links",
        "Skriv ett datum.",
        "Webbriktlinje 23: Ange när webbsidorna har publicerats eller uppdaterats",
    ):
        assert part in shown
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert [] == [
        a.get("href") for a in root.iter("a") if a.get("href", "").startswith("#") and a.get("href")[1:] not in ids
    ]


def test_nothing_is_loaded_from_elsewhere() -> None:
    root = html5lib.parse(reports.text(_report(), "html"), namespaceHTMLElements=False)
    loads = [
        (one.tag, one.get(name))
        for one in root.iter()
        for name in ("src", "srcset", "data")
        if isinstance(one.tag, str) and one.get(name)
    ]
    assert ([], []) == (loads, list(root.iter("link")))
    (policy,) = [one.get("content") for one in root.iter("meta") if one.get("http-equiv")]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")


def test_screenshots_are_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(FAULTY.replace("</main>", '<img src="a.png"></main>'), "utf-8")
    check(
        "page.html",
        "--browser",
        "--screenshots",
        "shots",
        "--output",
        "html=report.html",
        "--fail-on",
        "never",
        cwd=tmp_path,
    )
    shutil.rmtree(tmp_path / "shots")
    root = html5lib.parse((tmp_path / "report.html").read_text("utf-8"), namespaceHTMLElements=False)
    sources = [one.get("src")[:22] for one in root.iter("img")]
    assert {"data:image/png;base64,"} == set(sources)
    assert 2 <= len(sources)


@pytest.fixture(scope="module", name="window")
def _window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("window")
    (folder / "report.html").write_text(reports.text(_report(), "html"), "utf-8")
    with open_window() as driver:
        yield driver, (folder / "report.html").as_uri()


def _shown(driver: Any) -> int:  # noqa: ANN401  a WebDriver
    return sum(one.is_displayed() for one in driver.find_elements(By.CSS_SELECTOR, "article.finding"))


def test_filters_work_by_keyboard_and_without_scripts(window: Any) -> None:  # noqa: ANN401  a WebDriver
    driver, address = window
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    driver.get(address)
    assert (1, False) == (_shown(driver), driver.find_element(By.ID, "search").is_displayed())
    driver.find_element(By.ID, "show-suppressed").send_keys(Keys.SPACE)
    assert 2 == _shown(driver)
    driver.find_element(By.ID, "show-error").send_keys(Keys.SPACE)
    assert 1 == _shown(driver)
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_search_narrows_and_says_how_many_are_shown(window: Any) -> None:  # noqa: ANN401  a WebDriver
    driver, address = window

    def told(number: int) -> Any:  # noqa: ANN401  selenium's conditions
        return expected_conditions.text_to_be_present_in_element(
            (By.ID, "search-status"), f"{number} anmärkningar visas."
        )

    driver.get(address)
    field = driver.find_element(By.ID, "search-text")
    field.send_keys("nummer 6")
    WebDriverWait(driver, 10).until(told(1))
    assert 1 == _shown(driver)
    field.clear()
    field.send_keys("finns inte alls")
    WebDriverWait(driver, 10).until(told(0))
    assert 0 == _shown(driver)


def test_pages_stay_and_their_headings_tell_what_is_shown(window: Any) -> None:  # noqa: ANN401  a WebDriver
    driver, address = window
    driver.get(address)
    one, other = driver.find_elements(By.CSS_SELECTOR, "details.page")
    before = [page.find_element(By.TAG_NAME, "summary").text for page in (one, other)]
    driver.find_element(By.ID, "show-suppressed").send_keys(Keys.SPACE)
    assert "(2 visas)" in one.find_element(By.TAG_NAME, "summary").text
    driver.find_element(By.ID, "show-suppressed").send_keys(Keys.SPACE)
    assert (before, True) == (
        [page.find_element(By.TAG_NAME, "summary").text for page in (one, other)],
        other.is_displayed(),
    )


def test_what_printing_opens_is_closed_again(window: Any) -> None:  # noqa: ANN401  a WebDriver
    driver, address = window
    driver.get(address)
    count = "return document.querySelectorAll('details[open]').length"
    before, states = driver.execute_script(count), []
    for event in ("beforeprint", "afterprint"):
        driver.execute_script(f"dispatchEvent(new Event('{event}'))")
        states.append(driver.execute_script(count))
    assert [driver.execute_script("return document.querySelectorAll('details').length"), before] == states


def test_a_wide_report_fits_a_narrow_window(window: Any, tmp_path: Path) -> None:  # noqa: ANN401  a WebDriver
    driver, _ = window
    long = reports.page(reports.finding(1, rule="our-own-rule-of-which-the-name-is-so-long-that-no-phone-has-room"))
    (tmp_path / "report.html").write_text(reports.text(reports.of(long), "html"), "utf-8")
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": True}
    )
    driver.get((tmp_path / "report.html").as_uri())
    assert 320 >= driver.execute_script("return document.documentElement.scrollWidth")
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_same_report_gives_the_same_bytes() -> None:
    assert reports.raw(_report(), "html") == reports.raw(_report(), "html")
    assert not re.search(r"\d\d:\d\d:\d\d", reports.text(_report(), "html"))


def test_a_link_to_a_further_place_opens_what_holds_it(window: Any, tmp_path: Path) -> None:  # noqa: ANN401  a WebDriver
    driver, _ = window
    alike = [reports.finding(1, fingerprint=f"{number:032x}") for number in range(4)]
    (tmp_path / "report.html").write_text(reports.text(reports.of(reports.page(*alike)), "html"), "utf-8")
    address = (tmp_path / "report.html").as_uri()
    shown = []
    for end in ("", f"#f-{3:032x}"):
        driver.get("about:blank")
        driver.get(address + end)
        shown.append(driver.find_element(By.ID, f"f-{3:032x}").is_displayed())
    assert [False, True] == shown
    assert "4 anmärkningar" in driver.find_element(By.CSS_SELECTOR, "details.page > summary").text
    driver.find_element(By.ID, "search-text").send_keys("nummer 1")
    status = (By.ID, "search-status")
    WebDriverWait(driver, 10).until(expected_conditions.text_to_be_present_in_element(status, "4 anmärkningar visas."))
