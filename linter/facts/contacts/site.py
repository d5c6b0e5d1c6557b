"""Page -> what the site calls itself: the name of the contact in its footer."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts import locale
from linter.page.dom import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.page import Page

_PARTS = re.compile(r"\s+[|–—·›»:•-]\s+|\s*[|›»]\s*|:\s+")
_NAME_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher")
_MAX_NAME = 80
_MIN_NAME = 2


def own_name(page: Page) -> str | None:
    """Return the site's own name, as its metadata, its logo or the titles of its pages say; None where none does."""
    return next((name for name in _names(page) if _MIN_NAME <= len(name) <= _MAX_NAME), None)


def _names(page: Page) -> Iterator[str]:
    by_meta = {(m.get("property") or m.get("name") or "").lower(): m.get("content") or "" for m in page.metas}
    yield from (clean(by_meta[name]) for name in _NAME_METAS if by_meta.get(name))
    title = page.tree.select_one("head > title") or page.tree.select_one("title")
    parts = [part for part in _PARTS.split(clean(title.text)) if part] if title is not None else []
    logo = _logo(page)
    if logo is not None:
        yield next((part for part in parts if part.lower() in logo.lower()), logo)
    if len(parts) > 1:
        yield _site_part(parts, page)


def _site_part(parts: list[str], page: Page) -> str:
    """Return the part of a title that names the site: the last, or the first where the last is the page's heading."""
    heading = next((h.text.lower() for h in page.tags("h1")), "")
    host = re.sub(r"[^a-z]", "", locale.host(next(iter(locale.addresses(page)), "")))
    in_host = [p for p in (parts[-1], parts[0]) if host and _letters(p) and any(w in host for w in _words(p))]
    if in_host:
        return in_host[0]
    return parts[0] if parts[-1].lower() == heading else parts[-1]


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def _words(text: str) -> list[str]:
    return [word for word in map(_letters, text.split()) if len(word) > 3]


def _logo(page: Page) -> str | None:
    """Return what the logo that leads to the start page is called."""
    for link in page.tags("a"):
        if link.region not in ("header", "navigation") and not _is_logo(link.get("class")):
            continue
        for image in link.atoms:
            name = clean(image.get("alt") or "")
            if name and (_is_logo(image.get("class")) or _is_logo(link.get("class")) or _is_start(link.get("href"))):
                return _without_word(name)
    return None


def _is_logo(classes: str | None) -> bool:
    return "logo" in (classes or "").lower()


def _is_start(href: str | None) -> bool:
    return re.fullmatch(r"(?:https?://[^/]{1,200})?/?", (href or "x").strip()) is not None


def _without_word(name: str) -> str | None:
    """Return the alternative of a logo without the words for a logo and for where it leads."""
    return _idle_words().sub("", name).strip(" ,:;–-|") or None


@cache
def _idle_words() -> re.Pattern[str]:
    words = vocabulary.load("contacts")["site"]
    idle = vocabulary.any_of((*words["logo"], *words["start"]))
    return re.compile(rf"(?i)^(?:{idle})\b[\s:,–-]{{0,3}}|[\s:,–-]{{0,3}}\b(?:{idle})s?$")
