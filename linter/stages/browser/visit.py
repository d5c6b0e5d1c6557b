"""A browser and an address -> Evidence: the page without scripting, then with it, axe's results, frames, what failed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NoReturn

from selenium.common.exceptions import JavascriptException
from selenium.webdriver.common.by import By

from linter.model.errors import BrowserError
from linter.model.evidence import NO_SUCH_NAME, NOT_UNDER_ROOT, Evidence, Frame, Request, View
from linter.model.reason import Reason
from linter.model.report import Limit
from linter.stages.browser.axe import axe_run
from linter.stages.browser.network.network_log import MOST, Traffic, address
from linter.stages.browser.plan import PATIENCE
from linter.stages.browser.probes import probing
from linter.stages.browser.process import driver_errors
from linter.stages.browser.scripts import script
from linter.stages.browser.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from selenium.webdriver import Chrome

    from linter.model.evidence import AxeRun, Trial
    from linter.model.report import LimitKind
    from linter.stages.browser.axe.axe_answer import Answer
    from linter.stages.browser.network.proxy import Proxy
    from linter.stages.browser.network.recorder import Recorder
    from linter.stages.browser.plan import Plan
    from linter.stages.browser.settings import Viewport

_EVERY = 0.02
_QUIET = 0.1
"""Seconds without a change that make a page ready."""
_LOADS = 5
"""How many documents a page may load one after the other, by script or refresh, before it is given up."""
_RESTLESS = Limit("restless_seconds", {}, int(PATIENCE), int(PATIENCE))
_BLANK = "about:blank"
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_UNREADABLE = {"parsererror": Reason("xhtml_broken")}
_LARGEST = 50_000_000
_FAILED = 400
_CONSOLE = frozenset({"console-api", "javascript", "security", "worker"})
"""Sources of console messages that speak of the page: not requests, which are facts of their own, and not the browser's."""
_SOCKS = "ERR_SOCKS_CONNECTION_FAILED"
_FAVICON = "/favicon.ico"
_FOUND = (
    'const frame = [...document.querySelectorAll("iframe")].find((one) => one.getAttribute("src") === arguments[0]);'
)
_ADDRESS = f"{_FOUND} return frame ? frame.src : null;"
_ELEMENT = f"{_FOUND} return frame || null;"
_TEXT = 'return document.body ? document.body.innerText.slice(0, 2000) : "";'


class Visit:
    """One page in the two windows of a browser: `plain` is the one whose scripts are off."""

    def __init__(
        self,
        driver: Chrome,
        plan: Plan,
        windows: tuple[str, str],
        url: str,
        local: str,
        recorder: Recorder | None = None,
    ) -> None:
        self._driver, self._plan, self._url, self._local = driver, plan, url, local
        self._plain, self._scripted = windows
        self._world = World(driver, self._plain, plan.thinking)
        self._recorder = recorder
        self._is_restless, self._axe_seconds = False, 0.0
        self._until = time.monotonic() + plan.seconds

    def evidence(self, frames: Sequence[str], guard: Proxy) -> Evidence:
        """Look at the page; `guard` knows what has not been let through, `frames` are those whose state is wanted."""
        begun = time.monotonic()
        first, *others = self._plan.settings.viewports
        without = self._without()
        traffic = self._open()
        found = self._axe()
        shot = self._snapshot(axe_run.targets(found) if found is not None else [])
        runs = [axe_run.read_results(found, shot["marks"], str(first))] if found is not None else []
        looked = [self._frame(src, traffic, guard) for src in frames]
        console = self._console()
        traffic.feed(self._log("performance"))
        self._keep()
        trial = self._trial()
        if trial.is_lost:
            others = []
        runs += [again for viewport in others if found is not None and (again := self._again(viewport)) is not None]
        failed = [one for one in traffic.failed if not one.url.endswith(_FAVICON)]
        return Evidence(
            without=without,
            scripted=_view(shot),
            axe=axe_run.together(runs) if runs else None,
            console=tuple(console[:MOST]),
            failed=tuple(self._shown(one, guard) for one in failed[:MOST]),
            blocked=tuple(self._blocked(failed, guard)),
            frames=tuple(frame for frame in looked if frame is not None),
            trial=trial,
            limits=(
                *_cut("console_messages", len(console)),
                *_cut("failed_requests", len(failed)),
                *trial.limits,
                *((_RESTLESS,) if self._is_restless else ()),
            ),
            viewports=tuple(map(str, self._plan.settings.viewports)),
            seconds=round(time.monotonic() - begun, 3),
            axe_seconds=round(self._axe_seconds, 3),
        )

    # -- opening ----------------------------------------------------------------------------------------------------

    def _enter(self, window: str) -> None:
        self._driver.switch_to.window(window)
        self._world = World(self._driver, window, self._plan.thinking)

    def _without(self) -> View:
        """Open the page in the window whose scripts are off."""
        self._enter(self._plain)
        if self._recorder is not None:
            self._log("performance")
            self._recorder.forget()
        self._driver.get(self._url)
        until = time.monotonic() + self._plan.loading
        while self._world.execute_script("return document.readyState") != "complete":  # timers do not run here
            if time.monotonic() > until:
                self._give_up()
            time.sleep(_EVERY)
        self._keep()
        return _view(self._snapshot([]))

    def _open(self) -> Traffic:
        """Open the page in the window with scripts and wait until it is ready; other documents are not followed."""
        driver = self._driver
        self._enter(self._scripted)
        self._log("performance")
        self._log("browser")
        traffic = Traffic(self._scripted)
        driver.get(self._url)
        self._settle(traffic)
        for selector in self._plan.settings.click:
            found = driver.find_elements(By.CSS_SELECTOR, selector)
            if found and found[0].is_displayed():
                found[0].click()
                self._settle(traffic)
        fault = self._fault(traffic)
        if fault is not None:
            self._keep()
            raise BrowserError(fault)
        return traffic

    def _fault(self, traffic: Traffic) -> Reason | None:
        """Return why what was opened is not the page that was asked for."""
        if traffic.status is not None and traffic.status >= _FAILED:
            return Reason("browser_error_status", {"status": traffic.status})
        if traffic.error:
            return driver_errors.explain(traffic.error)
        last = traffic.documents[-1] if traffic.documents else traffic.asked
        if _without_fragment(last) == _without_fragment(traffic.asked):
            return None
        return Reason("leads_on", {"address": last.replace(self._local, "")[:200]})

    def _settle(self, traffic: Traffic) -> None:
        """Wait for the load event, then until neither document nor network moves, each within its limit."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._wait()
            except JavascriptException:  # the document went away while it was waited for
                traffic.feed(self._log("performance"))
                self._check_loads(traffic)
                continue
            traffic.feed(self._log("performance"))
            self._check_loads(traffic)
            if traffic.is_quiet:
                return
            if time.monotonic() > until:
                self._is_restless = True
                return
            time.sleep(_QUIET / 2)

    def _check_loads(self, traffic: Traffic) -> None:
        if len(traffic.documents) > _LOADS:
            raise BrowserError(Reason("loads_without_end"))
        self._check_time()

    def _check_time(self) -> None:
        if time.monotonic() > self._until:
            raise BrowserError(Reason("browser_too_slow", {"seconds": self._plan.seconds}))

    def _wait(self) -> None:
        loading = self._plan.loading
        state = self._world.execute_async_script(script("quiet"), loading, _QUIET, PATIENCE)
        self._is_restless = self._is_restless or not state["quiet"]
        if not state["loaded"]:
            self._give_up()

    def _give_up(self) -> NoReturn:
        raise BrowserError(Reason("loading_too_slow", {"seconds": self._plan.loading}))

    # -- seeing -----------------------------------------------------------------------------------------------------

    def _axe(self) -> Answer | None:
        plan, begun = self._plan, time.monotonic()
        found = axe_run.run(self._world, plan.script, plan.choice) if plan.choice is not None else None
        self._axe_seconds += time.monotonic() - begun
        return found

    def _trial(self) -> Trial:
        """Try the page, which is read and judged by axe by then."""
        plan, begun = self._plan, time.monotonic()
        trial = probing.run(self._driver, self._world, plan.settings, plan.probes, plan.seconds)
        self._until += time.monotonic() - begun  # probes have limits of their own, and leave the page its time
        if plan.probes and not trial.is_lost:
            self._close_others()
        return trial

    def _close_others(self) -> None:
        """Close the windows that the page has opened: a key that is pressed lets it."""
        for window in {*self._driver.window_handles} - {self._plain, self._scripted}:
            self._driver.switch_to.window(window)
            self._driver.close()
        self._driver.switch_to.window(self._scripted)

    def _snapshot(self, targets: Sequence[Any]) -> dict[str, Any]:
        shot: dict[str, Any] = self._world.execute_script(script("snapshot"), targets)
        if shot["url"] == _BLANK:
            raise BrowserError(Reason("no_page_shown"))
        if shot["kind"] not in _HTML:
            other = Reason("not_html_in_browser", {"kind": shot["kind"]})
            raise BrowserError(_UNREADABLE.get(shot["kind"], other))
        if shot["url"].startswith("chrome-error:"):
            traffic = Traffic(self._driver.current_window_handle)
            traffic.feed(self._log("performance"))
            own = Reason("browser_cannot_open", {"detail": Reason("browser_error_page")})
            raise BrowserError(driver_errors.explain(traffic.error) if traffic.error else own)
        if len(shot["html"]) > _LARGEST:
            raise BrowserError(Reason("grew_too_large", {"megabytes": round(len(shot["html"]) / 1e6)}))
        return shot

    def _again(self, viewport: Viewport) -> AxeRun | None:
        """Run axe once more in a window of another size."""
        self._check_time()
        leave(self._driver)
        resize(self._driver, viewport)
        try:
            self._open()
            found = self._axe()
            self._keep()
            if found is None:
                return None
            marks = [None] * len(axe_run.targets(found))  # of another rendering than the one whose HTML is kept
            return axe_run.read_results(found, marks, str(viewport))
        finally:
            resize(self._driver, self._plan.settings.viewports[0])

    def _frame(self, src: str, traffic: Traffic, guard: Proxy) -> Frame | None:
        """Return how a frame came and what it shows, None where it is not on the page or was not let through."""
        whole: str | None = self._world.execute_script(_ADDRESS, src)
        if whole is None or address(whole) in guard.refused:
            return None
        came, text = traffic.frames.get(whole, ""), self._frame_text(src)
        if came.isdigit():
            return Frame(src, int(came), "", text)
        return Frame(src, None, _failure(whole, came, guard), text)

    def _frame_text(self, src: str) -> str:
        try:
            frame = self._world.frame(_ELEMENT, src)
            return str(frame.execute_script(_TEXT)) if frame is not None else ""
        except (JavascriptException, BrowserError):  # it went away, or is not to be relied upon
            return ""

    def _log(self, kind: str) -> list[dict[str, Any]]:
        """Return what the driver has logged since it was last asked."""
        entries: list[dict[str, Any]] = self._driver.get_log(kind)  # type: ignore[no-untyped-call]
        if self._recorder is not None and kind == "performance":
            self._recorder.feed(entries)
        return entries

    def _keep(self) -> None:
        """Record what the page in this window was answered, where that is wanted, before it is left."""
        if self._recorder is not None:
            self._log("performance")
            self._recorder.keep(self._driver)

    def _console(self) -> list[str]:
        entries = self._log("browser")
        messages = (str(entry["message"]) for entry in entries if entry["source"] in _CONSOLE)
        return [message.replace(self._local, "")[:500] for message in messages]

    # -- what did not come ------------------------------------------------------------------------------------------

    def _shown(self, request: Request, guard: Proxy) -> Request:
        """Return a request for people: on the loopback server its address is a path below the page's root."""
        reason = _failure(request.url, request.reason, guard)
        return Request(request.url.replace(self._local, ""), request.kind, reason, request.status)

    def _blocked(self, failed: Sequence[Request], guard: Proxy) -> Iterator[Request]:
        """Yield what was not let through, and for a page from a file what is not there under its root."""
        is_file = self._url.startswith(self._local)
        for request in failed:
            reason = guard.refused.get(address(request.url))
            if reason is not None:
                yield Request(request.url, request.kind, reason)
            elif is_file and request.url.startswith(self._local) and request.status is not None:
                yield Request(self._shown(request, guard).url, request.kind, NOT_UNDER_ROOT)


def _failure(url: str, reason: str, guard: Proxy) -> str:
    """Return why a request failed: to the browser, all that the guard could not connect looks the same."""
    if _SOCKS not in reason:
        return reason
    place = address(url)
    return guard.refused.get(place) or (NO_SUCH_NAME if place in guard.unknown else "no connection")


def leave(driver: Chrome) -> None:
    """Leave the page that the current window shows, so that nothing of it goes on."""
    driver.get(_BLANK)


def _without_fragment(url: str) -> str:
    return url.partition("#")[0]


def resize(driver: Chrome, viewport: Viewport) -> None:
    """Give the current window another size."""
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", viewport.metrics)


def _view(shot: Mapping[str, Any]) -> View:
    return View(shot["html"], shot["url"], shot["characters"], shot["pictures"])


def _cut(kind: LimitKind, count: int) -> tuple[Limit, ...]:
    return (Limit(kind, {}, MOST, count),) if count > MOST else ()
