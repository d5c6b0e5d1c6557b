"""Page and sentences -> the ways out of a statement: to report a fault to the body, and the body to the authority."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from linter.facts.statement import wording
from linter.page.urls import resolve, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.statement.sentences import Sentence
    from linter.page.dom import Element
    from linter.page.page import Page

_NEIGHBOURS = 2
"""So many sentences before a link may speak of what it is for."""
_WRAPPED = re.compile(r"(?:url|u|link|target|q)=([^&#]{8,2000})", re.IGNORECASE)
_MOST_LINKS = 1000


@dataclass(frozen=True, slots=True)
class Channels:
    """What there is. `form` is a form or a link to one; `written` and `phone` are addresses and numbers."""

    form: bool
    written: bool
    phone: bool
    enforcement: bool
    authority_named: bool
    register: bool
    unit: bool


@dataclass(frozen=True, slots=True)
class _Link:
    element: Element
    href: str
    address: str
    name: str
    sentence: int | None


def read_channels(page: Page, sentences: Sequence[Sentence], ways: tuple[bool, bool]) -> Channels:
    """Return the ways out; `ways` tells whether the statement gives e-mail addresses, and phone numbers."""
    emails, phones = ways
    links = list(_links(page, sentences))
    schemes = {scheme(link.href) for link in links}
    enforcement = [link for link in links if is_authority(link.address)]
    apart = {id(link.element) for link in enforcement}
    form = any(_reports(link, sentences) for link in links if id(link.element) not in apart) or _has_form(page)
    return Channels(
        form=form,
        written=form or emails or "mailto" in schemes,
        phone=phones or "tel" in schemes,
        enforcement=bool(enforcement),
        authority_named=any(wording.has(one.lowercase, "authority_names") for one in sentences),
        register=any(register_of(link.address) for link in links),
        unit=any(wording.has(one.lowercase, "unit") for one in sentences),
    )


def is_authority(address: str) -> bool:
    """Return whether an address is one at which an authority takes complaints."""
    return any(_is_at(address, one["host"], one["path"]) for one in wording.words("authorities"))


def register_of(address: str) -> str | None:
    """Return the country whose register of statements an address is in."""
    found = (one["country"] for one in wording.words("registers") if _is_at(address, one["host"], [one["path"]]))
    return next(found, None)


def _is_at(address: str, host: str, paths: Sequence[str]) -> bool:
    for one in (address, *(unquote(match[1]) for match in _WRAPPED.finditer(address))):
        try:
            parts = urlsplit(one if "//" in one else f"//{one}")
            named = (parts.hostname or "").lower().rstrip(".")
        except ValueError:
            continue
        if named == host or named.endswith(f".{host}"):
            rest = f"{named.removesuffix(host)} {unquote(parts.path)} {parts.query}".lower()
            if any(path in rest for path in paths):
                return True
    return False


def _links(page: Page, sentences: Sequence[Sentence]) -> Iterator[_Link]:
    by_line: dict[int, list[Sentence]] = {}
    for one in sentences:
        by_line.setdefault(one.line.index, []).append(one)
    for element, href in page.links[:_MOST_LINKS]:
        if element.region in ("header", "navigation", "footer") or not href.strip():
            continue
        line = next(iter(element.lines), None)
        name = element.name.lower()
        near = by_line.get(line.index, []) if line is not None else []
        holder = next((one for one in near if name and name[:60] in one.lowercase), near[0] if near else None)
        yield _Link(element, href, resolve(page.document.url, href) or href, name, holder.number if holder else None)


def _reports(link: _Link, sentences: Sequence[Sentence]) -> bool:
    """Return whether a link leads to where faults are reported: by its name, or by what is said around a link to contacts."""
    if scheme(link.href) not in ("", "http", "https") or link.href.startswith("#"):
        return False
    if wording.has(link.name, "names"):
        return False
    if wording.has(link.name, "feedback", "links") or wording.has(link.name, "feedback", "near"):
        return True
    if link.sentence is None or not wording.has(link.name, "feedback", "contact"):
        return False
    around = sentences[max(0, link.sentence - _NEIGHBOURS) : link.sentence + 1]
    return any(wording.has(one.lowercase, "feedback", "near") for one in around)


def _has_form(page: Page) -> bool:
    """Return whether the page has a form of its own in which faults are written."""
    for field in page.tags("textarea"):
        form = field.closest("form")
        if form is None or form.region in ("header", "navigation", "footer"):
            continue
        first = form.lines[0].index if form.lines else 0
        said = [line.lowercase for line in page.lines[max(0, first - _NEIGHBOURS) : first]]
        said += [line.lowercase for line in form.lines]
        if any(wording.has(text, "feedback", "links") or wording.has(text, "feedback", "near") for text in said):
            return True
    return False
