"""The page for editors in a real browser: what axe says of every view, the keyboard, and what stays when news come."""

from __future__ import annotations

import threading
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.editors_server import EditorsServer, serving
from tests.looks import faults, usual
from tests.servers import Handler, Server, running
from tests.windows import window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

_PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Lerboda badplats</title>
<link rel="canonical" href="https://www.lerboda.example/badplats"></head><body>
<main><h1>Lerboda badplats</h1>
<p>Sidan uppdaterad:</p>
<details><summary>Kontakt</summary><p>E-post: bad (at) lerboda.se</p></details>
<p><a href="mailto:bad(at)lerboda.se">bad(at)lerboda.se</a>, telefon 0999-12 34 56</p>
<p><a href="/taxa.pdf">Läs mer</a> <a href="/regler.pdf">Läs mer</a></p>
<p><a href="https://maps.google.com/maps?q=59.33,18.06">Visa på karta</a></p>
<p><a href="{link}">Vattenprover</a></p>
<p>Publicerad: 2014-02-03</p></main></body></html>"""
_NUMBERS = count()
_LANGUAGES = ("sv", "en")


class _Site(Handler):
    """A page that is gone, and says so only when it is let."""

    answer = threading.Event()

    def do_GET(self) -> None:
        """Answer one request."""
        self.answer.wait(60)
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self) -> None:
        """Answer the same: it has no body."""
        self.do_GET()


@pytest.fixture(name="link", scope="module")
def _link() -> Iterator[str]:
    with running(Server(("127.0.0.1", 0), _Site)) as origin:
        yield f"{origin}/prover"
        _Site.answer.set()


@pytest.fixture(name="server", scope="module")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditorsServer]:
    folder = tmp_path_factory.mktemp("editors")
    (folder / "kommunlint.toml").write_text("[links]\ntimeout = 60.0\ntries = 1\n", "utf-8")
    with serving(folder, "--no-browser", "--allow-host", "127.0.0.1") as server:
        yield server


@pytest.fixture(name="driver", scope="module")
def _driver() -> Iterator[Chrome]:
    with window() as driver:
        yield driver


@pytest.fixture(name="page")
def _page(link: str) -> str:
    _Site.answer.clear()
    return _PAGE.replace("{link}", f"{link}/{next(_NUMBERS)}")  # what an address said is known for a while


def _check(driver: Chrome, server: EditorsServer, page: str, language: str = "sv") -> None:
    """Check a page by the form, and wait for its result."""
    driver.get(f"{server.origin}/?lang={language}")
    field = driver.find_element(By.ID, "html")
    driver.execute_script("arguments[0].value = arguments[1]", field, page)
    driver.find_element(By.CSS_SELECTOR, "#html ~ button").click()
    _until(driver, lambda: driver.find_elements(By.ID, "told"))
    _until(driver, lambda: driver.execute_script(_IS_SHOWN))


_IS_SHOWN = (
    "const inside = document.getElementById('preview').contentDocument;"
    "return inside?.readyState === 'complete' && inside.URL.includes('/preview/');"
)


def _check_whole(driver: Chrome, server: EditorsServer, page: str, language: str = "sv") -> None:
    """Check a page whose links answer, and wait until no more news can come."""
    _Site.answer.set()
    _check(driver, server, page, language)
    _until(driver, lambda: not driver.find_elements(By.ID, "wait"))


def _until(driver: Chrome, holds: Callable[[], Any]) -> Any:  # noqa: ANN401  whatever holds
    away = (StaleElementReferenceException,)  # the page is being replaced
    return WebDriverWait(driver, 90, ignored_exceptions=away).until(lambda _: holds())


def _press(driver: Chrome, *keys: str) -> None:
    for key in keys:
        ActionChains(driver).send_keys(key).perform()


def _active(driver: Chrome) -> WebElement:
    return driver.switch_to.active_element


def _mark_with_focus(driver: Chrome) -> str | None:
    told: str | None = driver.execute_script(
        "return document.getElementById('preview').contentDocument.activeElement?.dataset.kommunlint ?? null"
    )
    return told


def _finding(driver: Chrome, rule: str) -> WebElement:
    return driver.find_element(By.CSS_SELECTOR, f".finding[data-rule={rule}]")


def _news(driver: Chrome) -> None:
    """Let the link answer, and wait until that is told."""
    _Site.answer.set()
    _until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "[data-rule=link-broken]"))


def _start(driver: Chrome, server: EditorsServer, language: str, _: str) -> None:
    driver.get(f"{server.origin}/?lang={language}")


def _error(driver: Chrome, server: EditorsServer, language: str, _: str) -> None:
    driver.get(f"{server.origin}/?lang={language}")
    driver.find_element(By.ID, "address").send_keys("http://10.0.0.1/", Keys.ENTER)
    _until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "[role=alert]"))


def _missing(driver: Chrome, server: EditorsServer, language: str, _: str) -> None:
    driver.get(f"{server.origin}/nothing?lang={language}")


def _running(driver: Chrome, server: EditorsServer, language: str, page: str) -> None:
    _check(driver, server, page, language)
    _open_all(driver)


def _ended(driver: Chrome, server: EditorsServer, language: str, page: str) -> None:
    _running(driver, server, language, page)
    _news(driver)
    driver.find_element(By.ID, "next").click()
    _open_all(driver)


def _decided(driver: Chrome, server: EditorsServer, language: str, page: str) -> None:
    _check_whole(driver, server, page, language)
    if _finding(driver, "updated-date-empty").find_elements(By.CSS_SELECTOR, ".settled"):
        return
    _decide(driver, "2126-01-01")
    _until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, ".settled"))


def _undecided(driver: Chrome, server: EditorsServer, language: str, page: str) -> None:
    _check(driver, server, page.replace("uppdaterad:", "granskad:"), language)
    _decide(driver, "2001-01-01")
    _until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "[role=alert]"))


def _decide(driver: Chrome, day: str) -> None:
    form = driver.find_element(By.CSS_SELECTOR, "[data-rule=updated-date-empty] .decide")
    form.find_element(By.CSS_SELECTOR, "summary").click()
    form.find_element(By.CSS_SELECTOR, "[value=no_fault]").click()
    form.find_element(By.NAME, "reason").send_keys("Mallen visar datumet.")
    form.find_element(By.NAME, "by").clear()
    form.find_element(By.NAME, "by").send_keys("Disa Ekdal")
    field = form.find_element(By.NAME, "expires")
    driver.execute_script("arguments[0].removeAttribute('min'); arguments[0].value = arguments[1]", field, day)
    form.find_element(By.TAG_NAME, "button").click()


def _decisions(driver: Chrome, server: EditorsServer, language: str, _: str) -> None:
    driver.get(f"{server.origin}/decisions?lang={language}")


def _handover(driver: Chrome, server: EditorsServer, language: str, _: str) -> None:
    driver.get(f"{server.origin}/handover?lang={language}")


def _clean(driver: Chrome, server: EditorsServer, language: str, _: str) -> None:
    _check_whole(driver, server, "<p>Badplatsen är öppen.</p>", language)


def _open_all(driver: Chrome) -> None:
    driver.execute_script("for (const one of document.querySelectorAll('details')) one.open = true;")


@pytest.fixture(autouse=True)
def _usual_window(driver: Chrome) -> Iterator[None]:
    yield
    usual(driver)


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize(
    "view",
    [_start, _error, _missing, _running, _ended, _decided, _undecided, _decisions, _handover, _clean],
    ids=lambda view: view.__name__.strip("_"),
)
def test_view_has_no_fault_by_axe_and_shows_focus(
    driver: Chrome, server: EditorsServer, page: str, view: Callable[..., None], language: str
) -> None:
    view(driver, server, language, page)
    assert language == driver.find_element(By.TAG_NAME, "html").get_attribute("lang")
    assert [] == faults(driver)


def test_keys_alone_lead_from_the_form_to_a_mark_and_back(driver: Chrome, server: EditorsServer, page: str) -> None:
    driver.get(f"{server.origin}/?lang=sv")
    _press(driver, Keys.TAB, Keys.ENTER)
    assert "content" == _active(driver).get_attribute("id")
    while _active(driver).get_attribute("id") != "html":
        _press(driver, Keys.TAB)
    driver.execute_script("document.activeElement.value = arguments[0]", page)
    _press(driver, Keys.TAB, Keys.ENTER)
    _until(driver, lambda: driver.find_elements(By.ID, "told") and driver.execute_script(_IS_SHOWN))
    link = driver.find_element(By.CSS_SELECTOR, ".finding [data-mark]")
    while _active(driver) != link:
        _press(driver, Keys.TAB)
    _press(driver, Keys.ENTER)
    _until(driver, lambda: link.get_attribute("data-mark") == _mark_with_focus(driver))
    _press(driver, Keys.ENTER)
    remark = driver.find_element(By.CSS_SELECTOR, ".finding").get_attribute("id")
    _until(driver, lambda: remark == _active(driver).get_attribute("id"))


def test_remark_and_its_mark_lead_to_each_other_by_mouse(driver: Chrome, server: EditorsServer, page: str) -> None:
    _check(driver, server, page)
    remark = _finding(driver, "email-obfuscated")  # it stands in what is folded on the page
    link = remark.find_element(By.CSS_SELECTOR, "[data-mark]")
    number = link.get_attribute("data-mark")
    link.click()
    assert number == _mark_with_focus(driver)
    name = remark.get_attribute("id")
    driver.switch_to.frame("preview")
    driver.find_element(By.ID, f"kommunlint-{number}").click()
    driver.switch_to.default_content()
    assert name == _active(driver).get_attribute("id")


def test_mark_of_several_remarks_leads_back_to_the_one_that_led_there(
    driver: Chrome, server: EditorsServer, page: str
) -> None:
    _check(driver, server, page)
    for rule in ("link-document-unannounced", "link-text-generic"):
        remark = _finding(driver, rule)
        remark.find_element(By.CSS_SELECTOR, "[data-mark]").send_keys(Keys.ENTER)
        _press(driver, Keys.ENTER)
        _until(driver, lambda remark=remark: remark == _active(driver))


def test_next_and_previous_keep_focus_and_tell_where_they_are(driver: Chrome, server: EditorsServer, page: str) -> None:
    _check(driver, server, page)
    all_of_them = [one.get_attribute("id") for one in driver.find_elements(By.CSS_SELECTOR, ".finding")]
    driver.find_element(By.ID, "next").send_keys(Keys.ENTER)
    _press(driver, Keys.ENTER)
    assert "next" == _active(driver).get_attribute("id")
    told = driver.find_element(By.ID, "step")
    assert told.text.startswith(f"2 av {len(all_of_them)}: ")
    driver.find_element(By.ID, "previous").send_keys(Keys.ENTER)
    _press(driver, Keys.ENTER)
    assert told.text.startswith(f"{len(all_of_them)} av {len(all_of_them)}: ")
    told.find_element(By.TAG_NAME, "a").send_keys(Keys.ENTER)
    assert all_of_them[-1] == _active(driver).get_attribute("id")


def test_what_is_open_filled_in_and_focused_stays_when_news_come(
    driver: Chrome, server: EditorsServer, page: str
) -> None:
    _check(driver, server, page)
    driver.execute_script(
        "window.said = []; new MutationObserver(() => said.push(document.getElementById('summary').innerText))"
        ".observe(document.getElementById('summary'), {childList: true, characterData: true, subtree: true});"
    )
    remark = _finding(driver, "link-text-generic")
    why, decide = remark.find_elements(By.CSS_SELECTOR, "summary")
    why.click()
    decide.click()
    reason = remark.find_element(By.NAME, "reason")
    reason.send_keys("Halvt ifyllt")
    names = {one: one.get_attribute("id") for one in (remark, reason)}
    top = reason.rect["y"] - driver.execute_script("return scrollY")
    before = driver.title
    _news(driver)
    remark, reason = (driver.find_element(By.ID, name) for name in names.values())
    assert ["true", "true"] == [one.get_attribute("open") for one in remark.find_elements(By.TAG_NAME, "details")]
    assert ("Halvt ifyllt", reason) == (reason.get_attribute("value"), _active(driver))
    assert abs(top - (reason.rect["y"] - driver.execute_script("return scrollY"))) <= 2
    assert before != driver.title
    assert driver.title.startswith(f"({driver.find_element(By.ID, 'told').get_attribute('data-open')}) ")
    assert 1 == len(driver.execute_script("return said"))


def test_focus_on_a_mark_stays_when_news_come(driver: Chrome, server: EditorsServer, page: str) -> None:
    _check(driver, server, page)
    remark = _finding(driver, "updated-date-stale").get_attribute("id")
    link = driver.find_element(By.CSS_SELECTOR, f"#{remark} [data-mark]")
    before = link.get_attribute("data-mark")
    link.send_keys(Keys.ENTER)
    _news(driver)
    after = driver.find_element(By.CSS_SELECTOR, f"#{remark} [data-mark]").get_attribute("data-mark")
    assert before != after
    _until(driver, lambda: after == _mark_with_focus(driver))  # the frame is loaded again


def test_step_shows_the_whole_remark_and_its_mark(driver: Chrome, server: EditorsServer, page: str) -> None:
    _check(driver, server, page)
    for _ in range(4):
        driver.find_element(By.ID, "next").click()
        seen = driver.execute_script(
            "const at = (one) => one.getBoundingClientRect().top;"
            "const remark = document.querySelector('.finding[data-current]');"
            "return at(remark) >= document.getElementById('steps').getBoundingClientRect().bottom && at(remark) < innerHeight;"
        )
        assert seen


def test_decision_that_is_taken_back_leads_to_its_remark(driver: Chrome, server: EditorsServer, page: str) -> None:
    _decided(driver, server, "sv", page.replace("badplats", "simhall"))
    settled = _finding(driver, "updated-date-empty")
    name = settled.get_attribute("id")
    assert name == _active(driver).get_attribute("id")
    settled.find_element(By.CSS_SELECTOR, ".quiet").send_keys(Keys.ENTER)
    _until(driver, lambda: not driver.find_elements(By.CSS_SELECTOR, ".settled"))
    _until(driver, lambda: name == _active(driver).get_attribute("id"))


def test_decision_in_the_past_keeps_what_was_filled_in(driver: Chrome, server: EditorsServer, page: str) -> None:
    _undecided(driver, server, "sv", page)
    form = driver.find_element(By.CSS_SELECTOR, ".decide[open]")
    kept = [form.find_element(By.NAME, name).get_attribute("value") for name in ("reason", "by", "expires")]
    assert ["Mallen visar datumet.", "Disa Ekdal", "2001-01-01"] == kept
    _news(driver)
    assert driver.title.startswith("Fel: ")


def test_result_is_told_in_the_other_language(driver: Chrome, server: EditorsServer, page: str) -> None:
    _check(driver, server, page)
    before = driver.current_url
    driver.find_element(By.CSS_SELECTOR, ".languages [lang=en]").click()
    _until(driver, lambda: driver.current_url != before)
    assert "You can fix this" in driver.find_element(By.ID, "told").text


def test_server_that_is_gone_is_told(driver: Chrome, tmp_path: Path, page: str) -> None:
    with serving(tmp_path, "--no-browser", "--allow-host", "127.0.0.1") as short:
        _check(driver, short, page)
        short.process.kill()
        summary = driver.find_element(By.ID, "summary")
        _until(driver, lambda: "Anslutningen till servern bröts" in summary.text)
        _Site.answer.set()
