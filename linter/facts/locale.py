"""Which language a page is in, which country it speaks of, and what its own address is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linter.data import vocabulary

if TYPE_CHECKING:
    from linter.page.page import Page

_DOMAINS = {"se": "SE", "no": "NO", "dk": "DK", "fi": "FI", "ax": "FI", "de": "DE", "nu": None, "gl": "DK", "fo": "DK"}
_LANGUAGES = {"sv": "SE", "nb": "NO", "nn": "NO", "no": "NO", "da": "DK", "fi": "FI", "de": "DE"}
_REGIONS = {"SE": "SE", "NO": "NO", "DK": "DK", "FI": "FI", "AX": "FI", "DE": "DE"}


def language(page: Page) -> str | None:
    """Return the primary language tag of the `html` element (ISO 639), None without one."""
    tag = page.root.get("lang") or page.root.get("xml:lang") or ""
    return tag.replace("_", "-").split("-")[0].strip().lower() or None


def country(page: Page) -> str:
    """Return the country (ISO 3166) that decides phone numbers, postcodes and plausible coordinates.

    The region of `lang` unless the language is English, then the domain of the page's address, then the language;
    Sweden when none says.
    """
    tag = (page.root.get("lang") or page.root.get("xml:lang") or "").replace("_", "-")
    primary, *subtags = tag.strip().split("-")
    if primary.lower() != "en":
        found = next((_REGIONS[t.upper()] for t in subtags if t.upper() in _REGIONS), None)
        if found:
            return found
    for address in addresses(page):
        domain = host(address).rsplit(".", 1)[-1]
        if _DOMAINS.get(domain):
            return str(_DOMAINS[domain])
    return _LANGUAGES.get(primary.lower(), "SE")


def addresses(page: Page) -> list[str]:
    """Return the page's own addresses: as fetched or saved, canonical, `og:url`."""
    found = [page.document.url or ""]
    for meta in page.metas:
        if meta.get("rel", "").lower() == "canonical":
            found.append(meta.get("href", ""))
        elif (meta.get("property") or meta.get("name", "")).lower() == "og:url":
            found.append(meta.get("content", ""))
    return [a for a in found if a.startswith(("http://", "https://", "//"))]


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
    """Tell whether lower-case text speaks of another country or of a sister city."""
    return _abroad().search(text) is not None


@cache
def _abroad() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{vocabulary.any_of(vocabulary.load('maps')['abroad'])})\b")
