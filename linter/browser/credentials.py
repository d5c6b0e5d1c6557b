"""Headers, cookies and a basic login for the hosts of named addresses, and for no other host."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selenium.webdriver import Chrome

    from linter.browser_settings import BrowserSettings


def headers(settings: BrowserSettings) -> dict[str, str]:
    """Return the headers that go with every request to a named host."""
    login: Mapping[str, str] = {}
    if settings.user:
        both = f"{settings.user}:{settings.password}".encode()
        login = {"Authorization": f"Basic {base64.b64encode(both).decode()}"}
    return {**login, **settings.headers}


def give(driver: Chrome, url: str, settings: BrowserSettings) -> None:
    """Let the browser send the credentials of the configuration to the origin of an address, once for each origin."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    known: set[str] = driver.__dict__.setdefault("credentials_given", set())
    if origin in known:
        return
    known.add(origin)
    for name, value in settings.cookies.items():
        driver.execute_cdp_cmd("Network.setCookie", {"name": name, "value": value, "url": origin + "/"})
    more = headers(settings)
    if more:
        network: Any = driver.network
        network.add_request_handler([f"{origin}/**"], _adds(more))


def _adds(more: Mapping[str, str]) -> Any:  # noqa: ANN401  selenium's handler
    def handler(request: Any) -> None:  # noqa: ANN401  likewise
        own = {name: value for name, value in _pairs(request.headers) if name.lower() not in lower}
        request.set_headers({**own, **more})

    lower = {name.lower() for name in more}
    return handler


def _pairs(own: Any) -> list[tuple[str, str]]:  # noqa: ANN401  a dictionary or BiDi's list
    if isinstance(own, dict):
        return [(str(name), str(value)) for name, value in own.items()]
    return [(str(one["name"]), str(one["value"]["value"])) for one in own or ()]
