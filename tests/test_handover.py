"""A page comes from an editor's own preview, under a strict policy, behind a login, or built by its script."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from linter.stages.browser.axe.axe_script import FOLDER
from linter.web.handover import bookmarklet
from tests.editors_server import EditorsServer, serving
from tests.servers import Handler, Server, running
from tests.windows import window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

_BODY = """<h1>Lerboda badplats</h1>
<p>Du är välkommen att kontakta vår samordnare.</p>
<p>Senast uppdaterad:</p>
<input name="lösen" value="HEMLIGT"><textarea hidden>HEMLIGT</textarea><meta name="csrf-token" content="HEMLIGT">"""
_PAGE = '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Utkast</title>{head}</head><body><main>{body}</main></body></html>'
_BUILT = """<h1>Badplatser</h1><p>Vattnet provas varje vecka hela sommaren, och proverna visas här så snart de är klara.</p><p id="here"></p><script>
const box = document.getElementById("here").attachShadow({mode: "open"});
box.innerHTML = "<h2>Kontakt</h2><slot></slot>";
const told = document.createElement("p"); told.textContent = "Senast uppdaterad: 2014-02-03";
document.querySelector("main").append(told);
</script>"""


class _Previews(Handler):
    """Three previews that no other program may see, and one that is kept apart from other windows."""

    def do_GET(self) -> None:
        """Answer one request."""
        name = self.path.partition("?")[0].strip("/")
        headers = {"Content-Type": "text/html; charset=utf-8"}
        body = _PAGE.format(head="", body=_BODY)
        if name == "strict":
            headers["Content-Security-Policy"] = (
                "default-src 'none'; script-src 'nonce-a1'; style-src 'nonce-a1'; connect-src 'none'"
            )
        elif name == "login" and "session=known" not in self.headers.get("Cookie", ""):
            body = _PAGE.format(head="", body="<h1>Logga in</h1>")
        elif name == "built":
            body = _PAGE.format(head="", body=_BUILT)
        elif name == "apart":
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
        elif name == "enter":
            headers["Set-Cookie"] = "session=known"
        elif name.startswith("template"):
            server = self.path.partition("?")[2]
            body = _PAGE.format(head=f'<script src="{server}/handover.js" async></script>', body=_BODY)
        data = body.encode()
        self.send_response(200)
        for header, value in headers.items():
            self.send_header(header, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


_AXE = """
const done = arguments[arguments.length - 1];
axe.run({include: [["[data-kommunlint-own]"]]}).then(
  (found) => done([...found.violations, ...found.incomplete].flatMap((rule) => rule.nodes.map((node) => `${rule.id} ${node.target}`))),
  (error) => done([String(error)]));
"""


@pytest.fixture(name="previews", scope="module")
def _previews() -> Iterator[str]:
    with running(Server(("127.0.0.1", 0), _Previews)) as origin:
        yield origin


@pytest.fixture(name="server", scope="module")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditorsServer]:
    with serving(tmp_path_factory.mktemp("editors"), "--no-browser") as server:
        yield server


@pytest.fixture(name="driver", scope="module")
def _driver() -> Iterator[Chrome]:
    with window() as driver:
        yield driver


@pytest.fixture(autouse=True)
def _one_window(driver: Chrome) -> Iterator[None]:
    yield
    first, *others = driver.window_handles
    for other in others:
        driver.switch_to.window(other)
        driver.close()
    driver.switch_to.window(first)


def _hand_over(driver: Chrome, server: EditorsServer) -> None:
    """Click the bookmark on the page that is open, and go to the window that opens."""
    driver.execute_script(unquote(bookmarklet(server.origin, "sv").removeprefix("javascript:")))
    WebDriverWait(driver, 10).until(lambda d: len(d.window_handles) == 2)
    driver.switch_to.window(driver.window_handles[1])
    WebDriverWait(driver, 15).until(lambda d: d.find_elements(By.ID, "told") and d.find_elements(By.ID, "preview"))


def _rules(driver: Chrome) -> set[str]:
    return {one.get_attribute("data-rule") for one in driver.find_elements(By.CSS_SELECTOR, ".finding")}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("strict", {"updated-date-empty", "contact-missing"}),
        ("login", {"updated-date-empty", "contact-missing"}),
        ("built", {"date-needs-javascript"}),
    ],
)
def test_preview_hands_its_page_over(
    driver: Chrome, server: EditorsServer, previews: str, name: str, expected: set[str]
) -> None:
    driver.get(f"{previews}/enter")
    driver.get(f"{previews}/{name}")
    _hand_over(driver, server)
    assert expected <= _rules(driver)
    assert "HEMLIGT" not in driver.page_source
    driver.switch_to.frame("preview")
    assert "HEMLIGT" not in driver.page_source
    driver.switch_to.default_content()


def test_rules_about_scripting_are_told_only_where_the_source_is_known(
    driver: Chrome, server: EditorsServer, previews: str
) -> None:
    driver.get(f"{previews}/strict")  # its policy lets nothing be fetched, not even itself
    _hand_over(driver, server)
    assert (
        "Datum som kräver JavaScript" in driver.find_element(By.CSS_SELECTOR, "[aria-labelledby=unseen-heading]").text
    )


def test_open_shadow_roots_are_laid_out(driver: Chrome, server: EditorsServer, previews: str) -> None:
    driver.get(f"{previews}/built")
    _hand_over(driver, server)
    assert "Kontakt" in driver.find_element(By.CSS_SELECTOR, ".says").text


def test_page_that_is_kept_apart_can_be_saved(driver: Chrome, server: EditorsServer, previews: str) -> None:
    driver.get(f"{previews}/apart")
    driver.execute_script(unquote(bookmarklet(server.origin, "sv").removeprefix("javascript:")))
    box = WebDriverWait(driver, 15).until(lambda d: d.find_element(By.CSS_SELECTOR, "[data-kommunlint-own=offer]"))
    told = box.shadow_root.find_element(By.CSS_SELECTOR, "[role=dialog]").text
    assert "Cross-Origin-Opener-Policy" in told
    assert {"Kopiera", "Spara", "Stäng"} <= {
        one.text for one in box.shadow_root.find_elements(By.CSS_SELECTOR, "button")
    }


def test_escape_closes_what_offers_the_page_and_gives_focus_back(
    driver: Chrome, server: EditorsServer, previews: str
) -> None:
    driver.get(f"{previews}/apart")
    driver.execute_script(
        "document.querySelector('input').focus(); addEventListener('keydown', () => { document.title = 'told'; });"
    )
    driver.execute_script(unquote(bookmarklet(server.origin, "sv").removeprefix("javascript:")))
    WebDriverWait(driver, 15).until(lambda d: d.find_element(By.CSS_SELECTOR, "[data-kommunlint-own=offer]"))
    ActionChains(driver).send_keys(Keys.ESCAPE).perform()
    assert [] == driver.find_elements(By.CSS_SELECTOR, "[data-kommunlint-own]")
    assert ("input", "Utkast") == (driver.switch_to.active_element.tag_name, driver.title)


def test_preview_hears_of_its_own_page_only(driver: Chrome, server: EditorsServer, previews: str) -> None:
    driver.get(f"{previews}/plain")
    first = driver.current_window_handle
    driver.execute_script(
        "window.heard = []; addEventListener('message', (event) => event.data.findings && heard.push(event.data.findings));"
    )
    _hand_over(driver, server)
    second = driver.current_window_handle
    driver.switch_to.window(first)
    WebDriverWait(driver, 10).until(lambda d: d.execute_script("return heard.length"))
    driver.switch_to.window(second)
    driver.get(f"{server.origin}/")
    driver.find_element(By.ID, "html").send_keys("<p>HEMLIGT</p><p>Telefon 0999-12 34 56</p>")
    driver.find_element(By.CSS_SELECTOR, "#html ~ button").click()
    WebDriverWait(driver, 10).until(lambda d: d.find_elements(By.CSS_SELECTOR, "[data-rule=contact-phone-invalid]"))
    driver.switch_to.window(first)
    assert "0999" not in driver.execute_script("return JSON.stringify(heard)")


def test_copied_page_is_judged_as_a_tree_at_its_address(server: EditorsServer) -> None:
    answer = server.post(
        html=f"<!-- kommunlint:tree https://www.lerboda.se/bad -->\n{_PAGE.format(head='', body=_BODY)}"
    )
    assert "https://www.lerboda.se/bad" in answer.text
    assert "bara av sidan så som servern skickar den" in answer.text


def test_window_takes_no_page_from_another_origin(driver: Chrome, server: EditorsServer, previews: str) -> None:
    driver.get(f"{previews}/apart?x")
    driver.get(f"{previews}/plain")
    driver.execute_script(
        "window.other = open(arguments[0] + '/handover#' + new URLSearchParams({origin: 'https://www.lerboda.se', key: 'k'}));",
        server.origin,
    )
    WebDriverWait(driver, 10).until(lambda d: len(d.window_handles) == 2)
    page = {"kommunlint": "page", "key": "k", "html": "<p>x", "served": "", "url": "", "title": ""}
    driver.execute_async_script(
        "const done = arguments[1]; const send = () => other.postMessage(arguments[0], '*');"
        "for (let i = 1; i < 10; i++) setTimeout(send, i * 100); setTimeout(done, 1200);",
        page,
    )
    driver.switch_to.window(driver.window_handles[1])
    assert f"{server.origin}/handover" == driver.current_url.partition("#")[0]


def test_template_shows_what_was_found_in_the_page_itself(driver: Chrome, server: EditorsServer, previews: str) -> None:
    driver.get(f"{previews}/template?{server.origin}")
    host = WebDriverWait(driver, 10).until(lambda d: d.find_element(By.CSS_SELECTOR, "[data-kommunlint-own=overlay]"))
    first = driver.current_window_handle
    host.shadow_root.find_elements(By.CSS_SELECTOR, "button")[0].click()
    WebDriverWait(driver, 10).until(lambda d: len(d.window_handles) == 2)
    driver.switch_to.window(first)
    toggle = host.shadow_root.find_elements(By.CSS_SELECTOR, "button")[1]
    WebDriverWait(driver, 15).until(lambda _: toggle.get_attribute("aria-expanded") == "true")
    assert "Anmärkningar" == toggle.text
    titles = [one.text for one in host.shadow_root.find_elements(By.CSS_SELECTOR, "h3")]
    assert "Inbjudan utan kontaktväg" in titles or len(titles) >= 2
    toggle.click()
    assert ("false", "Anmärkningar") == (toggle.get_attribute("aria-expanded"), toggle.text)
    toggle.send_keys(Keys.ENTER)
    shown = host.shadow_root.find_element(By.CSS_SELECTOR, "li button")
    shown.send_keys(Keys.ESCAPE)
    assert ("false", True) == (
        toggle.get_attribute("aria-expanded"),
        driver.execute_script("return arguments[0].shadowRoot.activeElement === arguments[1]", host, toggle),
    )
    _has_no_fault(driver)


def _has_no_fault(driver: Chrome) -> None:
    """Ask axe about what the script put into the page."""
    driver.execute_script((FOLDER / "axe.min.js").read_text("utf-8"))
    for width in (1280, 320):
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        for scheme in ("light", "dark"):
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
            assert (width, scheme, []) == (width, scheme, driver.execute_async_script(_AXE))


def test_bookmark_tells_how_to_use_it_where_it_is_clicked(driver: Chrome, server: EditorsServer) -> None:
    driver.get(f"{server.origin}/?lang=sv")
    driver.find_element(By.ID, "bookmark").click()
    assert "Dra det först till dina bokmärken" in driver.find_element(By.CSS_SELECTOR, "#bookmark + [role=status]").text
