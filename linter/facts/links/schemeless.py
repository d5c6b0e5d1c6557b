"""Page -> links whose address begins with the name of a host, which browsers take for a page of the same site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.facts import locale
from linter.facts.links.addresses import host_of, is_unfilled
from linter.facts.links.targets import address_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.dom import Element
    from linter.page.page import Page

_HOST = re.compile(
    r"\s*((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_]{2,24})\s*(?:[/?#]|$)",
    re.IGNORECASE,
)
_WWW = "www."


def without_scheme(page: Page) -> Iterator[tuple[Element, str]]:
    """Yield the links that begin with a host: one of the web, one that the page names elsewhere, or the one that the text shows."""
    known: frozenset[str] | None = None
    for element, href in page.links:
        match = _HOST.match(href)
        if match is None or is_unfilled(href):
            continue
        host = match[1].lower()
        if host.startswith(_WWW) and host.count(".") > 1:
            yield element, href
            continue
        known = _known_hosts(page) if known is None else known
        if host in known or _shows(element, host):
            yield element, href


def _known_hosts(page: Page) -> frozenset[str]:
    """Return the hosts of the page's own addresses and of its links, without "www."."""
    hosts = {host_of(address) for address in locale.addresses(page)}
    hosts.update(host_of(href) for _, href in page.links)
    return frozenset(host.removeprefix(_WWW) for host in hosts if host)


def _shows(element: Element, host: str) -> bool:
    shown = address_in(element.text) if element.p1 > element.p0 else None
    return shown is not None and shown.host == host
