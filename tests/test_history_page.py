"""The views of history in a real browser: axe finds nothing, and what is said of a trend is in its table too."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By

from linter.model.history import Totals
from linter.store.database import open_store
from linter.store.runs import Runs
from tests.editors_server import EditorsServer, serving
from tests.kept_runs import SITE, fault, keep, page
from tests.looks import faults, usual
from tests.windows import window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

_OTHER = "www.other.example"
_LONG = "/ett/mycket/långt/namn/" + "x" * 150


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("history")
    with closing(Runs(open_store(str(folder / "store.sqlite")))) as runs:
        stale, mail = fault("updated-date-stale", "a", says="<script>alert(1)</script>"), fault("email-obfuscated", "b")
        for number, day in enumerate(("2026-09-01", "2026-10-01", "2026-11-01")):
            totals = [
                Totals("site", "", 100, 20, 5 - number, 10, 3 - number, 9),
                Totals("rule", "updated-date-stale", 100, 20, 5 - number, 10, 3 - number, 9),
                Totals("unit", "Bygg & miljö", 100, 20, 5, 0, 0, 9),
                Totals("type", "contact", 20, 20, number, 0, 0, 9),
            ]
            pages = [
                page(0, "/", [stale] * (number == 1)),
                page(1, _LONG, [mail]),
                page(2, f"/{number}", [mail, stale]),
            ]
            keep(runs, pages, totals, day=day, is_sample=True, population=100, tool=f"0.{number}.0")
        for number in range(120):
            keep(
                runs,
                [page(nth, f"/{nth}", [stale] * number) for nth in range(120)][: 120 * (number > 117)],
                site=_OTHER,
            )
        runs.thin([4])
    return folder


@pytest.fixture(name="server", scope="module")
def _server(folder: Path) -> Iterator[EditorsServer]:
    with serving(folder, "--no-browser", "--store", "store.sqlite") as server:
        yield server


@pytest.fixture(name="driver", scope="module")
def _driver() -> Iterator[Chrome]:
    with window() as driver:
        yield driver


_VIEWS = [
    f"/history?site={SITE}",
    "/history",
    "/history/compare?earlier=1&later=2",
    "/history/compare?earlier=1&later=2&state=still",
    f"/history/trend?site={SITE}",
    f"/history/trend?site={SITE}&by=rule",
    f"/history/trend?site={SITE}&by=unit&name=Bygg+%26+milj%C3%B6",
]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("path", _VIEWS)
def test_view_has_no_fault_by_axe_and_shows_focus(
    driver: Chrome, server: EditorsServer, path: str, language: str
) -> None:
    driver.get(f"{server.origin}{path}{'&' if '?' in path else '?'}lang={language}")
    assert language == driver.find_element(By.TAG_NAME, "html").get_attribute("lang")
    assert [] == faults(driver)
    usual(driver)


def test_runs_are_compared_by_the_form(driver: Chrome, server: EditorsServer) -> None:
    driver.get(f"{server.origin}/history?site={SITE}&lang=sv")
    driver.find_element(By.CSS_SELECTOR, "form button").click()
    assert driver.current_url.endswith("/history/compare?earlier=2&later=3")
    text = driver.find_element(By.TAG_NAME, "main").text
    assert "körning 2 (2026-10-01) och körning 3 (2026-11-01)" in text
    assert ("Rättat: 1" in text, "Kan inte jämföras: 4" in text) == (True, True)


def test_what_is_listed_is_text_and_goes_on(server: EditorsServer) -> None:
    told = server.ask("/history/compare?earlier=1&later=2").text
    assert (True, False) == ("&lt;script&gt;alert(1)" in told, "<script>alert(1)" in told)
    more = server.ask("/history/compare?earlier=122&later=123&state=still")
    assert (200, True) == (more.status, "&amp;start=100" in more.text)
    older = server.ask(f"/history?site={_OTHER}").text
    assert f"/history?site={_OTHER}&amp;before=24" in older


def test_runs_that_cannot_be_compared_lead_back_to_history(server: EditorsServer) -> None:
    told = server.ask("/history/compare?earlier=1&later=5")
    assert (422, True) == (told.status, f'<a href="/history?site={_OTHER}">' in told.text)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/history?before=0", 200),
        ("/history?before=x", 404),
        ("/history?before=99999999999999999999", 404),
        ("/history?site=none", 200),
        ("/history/compare", 404),
        ("/history/compare?earlier=1&later=999", 404),
        ("/history/compare?earlier=1&later=-1", 404),
        ("/history/compare?earlier=%D9%A1&later=1", 404),
        ("/history/compare?earlier=4&later=5", 422),
        ("/history/compare?earlier=1&later=5", 422),
        ("/history/compare?earlier=1&later=1&state=x&start=999999999", 200),
        ("/history/trend", 404),
        ("/history/trend?site=none&by=x", 404),
        (f"/history/trend?site={SITE}&by=x", 404),
        (f"/history/trend?site={SITE}&by=rule&name=none", 404),
    ],
)
def test_whatever_is_asked_for_is_answered(server: EditorsServer, path: str, status: int) -> None:
    assert status == server.ask(path).status
