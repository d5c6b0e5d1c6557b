"""Page -> whether it is the start page of its site, or of one of its languages."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts import locale
from linter.facts.dates import trail

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from linter.page.page import Page

_LINKS = 3000
_ROOT = re.compile(r"/|(?:https?:)?//[^/?#\s]{1,253}/?")
_HOST = r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}"
_HOST_ALONE = re.compile(_HOST)
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_ENDING = r"(?:\.(?:x?html?|php|aspx?|jsp|mht(?:ml)?)){1,2}"


def is_start(
    page: Page, tokens: AbstractSet[str], named: AbstractSet[str], site_name: Callable[[], str | None]
) -> bool:
    """Return whether a page is a start page.

    `tokens` are words of its classes, `named` what its heading and title call it, `site_name` tells what the site is called.
    """
    words = _words()
    address = _address(page)
    if is_start_address(address):
        return True
    names = frozenset(words["tokens"])
    if (not names.isdisjoint((*tokens, *named)) or _is_start_by_type(page)) and not trail.leads_on(page):
        return True
    if not address and (
        trail.ends_at_start(page)
        or _is_current_root(page)
        or _is_saved_as_start(page)
        or _bears_name_of_site(page, site_name)
    ):
        return True
    welcome = tuple(words["headings"])
    return any(name.startswith(welcome) for name in named) and not trail.is_there(page)


def is_start_address(path: str) -> bool:
    """Return whether a path is that of a start page: the root, that of a language, or the name of one alone."""
    return _start_address().fullmatch(path.lower()) is not None


def _address(page: Page) -> str:
    """Return the path of the page's address, also where it is canonical without a host; "" when it is unknown."""
    canonical = (m.get("href", "") for m in page.metas if m.get("rel", "").lower() == "canonical")
    return locale.path(page) or next((href for href in canonical if href.startswith("/")), "")


def _is_start_by_type(page: Page) -> bool:
    """Return whether the metadata say that the page is of the type that start pages have."""
    kinds, names = frozenset(_words()["type_metas"]), frozenset(_words()["tokens"])
    return any(
        (meta.get("name") or meta.get("property") or "").lower() in kinds
        and _NOT_LETTERS.sub("", meta.get("content", "").lower()).removesuffix("page") in names
        for meta in page.metas
    )


def _is_current_root(page: Page) -> bool:
    """Return whether the link to the root of the site says that it leads to the current page."""
    return page.mentions("aria-current") and any(
        _ROOT.fullmatch(href.strip()) is not None and e.get("aria-current") == "page" and not e.get("hreflang")
        for e, href in page.links[:_LINKS]
    )


def _is_saved_as_start(page: Page) -> bool:
    """Return whether the file has the name of a start page: `startsida.html`, or `index.html` in the folder of a host or in none."""
    return _start_file().fullmatch(page.document.source.name.replace("\\", "/").lower()) is not None


def _bears_name_of_site(page: Page, site_name: Callable[[], str | None]) -> bool:
    """Return whether the title is the name of the site and nothing more, and no heading or breadcrumb names another page.

    A system that tells the site's name in its metadata gives every other page a title of its own.
    """
    title = (page.title or "").strip().lower()
    if not title or trail.leads_on(page):
        return False
    if any(
        (m.get("property") or "").lower() == "og:site_name" and m.get("content", "").strip().lower() == title
        for m in page.metas
    ):
        return True
    if title != (site_name() or "").lower() and _HOST_ALONE.fullmatch(title) is None:
        return False
    first = next((line for line in page.lines if line.heading and line.text and line.region in ("main", None)), None)
    return first is None or first.lowercase.startswith(title)


def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = vocabulary.load("dates")["exempt"]["start"]
    return words


@cache
def _start_address() -> re.Pattern[str]:
    """Return the pattern of the paths that a start page has: the root, that of a language, or its name alone."""
    names = vocabulary.any_of(_words()["tokens"])
    language = r"(?:[a-z]{2}(?:[-_][a-z]{2})?(?:/|$))?"
    return re.compile(rf"/{language}(?:(?:index|default)\.\w{{1,10}}|(?:{names})(?:\.\w{{1,10}}|/)?)?")


@cache
def _start_file() -> re.Pattern[str]:
    """Return the pattern of the names of files that hold a start page, in lower case."""
    names = vocabulary.any_of(_words()["tokens"])
    folder = r"(?:.{0,1000}/)?"
    indexed = rf"(?:{folder}{_HOST}[/_])?(?:index|default)(?:[-_][a-z]{{2}})?"
    return re.compile(rf"(?:{folder}(?:{names})|{indexed}){_ENDING}")
