"""How often a host is asked: so many requests at a time, a pause between two, and a longer one where it asks for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_MANY = 4096


class Pace:
    """One host's turns; `async with` it around a request."""

    def __init__(self, at_once: int, delay: float) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._at_once, self._delay = at_once, delay
        self._next = 0.0
        self._inside = 0

    async def __aenter__(self) -> Self:
        self._inside += 1
        try:
            await self._turns.acquire()
        except BaseException:
            self._inside -= 1
            raise
        if self._next or self._delay:
            await self._wait()
        return self

    async def _wait(self) -> None:
        now = asyncio.get_running_loop().time()
        start = max(now, self._next)
        self._next = start + self._delay
        if start <= now:
            return
        try:
            await asyncio.sleep(start - now)
        except BaseException:
            self._leave()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        self._inside -= 1
        self._turns.release()

    def hold(self, seconds: float) -> None:
        """Let nobody ask before so many seconds have passed."""
        self._next = max(self._next, asyncio.get_running_loop().time() + seconds)

    @property
    def is_idle(self) -> bool:
        """Whether nobody asks or waits, and no pause is left."""
        return not self._inside and self._next <= asyncio.get_running_loop().time()


class RateLimits:
    """The paces of all hosts; those that are idle are forgotten where there are many."""

    def __init__(self, at_once: int, delay: float) -> None:
        self._at_once, self._delay = at_once, delay
        self._of: dict[tuple[str, int], Pace] = {}

    def pace_for(self, host: tuple[str, int]) -> Pace:
        """Return a host's pace."""
        found = self._of.get(host)
        if found is None:
            if len(self._of) > _MANY:
                self._of = {name: pace for name, pace in self._of.items() if not pace.is_idle}
            found = self._of[host] = Pace(self._at_once, self._delay)
        return found
