"""Scrapy's spider of a site: what a survey asks goes through Scrapy's downloader, its cache and its AutoThrottle."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.exceptions import IgnoreRequest

from linter.audit.crawl.download import READ, Answered
from linter.audit.crawl.found import Listed, Visit
from linter.audit.crawl.manners import PATIENCE, Turns
from linter.audit.crawl.scope import Scope
from linter.audit.crawl.survey import Survey
from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.page.anchors import anchors
from linter.page.source import Source, decode
from linter.page.urls import resolve, split
from linter.stages.http import fetch
from linter.stages.http.answer import as_text
from linter.stages.http.failure import BLOCKED, NO_SUCH_HOST, RESET, TOO_MANY, RequestFailure
from linter.stages.http.retry import asked_to_wait
from linter.stages.http.robots import Robots
from linter.stages.http.sitemap import Reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from linter.audit.crawl.cache import AnswerCache
    from linter.audit.crawl.found import Found
    from linter.audit.crawl.settings import CrawlSettings
    from linter.stages.http.answer import Answer
    from linter.stages.http.transport import Read

_TRIES, _BACKOFF = 3, 1.0
_BUSY = frozenset({TOO_MANY, 503})
_GONE = frozenset({404, 410})
"""Statuses of what is no page of the site, although a link leads there: the link stage tells of the link."""
_HOPS = 5
"""Redirects of robots.txt and sitemaps that are followed (RFC 9309, 2.3.1.2)."""
_THROTTLED = 60.0


class SiteSpider(scrapy.Spider):
    """One crawl of a site."""

    name = "kommunlint"

    def __init__(
        self,
        wanted: CrawlSettings,
        cache: AnswerCache,
        on_visit: Callable[[Visit], None],
        **more: Any,  # noqa: ANN401  Scrapy's own
    ) -> None:
        super().__init__(**more)
        self.wanted, self.cache = wanted, cache
        self.found: Found | None = None
        self.error: Exception | None = None
        self.busy = False
        self._on_visit = on_visit
        self._turns: dict[str, Turns] = {}
        self._robots = Robots(self._whole, frozenset(), is_on=True)
        self._scope = Scope.of(wanted.starts)
        self._slowed: set[str] = set()

    def turns_of(self, host: str) -> Turns:
        """Return the turns of a host."""
        if host not in self._turns:
            self._turns[host] = Turns(self.wanted.delay)
        return self._turns[host]

    async def start(self) -> AsyncIterator[Any]:
        """Crawl; every request is made while this runs, and none is left for Scrapy's scheduler."""
        try:
            self.found = await Survey(self.wanted, self, self._on_visit).run()
        except Exception as error:  # noqa: BLE001  Scrapy would only log it
            self.error = error
        nothing: tuple[Any, ...] = ()
        for one in nothing:
            yield one

    # -- what the survey asks -------------------------------------------------------------------------------------

    async def visit(self, url: str) -> Visit:
        """Ask for what may be a page."""
        if not await self._may_ask(url):
            return Visit(url, "forbidden")
        try:
            answered = await self._answered(url, "GET", "anything" if url in self.wanted.starts else "page")
        except RequestFailure as failure:
            return self._failed(url, failure)
        return self._read(url, answered)

    async def document(self, url: str) -> Visit:
        """Ask what a document is, without fetching it."""
        if not await self._may_ask(url):
            return Visit(url, "forbidden")
        try:
            answer = _answer(await self._answered(url, "HEAD", "nothing"))
        except RequestFailure as failure:
            return self._failed(url, failure)
        return _file(url, answer) if answer.status == 200 else Visit(url, "failed", status=answer.status)

    async def sitemaps(self) -> Listed:
        """Return what the sitemaps list that robots.txt names, or that stand where they usually do."""
        named: dict[str, None] = {}
        for start in self.wanted.starts:
            origin = split(start).origin
            named.update({url: None for one in await self._robots.sitemaps(start) if (url := resolve(origin, one))})
        reading = Reading(named, None)
        missing = [one async for one in self._unread(reading)]
        if not reading.pages:
            usual = (f"{split(start).origin}/sitemap.xml" for start in self.wanted.starts)
            reading = Reading(dict.fromkeys(url for url in usual if url not in named), None)
            async for _ in self._unread(reading):
                pass  # that nothing stands where nobody has named anything is no fault
        return Listed(tuple(reading.pages), reading.is_cut, tuple(missing))

    async def _unread(self, reading: Reading) -> AsyncIterator[NotExamined]:
        """Read sitemaps, and yield those that could not be had."""
        for url in reading.waiting():
            if not self._scope.covers_host(url) or not await self._may_ask(url):
                continue
            try:
                answer = await self._whole(url)
            except RequestFailure as failure:
                yield NotExamined(url, self._why(url, failure))
                continue
            if answer.status != 200:
                yield NotExamined(url, fetch.error_status(answer))
                continue
            reading.take(answer.body or b"")
            reading.is_cut = reading.is_cut or answer.is_cut

    # -- requests -------------------------------------------------------------------------------------------------

    async def _may_ask(self, url: str) -> bool:
        allowed = await self._robots.allow(url)
        parts = split(url)
        if parts.origin not in self._slowed:
            self._slowed.add(parts.origin)
            if (delay := await self._robots.delay(url)) > self.wanted.delay:
                self.turns_of(parts.host).slow_down(delay)
        return allowed

    async def _whole(self, url: str) -> Answer:
        """Return what robots.txt or a sitemap answers, redirects within the site followed."""
        for _ in range(_HOPS):
            answer = _answer(await self._answered(url, "GET", "anything"))
            following = answer.location
            if following is None or not self._scope.covers_host(following):
                return answer
            url = following
        return answer

    async def _answered(self, url: str, method: str, read: Read) -> Answered:
        """Ask, and ask again where that may help; the host rests as long as it wants to."""
        for tries in range(1, _TRIES + 1):
            try:
                response = await self._asked(url, method, read)
            except RequestFailure as failure:
                if not failure.passes or failure.reason in (BLOCKED, NO_SUCH_HOST) or tries == _TRIES:
                    raise
                await asyncio.sleep(_BACKOFF * 2 ** (tries - 1))
                continue
            if response.at >= 0 or tries == _TRIES or not self._rests(url, response, tries):
                return response
        return response

    async def _asked(self, url: str, method: str, read: Read) -> Answered:
        # the address is kept beside the request, which writes it in its own way
        request = scrapy.Request(url, method=method, meta={READ: read, "address": url})
        try:
            response = await self.crawler.engine.download_async(request)
        except IgnoreRequest as error:
            raise RequestFailure(RESET, str(error)) from error
        assert isinstance(response, Answered)  # noqa: S101  our own handler and cache make no others
        return response

    def _rests(self, url: str, response: Answered, tries: int) -> bool:
        """Let a host rest that is busy or fails; return whether the address is to be asked again."""
        answer = _answer(response)
        if answer.status not in _BUSY and answer.status < 500:
            return False
        seconds = asked_to_wait(answer)
        if seconds is not None and seconds > PATIENCE:
            self.busy = True
            return False
        self.turns_of(split(url).host).rest(_BACKOFF * 2 ** (tries - 1) if seconds is None else seconds)
        return True

    # -- answers --------------------------------------------------------------------------------------------------

    def _failed(self, url: str, failure: RequestFailure) -> Visit:
        missing = NotExamined(url, self._why(url, failure))
        return Visit(url, "failed", failure=missing, is_lost=failure.reason != BLOCKED)

    def _why(self, url: str, failure: RequestFailure) -> Reason:
        if failure.reason == BLOCKED:
            return Reason("address_private", {"host": split(url).origin.partition("//")[2][:120]})
        return fetch.explained(failure, self.wanted.limits).reason

    def _read(self, url: str, answered: Answered) -> Visit:
        """Return what an answer is: a page, with what it leads to, or something else."""
        answer = _answer(answered)
        if answer.location is not None:
            return Visit(url, "redirect", leads_to=answer.location.partition("#")[0])
        if answer.status in range(200, 300) and not answer.is_html and answer.headers.get("Content-Type"):
            return _file(url, answer)
        if answer.status in _GONE and url not in self.wanted.starts:
            return Visit(url, "gone")
        try:
            body = fetch.body_of_page(answer, self.wanted.limits)
            document = decode(Source(url, body, url, answer.header_texts(), answer.status))
        except SourceError as error:
            return Visit(url, "failed", failure=NotExamined(url, error.reason))
        leads = anchors(document)
        return Visit(
            url,
            "page",
            answered.at,
            links=leads.links,
            canonical=leads.canonical,
            title=leads.title,
            digest=hashlib.blake2b(body, digest_size=16).digest(),
            is_cut=leads.is_cut,
        )


def _answer(answered: Answered) -> Answer:
    assert answered.answer is not None  # noqa: S101  our own handler and cache give it always
    return answered.answer


def _file(url: str, answer: Answer) -> Visit:
    kind = as_text(answer.headers.get("Content-Type", "")).partition(";")[0].strip().lower()[:100]
    length = answer.headers.get("Content-Length", "").strip()
    modified = as_text(answer.headers.get("Last-Modified", "")).strip()[:60]
    return Visit(
        url,
        "file",
        content_type=kind,
        size=int(length[:15]) if length.isdecimal() else None,
        modified=modified or None,
        status=answer.status,
    )


async def crawl(wanted: CrawlSettings, cache: AnswerCache, on_visit: Callable[[Visit], None]) -> Found:
    """Crawl a site in this process, without Twisted's reactor."""
    runner = AsyncCrawlerRunner(_scrapy_settings(wanted))
    crawler = runner.create_crawler(SiteSpider)
    await runner.crawl(crawler, wanted=wanted, cache=cache, on_visit=on_visit)
    spider = crawler.spider
    assert isinstance(spider, SiteSpider)  # noqa: S101  it was created above
    if spider.error is not None:
        raise spider.error
    assert spider.found is not None  # noqa: S101  without an error there is one
    return spider.found


def _scrapy_settings(wanted: CrawlSettings) -> dict[str, Any]:
    ours = "linter.audit.crawl.download"
    return {
        "TWISTED_REACTOR_ENABLED": False,
        "LOG_ENABLED": False,
        "USER_AGENT": fetch.USER_AGENT,
        "DOWNLOAD_HANDLERS_BASE": {},
        "DOWNLOAD_HANDLERS": {"http": f"{ours}.Handler", "https": f"{ours}.Handler"},
        "DOWNLOADER_MIDDLEWARES_BASE": {"scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": 900},
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {"scrapy.extensions.throttle.AutoThrottle": 0},
        "HTTPCACHE_ENABLED": True,
        "HTTPCACHE_STORAGE": f"{ours}.Storage",
        "HTTPCACHE_IGNORE_HTTP_CODES": [TOO_MANY, *range(500, 600)],
        "CONCURRENT_REQUESTS_PER_DOMAIN": wanted.per_host,
        "DOWNLOAD_DELAY": wanted.delay,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": wanted.delay > 0,
        "AUTOTHROTTLE_START_DELAY": wanted.delay,
        "AUTOTHROTTLE_MAX_DELAY": _THROTTLED,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
    }
