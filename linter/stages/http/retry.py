"""One address, one answer: HEAD first, GET where HEAD fails or lies, and again after a while where that may help."""

from __future__ import annotations

import asyncio
import random
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.model.link import Hop
from linter.page.urls import split
from linter.stages.http.chain import Chain
from linter.stages.http.failure import BLOCKED, NO_SUCH_HOST, TOO_MANY, RequestFailure

if TYPE_CHECKING:
    from linter.stages.http.answer import Answer
    from linter.stages.http.rate_limit import RateLimits
    from linter.stages.http.settings import HttpSettings
    from linter.stages.http.transport import Read, Transport

_LASTING = frozenset({501, 505, 511})
"""Server errors that another try does not change."""
_CHALLENGE = ("cf-mitigated", "x-amzn-waf-action", "x-datadome", "x-sucuri-block")
"""Headers by which services that fend off programs say that they did."""


class Patience:
    """Asks, waits and asks again."""

    def __init__(self, transport: Transport, paces: RateLimits, settings: HttpSettings) -> None:
        self._transport, self._paces, self._settings = transport, paces, settings
        self.weary: set[str] = set()
        """Origins that have failed so often that one try for each address is enough."""
        self.no_head: set[str] = set()
        """Origins that do not answer HEAD, or not as they answer GET."""

    async def answer(self, chain: Chain, hops: list[Hop], *, read: bool) -> Answer:
        """Return what the address at hand answers in the end, and add every request to the hops.

        A `RequestFailure` that lasts is passed on.
        """
        url = chain.url
        host = split(url).origin
        method, tries = ("GET", 0) if read or host in self.no_head else ("HEAD", 0)
        unheard, most = False, 1 if host in self.weary else self._settings.tries
        while True:
            tries += method == "GET"
            try:
                answer = await self.once(method, chain, hops, read="page" if read else "nothing")
            except RequestFailure as failure:
                if failure.reason in (BLOCKED, NO_SUCH_HOST) or not failure.passes:
                    raise
                if method == "HEAD":
                    method = "GET"
                    unheard = True
                elif tries >= most or not await self._wait(url, tries, None):
                    raise
                continue
            if method == "HEAD" and is_doubtful_head(answer):
                method = "GET"
                continue
            if unheard and method == "GET":
                self.no_head.add(host)
            if not self._may_pass(answer) or tries >= most:
                return answer
            method = "GET" if answer.status != TOO_MANY else method
            tries += method == "HEAD"
            if not await self._wait(url, max(tries, 1), asked_to_wait(answer)):
                return answer

    async def document(self, url: str) -> Answer:
        """Return what an address leads to, whatever it is, asked for in its host's turn and once."""
        chain = Chain(url, self._settings.redirects)
        while True:
            answer = await self.once("GET", chain, [], read="anything")
            if chain.follow(answer) is None:
                return answer

    async def once(self, method: str, chain: Chain, hops: list[Hop], *, read: Read = "nothing") -> Answer:
        """Make one request in its host's turn, and add it to the hops."""
        url = chain.url
        parts = split(url)
        async with self._paces.pace_for((parts.host, parts.port)):
            at = clock()
            try:
                answer = await self._transport.ask(method, chain, read=read)
            except RequestFailure as failure:
                hops.append(Hop(url, method, None, failure.reason, at))
                raise
        hops.append(Hop(url, method, answer.status, "", at))
        return answer

    def _may_pass(self, answer: Answer) -> bool:
        if is_challenged(answer):
            return False
        return answer.status == TOO_MANY or (500 <= answer.status < 600 and answer.status not in _LASTING)

    async def _wait(self, url: str, tries: int, asked: float | None) -> bool:
        """Let the host rest, as long as it asks for or a little longer each time; False where that is too long."""
        settings = self._settings
        if asked is not None and asked > settings.retry_after:
            return False
        chance = 1 + random.random() / 2  # noqa: S311  so that not all come back at once
        seconds = settings.backoff * 2 ** (tries - 1) * chance if asked is None else asked
        parts = split(url)
        self._paces.pace_for((parts.host, parts.port)).hold(seconds)
        await asyncio.sleep(seconds)
        return True


def is_doubtful_head(answer: Answer) -> bool:
    """Return whether an answer to HEAD may be about HEAD and not about the page."""
    if answer.status < 300:
        return "Content-Type" not in answer.headers and answer.status != 204
    return answer.status >= 400 and answer.status != TOO_MANY


def is_challenged(answer: Answer) -> bool:
    """Return whether a host asks for a proof that a person asks."""
    return any(name in answer.headers for name in _CHALLENGE)


def asked_to_wait(answer: Answer) -> float | None:
    """Return the seconds of Retry-After, None where there is none that can be read."""
    text = answer.headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def clock() -> str:
    """Return the time in UTC, to the second."""
    return _written(int(time.time()))


@lru_cache(maxsize=2)
def _written(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()
