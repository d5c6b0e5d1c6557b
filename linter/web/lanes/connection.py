"""A connection of uvicorn that ends where the other side says nothing, or does not take what it asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

_ASKING = 15.0
"""Seconds for the head of a request, from the start of the connection, or from its first byte on one that was used before."""
_TAKING = 60.0
"""Seconds in which some of an answer has to be taken."""


class Connection(H11Protocol):
    """One connection: uvicorn itself waits for ever for the first request, for its head, and for what is not read."""

    _late: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        for timer in (self._late, self._unread):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what was sent; a request that begins is to be whole in time."""
        super().data_received(data)
        if not self._has_no_request():
            if self._late is not None:
                self._late.cancel()
            self._late = None
        elif self._late is None:
            self._wait_for_head()

    def on_response_complete(self) -> None:
        """Wait no longer than for a head for what is left of a body that nobody wanted."""
        is_whole = self.conn.their_state is h11.DONE
        super().on_response_complete()
        if not is_whole and self._late is None and not self.transport.is_closing():
            self._wait_for_head()

    def pause_writing(self) -> None:
        """Begin to wait for what was sent to be taken."""
        super().pause_writing()
        self._unread = self.loop.call_later(_TAKING, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: something was taken."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()

    def _wait_for_head(self) -> None:
        self._late = self.loop.call_later(_ASKING, self._end_without_request)

    def _end_without_request(self) -> None:
        self._late = None
        if self._has_no_request():
            self.transport.close()

    def _has_no_request(self) -> bool:
        return self.cycle is None or self.cycle.response_complete
