"""Headers, cookies and basic logins for the origins of named addresses, and for no other."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from linter.model.target import is_address, split_login
from linter.page.urls import resolve, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
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


def origins(sources: Iterable[str]) -> tuple[str, ...]:
    """Return the schemes, hosts and ports of the addresses among what was named."""
    named = (resolve(None, split_login(source)[0]) for source in sources if is_address(source))
    return tuple(dict.fromkeys(split(url).origin for url in named if url is not None))


def basic_login(user_and_password: bytes) -> dict[str, str]:
    """Return the header of a basic login (RFC 7617)."""
    return {"Authorization": f"Basic {base64.b64encode(user_and_password).decode()}"}


def header_of_login(login: str) -> dict[str, str]:
    """Return the header for a login as it stands in an address, none where it is empty."""
    user, _, password = login.partition(":")
    return basic_login(unquote_to_bytes(user) + b":" + unquote_to_bytes(password)) if login else {}


def logins_in(addresses: Iterable[str]) -> Mapping[str, dict[str, str]]:
    """Return the headers by origin that the addresses among these carry, each for its own origin and no other."""
    found: dict[str, dict[str, str]] = {}
    for one in addresses:
        address, login = split_login(one) if is_address(one) else (one, "")
        url = resolve(None, address) if login else None
        if url is not None:
            found[split(url).origin] = header_of_login(login)
    return found


def with_login(sent: Mapping[str, str], login: Mapping[str, str]) -> dict[str, str]:
    """Return headers with a login in the place of one that they may have, however its name is spelled."""
    names = {name.lower() for name in login}
    return {**{name: value for name, value in sent.items() if name.lower() not in names}, **login}


def is_named(url: str, origins: Iterable[str], hosts: Iterable[Host]) -> bool:
    """Return whether a secret may go to an address: its origin was named, or its host was allowed."""
    resolved = resolve(None, url)
    if resolved is None:
        return False
    parts = split(resolved)
    return parts.origin in origins or any(one.fits(parts.host, parts.port) for one in hosts)


def headers(settings: BrowserSettings) -> dict[str, str]:
    """Return the headers that go with every request to a named origin."""
    login: Mapping[str, str] = {}
    if settings.user:
        login = basic_login(f"{settings.user}:{settings.password}".encode())
    return {**login, **settings.headers}


def by_origin(settings: BrowserSettings, sources: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the headers of every named origin: those of the configuration, and the login that stands in its own address."""
    shared, own = headers(settings), logins_in(sources)
    return {one: sent for one in origins(sources) if (sent := with_login(shared, own.get(one, {})))}


def extension(folder: Path, added: Mapping[str, Mapping[str, str]]) -> Path | None:
    """Write an extension of the browser that adds headers by origin, hop by hop; None where there is nothing to add.

    WebDriver can only set headers for all hosts alike, which would give a login away to whoever the page loads from.
    """
    if not added:
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    rules = [
        {
            "id": number,
            "priority": 1,
            "action": {
                "type": "modifyHeaders",
                "requestHeaders": [
                    {"header": name, "operation": "set", "value": value} for name, value in sent.items()
                ],
            },
            "condition": {"urlFilter": f"|{one}/", "resourceTypes": list(_KINDS)},
        }
        for number, (one, sent) in enumerate(added.items(), 1)
    ]
    (folder / "manifest.json").write_text(json.dumps(_MANIFEST), "utf-8")
    (folder / "headers.json").write_text(json.dumps(rules), "utf-8")
    return folder


def set_cookies(driver: Chrome, origins: Iterable[str], cookies: Mapping[str, str]) -> None:
    """Put the cookies of the configuration into the browser."""
    for one in origins:
        for name, value in cookies.items():
            driver.execute_cdp_cmd("Network.setCookie", {"name": name, "value": value, "url": f"{one}/"})
