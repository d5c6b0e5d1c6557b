"""axe-selenium-python's Axe for a document with frames: each is examined in our world of it, without messages."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from axe_selenium_python import Axe
from selenium.common.exceptions import JavascriptException

from linter.model.errors import BrowserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.stages.browser.world import World

_FRAMES_SECONDS = 10.0
"""How long all frames together may take."""
_SOONEST, _LATEST, _SLOWER = 0.005, 0.05, 1.5
_ELEMENT = "return kommunlint.frame(arguments[0]);"
_BEGIN = """
const isOurs = location.protocol !== "chrome-error:" && Object.hasOwn(globalThis, "axe");
if (!isOurs || matchMedia("(scripting: none)").matches) { return false; }
kommunlint.begin(...arguments);
return true;
"""
_FINISH = """
const [parts, done] = arguments;
kommunlint.finish(parts).then(kommunlint.account).catch((error) => ({rejected: String(error)})).then(done);
"""
_AND_THEN = (
    ").catch((error) => ({rejected: String(error)})"
    ").then((it) => it.rejected || it.frames ? it : kommunlint.account(it)"
)


class FramedAxe(Axe):  # type: ignore[misc]  # the package has no types
    """Runs axe-core in a world, which stands where the package expects a driver."""

    def run(self, context: None = None, options: str = "{}") -> Any:  # noqa: ANN401  whatever axe answers
        """Return what axe says of the document and of its frames; `rejected` says why it gave up."""
        # The package pastes the options into `axe.run(…).then(…)`: a rejection would otherwise only end with the time limit.
        found = super().run(context, f"{options}{_AND_THEN}")
        if not isinstance(found, dict) or "frames" not in found:
            return found
        until = time.monotonic() + _FRAMES_SECONDS
        parts = list(_parts(self.selenium, found["frames"], json.loads(options), until))
        return self.selenium.execute_async_script(_FINISH, parts)


def _parts(
    world: World, contexts: Sequence[Mapping[str, Any]], options: Mapping[str, Any], until: float
) -> Iterator[str | None]:
    """Yield what each frame says, as JSON, followed by those in it; None for one that cannot say anything."""
    for number, context in enumerate(contexts):
        frame = found = None
        try:
            frame = world.frame(_ELEMENT, number)
            found = _part(frame, (context, options), until) if frame is not None else None
        except (JavascriptException, BrowserError):  # it went away, or is not to be relied upon
            found = None
        if frame is None or found is None:
            yield None
            continue
        yield found["part"]
        yield from _parts(frame, found["frames"], options, until)


def _part(frame: World, given: tuple[Mapping[str, Any], Mapping[str, Any]], until: float) -> dict[str, Any] | None:
    """Return what a frame says of itself and what axe is to be told of those in it, None where it says nothing in time."""
    if not frame.execute_script(_BEGIN, *given):
        return None
    pause = _SOONEST
    while time.monotonic() < until:
        found: dict[str, Any] = frame.execute_script("return kommunlint.part();")
        if found["over"]:
            return found
        time.sleep(pause)
        pause = min(pause * _SLOWER, _LATEST)
    return None
