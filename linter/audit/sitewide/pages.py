"""The pages of a review -> what is kept of each to hold it against the others: a few values, since a site may be large."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linter.audit.sitewide.mentions import Mentions
from linter.audit.statement.pages import key
from linter.page.urls import FILES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.model.outline import PageType
    from linter.model.report import PageReport, Report
    from linter.model.site_page import AskedField, HelpItem

_NEEDS_SCRIPT = "page-needs-javascript"
_UPDATED = ("updated", "reviewed")
_SEEN = ("text", "time")
"""Origins of dates that readers see."""
_ENDINGS = (".html", ".htm")
_TITLE = 500
_MOST_LINKED = 1_000_000
"""Places that are kept of those that pages lead to."""


@dataclass(frozen=True, slots=True)
class ShownDate:
    """The newest date of updating that a page shows, and where."""

    value: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class SeenPage:
    """One page; `keys` are the places that it is known at, `content` is what its title and its main text are known by."""

    number: int
    source: str
    keys: frozenset[str]
    title: str
    language: str
    content: str
    text: str
    help: tuple[HelpItem, ...]
    updated: ShownDate | None
    types: tuple[PageType, ...]
    is_shell: bool
    """Whether the page is not there without scripting: what it links to cannot be told."""
    is_unlisted: bool
    asks: tuple[AskedField, ...] = ()
    next_steps: frozenset[str] = frozenset()
    """The places that its forms lead to."""

    @property
    def host(self) -> str:
        """The host that it is at, "" for a file."""
        try:
            return (urlsplit(self.source).hostname or "").removeprefix("www.") if "//" in self.source else ""
        except ValueError:
            return ""


@dataclass(slots=True)
class Site:
    """The pages of a review, in its order, and what they say together."""

    pages: list[SeenPage] = field(default_factory=list)
    mentions: Mentions = field(default_factory=Mentions)
    linked: set[str] = field(default_factory=set)
    """The places that pages lead to, but for those that only lead to themselves."""
    is_cut: bool = False
    """Whether there were more places than are kept."""


def see(report: Report, types: Mapping[str, Sequence[PageType]]) -> Site:
    """Return what is kept of the pages; `types` are theirs, by source."""
    site = Site()
    for number, page in enumerate(report.pages):
        seen = _seen(number, page, tuple(types.get(page.source, ())))
        site.pages.append(seen)
        if page.site is not None and len(site.linked) < _MOST_LINKED:
            site.linked.update(one for address in page.site.links if (one := key(address)) not in seen.keys)
        site.is_cut = len(site.linked) >= _MOST_LINKED
        site.mentions.add(number, page)
    return site


def _seen(number: int, page: PageReport, types: tuple[PageType, ...]) -> SeenPage:
    document, site = page.document, page.site
    addresses = [
        page.source,
        document.get("address"),
        *document.get("redirects", ()),
        *(site.addresses if site is not None else ()),
    ]
    return SeenPage(
        number=number,
        source=page.source,
        keys=frozenset(_keys(addresses)),
        title=" ".join((page.title or "").split())[:_TITLE],
        language=page.language or "",
        content=page.content,
        text=site.text if site is not None else "",
        help=site.help if site is not None else (),
        updated=_updated(page),
        types=types,
        is_shell=any(finding.rule == _NEEDS_SCRIPT for finding in page.findings),
        is_unlisted=site is not None and site.is_unlisted,
        asks=site.asks if site is not None else (),
        next_steps=frozenset(map(key, site.next_steps)) if site is not None else frozenset(),
    )


def _keys(addresses: Sequence[object]) -> set[str]:
    """Return the places of addresses; a server may send a file without its ending being asked for."""
    found = {key(str(one)) for one in addresses if one}
    bare = {one.removesuffix(end) for one in found if one.startswith(FILES) for end in _ENDINGS if one.endswith(end)}
    return found | bare


def _updated(page: PageReport) -> ShownDate | None:
    dates = [
        one
        for one in page.facts.get("dates", ())
        if one["kind"] in _UPDATED and one["origin"] in _SEEN and one["value"]
    ]
    newest = max(dates, key=lambda one: str(one["value"]), default=None)
    if newest is None:
        return None
    return ShownDate(str(newest["value"])[:10], str(newest["text"])[:80], int(newest["line"] or 1))
