"""Scrapy's requests -> the project's own client: one policy for every connection, whoever asks; and Scrapy's cache -> ours."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Protocol, cast

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Response

from linter.model.target import Host, plain
from linter.page.urls import split
from linter.stages.http.chain import Chain
from linter.stages.http.fetch import USER_AGENT
from linter.stages.http.hosts import Reach
from linter.stages.http.resolver import HostResolver
from linter.stages.http.settings import HttpSettings
from linter.stages.http.transport import Transport

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from linter.audit.crawl.cache import AnswerCache
    from linter.audit.crawl.manners import Turns
    from linter.audit.crawl.settings import CrawlSettings
    from linter.stages.http.answer import Answer

READ = "read"
"""The key of a request's meta that says which bodies are read."""


class Crawling(Protocol):
    """The spider, as far as its requests need it."""

    wanted: CrawlSettings
    cache: AnswerCache

    def turns_of(self, host: str) -> Turns:
        """Return the turns of a host."""


class Answered(Response):
    """An answer as it travels through Scrapy; `at` is where it is recorded, -1 where it is not."""

    def __init__(self, url: str, status: int = 200, *, answer: Answer | None = None, at: int = -1, **more: Any) -> None:  # noqa: ANN401  Scrapy's own
        super().__init__(url, status=status, **more)
        self.answer, self.at = answer, at


class Handler(BaseDownloadHandler):
    """Answers Scrapy's requests, each in its host's turn."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        spider = cast("Crawling", crawler.spider)
        self._turns_of = spider.turns_of
        self._transport = _transport(spider.wanted)
        self._is_open = False
        self._places: dict[str, asyncio.Semaphore] = {}
        self._per_host = spider.wanted.per_host

    async def download_request(self, request: Request) -> Response:
        """Make one request, and follow nothing."""
        if not self._is_open:
            self._is_open = True
            await self._transport.__aenter__()
        async with self._place(request.url):
            await self._turn(request.url).take()
            began = time.monotonic()
            answer = await self._transport.ask(
                request.method, Chain(request.meta["address"], 0), read=request.meta.get(READ, "page")
            )
        request.meta["download_latency"] = time.monotonic() - began  # which AutoThrottle goes by
        return Answered(request.url, answer.status, answer=answer)

    def _place(self, url: str) -> asyncio.Semaphore:
        """Return the places of a host: without a delay Scrapy lets its whole queue out at once, whatever is asked of it."""
        return self._places.setdefault(split(url).host, asyncio.Semaphore(self._per_host))

    def _turn(self, url: str) -> Turns:
        return self._turns_of(split(url).host)

    async def close(self) -> None:
        """Let go of the connections."""
        if self._is_open:
            await self._transport.__aexit__(None, None, None)


def _transport(wanted: CrawlSettings) -> Transport:
    """Return the client of a crawl: what is private may be asked where it was named as a start, at its own port, or allowed."""
    limits = wanted.limits
    settings = HttpSettings(
        user_agent=USER_AGENT,
        timeout=limits.fetch_seconds,
        redirects=limits.redirects,
        body_bytes=limits.page_bytes,
        nameservers=wanted.nameservers,
        ca_file=wanted.ca_file,
        keeps_packed=True,
    )
    own = (Host(plain(split(one).host), split(one).port) for one in wanted.starts)
    names = HostResolver(Reach((*own, *wanted.allowed)), wanted.nameservers)
    return Transport(settings, names, wanted.logins)


class Storage:
    """Scrapy's cache of answers, kept in ours."""

    def __init__(self, settings: BaseSettings) -> None:
        del settings

    def open_spider(self, spider: Spider) -> None:
        """Take the cache of the crawl."""
        one = cast("Crawling", spider)
        self._cache, self._most = one.cache, one.wanted.limits.page_bytes

    def close_spider(self, spider: Spider) -> None:
        """Do nothing: who opened the cache closes it."""

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """Return what was answered in an earlier part of the crawl."""
        del spider
        found = self._cache.get(request.method, request.meta["address"], self._most)
        if found is None:
            return None
        answer, at = found
        return Answered(request.url, answer.status, answer=answer, at=at)

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Keep an answer."""
        del spider
        if isinstance(response, Answered) and response.answer is not None:
            response.at = self._cache.put(request.method, response.answer)
