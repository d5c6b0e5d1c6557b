"""What the browser stage is asked to do: `[browser]` of kommunlint.toml and the flags of `check`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linter.model.errors import UsageError
from linter.model.target import host

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linter.model.target import Host

_SIZE = re.compile(r"(\d{3,4})x(\d{3,4})")
_SECRET = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
DEFAULT_VIEWPORT = "1280x800"


@dataclass(frozen=True, slots=True)
class Viewport:
    """The size of the window in CSS pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True, slots=True)
class BrowserSettings:
    """The browser stage of a run. `allow` are hosts that pages may load from whatever the rest says."""

    viewports: tuple[Viewport, ...] = (Viewport(1280, 800),)
    browsers: int = 0
    allow: tuple[Host, ...] = ()
    root: Path | None = None
    axe: Path | None = None
    screenshots: Path | None = None
    click: tuple[str, ...] = ()
    login: Path | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    user: str = ""
    password: str = ""


def viewport(text: str) -> Viewport:
    """Read a size such as 320x640; a `UsageError` for anything else."""
    match = _SIZE.fullmatch(text)
    if match is None or not all(200 <= int(side) <= 5000 for side in match.groups()):
        msg = f'--viewport: "{text}" is no size; write width and height in pixels, such as 320x640'
        raise UsageError(msg)
    return Viewport(int(match[1]), int(match[2]))


def allowed(text: str) -> Host:
    """Read a host, with or without a port; a `UsageError` for anything else."""
    found = host(text)
    if found is None:
        msg = f'--allow-host: "{text}" is no host; write a name or an address, with :port if only one is meant'
        raise UsageError(msg)
    return found


def secret(text: str, where: str) -> str:
    """Fill in `${NAME}` from the environment, the only place for secrets; a `UsageError` where it is not set."""

    def value(match: re.Match[str]) -> str:
        found = os.environ.get(match[1])
        if found is None:
            msg = f"{where}: the environment has no {match[1]}"
            raise UsageError(msg)
        return found

    return _SECRET.sub(value, text)


def read(tree: Mapping[str, Any], base: Path, where: str) -> BrowserSettings:
    """Turn a checked `[browser]` table into settings; paths are relative to its file."""

    def path(name: str) -> Path | None:
        return base / tree[name] if tree.get(name) else None

    def texts(name: str) -> dict[str, str]:
        return {key: secret(text, f"{where}::$.browser.{name}.{key}") for key, text in tree.get(name, {}).items()}

    return BrowserSettings(
        viewports=tuple(viewport(text) for text in tree.get("viewports", (DEFAULT_VIEWPORT,))),
        browsers=tree.get("browsers", 0),
        allow=tuple(allowed(text) for text in tree.get("allow_hosts", ())),
        root=path("root"),
        axe=path("axe"),
        screenshots=path("screenshots"),
        click=tuple(tree.get("click", ())),
        login=path("login"),
        headers=texts("headers"),
        cookies=texts("cookies"),
        user=secret(tree.get("user", ""), f"{where}::$.browser.user"),
        password=secret(tree.get("password", ""), f"{where}::$.browser.password"),
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the `[browser]` table."""
    text = {"type": "string", "minLength": 1}
    path = {"type": "string", "default": ""}
    texts = {"type": "array", "items": text, "uniqueItems": True}
    secret_text = {"type": "string", "writeOnly": True}
    secrets = {"type": "object", "writeOnly": True, "additionalProperties": secret_text}
    environment = "; ${NAME} stands for a variable of the environment"
    properties: dict[str, dict[str, Any]] = {
        "viewports": texts
        | {"minItems": 1, "default": [DEFAULT_VIEWPORT], "description": "Sizes of the window in pixels, WIDTHxHEIGHT."},
        "browsers": {
            "type": "integer",
            "minimum": 0,
            "default": 0,
            "description": "Browsers side by side; 0 is one for every two cores.",
        },
        "allow_hosts": texts | {"description": "Hosts that pages may load from, HOST or HOST:PORT."},
        "root": path | {"description": "Folder that / of pages from files means; by default the page's own folder."},
        "axe": path | {"description": "Another axe.min.js."},
        "screenshots": path | {"description": "Folder for pictures of the pages and of each finding."},
        "click": texts | {"description": "Selectors that are clicked when a page has loaded, such as a consent."},
        "login": path | {"description": "A YAML file with the steps of a login."},
        "headers": secrets | {"description": "Headers of requests to the hosts of the named addresses" + environment},
        "cookies": secrets | {"description": "Cookies for the hosts of the named addresses" + environment},
        "user": secret_text | {"description": "User name of a basic login" + environment},
        "password": secret_text | {"description": "Password of a basic login" + environment},
    }
    return {"type": "object", "additionalProperties": False, "properties": properties}
