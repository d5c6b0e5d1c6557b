"""A way to ask for addresses -> what there is on a site: level by level from the start pages, each level in the order of its links.

In which order answers come says nothing: so a crawl that was killed, and finds its answers recorded, finds the same.
"""

from __future__ import annotations

import asyncio
import mimetypes
import time
from collections import deque
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from linter.audit.crawl.duplicates import without_duplicates
from linter.audit.crawl.found import Found, FoundPage
from linter.audit.crawl.scope import Scope, StandIn
from linter.audit.crawl.tally import Tally, missing
from linter.audit.crawl.traps import Traps, without_visit
from linter.data.crawl import crawl_words
from linter.facts.links.documents import document_format
from linter.model.audit import CrawledDocument
from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.page.urls import split

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from linter.audit.crawl.found import Listed, Visit
    from linter.audit.crawl.settings import CrawlSettings
    from linter.audit.crawl.tally import Why

_WINDOW = 32
"""Addresses that are asked for, or wait for their turn, at a time."""
_MOST = 500_000
_LOST = 20
"""Addresses one after the other that nobody answers for, after which there is no server."""


class Asking(Protocol):
    """How a crawl asks."""

    async def visit(self, url: str) -> Visit:
        """Ask for what may be a page."""

    async def document(self, url: str) -> Visit:
        """Ask what a document is, without fetching it."""

    async def sitemaps(self) -> Listed:
        """Return what the sitemaps of the site list."""

    @property
    def busy(self) -> bool:
        """Whether a host asks to be left alone for longer than is waited."""


class Survey:
    """One crawl; `on_visit` hears of every address that was asked for, in their order."""

    def __init__(self, settings: CrawlSettings, ask: Asking, on_visit: Callable[[Visit], None]) -> None:
        self._settings, self._ask, self._on_visit = settings, ask, on_visit
        self._scope, self._traps, self._tally = Scope.of(settings.starts), Traps(), Tally()
        self._stand_in = StandIn.of(settings.public, settings.starts[0])
        self._met: dict[str, str] = {}
        """Addresses, and what leads to each of them first."""
        self._pages: list[Visit] = []
        self._leads: dict[str, str] = {}
        self._failures: list[NotExamined] = []
        self._documents: dict[str, CrawledDocument] = {}
        self._next: list[str] = []
        """The addresses of the next level."""
        self._unheard = 0
        self._over: Why | None = None
        self._ends_at = None if settings.seconds is None else time.monotonic() + settings.seconds

    async def run(self) -> Found:
        """Crawl."""
        level = self._begun()
        listed = await self._ask.sitemaps()
        depth, start = 0, self._settings.starts[0]
        while level and depth <= self._settings.depth and self._over is None:
            self._next = []
            left = await self._take_level(deque(level))
            if not depth:
                self._take_listed(listed.pages)
            level, depth = [*left, *self._next], depth + 1
        if level:
            self._tally.add(self._over or "depth", level[0], len(level))
        await self._ask_documents()
        kept = without_duplicates(self._pages, self._leads, self._tally)
        kept_out = self._tally.kept_out()
        cut = [NotExamined(start, Reason("sitemap_cut", {"number": len(listed.pages)}))] if listed.is_cut else []
        return Found(
            tuple(FoundPage(page.url, page.at) for page in kept),
            (*missing(kept_out, start), *cut, *listed.missing, *self._failures),
            kept_out,
            tuple(self._documents.values()),
            is_finished=self._over in (None, "pages"),
        )

    def _begun(self) -> list[str]:
        """Return the starts to ask for; of one that is no page by its name, it is told."""
        level: list[str] = []
        for start in self._settings.starts:
            if without_visit(start) in self._met:
                continue
            address = self._admitted(start, start)
            if address is None:
                self._failures.append(NotExamined(start, Reason("crawl_no_page")))
            else:
                level.append(address)
        return level

    def _take_listed(self, listed: tuple[str, ...]) -> None:
        source = self._settings.starts[0]
        listed = tuple(map(self._stand_in.here, listed)) if self._stand_in else listed
        self._next.extend(one for url in listed if (one := self._admitted(url, source, is_listed=True)) is not None)

    async def _take_level(self, waiting: deque[str]) -> deque[str]:
        """Ask for the addresses of a level and for those that they redirect to; return those that are left when it is over."""
        while waiting and self._over is None:
            on: deque[str] = deque()
            async for visit in self._visits(waiting, self._ask.visit):
                self._on_visit(visit)
                self._take(visit, on)
            waiting.extendleft(reversed(on))
        return waiting

    async def _visits(self, waiting: deque[str], ask: Callable[[str], Awaitable[Visit]]) -> AsyncIterator[Visit]:
        """Yield what became of addresses in their order; some are asked for ahead, and what is not told is left waiting."""
        flying: deque[tuple[str, asyncio.Task[Visit]]] = deque()
        try:
            while waiting or flying:
                while waiting and len(flying) < min(_WINDOW, self._settings.pages - len(self._pages)):
                    url = waiting.popleft()
                    flying.append((url, asyncio.ensure_future(ask(url))))
                if not flying:
                    self._over = "pages"
                    return
                left = None if self._ends_at is None else max(0.0, self._ends_at - time.monotonic())
                done, _ = await asyncio.wait({flying[0][1]}, timeout=left)
                if not done or left == 0.0:
                    self._over = "seconds"
                    return
                visit = flying[0][1].result()
                if self._ask.busy or self._is_lost(visit):
                    self._over = "busy" if self._ask.busy else "lost"
                    return
                flying.popleft()
                yield visit
        finally:
            for _, task in flying:
                task.cancel()
            await asyncio.gather(*(task for _, task in flying), return_exceptions=True)
            waiting.extendleft(url for url, _ in reversed(flying))

    def _is_lost(self, visit: Visit) -> bool:
        self._unheard = self._unheard + 1 if visit.is_lost else 0
        return self._unheard > _LOST

    def _take(self, visit: Visit, on: deque[str]) -> None:
        """Take what became of an address; `on` gets where it redirects to."""
        visit = self._stand_in.told(visit) if self._stand_in else visit
        if visit.kind == "page":
            self._pages.append(replace(visit, links=()))
            called = (visit.canonical,) if visit.canonical else ()
            found = (self._admitted(link, visit.url) for link in (*called, *visit.links))
            self._next.extend(one for one in found if one is not None)
            if visit.is_cut:
                self._tally.add("links", visit.url)
        elif visit.kind == "redirect" and visit.leads_to is not None:
            self._follow(visit.url, visit.leads_to, on)
        elif visit.kind == "file":
            self._take_file(visit)
        elif visit.kind == "forbidden":
            self._tally.add("robots", visit.url)
        elif visit.kind == "gone":
            self._tally.add("gone", visit.url, source=self._met[visit.url])
        elif visit.failure is not None:
            self._failures.append(visit.failure)

    def _follow(self, url: str, leads_to: str, on: deque[str]) -> None:
        self._leads[url] = without_visit(leads_to)
        if self._is_circle(url):
            self._failures.append(NotExamined(url, Reason("redirects_in_loop", {"address": leads_to[:400]})))
            return
        if url in self._settings.starts and not self._scope.covers(leads_to):
            self._failures.append(NotExamined(url, Reason("crawl_elsewhere", {"address": leads_to[:400]})))
            return
        self._tally.add("redirects", url)
        following = self._admitted(leads_to, url)
        if following is not None:
            on.append(following)

    def _is_circle(self, url: str) -> bool:
        """Return whether an address leads to itself; the others of its circle have been taken for redirects before."""
        at = self._leads[url]
        for _ in range(self._settings.limits.redirects):
            if at == url or at not in self._leads:
                break
            at = self._leads[at]
        return at == url

    def _take_file(self, visit: Visit) -> None:
        if visit.url in self._settings.starts:
            self._failures.append(NotExamined(visit.url, Reason("crawl_no_page")))
        ending = mimetypes.guess_extension(visit.content_type) or ""
        kind = document_format(f"/{ending}")
        if kind is None:
            self._tally.add("files", visit.url)
            return
        told = CrawledDocument(
            visit.url, kind, self._met[visit.url], visit.content_type, visit.size, visit.modified, visit.status
        )
        self._documents.setdefault(visit.url, told)

    def _admitted(self, link: str, source: str, *, is_listed: bool = False) -> str | None:
        """Return the address to ask for where it is new and part of the site; what is kept out is counted."""
        if link in self._met:
            return None
        if len(self._met) >= _MOST:
            self._tally.add("many", link)
            return None
        self._met[link] = source
        if not self._scope.covers(link):
            self._tally.add("outside", link)
            return None
        address = without_visit(link)
        if address != link:
            self._tally.add("visit", link)
            if address in self._met:
                return None
            self._met[address] = source
        return address if self._is_page(address, source, is_listed=is_listed) else None

    def _is_page(self, address: str, source: str, *, is_listed: bool) -> bool:
        kind = document_format(address)
        if kind is not None:
            self._documents[address] = CrawledDocument(address, kind, source)
            return False
        ending = split(address).path.rpartition("/")[2].rpartition(".")[2].lower()
        if ending in crawl_words().files:
            self._tally.add("files", address)
            return False
        trap = self._traps.trap(address, is_listed=is_listed)
        if trap is not None:
            self._tally.add(trap, address)
        return trap is None

    async def _ask_documents(self) -> None:
        """Ask what the documents are, as long as there is time."""
        unknown = (url for url, one in self._documents.items() if one.content_type is None)
        waiting = deque(islice(unknown, self._settings.pages))
        if self._over not in (None, "pages"):
            return
        over, pages, self._pages = self._over, self._pages, []
        async for visit in self._visits(waiting, self._ask.document):
            told = self._documents[visit.url]
            self._documents[visit.url] = replace(
                told,
                content_type=visit.content_type or None,
                size=visit.size,
                modified=visit.modified,
                status=visit.status,
            )
        self._over, self._pages = over, pages
