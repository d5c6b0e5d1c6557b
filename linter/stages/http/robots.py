"""robots.txt of hosts -> may an address be asked (RFC 9309)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from protego import Protego

from linter.page.urls import split
from linter.stages.http.failure import RequestFailure

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from linter.stages.http.answer import Answer

_NAME = "kommunlint"
_BYTES = 512 * 1024
_LONG = 32 * 1024
_KEPT = 8192


class Robots:
    """The rules of every origin but those of named addresses (`own`), asked for once.

    `ask` politely gets what an address leads to, with its body.
    """

    def __init__(self, ask: Callable[[str], Awaitable[Answer]], own: frozenset[str], *, is_on: bool) -> None:
        self._ask, self._own, self._is_on = ask, own, is_on
        self._long: set[str] = set()
        """Origins with so many rules that others would wait for them."""
        self._of: dict[str, asyncio.Task[Protego | None]] = {}

    async def allow(self, url: str) -> bool:
        """Return whether the address may be asked; where robots.txt itself cannot be had, the address will tell."""
        origin = split(url).origin
        if not self._is_on or origin in self._own:
            return True
        rules = await self._rules(origin)
        if rules is None:
            return True
        if origin in self._long:
            return bool(await asyncio.to_thread(rules.can_fetch, url, _NAME))
        return bool(rules.can_fetch(url, _NAME))

    async def delay(self, url: str) -> float:
        """Return the seconds that an origin wants between two requests."""
        rules = await self._rules(split(url).origin)
        return max(0.0, rules.crawl_delay(_NAME) or 0.0) if rules is not None else 0.0

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """Return the sitemaps that an origin names."""
        rules = await self._rules(split(url).origin)
        return tuple(rules.sitemaps) if rules is not None else ()

    async def _rules(self, origin: str) -> Protego | None:
        if origin not in self._of:
            if len(self._of) > _KEPT:
                self._of = {name: task for name, task in self._of.items() if not task.done()}
            self._of[origin] = asyncio.ensure_future(self._read(origin))
        return await asyncio.shield(self._of[origin])

    async def _read(self, origin: str) -> Protego | None:
        try:
            answer = await self._ask(f"{origin}/robots.txt")
        except RequestFailure:
            return None
        if answer.status >= 500:  # RFC 9309, 2.3.1.4
            return Protego.parse("User-agent: *\nDisallow: /")
        if answer.status != 200 or not answer.body:
            return None
        if len(answer.body) > _LONG:
            self._long.add(origin)
        return Protego.parse(answer.body[:_BYTES].decode("utf-8", "replace"))
