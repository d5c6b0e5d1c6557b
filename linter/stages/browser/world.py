"""A window -> a world of our own beside the page's: it has the page's document, and scripts and prototypes of its own.

A page can replace whatever scripts find in its own world: axe-core, `JSON`, `getComputedStyle`. An isolated world sees
nothing of that, nor does the page see what stands there. What both share is the document.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from selenium.common.exceptions import JavascriptException, TimeoutException, WebDriverException

from linter.model.errors import BrowserError
from linter.model.reason import Reason
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selenium.webdriver import Chrome

_NAME = "kommunlint"
_WENT_AWAY = (
    "Cannot find context",
    "context was destroyed",
    "Promise was collected",
    "navigated or closed",
    "No frame",
)
"""What the driver says where the document is there no more."""
_CALL = """function(...given) {
  if (!Object.hasOwn(globalThis, "kommunlint")) { return null; }
  return kommunlint.call(() => (function () { SOURCE
  }).apply(null, given));
}"""
_ELEMENT = "function(...given) { return (function () { SOURCE\n }).apply(null, given); }"
_WAIT = """function(seconds, ...given) {
  if (!Object.hasOwn(globalThis, "kommunlint")) { return null; }
  return kommunlint.wait((done) => (function () { SOURCE
  }).apply(null, [...given, done]), seconds);
}"""


class World:
    """Runs scripts beside those of one document; has the methods of a driver that axe-selenium-python calls.

    `place` is the window's or the frame's name for the driver.
    """

    def __init__(self, driver: Chrome, place: str, seconds: float) -> None:
        self._driver, self._place, self._seconds = driver, place, seconds

    def execute_script(self, source: str, *given: Any) -> Any:  # noqa: ANN401  whatever the script takes and returns
        """Return what a script returns."""
        return self._answer(_CALL.replace("SOURCE", source), given)

    def execute_async_script(self, source: str, *given: Any) -> Any:  # noqa: ANN401  whatever the script takes and tells
        """Return what a script hands to the function that is its last argument; `TimeoutException` where it does not."""
        return self._answer(_WAIT.replace("SOURCE", source), (self._seconds, *given), waits=True)

    def frame(self, source: str, *given: Any) -> World | None:  # noqa: ANN401  whatever the script takes
        """Return our world of the frame whose element a script returns, None where it returns none."""
        told = self._called(_ELEMENT.replace("SOURCE", source), given, returnByValue=False)
        if "objectId" not in told:
            return None
        node = self._driver.execute_cdp_cmd("DOM.describeNode", {"objectId": told["objectId"]})["node"]
        return World(self._driver, node["frameId"], self._seconds) if "frameId" in node else None

    def context(self) -> int:
        """Return the number by which the browser knows this world, as long as its document stands."""
        world = {"frameId": self._place, "worldName": _NAME}
        return int(self._driver.execute_cdp_cmd("Page.createIsolatedWorld", world)["executionContextId"])

    def _answer(self, function: str, given: Sequence[Any], *, waits: bool = False) -> Any:  # noqa: ANN401  see above
        text = self._called(function, given, awaitPromise=waits).get("value")
        if text is None:  # a document of the browser's own making, where nothing runs first
            self._called(f"function() {{ {script('prelude')} }}", ())
            text = self._called(function, given, awaitPromise=waits)["value"]
        answer: dict[str, Any] = json.loads(text)
        if "displaced" in answer:
            raise BrowserError(Reason("form_hidden", {"name": answer["displaced"]}))
        if "late" in answer:
            raise TimeoutException
        return answer.get("value")

    def _called(self, function: str, given: Sequence[Any], **how: bool) -> dict[str, Any]:
        try:
            call = {
                "executionContextId": self.context(),
                "functionDeclaration": function,
                "arguments": [{"value": value} for value in given],
                "returnByValue": True,
            }
            told: dict[str, Any] = self._driver.execute_cdp_cmd("Runtime.callFunctionOn", call | how)
        except WebDriverException as error:
            if any(sign in str(error.msg) for sign in _WENT_AWAY):
                raise JavascriptException(error.msg) from error
            raise
        if "exceptionDetails" in told:
            details = told["exceptionDetails"]
            raise JavascriptException(details.get("exception", {}).get("description") or details["text"])
        return dict(told["result"])


def runs_first(driver: Chrome, source: str) -> None:
    """Have a script run in every document of the current window, in our world of it, before the page's own."""
    wanted = {"source": source, "worldName": _NAME}
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", wanted)
