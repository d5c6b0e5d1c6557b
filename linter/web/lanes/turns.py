"""So many at a time, and who waits gets a turn after one of everybody else: who asks for much delays only themselves."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque


class BusyError(Exception):
    """So many wait that this one is refused."""


class Turns:
    """Places that are taken and given back. `most` may wait; beyond that, one of those that have most waiting has to go."""

    def __init__(self, places: int, most: int) -> None:
        self._free, self._most = places, most
        self._lines: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self.waiting = 0

    def refuses(self, client: str) -> bool:
        """Return whether one more of a client would be refused at once."""
        if self._free or self.waiting < self._most:
            return False
        return not self._lines or len(self._lines.get(client, ())) >= len(self._lines[self._longest()])

    async def take(self, client: str) -> None:
        """Wait for a place; `BusyError` where too many wait."""
        if self.refuses(client):
            raise BusyError
        if self._free:
            self._free -= 1
            return
        if self.waiting >= self._most:
            self._leave(self._longest()).set_exception(BusyError())
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._lines.setdefault(client, deque()).append(turn)
        self.waiting += 1
        try:
            await turn
        except asyncio.CancelledError:
            self._forget(client, turn)
            raise

    def give_back(self) -> None:
        """Give a place back: it goes to the client whose last turn was longest ago."""
        while self._lines:
            client = next(iter(self._lines))
            turn = self._leave(client, first=True)
            if client in self._lines:
                self._lines.move_to_end(client)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def _forget(self, client: str, turn: asyncio.Future[None]) -> None:
        """Let go of a turn whose owner leaves: it may have come in the same moment."""
        line = self._lines.get(client, deque())
        if turn in line:
            line.remove(turn)
            self.waiting -= 1
            if not line:
                del self._lines[client]
        elif not turn.cancelled() and turn.exception() is None:
            self.give_back()

    def _longest(self) -> str:
        return max(self._lines, key=lambda client: len(self._lines[client]))

    def _leave(self, client: str, *, first: bool = False) -> asyncio.Future[None]:
        line = self._lines[client]
        turn = line.popleft() if first else line.pop()
        if not line:
            del self._lines[client]
        self.waiting -= 1
        return turn
