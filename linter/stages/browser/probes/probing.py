"""A page that has been read -> Trial: every wanted probe in turn, each within its own time, none of which loses the page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from selenium.common.exceptions import TimeoutException, WebDriverException
from urllib3.exceptions import HTTPError

from linter.model.errors import BrowserError
from linter.model.evidence import PROBES, Barrier, Trial
from linter.model.reason import Reason
from linter.model.report import Limit
from linter.stages.browser.probes import clicks, fields, hover, keys, moving, pictures, sizes, spacing
from linter.stages.browser.probes.ground import Ground
from linter.stages.browser.process import chromium

if TYPE_CHECKING:
    from collections.abc import Collection

    from selenium.webdriver import Chrome

    from linter.stages.browser.settings import BrowserSettings
    from linter.stages.browser.world import World

_Probe = Callable[[Ground], tuple[list[Barrier], tuple[Limit, ...]]]
_RUNS: dict[str, tuple[_Probe, float]] = {
    "moving": (moving.run, 3.0),
    "pictures": (pictures.run, 4.0),
    "clicks": (clicks.run, 4.0),
    "hover": (hover.run, 5.0),
    "fields": (fields.run, 4.0),
    "spacing": (spacing.run, 4.0),
    "sizes": (sizes.run, 5.0),
    "keys": (keys.run, 12.0),
}
"""Each probe with the seconds that it may take."""
_GROUND = 3.0


def run(driver: Chrome, world: World, settings: BrowserSettings, wanted: Collection[str], usual: float) -> Trial:
    """Try the page with the wanted probes; `usual` are the seconds that the driver is waited for else."""
    names = [name for name in PROBES if name in wanted]
    if not names:
        return Trial()
    ground = Ground(driver, world, settings)
    try:
        return _Trying(ground, names).run()
    finally:
        chromium.patience(driver, usual)


class _Trying:
    """The probes of one page while they run."""

    def __init__(self, ground: Ground, names: list[str]) -> None:
        self._ground, self._names = ground, names
        self._barriers: list[Barrier] = []
        self._limits: list[Limit] = []
        self._seconds: dict[str, float] = {}
        self._failed: dict[str, Reason] = {}
        self._is_lost = False

    def run(self) -> Trial:
        why = self._tried("ground", _GROUND, self._ground.prepare)
        for name in self._names:
            why = why or self._probe(name)
            if why is not None:
                self._failed[name] = why
                why = why if self._is_lost else None
        if not self._is_lost:
            self._tried("ground", _GROUND, self._ground.leave)
        return Trial(tuple(self._barriers), self._seconds, self._failed, tuple(self._limits), self._is_lost)

    def _probe(self, name: str) -> Reason | None:
        probe, limit = _RUNS[name]
        begun = time.monotonic()

        def try_it() -> None:
            barriers, limits = probe(self._ground)
            self._barriers += barriers
            self._limits += limits

        why = self._tried(name, limit, try_it)
        if why is None:
            self._seconds[name] = round(time.monotonic() - begun, 3)
        return why

    def _tried(self, name: str, limit: float, action: Callable[[], None]) -> Reason | None:
        """Return why something did not come to its end, None where it did. What hangs may hang for good."""
        self._ground.begin(limit)
        begun = time.monotonic()
        try:
            action()
        except (TimeoutException, HTTPError, ConnectionError) as error:
            self._is_lost = not isinstance(error, TimeoutException) or not self._is_there()
            if time.monotonic() - begun >= limit:
                return Reason("probe_too_slow", {"name": name, "seconds": limit})
            return Reason("probe_left", {"name": name})
        except (WebDriverException, BrowserError, RuntimeError, KeyError, TypeError, ValueError) as error:
            self._is_lost = name == "ground" or not self._is_there()
            return Reason("probe_failed", {"name": name, "detail": str(error).split("\n")[0][:200]})
        return None

    def _is_there(self) -> bool:
        """Return whether the page is still the one that was read."""
        self._ground.begin(1.0)
        try:
            return bool(self._ground.call('return Object.hasOwn(kommunlint, "probe");'))
        except Exception:  # noqa: BLE001  whatever it is, it is there no more
            return False
