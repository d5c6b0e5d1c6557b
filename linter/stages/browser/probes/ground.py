"""The window of a page that has been read -> what probes do with it: run scripts beside the page's, press keys, resize."""

from __future__ import annotations

import base64
import json
import time
from typing import TYPE_CHECKING, Any

from selenium.common.exceptions import TimeoutException

from linter.stages.browser.process import chromium
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selenium.webdriver import Chrome

    from linter.stages.browser.settings import BrowserSettings, Viewport
    from linter.stages.browser.world import World

_KEYS = {
    "Tab": {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9},
    "Enter": {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"},
    "Escape": {"key": "Escape", "code": "Escape", "windowsVirtualKeyCode": 27},
}
_SHIFT = 8
_STILL = (
    "*, *::before, *::after { transition: none !important; animation-duration: 1ms !important;"
    " animation-delay: 0s !important; animation-iteration-count: 1 !important; scroll-behavior: auto !important; }"
)
_STYLE = "kommunlint.probe.style(arguments[0], arguments[1]);"
_AWAIT = (
    "async function(...given) { return JSON.stringify(await (async function () { SOURCE\n }).apply(null, given)); }"
)
_CALL = "function(...given) { return JSON.stringify((function () { SOURCE\n }).apply(null, given)); }"


class Ground:
    """A page while it is tried. Whoever asks for more than the time that a probe has gets a `TimeoutException`."""

    def __init__(self, driver: Chrome, world: World, settings: BrowserSettings) -> None:
        self.driver, self.stops = driver, settings.stops
        self._world, self._viewport = world, settings.viewports[0]
        self._context = 0
        self._until = 0.0
        self._is_resized = False

    def begin(self, seconds: float) -> None:
        """Give the next probe its time."""
        self._until = time.monotonic() + seconds

    def prepare(self) -> None:
        """Remember where every element stands, and have nothing move."""
        self._world.execute_script(script("probe_ground"))
        self._context = self._world.context()
        self.command("Emulation.setFocusEmulationEnabled", enabled=True)
        self.style("still", _STILL)

    def leave(self) -> None:
        """Have everything as it was."""
        self.style("still", None)
        if self._is_resized:
            self.restore()
        self.command("Emulation.setFocusEmulationEnabled", enabled=False)

    def command(self, name: str, **how: Any) -> dict[str, Any]:  # noqa: ANN401  what the protocol takes
        """Have the browser do something within the time that is left."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutException
        chromium.patience(self.driver, left)
        answer: dict[str, Any] = self.driver.execute_cdp_cmd(name, how)
        return answer

    def call(self, source: str, *given: Any) -> Any:  # noqa: ANN401  whatever the script takes and returns
        """Return what a script returns in our world of the page."""
        return json.loads(
            self._call(_CALL.replace("SOURCE", source), [{"value": one} for one in given]).get("value") or "null"
        )

    def awaited(self, source: str, *given: Any) -> Any:  # noqa: ANN401  as above
        """Return what a script that waits for something comes to; what a picture or the like does not allow is None."""
        told = self._call(_AWAIT.replace("SOURCE", source), [{"value": one} for one in given], awaitPromise=True)
        return json.loads(told.get("value") or "null")

    def about(self, source: str, objects: Sequence[str], *given: Any) -> Any:  # noqa: ANN401  as above
        """Return what a script returns whose first arguments are values, and the others objects of the page."""
        sent = [*({"value": one} for one in given), *({"objectId": one} for one in objects)]
        return json.loads(self._call(_CALL.replace("SOURCE", source), sent).get("value") or "null")

    def resolve(self, node: int) -> str | None:
        """Return the name of a node in our world."""
        told = self.command("DOM.resolveNode", backendNodeId=node, executionContextId=self._context)
        name: str | None = told["object"].get("objectId")
        return name

    def _call(self, function: str, given: Sequence[dict[str, Any]], **how: bool) -> dict[str, Any]:
        told = self.command(
            "Runtime.callFunctionOn",
            executionContextId=self._context,
            functionDeclaration=function,
            arguments=list(given),
            returnByValue=True,
            **how,
        )
        if "exceptionDetails" in told:
            details = told["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description") or details["text"])
        return dict(told["result"])

    def press(self, key: str, *, shift: bool = False, times: int = 1) -> None:
        """Press a key, let it go after so many times."""
        how = {**_KEYS[key], "modifiers": _SHIFT if shift else 0}
        for _ in range(times):
            self.command("Input.dispatchKeyEvent", type="keyDown" if "text" in how else "rawKeyDown", **how)
        self.command("Input.dispatchKeyEvent", type="keyUp", **{name: how[name] for name in how if name != "text"})

    def style(self, name: str, rules: str | None) -> None:
        """Add a style sheet, or take it away."""
        self.call(_STYLE, name, rules)

    def resize(self, viewport: Viewport) -> None:
        """Give the window another size."""
        self._is_resized = True
        self.command("Emulation.setDeviceMetricsOverride", **viewport.metrics)

    def restore(self) -> None:
        """Give the window its own size again."""
        self.resize(self._viewport)
        self._is_resized = False

    def shot(self) -> bytes:
        """Photograph what the window shows."""
        told = self.command("Page.captureScreenshot", format="png", optimizeForSpeed=True)
        return base64.b64decode(told["data"])
