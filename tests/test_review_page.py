"""The view of a review: its questions are answered by keys alone, axe finds nothing, and what is answered is in the store."""

from __future__ import annotations

import base64
import re
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import WebDriverWait

from linter.audit.questions import Questioner
from linter.model.audit import KnownPage
from linter.run import answers_file
from linter.store.answers import Answers
from linter.store.database import open_store
from tests.editors_server import EditorsServer, serving
from tests.looks import faults, usual
from tests.support import PAGE, examine, kommunlint
from tests.windows import window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_HTML = PAGE.replace("<main>", '<img src="/a.jpg" alt="Badhus &quot;><script>alert(1)</script>"><video></video><main>')


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    url = "https://www.lerboda.se/bad"
    page = examine(_HTML, elements=25, url=url, name=url)
    asked = Questioner().questions([page])
    pictures = {"1.1.1": "bild.png", "1.2.2": "../hemlig.png", "1.2.3": "bild.txt"}
    shown = [replace(one, picture=pictures.get(one.criterion)) for one in asked]
    local = replace(page, source="lokal/nyhet.html", path="lokal/nyhet.html")
    news = [one for one in Questioner().questions([local]) if one.criterion == "1.3.1"]
    pages = (KnownPage(url, url, ("service",)), KnownPage(local.source, "https://www.lerboda.se/nyheter/1", ("news",)))
    told = answers_file.Told((*shown, *news), pages=pages, site="www.lerboda.se")
    (folder / "answers.yaml").write_text(answers_file.write(told), "utf-8")
    for name in ("bild.png", "bild.txt", "../hemlig.png"):
        (folder / name).write_bytes(_PNG)
    return folder


@pytest.fixture(name="server", scope="module")
def _server(folder: Path) -> Iterator[EditorsServer]:
    with serving(folder, "--no-browser", "--review", str(folder)) as server:
        yield server


@pytest.fixture(name="driver", scope="module")
def _driver() -> Iterator[Chrome]:
    with window() as driver:
        yield driver


def _stored(folder: Path) -> Answers:
    return Answers(open_store(str(folder / ".kommunlint/store.sqlite")), "www.lerboda.se")


def _ids(server: EditorsServer, criterion: str) -> list[str]:
    return re.findall(r'id="q-([0-9a-f]{32})"', server.ask(f"/review?criterion={criterion}").text)


def _wait(driver: Chrome, selector: str) -> WebElement:
    """Return an element of the page that is coming."""
    here = expected_conditions.presence_of_element_located((By.CSS_SELECTOR, selector))
    return WebDriverWait(driver, 30).until(here)


def _all(driver: Chrome, server: EditorsServer, language: str) -> None:
    driver.get(f"{server.origin}/review?lang={language}")


def _one(driver: Chrome, server: EditorsServer, language: str) -> None:
    driver.get(f"{server.origin}/review?criterion=1.1.1&lang={language}")


def _answered(driver: Chrome, server: EditorsServer, language: str) -> None:
    (name,) = _ids(server, "1.4.12")
    server.post(f"/review/{name}", outcome="failed", why="Text klipps.", by="Siv Ek")
    driver.get(f"{server.origin}/review?criterion=1.4.12&lang={language}")
    driver.execute_script("document.querySelector('details').open = true")


def _incomplete(driver: Chrome, server: EditorsServer, language: str) -> None:
    driver.get(f"{server.origin}/review?criterion=1.4.10&lang={language}")
    driver.execute_script("for (const one of document.querySelectorAll('form')) one.noValidate = true;")
    driver.find_element(By.CSS_SELECTOR, ".decide button").click()
    _wait(driver, "[role=alert]")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("view", [_all, _one, _answered, _incomplete], ids=lambda view: view.__name__.strip("_"))
def test_view_has_no_fault_by_axe_and_shows_focus(
    driver: Chrome, server: EditorsServer, view: Callable[..., None], language: str
) -> None:
    view(driver, server, language)
    assert language == driver.find_element(By.TAG_NAME, "html").get_attribute("lang")
    assert [] == faults(driver)
    usual(driver)


def test_question_is_answered_by_keys_alone(driver: Chrome, server: EditorsServer, folder: Path) -> None:
    driver.get(f"{server.origin}/review?criterion=2.4.2&lang=sv")
    driver.delete_cookie("by")

    def press(*keys: str) -> None:
        for key in keys:
            ActionChains(driver).send_keys(key).perform()

    while driver.switch_to.active_element.get_attribute("value") != "passed":
        press(Keys.TAB)
    press(Keys.SPACE, Keys.TAB, "Titeln säger det.", Keys.TAB)
    driver.switch_to.active_element.clear()
    press("Siv Ek", Keys.TAB, Keys.ENTER)
    told = _wait(driver, ".settled").text
    assert told.startswith("Godkänd: Titeln säger det. (Siv Ek, 20")
    (name,) = _ids(server, "2.4.2")
    with closing(open_store(str(folder / ".kommunlint/store.sqlite"))) as store:
        said = Answers(store, "www.lerboda.se").standing()[name]
    assert ("passed", "Siv Ek", "Titeln säger det.") == (said.outcome, said.by, said.why)


def test_criteria_have_their_names_and_pages_their_addresses(server: EditorsServer) -> None:
    told = server.ask("/review?criterion=1.3.1&lang=sv").text
    assert (
        '<a href="/review?criterion=1.3.1#criterion" aria-current="true">WCAG 1.3.1 Information och relationer</a>'
        in told
    )
    assert '<h2 id="criterion" tabindex="-1">WCAG 1.3.1 Information och relationer</h2>' in told
    assert ('<a href="https://www.lerboda.se/nyheter/1"' in told, "lokal/nyhet.html" in told) == (True, False)


def _together(server: EditorsServer, criterion: str, **fields: str) -> str:
    said = {"outcome": "passed", "why": "Provat på alla.", "by": "Siv Ek", "type": "", "pages": ""}
    return server.post("/review/together", criterion=criterion, **{**said, **fields}).text


def test_a_criterion_is_answered_for_many_pages_at_once(server: EditorsServer, folder: Path) -> None:
    asked = [one for one in answers_file.read(folder / "answers.yaml").asked if one.criterion == "1.3.1"]
    news = [one.id for one in asked if "lokal/nyhet.html" in one.pages]
    with closing(open_store(str(folder / ".kommunlint/store.sqlite"))) as store:
        stored = Answers(store, "www.lerboda.se")
        assert 'role="status">Ingen obesvarad fråga' in _together(server, "1.3.1", pages="/saknas/**")
        assert (0, True) == (len({*stored.standing()} & {*news}), 0 < len(news) < len(asked))
        told = _together(server, "1.3.1", type="news", pages="/nyheter/**")
        assert re.search(rf'role="status">{len(news)} fråg', told)
        assert {"Provat på alla."} == {stored.standing()[one].why for one in news}
        assert {*news} == {*stored.standing()} & {one.id for one in asked}
        _together(server, "1.3.1", outcome="failed")
        answers = {one.id: stored.standing()[one.id].outcome for one in asked}
        assert {one.id: "passed" if one.id in news else "failed" for one in asked} == answers


@pytest.mark.parametrize(
    "fields", [{"outcome": "ok"}, {"why": " "}, {"by": ""}, {"type": "sida"}, {"pages": "a" * 1001}], ids=str
)
def test_an_answer_about_many_pages_that_is_not_whole_is_refused(server: EditorsServer, fields: dict[str, str]) -> None:
    said = {"outcome": "passed", "why": "Provat.", "by": "Siv Ek", "criterion": "2.1.1"}
    told = server.post("/review/together", **{**said, **fields})
    assert (422, True) == (told.status, 'href="#q-together"' in told.text)


def test_what_a_page_says_is_shown_as_text(server: EditorsServer) -> None:
    told = server.ask("/review?criterion=1.1.1").text
    assert (True, False) == ("&lt;script&gt;alert(1)" in told, "<script>alert(1)" in told)


@pytest.mark.parametrize(("criterion", "status"), [("1.1.1", 200), ("1.2.2", 404), ("1.2.3", 404), ("1.4.10", 404)])
def test_only_pictures_of_the_folder_are_shown(server: EditorsServer, criterion: str, status: int) -> None:
    (name,) = _ids(server, criterion)
    assert status == server.ask(f"/review/{name}/picture").status


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"outcome": "passed", "why": "Provat.", "by": "Siv Ek"}, 200),
        ({"outcome": "ok", "why": "Provat.", "by": "Siv Ek"}, 422),
        ({"outcome": "passed", "why": "  ", "by": "Siv Ek"}, 422),
        ({"outcome": "passed", "why": "Provat."}, 422),
        ({}, 422),
    ],
)
def test_answer_without_who_and_why_is_refused(server: EditorsServer, fields: dict[str, str], status: int) -> None:
    (name,) = _ids(server, "3.1.1")
    assert status == server.post(f"/review/{name}", start="9" * 40, **fields).status


def test_what_is_not_there_is_told(server: EditorsServer, tmp_path: Path) -> None:
    assert 404 == server.post(f"/review/{'f' * 32}", outcome="passed", why="a", by="b").status
    assert (
        403
        == server.post(f"/review/{'f' * 32}", {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}).status
    )
    assert 200 == server.ask("/review?criterion=9.9.9&start=-5").status
    ran = kommunlint("serve", "--port", "0", "--review", str(tmp_path))
    assert (2, True) == (ran.code, "answers.yaml: " in ran.complaint)


def test_server_without_a_review_says_how_to_open_one(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-browser") as server:
        told = server.ask("/review?lang=sv")
        assert (200, True) == (told.status, "kommunlint serve --review MAPP" in told.text)
        assert [404, 404] == [
            server.ask(f"/review/{'f' * 32}/picture").status,
            server.post(f"/review/{'f' * 32}").status,
        ]
        assert 'href="/review"' not in server.ask("/").text
