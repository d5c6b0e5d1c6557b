"""Page -> what the site calls itself: the name of the contact in its footer."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts import locale
from linter.facts.contacts import names
from linter.page.dom import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.dom import Element
    from linter.page.page import Page

_PARTS = re.compile(r"\s+[|–—·›»:•-]\s+|\s*[|›»]\s*|:\s+")
_NAME_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher")
_MAX_NAME = 80
_PAIR = 2
_LONG_WORD = 4


def own_name(page: Page) -> str | None:
    """Return the site's own name, as its metadata, its logo or the titles of its pages say; None where none does."""
    return next((name for name in _candidates(page) if len(name) <= _MAX_NAME and _without_word(name)), None)


def _candidates(page: Page) -> Iterator[str]:
    by_meta = {(m.get("property") or m.get("name") or "").lower(): m.get("content") or "" for m in page.metas}
    yield from (clean(by_meta[name]) for name in _NAME_METAS if by_meta.get(name, "").strip())
    parts = [part for part in _PARTS.split(page.title or "") if part]
    told = _told_by_address(parts, page) if len(parts) > 1 else None
    if told is not None and names.may_name(told) and not names.is_clause(told):
        yield told
    logo = _logo(page)
    if logo is not None and names.may_name(logo):
        yield next((part for part in parts if part.lower() in logo.lower()), logo)
    part = _site_part(parts, page) if len(parts) > 1 else None
    if part is not None and names.may_name(part) and not names.is_clause(part):
        yield part


def _site_part(parts: list[str], page: Page) -> str | None:
    """Return the part of a title that names the site: one that the address or the page's frame says, else the last of two."""
    named = _told_by_address(parts, page)
    if named is not None:
        return named
    frame = "\n".join(line.fold for line in page.lines if line.region in ("header", "footer"))
    named = next((p for p in _ends_first(parts) if p.lower() in frame), None)
    return named or (parts[-1] if len(parts) == _PAIR else None)


def _told_by_address(parts: list[str], page: Page) -> str | None:
    """Return the part of a title that has a word in common with the site's domain."""
    host = re.sub(r"[^a-z]", "", locale.host(next(iter(locale.addresses(page)), "")))
    return next((p for p in _ends_first(parts) if host and any(word in host for word in _words(p))), None)


def _ends_first(parts: list[str]) -> tuple[str, ...]:
    return (parts[-1], parts[0], *parts[1:-1])


def _words(text: str) -> list[str]:
    plain = (re.sub(r"[^a-z]", "", word.lower()) for word in text.split())
    return [word for word in plain if len(word) >= _LONG_WORD]


def _logo(page: Page) -> str | None:
    """Return what the logo that leads to the start page is called."""
    for link in page.tags("a"):
        if link.region == "footer" or not (link.region in ("header", "navigation") or _is_logo(link)):
            continue
        for image in link.atoms:
            name = clean(image.get("alt") or "")
            if name and (_is_logo(image) or _is_logo(link) or _is_start(link.get("href"))):
                return _without_word(name)
    return None


def _is_logo(element: Element) -> bool:
    return "logo" in f"{element.get('class')} {element.get('id')}".lower()


def _is_start(href: str | None) -> bool:
    return re.fullmatch(r"(?:https?://[^/]{1,200})?(?:\./)?/?", (href or "x").strip()) is not None


def _without_word(name: str) -> str | None:
    """Return the alternative of a logo without the words for a logo and for where it leads."""
    return _idle_words().sub("", name).strip(" ,:;–-|") or None


@cache
def _idle_words() -> re.Pattern[str]:
    words = vocabulary.load("contacts")["site"]
    idle = vocabulary.any_of((*words["logo"], *words["start"]))
    return re.compile(rf"(?i)^(?:{idle})\b[\s:,–-]{{0,3}}|[\s:,–-]{{0,3}}\b(?:{idle})s?$")
