"""When a host may be asked next: its pause between two requests, and a longer one where it asks for it."""

from __future__ import annotations

import asyncio
import time

_LONGEST_DELAY = 60.0
"""Seconds of a Crawl-delay that are kept to; a host that wants more cannot be crawled in a day."""
PATIENCE = 600.0
"""Seconds of Retry-After that a crawl waits; where a host wants more, it goes on another time."""


class Turns:
    """One host's turns. Whoever waits looks again when the time has come: meanwhile the host may have asked for a rest."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._next = 0.0

    async def take(self) -> None:
        """Wait for a turn."""
        while (left := self._next - time.monotonic()) > 0:  # noqa: ASYNC110  a time is waited for, no event
            await asyncio.sleep(left)
        self._next = time.monotonic() + self._delay

    def rest(self, seconds: float) -> None:
        """Let nobody ask before so many seconds have passed."""
        self._next = max(self._next, time.monotonic() + seconds)

    def slow_down(self, delay: float) -> None:
        """Keep to a longer pause that the host wants."""
        self._delay = max(self._delay, min(delay, _LONGEST_DELAY))
        self.rest(self._delay)
