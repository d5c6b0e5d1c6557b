"""Page and sentences -> the ways out of a statement: to report a fault to the body, and the body to the authority."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from linter.facts.forms import own_forms
from linter.facts.statement import wording
from linter.facts.statement.sections import sections
from linter.page.urls import scheme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from linter.facts.statement.sentences import Sentence
    from linter.page.dom import Element
    from linter.page.page import Page

_NEIGHBOURS = 2
"""So many sentences before a link may speak of what it is for."""
_PIECES = re.compile(r"[/?&=]")
_WRAPPED = re.compile(r"(?:url|u|link|target|q)=([^&#]{8,2000})", re.IGNORECASE)
_MOST_LINKS = 1000


@dataclass(frozen=True, slots=True)
class Channels:
    """What there is. `form` is a form or a link to one; `written` and `phone` are addresses and numbers."""

    form: bool
    written: bool
    phone: bool
    enforcement: bool
    enforcement_abroad: bool
    """Whether only the authority of another country is linked."""
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


def read_channels(page: Page, sentences: Sequence[Sentence], ways: tuple[bool, bool], country: str) -> Channels:
    """Return the ways out; `ways` tells whether the statement gives e-mail addresses, and phone numbers."""
    emails, phones = ways
    links = list(_links(page, sentences))
    schemes = {scheme(link.href) for link in links}
    about = _about_feedback(sentences)
    enforcement = any(is_authority(link.address, country) for link in links)
    form = any(_reports(link, sentences, about) for link in links) or _has_form(page, sentences, about)
    return Channels(
        form=form,
        written=form or emails or "mailto" in schemes,
        phone=phones or "tel" in schemes,
        enforcement=enforcement,
        enforcement_abroad=not enforcement and any(is_authority(link.address) for link in links),
        authority_named=any(wording.has(one.lowercase, "authority_names") for one in sentences),
        register=any(register_of(link.address) for link in links),
        unit=any(wording.has(one.lowercase, "unit") for one in sentences),
    )


def is_authority(address: str, country: str = "") -> bool:
    """Return whether the authority of a country takes complaints at an address; any, where that country has none known."""
    known = wording.words("authorities")
    own = [one for one in known if one["country"] == country] or known
    return any(_is_at(address, one["host"], one["path"]) for one in own)


def register_of(address: str) -> str | None:
    """Return the country whose register of statements an address is in."""
    found = (
        one["country"] for one in wording.words("registers") if _is_at(address, one["host"], one["path"], deep=True)
    )
    return next(found, None)


def _is_at(address: str, host: str, beginnings: Sequence[str], *, deep: bool = False) -> bool:
    """Return whether an address is at a host, and a part of its path, or of the host before it, begins so; none: anywhere.

    With `deep`, the first page of a host is not enough.
    """
    for one in (address, *(unquote(match[1]) for match in _WRAPPED.finditer(address))):
        try:
            parts = urlsplit(one if "//" in one else f"//{one}")
            named = (parts.hostname or "").lower().rstrip(".")
        except ValueError:
            continue
        if named == host or named.endswith(f".{host}"):
            pieces = [
                *named.removesuffix(host).split("."),
                *_PIECES.split(f"{unquote(parts.path)}?{parts.query}".lower()),
            ]
            if deep and not parts.path.strip("/"):
                continue
            if not beginnings or any(piece.startswith(tuple(beginnings)) for piece in pieces if piece):
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
        yield _Link(element, href, page.resolve(href) or href, name, holder.number if holder else None)


def _about_feedback(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Return the numbers of the sentences under headings about telling the body of faults, and not the authority."""
    own = sections(sentences, _asks_for_feedback)
    return frozenset(one.number for section in own for one in section.content)


def _asks_for_feedback(one: Sentence) -> bool:
    text = one.lowercase
    if one.heading == 1 or wording.has(text, "feedback", "apart") or wording.has(text, "authority_names"):
        return False
    return _tells(text) or wording.has(text, "feedback", "contact")


def _tells(text: str) -> bool:
    return wording.has(text, "feedback", "links") or wording.has(text, "feedback", "near")


def _reports(link: _Link, sentences: Sequence[Sentence], about: Collection[int]) -> bool:
    """Return whether a link leads to where faults are reported: by its name, its section, or what is said around it."""
    if scheme(link.href) not in ("", "http", "https") or link.href.startswith("#"):
        return False
    if wording.has(link.name, "names") or _is_of_authority(link.address):
        return False
    if _tells(link.name) or link.sentence in about:
        return True
    if link.sentence is None:
        return False
    if wording.has(sentences[link.sentence].lowercase, "feedback", "near"):
        return True
    around = sentences[max(0, link.sentence - _NEIGHBOURS) : link.sentence]
    return wording.has(link.name, "feedback", "contact") and any(
        wording.has(one.lowercase, "feedback", "near") for one in around
    )


def _is_of_authority(address: str) -> bool:
    return any(_is_at(address, one["host"], ()) for one in wording.words("authorities"))


def _has_form(page: Page, sentences: Sequence[Sentence], about: Collection[int]) -> bool:
    """Return whether the page has a form of its own in which faults are written."""
    told = {one.line.index for one in sentences if one.number in about}
    for form in own_forms(page):
        first = form.lines[0].index if form.lines else 0
        said = [line.lowercase for line in page.lines[max(0, first - _NEIGHBOURS) : first]]
        said += [line.lowercase for line in form.lines]
        if any(line.index in told for line in form.lines) or any(map(_tells, said)):
            return True
    return False
