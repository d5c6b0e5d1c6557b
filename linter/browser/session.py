"""One browser, reused from page to page: opens a page without scripting and with it, and returns what was seen."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from selenium.common.exceptions import (
    InvalidSessionIdException,
    JavascriptException,
    NoSuchWindowException,
    TimeoutException,
    WebDriverException,
)
from selenium.webdriver.common.by import By
from urllib3.exceptions import HTTPError, ReadTimeoutError

from linter.addresses import host
from linter.browser import axe_run, chromium, credentials, login
from linter.browser.guard import Guard, Policy
from linter.browser.memory import MemoryWatch
from linter.browser.server import PageServer
from linter.browser.traffic import MOST, Traffic, address
from linter.errors import BrowserError, BrowserLost
from linter.evidence import Evidence, Frame, Request, View
from linter.model import Limit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.addresses import Host
    from linter.browser.axe_run import AxeChoice
    from linter.browser.axe_script import AxeScript
    from linter.browser.login import Recipe
    from linter.browser_settings import BrowserSettings, Viewport
    from linter.evidence import AxeRun
    from linter.source import Document
    from linter.targets import Target

_QUIET, _PATIENCE = 0.1, 5.0
"""Seconds without a change that make a page ready, and how long they are waited for after the load event."""
_LOADS = 5
"""How many documents a page may load one after the other, by script or refresh, before it is given up."""
_LOST = (
    "tab crashed",
    "disconnected",
    "not reachable",
    "session deleted",
    "invalid session id",
    "window already closed",
    "web view not found",
    "failed to check if window was closed",
)
_LARGEST = 50_000_000
_FAILED = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """What every page of a run is opened with; travels to the processes that own a browser."""

    settings: BrowserSettings
    script: AxeScript
    choice: AxeChoice | None
    folder: Path
    seconds: float
    memory: int
    recipe: Recipe | None = None


class Session:
    """A browser with two windows: one whose scripts are off, one where axe-core runs before the page's own scripts."""

    def __init__(self, plan: Plan, name: str) -> None:
        self.plan = plan
        self._profile = plan.folder / name
        self._guard = Guard()
        self._server = PageServer()
        self._watch = MemoryWatch(plan.memory)
        self._driver: chromium.Chrome | None = None
        self._plain = self._scripted = ""
        self._deadline = 0.0

    def close(self) -> None:
        """End the browser and everything that belongs to it."""
        self._discard()
        self._watch.close()
        self._server.close()
        self._guard.close()

    def headers(self, url: str) -> dict[str, str]:
        """Return the headers that the page is fetched with as served: those of the configuration, and its cookies."""
        cookies = dict(self.plan.settings.cookies)
        if self.plan.recipe is not None:
            with self._told():
                found = self._started().execute_cdp_cmd("Network.getCookies", {"urls": [url]})["cookies"]
            cookies = {cookie["name"]: cookie["value"] for cookie in found} | cookies
        sent = credentials.headers(self.plan.settings)
        return {**sent, "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else sent

    def look(self, target: Target, document: Document, frames: Sequence[str]) -> Evidence:
        """Open a page; `frames` are the addresses of frames whose state is wanted.

        A browser that is lost is replaced and the page tried once more; `BrowserError` says why it cannot be seen.
        """
        self._deadline = time.monotonic() + self.plan.seconds
        for is_last in (False, True):
            self._watch.ended = False
            try:
                with self._told():
                    return self._look(target, document, frames)
            except BrowserLost as error:
                self._discard()
                if self._watch.ended:
                    msg = f"the page took more than {self.plan.memory / 1e6:,.0f} MB; limits.browser_bytes raises it"
                    raise BrowserError(msg) from error
                if is_last or self._left() <= 0:
                    raise
        raise AssertionError  # the loop returns or raises

    # -- the browser ------------------------------------------------------------------------------------------------

    def _started(self) -> chromium.Chrome:
        if self._driver is not None:
            return self._driver
        plan = self.plan
        self._guard.adopt(Policy())
        is_scoped = bool(plan.settings.headers or plan.settings.user)
        driver = chromium.start(
            chromium.find(), self._profile, self._guard.port, plan.seconds, with_events=is_scoped
        )
        self._driver = driver
        self._watch.root = driver.service.process.pid
        loading = min(20.0, plan.seconds / 3)
        driver.set_page_load_timeout(loading)
        driver.set_script_timeout(plan.seconds / 2)
        self._plain = driver.current_window_handle
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        self._size(plan.settings.viewports[0])
        driver.switch_to.new_window("window")
        self._scripted = driver.current_window_handle
        self._size(plan.settings.viewports[0])
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "deny"})
        if plan.recipe is not None:
            self._log_in(driver, plan.recipe)
        preloads = [script("prelude"), *([plan.script.preload()] if plan.choice is not None else [])]
        for source in preloads:
            driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
        return driver

    def _log_in(self, driver: chromium.Chrome, recipe: Recipe) -> None:
        named = host(recipe.start)
        self._guard.adopt(Policy((*self.plan.settings.allow, *((named,) if named else ())), is_open=True))
        try:
            login.log_in(driver, recipe)
        except BrowserError:
            self._discard()
            raise

    def _discard(self) -> None:
        driver, self._driver, self._watch.root = self._driver, None, None
        if driver is not None:
            chromium.stop(driver, self._profile)

    def _size(self, viewport: Viewport) -> None:
        assert self._driver is not None  # noqa: S101  called once it runs
        self._driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": viewport.width, "height": viewport.height, "deviceScaleFactor": 1, "mobile": False},
        )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the driver says into `BrowserLost` or a `BrowserError` for people."""
        try:
            yield
        except TimeoutException as error:
            self._discard()
            msg = f"did not finish loading within {min(20.0, self.plan.seconds / 3):g} s"
            raise BrowserError(msg) from error
        except (InvalidSessionIdException, NoSuchWindowException) as error:
            msg = "the browser ended while it looked at the page"
            raise BrowserLost(msg) from error
        except WebDriverException as error:
            text = chromium.plain(error)
            if any(sign in text for sign in _LOST):
                msg = "the browser ended while it looked at the page"
                raise BrowserLost(msg) from error
            msg = f"the browser cannot open it: {text.removeprefix('unknown error: ')}"
            raise BrowserError(msg) from error
        except ReadTimeoutError as error:
            self._discard()
            msg = f"took longer than {self.plan.seconds:g} s in the browser; limits.browser_seconds raises it"
            raise BrowserError(msg) from error
        except (HTTPError, ConnectionError) as error:
            msg = "the browser's driver ended while it looked at the page"
            raise BrowserLost(msg) from error

    def _left(self) -> float:
        return self._deadline - time.monotonic()

    def has_time(self) -> bool:
        """Tell whether time is left for the page that is open."""
        return self._left() > 0

    @contextmanager
    def photographing(self) -> Iterator[chromium.Chrome]:
        """Lend the browser with the page that it shows; what goes wrong is a `BrowserError`."""
        self._deadline = time.monotonic() + self.plan.seconds
        with self._told():
            driver = self._started()
            driver.switch_to.window(self._scripted)
            yield driver

    # -- one page ---------------------------------------------------------------------------------------------------

    def _look(self, target: Target, document: Document, frames: Sequence[str]) -> Evidence:
        driver, settings = self._started(), self.plan.settings
        policy, url = self._policy(target, document)
        self._guard.adopt(policy)
        self._guard.forget()
        if target.url is not None:
            credentials.give(driver, url, settings)
        without = self._without(driver, url)
        traffic = self._open(driver, url)
        runs = self._axe(driver, settings.viewports[0])
        shot = self._snapshot(driver, axe_run.targets(runs) if runs is not None else [])
        seen = [axe_run.read(runs, shot["places"], str(settings.viewports[0]))] if runs is not None else []
        looked = tuple(self._frame(driver, src, traffic) for src in frames)
        console = self._console(driver, url)
        for viewport in settings.viewports[1:]:
            seen.append(self._again(driver, url, viewport))
        return Evidence(
            without=without,
            scripted=View(shot["html"], shot["url"], shot["characters"], shot["pictures"]),
            axe=axe_run.together(seen) if seen else None,
            console=tuple(console[:MOST]),
            failed=tuple(traffic.failed[:MOST]),
            blocked=tuple(self._blocked(traffic, is_file=target.url is None)),
            frames=tuple(frame for frame in looked if frame is not None),
            limits=(*_cut("console messages", len(console)), *_cut("failed requests", len(traffic.failed))),
            viewports=tuple(map(str, settings.viewports)),
        )

    def _policy(self, target: Target, document: Document) -> tuple[Policy, str]:
        """Return what the page may load, and the address to open."""
        allow = self.plan.settings.allow
        if target.url is None:
            url = self._server.show(document, target.file, target.root)
            return Policy((*allow, *_named(url))), url
        url = document.source.url or target.url
        return Policy((*allow, *_named(target.url), *_named(url)), is_open=True), url

    def _without(self, driver: chromium.Chrome, url: str) -> View:
        """Open the page in the window whose scripts are off."""
        driver.switch_to.window(self._plain)
        driver.get(url)
        self._wait(driver)
        shot = self._snapshot(driver, [])
        return View(shot["html"], shot["url"], shot["characters"], shot["pictures"])

    def _open(self, driver: chromium.Chrome, url: str) -> Traffic:
        """Open the page in the window with scripts and wait until it is ready; other documents are not followed."""
        driver.switch_to.window(self._scripted)
        driver.get_log("performance")
        driver.get_log("browser")
        traffic = Traffic(self._scripted)
        driver.get(url)
        self._settle(driver, traffic)
        for selector in self.plan.settings.click:
            found = driver.find_elements(By.CSS_SELECTOR, selector)
            if found and found[0].is_displayed():
                found[0].click()
                self._settle(driver, traffic)
        if traffic.status is not None and traffic.status >= _FAILED:
            msg = f"answers {traffic.status} to the browser"
            raise BrowserError(msg)
        if len(traffic.documents) > 1:
            msg = f"its scripts lead on to {traffic.documents[-1][:200]}; name that address to have it examined"
            raise BrowserError(msg)
        return traffic

    def _settle(self, driver: chromium.Chrome, traffic: Traffic) -> None:
        """Wait for the load event, then until neither document nor network moves, each within its limit."""
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self._wait(driver)
            except JavascriptException:  # the document went away while it was waited for
                traffic.feed(driver.get_log("performance"))
                if len(traffic.documents) > _LOADS:
                    msg = "loads one address after the other without end"
                    raise BrowserError(msg) from None
                continue
            traffic.feed(driver.get_log("performance"))
            if traffic.is_quiet or time.monotonic() > until:
                return
            time.sleep(_QUIET / 2)

    def _wait(self, driver: chromium.Chrome) -> None:
        loading = min(20.0, self.plan.seconds / 3)
        state = driver.execute_async_script(script("quiet"), loading, _QUIET, _PATIENCE)
        if not state["loaded"]:
            msg = f"did not finish loading within {loading:g} s"
            raise BrowserError(msg)

    def _axe(self, driver: chromium.Chrome, _viewport: Viewport) -> dict[str, Any] | None:
        plan = self.plan
        return axe_run.run(driver, plan.script, plan.choice) if plan.choice is not None else None

    def _snapshot(self, driver: chromium.Chrome, targets: Sequence[Any]) -> dict[str, Any]:
        shot: dict[str, Any] = driver.execute_script(script("snapshot"), targets)
        if len(shot["html"]) > _LARGEST:
            msg = f"grew to {len(shot['html']) / 1e6:,.0f} MB of HTML in the browser"
            raise BrowserError(msg)
        return shot

    def _again(self, driver: chromium.Chrome, url: str, viewport: Viewport) -> AxeRun:
        """Run axe once more in a window of another size."""
        self._size(viewport)
        try:
            self._open(driver, url)
            raw = self._axe(driver, viewport)
            assert raw is not None  # noqa: S101  more than one size is for axe
            places = self._snapshot(driver, axe_run.targets(raw))["places"]
            return axe_run.read(raw, places, str(viewport))
        finally:
            self._size(self.plan.settings.viewports[0])

    def _frame(self, driver: chromium.Chrome, src: str, traffic: Traffic) -> Frame | None:
        """Return how a frame came and what it shows, None where it is not on the page or was not let through."""
        if address(src) in self._guard.refused:
            return None
        for element in driver.find_elements(By.TAG_NAME, "iframe"):
            if element.get_property("src") != src:
                continue
            driver.switch_to.frame(element)
            try:
                text = driver.execute_script("return document.body ? document.body.innerText.slice(0, 2000) : ''")
            finally:
                driver.switch_to.default_content()
            came = traffic.frames.get(src, "")
            return Frame(src, int(came) if came.isdigit() else None, "" if came.isdigit() else came, str(text))
        return None

    def _console(self, driver: chromium.Chrome, url: str) -> list[str]:
        entries = driver.get_log("browser")
        return [self._shown(entry["message"], url)[:500] for entry in entries if entry["source"] != "network"]

    def _shown(self, text: str, _url: str) -> str:
        """Return a text in which addresses of the loopback server are paths below the page's root."""
        return text.replace(self._server.origin, "")

    def _blocked(self, traffic: Traffic, *, is_file: bool) -> Iterator[Request]:
        """Yield what was not let through, and for a page from a file what is not there under its root."""
        for request in traffic.failed:
            reason = self._guard.refused.get(address(request.url))
            if reason is not None:
                yield Request(request.url, request.kind, reason)
            elif is_file and request.url.startswith(self._server.origin) and request.status is not None:
                yield Request(self._shown(request.url, ""), request.kind, "not under the root")


def _named(url: str) -> tuple[Host, ...]:
    parts = urlsplit(url)
    found = host(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}")
    return (found,) if found is not None else ()


def _cut(what: str, count: int) -> tuple[Limit, ...]:
    return (Limit(what, MOST, count),) if count > MOST else ()


@cache
def script(name: str) -> str:
    """Return one of the scripts that run in pages."""
    return (Path(__file__).parent / "scripts" / f"{name}.js").read_text("utf-8")
