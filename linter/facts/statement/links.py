"""Page -> the links that lead to an accessibility statement, by their name, their address or a country's register."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from linter.data import vocabulary
from linter.facts import locale
from linter.facts.statement import wording
from linter.facts.statement.channels import register_of
from linter.page.urls import scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.page.page import Page

_MOST = 20
_SHORT = 5


@dataclass(frozen=True, slots=True)
class StatementLink:
    """A link to a statement; `is_named` tells that its own name says so."""

    address: str
    text: str
    is_named: bool
    region: str | None
    line: int

    def as_json(self) -> dict[str, Any]:
        """Return it in the shape of the JSON contract."""
        return {
            "address": self.address,
            "text": self.text,
            "named": self.is_named,
            "region": self.region,
            "line": self.line,
        }


def read_links(page: Page) -> tuple[StatementLink, ...]:
    """Return the links of a page that lead to a statement; a place in the page itself is none."""
    found: list[StatementLink] = []
    signs = _signs_on(page)
    for element, href in page.links:
        written = href.strip()
        if not written or written.startswith("#") or scheme(written) not in ("", "http", "https"):
            continue
        name = element.name
        is_named = wording.has(name.lower(), "names") and not wording.has(name.lower(), "guides")
        if not is_named and not _is_usual(page, name.lower(), written, signs):
            continue
        address = page.resolve(written) or _below_base(page, written)
        found.append(StatementLink(address, name[:200], is_named, element.region, page.location(element).line))
        if len(found) == _MOST:
            break
    return tuple(found)


def _below_base(page: Page, written: str) -> str:
    """Return an address of a page that has none itself, so that it is read against its folder."""
    try:
        return urljoin(page.base, written)
    except ValueError:
        return written


def may_have_unnamed(page: Page) -> bool:
    """Return whether a link that names no statement may lead to one by its address alone."""
    return bool(_signs_on(page))


def _signs_on(page: Page) -> tuple[str, ...]:
    """Return what addresses of statements hold, as far as any address of the page holds it."""
    return tuple(sign for sign in _signs() if sign in page.addresses)


@cache
def _signs() -> tuple[str, ...]:
    """Return what addresses hold that may be one's; a short name counts only after a slash, as words hold it too."""
    paths = (path.lstrip("/") if len(path) > _SHORT else path for path in wording.words("paths"))
    return (*(one["host"] for one in wording.words("registers")), *paths)


def has_usual_path(address: str) -> bool:
    """Return whether an address is one where statements usually are."""
    try:
        path = f"/{urlsplit(address).path.strip('/')}".lower()
    except ValueError:
        return False
    stem = path.removesuffix(".html").removesuffix(".htm").removesuffix(".aspx").removesuffix(".php")
    return any(stem.endswith(usual) for usual in wording.words("paths"))


def _is_usual(page: Page, name: str, href: str, signs: Sequence[str]) -> bool:
    written = href.lower()
    if not any(sign in written for sign in signs):  # most links of most pages are left here
        return False
    if register_of(href) is not None:
        return True
    if not has_usual_path(href):
        return False
    if name.strip() in vocabulary.words("statement", "loosely"):
        return True
    own = wording.words("paths_alone").get(locale.language(page), ())
    return any(written.rstrip("/").endswith(path) for path in own)
