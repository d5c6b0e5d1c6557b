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

from linter.model.finding import Picture
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


def _dark(report: str) -> str:
    """Return a report as it is shown in the dark: its colours for that hold always, and no policy knows its style."""
    dark, parts = re.subn(r"@media \(prefers-color-scheme: dark\)", "@media all", report)
    undone, policies = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", dark)
    assert (1, 1) == (parts, policies)
    return undone.replace("<style>", "<style>body{background:#15181c}")


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
        pytest.param("sv", ["new.html", "sitevision-links.html", "--browser"], id="pictures"),
    ],
)
def test_the_report_has_no_fault_itself(site: Path, tmp_path: Path, language: str, words: list[str]) -> None:
    shutil.copy(_made(site, language, *words), tmp_path / "report.html")
    (site / "report.html").unlink()
    (tmp_path / "dark.html").write_text(_dark((tmp_path / "report.html").read_text("utf-8")), "utf-8")
    ran = look("report.html", "dark.html", *VIEWS, cwd=tmp_path)
    for page in ran.json["pages"]:
        open_ = [one for one in page["findings"] if one["suppressed"] is None]
        assert [] == [(one["rule"], one["line"], one["message"]) for one in open_]
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


SEEN = FAULTY.replace(
    "</main>",
    """<p><img src="data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=" width="90" height="60"></p>
<p style="position: absolute; left: -999px; width: 9em"><a href="/badplatser/"><span></span></a></p>
</main>""",
)
"""A page with an image without a text, and beside what is seen a link without one."""


def _made_in_browser(folder: Path, *words: str) -> Any:  # noqa: ANN401  the root of a tree
    """Return the report of a page with something to see, made in a browser."""
    (folder / "page.html").write_text(SEEN, "utf-8")
    look("page.html", "--output", "html=report.html", *words, cwd=folder)
    return html5lib.parse((folder / "report.html").read_text("utf-8"), namespaceHTMLElements=False)


def _pictures(root: Any) -> dict[str, list[str]]:  # noqa: ANN401  the root of a tree
    """Return the kinds of pictures by rule."""
    articles = [one for one in root.iter("article") if "finding" in one.get("class").split()]
    return {one.get("data-rule"): [image.get("src").partition(";")[0] for image in one.iter("img")] for one in articles}


def test_what_is_to_be_seen_of_a_finding_is_in_the_file(tmp_path: Path) -> None:
    root = _made_in_browser(tmp_path)
    (found,) = [one for one in root.iter("article") if one.get("data-rule") == "axe/image-alt"]
    (image,) = found.iter("img")
    assert ("lazy", True, True) == (image.get("loading"), bool(image.get("alt")), 480 >= int(image.get("width")) > 90)
    assert (["data:image/webp"], []) == tuple(_pictures(root)[name] for name in ("axe/image-alt", "axe/link-name"))
    assert ["page.html", "report.html"] == sorted(path.name for path in tmp_path.iterdir())


def test_reports_for_programs_know_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(SEEN, "utf-8")
    words = ("page.html", "--reproducible")
    assert look(*words, cwd=tmp_path).out == look(*words, "--output", "html=report.html", cwd=tmp_path).out


def test_screenshots_are_in_the_file(tmp_path: Path) -> None:
    root = _made_in_browser(tmp_path, "--screenshots", "shots")
    kinds = [one.get("src").partition(";")[0] for one in root.iter("img")]
    assert {"data:image/webp", "data:image/png"} == set(kinds)
    assert [] == [one.get("src") for one in root.iter("img") if not one.get("src").startswith("data:")]


def test_a_report_with_many_pictures_stays_small_enough_to_be_sent() -> None:
    large = Picture(b"RIFF" * 1_500_000, 480, 300)
    found = [reports.finding(number, picture=large, message_key=str(number)) for number in range(4)]
    made = reports.text(reports.of(reports.page(*found[:3]), reports.page(found[3], name="b.html")), "html")
    assert (True, 2) == (len(made) < 20_000_000, made.count("<img"))
    assert 2 == made.count("1 bild är utelämnad här, eftersom rapporten har nått 20 MB.")


def test_what_to_do_comes_before_the_code_and_the_code_is_folded_away() -> None:
    root = html5lib.parse(
        reports.text(reports.of(reports.page(reports.finding(1))), "html"), namespaceHTMLElements=False
    )
    (article,) = [one for one in root.iter("article") if "finding" in one.get("class").split()]
    order = [one.get("class") or one.tag for one in article]
    assert ["h4", "meta", "message", "fix", "source"] == order
    (folded,) = article.findall("details")
    shown, hidden = "".join("".join(one.itertext()) for one in article[:-1]), "".join(folded.itertext())
    code = ["<p", "p:nth-of-type"]
    assert (None, [], code) == (
        folded.get("open"),
        [one for one in code if one in shown],
        [one for one in code if one in hidden],
    )


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
    assert "4 varningar" in driver.find_element(By.CSS_SELECTOR, "details.page > summary").text
    driver.find_element(By.ID, "search-text").send_keys("nummer 1")
    status = (By.ID, "search-status")
    WebDriverWait(driver, 10).until(expected_conditions.text_to_be_present_in_element(status, "4 anmärkningar visas."))
