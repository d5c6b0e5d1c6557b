"""Which language a page says it is in, what its own address is, and whether text speaks of places abroad."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linter.data import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.page.page import Page


def language(page: Page) -> str | None:
    """Return the primary language tag of the `html` element (ISO 639), None without one."""
    tag = page.root.get("lang") or page.root.get("xml:lang") or ""
    return tag.replace("_", "-").split("-")[0].strip().lower() or None


def addresses(page: Page) -> list[str]:
    """Return the page's own addresses: as fetched or saved, canonical, `og:url`."""
    found = [page.document.url or "", *declared_addresses(page)]
    return [a for a in found if a.startswith(("http://", "https://", "//"))]


def declared_addresses(page: Page) -> list[str]:
    """Return the addresses that the page gives as its own: canonical, then `og:url`."""
    shared = [
        meta.get("content", "")
        for meta in page.metas
        if (meta.get("property") or meta.get("name", "")).lower() == "og:url"
    ]
    return [*_canonical(page), *shared]


def _canonical(page: Page) -> list[str]:
    return [meta.get("href", "") for meta in page.metas if meta.get("rel", "").lower() == "canonical"]


def own_address(page: Page) -> str | None:
    """Return the one address by which a page is known wherever it lies: declared, else fetched or saved from without its query."""
    own = page.document.url
    found = next(_on_the_web(page, declared_addresses(page)), None)
    return found or (own and own.partition("#")[0].partition("?")[0])


def canonical(page: Page) -> str | None:
    """Return the address in `link rel=canonical`, None where it leads nowhere on the web."""
    return next(_on_the_web(page, _canonical(page)[:1]), None)


def _on_the_web(page: Page, written: Iterable[str]) -> Iterator[str]:
    for address in filter(str.strip, written):
        found = page.resolve(address)
        if found is not None and found.startswith(("http://", "https://")):
            yield found.partition("#")[0]


def host(address: str) -> str:
    """Return the host of an address in lower case, "" where there is none."""
    try:
        return (urlsplit(address.strip()).hostname or "").rstrip(".")
    except ValueError:
        return ""


def path(page: Page) -> str:
    """Return the path of the page's address, "" when it is unknown."""
    for address in addresses(page):
        try:
            return urlsplit(address).path or "/"
        except ValueError:
            continue
    return ""


def names_abroad(text: str) -> bool:
    """Return whether lower-case text speaks of another country or of a sister city."""
    return _abroad().search(text) is not None


@cache
def _abroad() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{vocabulary.any_of(vocabulary.load('maps')['abroad'])})\b")
