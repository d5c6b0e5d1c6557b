"""Page -> what the site calls itself: the name of the contact in its footer."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts import locale
from linter.facts.contacts.names import names
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.dom import Element
    from linter.page.page import Page

_PARTS = re.compile(r"\s+[|–—·›»:•-]\s+|\s*[|›»]\s*|:\s+")
_NAME_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher")
_MAX_NAME = 80
_PAIR = 2
_LONG_WORD = 4
_MOST_IDLE = 3
"""How many words for a logo or a start page stand in one alternative."""


def own_name(page: Page) -> str | None:
    """Return the site's own name, as its metadata, its logo or the titles of its pages say; None where none does."""
    found = [name for name in _candidates(page) if len(name) <= _MAX_NAME and _without_word(name)]
    return (
        next((name for name in found if name.lower().startswith(f"{found[0].lower()} ")), found[0]) if found else None
    )


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
    part = _site_part(_not_the_heading(parts, page), page, len(parts)) if len(parts) > 1 else None
    if part is not None and names.may_name(part) and not names.is_clause(part):
        yield part


def _not_the_heading(parts: list[str], page: Page) -> list[str]:
    """Return the parts of a title that may name the site: not the page's heading, but on the start page.

    Of several headings the last is the page's, outside the header if one stands there; none that leads to the start page.
    """
    if any(_without_word(part) is None for part in parts):
        return parts
    headings = page.tags("h1")
    own = [heading for heading in headings if heading.region != "header"]
    own = own or [heading for heading in headings if not any(_is_start(a.get("href")) for a in heading.inside("a"))]
    text = _plain(own[-1].text) if own else ""
    return [part for part in parts if _plain(part) != text]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _site_part(parts: list[str], page: Page, count: int) -> str | None:
    """Return the part of a title that names the site: one that the address or the page's frame says, else the last of two."""
    if not parts:
        return None
    named = _told_by_address(parts, page)
    if named is not None:
        return named
    frame = "\n".join(line.lowercase for line in page.layout.lines_in("header", "footer"))
    named = next((p for p in _ends_first(parts) if p.lower() in frame), None)
    return named or (parts[-1] if count == _PAIR else None)


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
        for image in link.replaced_elements:
            name = clean(image.get("alt") or "")
            if name and (_is_logo(image) or _is_logo(link) or _is_start(link.get("href"))):
                return _nominative(_without_word(name), name, page)
    return None


def _is_logo(element: Element) -> bool:
    return "logo" in f"{element.get('class')} {element.get('id')}".lower()


def _is_start(href: str | None) -> bool:
    return re.fullmatch(r"(?:https?://[^/]{1,200})?(?:\./)?/?", (href or "x").strip()) is not None


def _without_word(name: str) -> str | None:
    """Return the alternative of a logo without the words for a logo and for where it leads."""
    for _ in range(_MOST_IDLE):
        name = _idle_words().sub("", name).strip(" ,:;–-|")
    return name or None


def _nominative(owner: str | None, name: str, page: Page) -> str | None:
    """Return whose logo it is in the form of a name: "Granviks kommuns logotyp" is that of "Granviks kommun"."""
    if owner is None or not name.startswith(owner) or name[len(owner) : len(owner) + 1] != " ":
        return owner
    *before, last = owner.split()
    words = vocabulary.load("contacts")
    named = words["site"]["genitives"].get(last.lower())
    if named is not None:
        return " ".join((*before, named))
    stem = re.sub(r"(?:[’']s|s[’']?)$", "", last)
    whole = " ".join((*before, stem))
    if stem == last or not stem:
        return owner
    is_known = stem.lower() in vocabulary.words("contacts", "organisations")
    return whole if is_known or re.search(rf"(?<!\w){re.escape(whole.lower())}(?!\w)", page.lowercase) else owner


@cache
def _idle_words() -> re.Pattern[str]:
    words = vocabulary.load("contacts")["site"]
    idle = vocabulary.any_of((*words["images"], *words["logo"], *words["start"]))
    of = vocabulary.any_of(words["of"])
    return re.compile(rf"(?i)^(?:{idle})\b[\s:,–-]{{0,3}}(?:(?:{of})\s{{1,3}})?|[\s:,–-]{{0,3}}\b(?:{idle})s?$")
