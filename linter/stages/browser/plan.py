"""What every page of a run is opened with; plain data that travels to the processes that own a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.stages.browser.network import credentials

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linter.stages.browser.axe.axe_run import AxeChoice
    from linter.stages.browser.axe.axe_script import AxeScript
    from linter.stages.browser.login import Recipe
    from linter.stages.browser.settings import BrowserSettings

_LOADING = 20.0
PATIENCE = 5.0
"""Seconds that a page which has loaded is waited for to stop changing."""
_SLACK = 2.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The browser stage of a run: `seconds` for a page, `memory` in bytes for one process, `choice` None without axe.

    `probes` are those that rules wait for and nobody has switched off.
    `origins` are those of the named addresses, which credentials may go to; `headers` is what each of them is sent.
    """

    settings: BrowserSettings
    script: AxeScript
    choice: AxeChoice | None
    folder: Path
    seconds: float
    memory: int
    recipe: Recipe | None = None
    probes: frozenset[str] = frozenset()
    origins: tuple[str, ...] = ()
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    recording: Path | None = None
    """A folder for what browsers are answered, a file of records (WARC) for each of them."""

    def may_log_in(self, url: str) -> bool:
        """Return whether a login may go to an address: its origin was named, or its host was allowed."""
        return credentials.is_named(url, self.origins, self.settings.allow_hosts)

    @property
    def loading(self) -> float:
        """Seconds that a page may take until its load event."""
        return min(_LOADING, self.seconds / 3)

    @property
    def thinking(self) -> float:
        """Seconds that a script of ours, axe-core among them, may take in the page."""
        return max(self.seconds / 2, self.loading + PATIENCE + _SLACK)
