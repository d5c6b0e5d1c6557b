"""The pages of a review -> which of them is the site's accessibility statement, and which pages lead to it."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from linter.data import vocabulary
from linter.facts.statement.channels import register_of
from linter.facts.statement.links import has_usual_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.model.report import NotExamined, PageReport

_INDEX = re.compile(r"(?:^|/)(?:index|default)\.(?:html?|aspx?|php)$", re.IGNORECASE)
_REFUSED = frozenset({401, 403})
_NEEDS_SCRIPT = "page-needs-javascript"


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What the search for a statement needs of a page; `keys` are the places that it is known at."""

    number: int
    source: str
    keys: frozenset[str]
    statement: Mapping[str, Any] | None
    calls_itself: bool
    """Whether the page calls itself a statement, and nothing that it says is known of one."""
    links: tuple[Mapping[str, Any], ...]
    is_shell: bool
    """Whether the page is not there without scripting: what it links to cannot be told."""
    is_login: bool
    """Whether the page's readers were led on to a login."""


@dataclass(frozen=True, slots=True)
class Found:
    """The statement of a site, or where its pages say that it is."""

    page: SeenPage | None = None
    target: str | None = None
    """Where links to a statement lead that is not among the pages."""
    target_page: SeenPage | None = None
    """The page that they lead to, which is no statement."""
    is_refused: bool = False
    """Whether what they lead to is shown to nobody without a login."""
    linking: int = 0
    unlinked: tuple[SeenPage, ...] = field(default=())
    """The pages that do not lead to it."""


def see(number: int, page: PageReport) -> SeenPage:
    """Return what the search needs of a page."""
    document = page.document
    addresses = [page.source, document.get("address"), page.address, *document.get("redirects", ())]
    ended = str(document.get("address") or "")
    return SeenPage(
        number,
        page.source,
        frozenset(key(one) for one in addresses if one),
        page.facts.get("statement"),
        "statement_named" in page.facts,
        tuple(page.facts.get("statement_links", ())),
        any(finding.rule == _NEEDS_SCRIPT for finding in page.findings),
        _login().search(ended.lower()) is not None,
    )


@cache
def _login() -> re.Pattern[str]:
    """Return the expression for a part of an address that names a login."""
    return re.compile(rf"(?:^|[/._-])(?:{vocabulary.any_of(vocabulary.words('statement', 'login'))})(?:[/._?-]|$)")


def find(pages: Sequence[SeenPage], not_examined: Iterable[NotExamined]) -> Found:
    """Return the statement that most pages lead to; where none is among them, where their links lead."""
    candidates = [page for page in pages if page.statement is not None]
    if candidates:
        best = max(candidates, key=lambda page: (_linking(page, pages), has_usual_path(page.source), -page.number))
        unlinked = tuple(
            one for one in pages if one is not best and not one.is_shell and not _leads(one, best, named=True)
        )
        return Found(page=best, linking=_linking(best, pages), unlinked=unlinked)
    return _elsewhere(pages, not_examined)


def start_of(pages: Sequence[SeenPage], start: str | None) -> SeenPage | None:
    """Return the start page: the one that is named, else that at the shortest path, where it is a folder's own page."""
    if start is not None:
        return next((page for page in pages if start == page.source or key(start) in page.keys), None)
    own = [page for page in pages if _is_folder(page.source)]
    return min(own, key=lambda page: (len(urlsplit(page.source).path.split("/")), page.number), default=None)


def key(address: str) -> str:
    """Return what addresses of one page have in common, however they are written."""
    plain = _INDEX.sub("", address.partition("#")[0])
    if "//" not in plain:
        return posixpath.normpath(plain.replace("\\", "/") or ".")
    try:
        parts = urlsplit(plain)
        host = (parts.netloc.rpartition("@")[2]).lower().removeprefix("www.")
    except ValueError:
        return plain
    query = f"?{parts.query}" if parts.query else ""
    return f"//{host}{parts.path.rstrip('/')}{query}"


def _linking(target: SeenPage, pages: Sequence[SeenPage]) -> int:
    return sum(_leads(one, target, named=False) for one in pages if one is not target)


def _leads(page: SeenPage, target: SeenPage, *, named: bool) -> bool:
    """Return whether a page leads to the statement; with `named`, a link that calls itself one does too, wherever it leads."""
    return any((named and link["named"]) or _is_at(_place(link["address"], page), target) for link in page.links)


def _place(address: str, page: SeenPage) -> str:
    """Return what the addresses have in common that lead to one place, from whichever page."""
    if "//" in address or address.startswith("/"):
        return key(address)
    return key(posixpath.join(posixpath.dirname(page.source.replace("\\", "/")), address))


def _is_at(place: str, target: SeenPage) -> bool:
    if place.startswith("//") or not place.startswith("/"):
        return place in target.keys
    path = place.lstrip("/")
    return any(one == path or one.endswith(f"/{path}") for one in target.keys)


def _elsewhere(pages: Sequence[SeenPage], not_examined: Iterable[NotExamined]) -> Found:
    """Return the page that calls itself a statement, else where links lead that name one, and what became of it."""
    named = [page for page in pages if page.calls_itself]
    if named:
        best = max(named, key=lambda page: (_linking(page, pages), -page.number))
        return Found(target=best.source, target_page=best, is_refused=best.is_login, linking=_linking(best, pages))
    leading: dict[str, dict[int, str]] = {}
    for page in pages:
        for link in page.links:
            if link["named"] or register_of(link["address"]):
                leading.setdefault(_place(link["address"], page), {})[page.number] = link["address"]
    if not leading:
        return Found()
    place, by = max(leading.items(), key=lambda one: (register_of(one[0]) is not None, len(one[1])))
    page_there = next((one for one in pages if _is_at(place, one)), None)
    refused = any(
        key(one.source) == place and one.reason.key == "error_status" and one.reason.data.get("status") in _REFUSED
        for one in not_examined
    )
    is_refused = refused or (page_there is not None and page_there.is_login)
    address = next(iter(by.values()))
    return Found(target=address, target_page=page_there, is_refused=is_refused, linking=len(by))


def _is_folder(source: str) -> bool:
    path = urlsplit(source).path if "//" in source else source.replace("\\", "/")
    return path in ("", "/") or path.endswith("/") or _INDEX.search(path) is not None
