"""Headers, cookies and a basic login for the origins of named addresses, and for no other."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linter.model.target import PORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from selenium.webdriver import Chrome

    from linter.model.target import Host
    from linter.stages.browser.settings import BrowserSettings

_KINDS = (
    "main_frame",
    "sub_frame",
    "stylesheet",
    "script",
    "image",
    "font",
    "object",
    "xmlhttprequest",
    "ping",
    "csp_report",
    "media",
    "websocket",
    "other",
)
_MANIFEST = {
    "manifest_version": 3,
    "name": "kommunlint",
    "version": "1",
    "permissions": ["declarativeNetRequestWithHostAccess"],
    "host_permissions": ["<all_urls>"],
    "declarative_net_request": {"rule_resources": [{"id": "headers", "enabled": True, "path": "headers.json"}]},
}


def origin(url: str) -> str:
    """Return the scheme, the host and the port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()


def is_named(url: str, origins: Iterable[str], hosts: Iterable[Host]) -> bool:
    """Return whether a secret may go to an address: its origin was named, or its host was allowed."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return False
    return origin(url) in origins or any(one.fits(parts.hostname or "", port) for one in hosts)


def headers(settings: BrowserSettings) -> dict[str, str]:
    """Return the headers that go with every request to a named origin."""
    login: Mapping[str, str] = {}
    if settings.user:
        both = f"{settings.user}:{settings.password}".encode()
        login = {"Authorization": f"Basic {base64.b64encode(both).decode()}"}
    return {**login, **settings.headers}


def extension(folder: Path, origins: Iterable[str], more: Mapping[str, str]) -> Path | None:
    """Write an extension of the browser that adds headers to requests, hop by hop; None where there is nothing to add.

    WebDriver can only set headers for all hosts alike, which would give a login away to whoever the page loads from.
    """
    named = list(origins)
    if not more or not named:
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    added = [{"header": name, "operation": "set", "value": value} for name, value in more.items()]
    rules = [
        {
            "id": number,
            "priority": 1,
            "action": {"type": "modifyHeaders", "requestHeaders": added},
            "condition": {"urlFilter": f"|{one}/", "resourceTypes": list(_KINDS)},
        }
        for number, one in enumerate(named, 1)
    ]
    (folder / "manifest.json").write_text(json.dumps(_MANIFEST), "utf-8")
    (folder / "headers.json").write_text(json.dumps(rules), "utf-8")
    return folder


def set_cookies(driver: Chrome, origins: Iterable[str], cookies: Mapping[str, str]) -> None:
    """Put the cookies of the configuration into the browser."""
    for one in origins:
        for name, value in cookies.items():
            driver.execute_cdp_cmd("Network.setCookie", {"name": name, "value": value, "url": f"{one}/"})
