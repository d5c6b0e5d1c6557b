"""The bodies of requests, as they come: each so large, so fast, and all of them so large together."""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from linter.web.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Message, Receive

_TOGETHER = 8
"""How many of the largest bodies may be on their way at once."""
_GRACE, _PACE = 20.0, 8192
"""Seconds that every body has, and the bytes that give it one more each."""
_SOON = 5


class Bodies:
    """All bodies that a server has in hand; `most` is the size of one, in bytes."""

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0

    @contextmanager
    def one(self, receive: Receive) -> Iterator[Body]:
        """Take one body in, as long as its request is being answered."""
        body = Body(self, receive)
        try:
            yield body
        finally:
            self._held -= body.taken

    def refuse_more(self, taken: int, more: int) -> None:
        """Refuse what is too much, of one body or of all together; else count it."""
        if taken + more > self._most:
            raise RequestError(413, "too_large", f"the body is larger than {self._most} bytes")
        if self._held + more > self._most * _TOGETHER:
            raise RequestError(429, "busy", "too many pages are on their way", retry_after=_SOON)
        self._held += more


class Body:
    """The body of one request."""

    def __init__(self, bodies: Bodies, receive: Receive) -> None:
        self._bodies, self._receive = bodies, receive
        self._began, self._is_whole = time.monotonic(), False
        self.taken = 0

    async def receive(self) -> Message:
        """Return the next part; a body that comes too slowly is refused, so that nobody holds a connection by it."""
        if self._is_whole:
            return await self._receive()  # that the client goes away is waited for as long as the answer takes
        left = self._began + _GRACE + self.taken / _PACE - time.monotonic()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, left))
        except TimeoutError:
            raise RequestError(408, "body_too_slow", "the body came too slowly") from None
        size = len(message.get("body", b""))
        self._bodies.refuse_more(self.taken, size)
        self.taken += size
        self._is_whole = not message.get("more_body", False)
        return message
