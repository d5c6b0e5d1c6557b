"""One browser, reused from page to page: started closed in, replaced when it is lost, gone with its process."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from selenium.common.exceptions import (
    InvalidSessionIdException,
    NoSuchWindowException,
    TimeoutException,
    WebDriverException,
)
from urllib3.exceptions import HTTPError, ReadTimeoutError

from linter.model.errors import BrowserError, BrowserLost
from linter.model.reason import Reason
from linter.model.target import host
from linter.page.source import header
from linter.page.urls import resolve
from linter.stages.browser import login
from linter.stages.browser.network import credentials
from linter.stages.browser.network.proxy import Policy, Proxy, page_policy
from linter.stages.browser.network.server import PageServer
from linter.stages.browser.process import chromium, driver_errors, process_cleanup
from linter.stages.browser.process.memory_limit import MemoryWatch
from linter.stages.browser.scripts import script
from linter.stages.browser.visit import Visit, leave, resize
from linter.stages.browser.world import World, runs_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selenium.webdriver import Chrome

    from linter.model.evidence import Evidence
    from linter.model.target import Host, Target
    from linter.page.source import Document
    from linter.stages.browser.login import Recipe
    from linter.stages.browser.network.recorder import Recorder
    from linter.stages.browser.plan import Plan

_FUNERAL = 3.0
_ENDED = Reason("browser_lost")


class Session:
    """A browser with two windows: one whose scripts are off, one where axe-core is there before the page's own scripts."""

    def __init__(self, plan: Plan, name: str) -> None:
        self._spared = process_cleanup.take_in()
        self.plan = plan
        self._profile = plan.folder / name
        self._guard = Proxy()
        self._server = PageServer()
        self._watch = MemoryWatch(plan.memory)
        self._recorder = _recorder(plan, name, self._server.origin)
        self._driver: Chrome | None = None
        self._windows = ("", "")
        self._deadline = 0.0
        self._is_new = True

    def close(self) -> None:
        """End the browser and everything that belongs to it."""
        self._discard()
        self._watch.close()
        self._server.close()
        self._guard.close()

    # -- one page ---------------------------------------------------------------------------------------------------

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
        self._begin()
        for is_last in (False, True):
            self._watch.ended = False
            try:
                with self._told():
                    return self._look(target, document, frames)
            except BrowserLost as error:
                self._discard()
                if self._watch.ended:
                    most = round(self.plan.memory / 1e6)
                    raise BrowserError(Reason("browser_memory", {"megabytes": most})) from error
                if is_last or not self.has_time():
                    raise
        raise AssertionError  # the loop returns or raises

    def _look(self, target: Target, document: Document, frames: Sequence[str]) -> Evidence:
        driver = self._started()
        was_refused = bool(self._guard.refused)
        self._leave(driver)
        if was_refused:  # the next page may be allowed what this one was not
            self._guard.settle()
        policy, url = self._policy(target, document)
        self._guard.adopt(policy)
        self._guard.forget()
        if self.plan.choice is not None and _forbids_scripts(document):
            raise BrowserError(Reason("scripts_forbidden"))
        self._is_new = self._is_new and bool(self.plan.headers)
        visit = Visit(driver, self.plan, self._windows, url, self._server.origin, self._recorder)
        seen = visit.evidence(frames, self._guard)
        self._is_new = False
        if seen.trial is not None and seen.trial.is_lost:
            self._discard()
        return seen

    def _leave(self, driver: Chrome) -> None:
        """Leave the page before, and forget what pages from files have stored: the next one has the same origin."""
        for window in reversed(self._windows):
            driver.switch_to.window(window)
            leave(driver)
        kinds = "cache_storage,file_systems,indexeddb,local_storage,service_workers"
        driver.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": self._server.origin, "storageTypes": kinds})
        if any("//127.0.0.1:" in origin for origin in self.plan.origins):
            return  # cookies know no ports: those of a named address on loopback stay
        for cookie in driver.execute_cdp_cmd("Network.getCookies", {"urls": [self._server.origin]})["cookies"]:
            driver.execute_cdp_cmd("Network.deleteCookies", {"name": cookie["name"], "domain": cookie["domain"]})

    def _policy(self, target: Target, document: Document) -> tuple[Policy, str]:
        """Return what the page may load, and the address to open."""
        allow = self.plan.settings.allow_hosts
        if target.url is None:
            url = self._server.show(document, target.file, target.root)
            return page_policy(None, (*allow, *_named(url)), is_open=target.address is not None), url
        named = target.url if target.is_named else None
        return page_policy(named, allow, is_open=True), document.source.url or target.url

    def _begin(self) -> None:
        self._deadline = time.monotonic() + self.plan.seconds

    def has_time(self) -> bool:
        """Return whether time is left for the page that is open."""
        return time.monotonic() < self._deadline

    @contextmanager
    def photographing(self) -> Iterator[tuple[Chrome, World]]:
        """Lend the browser with the page that it shows, and our world of it; what goes wrong is a `BrowserError`."""
        self._begin()
        with self._told():
            driver = self._started()
            driver.switch_to.window(self._windows[1])
            yield driver, World(driver, self._windows[1], self.plan.thinking)

    # -- the browser ------------------------------------------------------------------------------------------------

    def _started(self) -> Chrome:
        if self._driver is not None:
            return self._driver
        plan = self.plan
        self._guard.adopt(Policy())
        extension = credentials.extension(self._profile.with_suffix(".headers"), plan.headers)
        self._driver = driver = chromium.start(
            chromium.find(), self._profile, self._guard.port, plan.seconds, extension
        )
        self._watch.root = driver.service.process.pid
        driver.set_page_load_timeout(plan.loading)
        driver.set_script_timeout(plan.thinking)
        plain = driver.current_window_handle
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        self._prepare(driver)
        driver.switch_to.new_window("window")
        self._windows = (plain, driver.current_window_handle)
        self._prepare(driver)
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "deny"})
        credentials.set_cookies(driver, plan.origins, plan.settings.cookies)
        if plan.recipe is not None:
            self._log_in(driver, plan.recipe)
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script("manners")})
        for source in (script("prelude"), *([plan.script.preload()] if plan.choice is not None else [])):
            runs_first(driver, source)
        return driver

    def _prepare(self, driver: Chrome) -> None:
        """Give a window its size, and have it ask servers, not what another page has left behind to answer for them."""
        resize(driver, self.plan.settings.viewports[0])
        driver.execute_cdp_cmd("Network.enable", {})
        driver.execute_cdp_cmd("Network.setBypassServiceWorker", {"bypass": True})

    def _log_in(self, driver: Chrome, recipe: Recipe) -> None:
        self._guard.adopt(Policy((*self.plan.settings.allow_hosts, *_named(recipe.start)), is_open=True))
        try:
            login.log_in(driver, recipe, self.plan.may_log_in)
        except BrowserError:
            self._discard()
            raise

    def _discard(self) -> None:
        driver, self._driver, self._watch.root = self._driver, None, None
        self._is_new = True
        if driver is not None:
            chromium.stop(driver, self._profile)
            process_cleanup.bury(_FUNERAL, self._spared)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the driver says into `BrowserLost` or a `BrowserError` for people."""
        try:
            yield
        except TimeoutException as error:
            if self._is_new:  # an extension that is still being loaded can hold the first request back for good
                raise BrowserLost(_ENDED) from error
            self._discard()
            raise BrowserError(Reason("loading_too_slow", {"seconds": self.plan.loading})) from error
        except (InvalidSessionIdException, NoSuchWindowException) as error:
            raise BrowserLost(_ENDED) from error
        except WebDriverException as error:
            text = driver_errors.plain(error)
            if driver_errors.is_lost(text):
                raise BrowserLost(_ENDED) from error
            raise BrowserError(driver_errors.explain(text)) from error
        except ReadTimeoutError as error:
            self._discard()
            raise BrowserError(Reason("browser_too_slow", {"seconds": self.plan.seconds})) from error
        except (HTTPError, ConnectionError) as error:
            raise BrowserLost(_ENDED) from error


def _recorder(plan: Plan, name: str, local: str) -> Recorder | None:
    if plan.recording is None:
        return None
    from linter.stages.browser.network.recorder import Recorder  # noqa: PLC0415  fastwarc is there for reviews only

    return Recorder(plan.recording / f"{name}.warc.gz", local)


def _named(url: str) -> tuple[Host, ...]:
    found = host(resolve(None, url) or "")
    return (found,) if found is not None else ()


def _forbids_scripts(document: Document) -> bool:
    policy = header(document.source.headers, "content-security-policy") or ""
    directives = [directive.split() for directive in re.split("[;,]", policy.lower())]
    return any(words[:1] == ["sandbox"] and "allow-scripts" not in words for words in directives)
