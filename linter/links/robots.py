"""robots.txt of hosts -> may an address be asked (RFC 9309)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from protego import Protego

from linter.links.trouble import Trouble
from linter.urls import resolve, split

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from linter.links.transport import Answer

_NAME = "kommunlint"
_BYTES = 512 * 1024
_REDIRECTS = 5
_KEPT = 8192


class Robots:
    """The rules of every origin, asked for once; `ask` makes one polite request and reads the body."""

    def __init__(self, ask: Callable[[str], Awaitable[Answer]]) -> None:
        self._ask = ask
        self._of: dict[str, asyncio.Task[Protego | None]] = {}

    async def allow(self, url: str) -> bool:
        """Tell whether the address may be asked; where robots.txt itself cannot be had, the address will tell."""
        origin = split(url).origin
        if origin not in self._of:
            if len(self._of) > _KEPT:
                self._of = {name: task for name, task in self._of.items() if not task.done()}
            self._of[origin] = asyncio.ensure_future(self._read(origin))
        rules = await asyncio.shield(self._of[origin])
        return rules is None or bool(rules.can_fetch(url, _NAME))

    async def _read(self, origin: str) -> Protego | None:
        url = f"{origin}/robots.txt"
        try:
            for _ in range(_REDIRECTS + 1):
                answer = await self._ask(url)
                target = answer.headers.get("Location") if 300 <= answer.status < 400 else None
                following = resolve(url, target) if target else None
                if following is None or split(following).scheme not in ("http", "https"):
                    break
                url = following
        except Trouble:
            return None
        if answer.status != 200 or not answer.body:
            return None
        return Protego.parse(answer.body[:_BYTES].decode("utf-8", "replace"))
