"""What the browser stage is asked to do: `[browser]` of kommunlint.toml and the flags of `check`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linter.model.errors import UsageError
from linter.model.evidence import PROBES
from linter.model.reason import Reason
from linter.model.setting import TEXTS, setting
from linter.model.target import host, split_login

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linter.model.target import Host

_SIZE = re.compile(r"(\d{3,4})x(\d{3,4})")
_ENVIRONMENT = "; ${NAME} stands for a variable of the environment"
_PROBES: Mapping[str, Any] = {"items": {"enum": list(PROBES)}}
_SECRETS: Mapping[str, Any] = {"writeOnly": True, "additionalProperties": {"type": "string", "writeOnly": True}}


@dataclass(frozen=True, slots=True)
class Viewport:
    """The size of the window in CSS pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"

    @property
    def metrics(self) -> dict[str, Any]:
        """A window of this size, as the browser takes it."""
        return {"width": self.width, "height": self.height, "deviceScaleFactor": 1, "mobile": False}


def viewport(text: str) -> Viewport:
    """Read a size such as 320x640; a `UsageError` for anything else."""
    match = _SIZE.fullmatch(text)
    if match is None or not all(200 <= int(side) <= 5000 for side in match.groups()):
        raise UsageError(Reason("size_wrong", {"value": text}), "--viewport")
    return Viewport(int(match[1]), int(match[2]))


def allowed(text: str) -> Host:
    """Read a host, with or without a port; a `UsageError` for anything else."""
    found = host(text)
    if found is None:
        raise UsageError(Reason("host_wrong", {"value": split_login(text)[0]}), "--allow-host")
    return found


@dataclass(frozen=True, slots=True)
class BrowserSettings:
    """The browser stage of a run. `allow_hosts` are hosts that pages may load from whatever the rest says.

    `illustrates` is no setting: it says that a report is made which shows small pictures of findings.
    """

    viewports: tuple[Viewport, ...] = setting(
        ["1280x800"], "Sizes of the window in pixels, WIDTHxHEIGHT.", make=viewport, minItems=1, **TEXTS
    )
    browsers: int = setting(0, "Browsers side by side; 0 is one for every two cores.", minimum=0)
    allow_hosts: tuple[Host, ...] = setting(
        [], "Hosts that pages may load from, HOST or HOST:PORT.", make=allowed, needs_trust=True, **TEXTS
    )
    root: Path | None = setting(
        "", "Folder that / of pages from files means; by default the page's own folder.", is_path=True
    )
    axe: Path | None = setting("", "Another axe.min.js.", is_path=True)
    screenshots: Path | None = setting("", "Folder for pictures of the pages and of each finding.", is_path=True)
    click: tuple[str, ...] = setting(
        [], "Selectors that are clicked when a page has loaded, such as a consent.", **TEXTS
    )
    probes: tuple[str, ...] = setting(
        list(PROBES),
        "What is tried on pages: keys, clicks, hovering, fields, moving pictures, pictures of text, spacing, sizes.",
        **_PROBES,
    )
    stops: int = setting(24, "How often the Tab key is pressed on a page.", minimum=8, maximum=1000)
    login: Path | None = setting("", "A YAML file with the steps of a login.", is_path=True, needs_trust=True)
    headers: Mapping[str, str] = setting(
        {}, f"Headers of requests to the hosts of the named addresses{_ENVIRONMENT}", **_SECRETS
    )
    cookies: Mapping[str, str] = setting({}, f"Cookies for the hosts of the named addresses{_ENVIRONMENT}", **_SECRETS)
    user: str = setting("", f"User name of a basic login{_ENVIRONMENT}", writeOnly=True)
    password: str = setting("", f"Password of a basic login{_ENVIRONMENT}", writeOnly=True)
    illustrates: bool = False
