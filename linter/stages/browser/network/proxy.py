"""The browser's only way out: a SOCKS server on loopback that asks, for every connection, whether it may be made.

Names are resolved here, and the connection is made to the address that was judged, so that a name cannot change its
meaning in between. What was refused is remembered by host.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import struct
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from linter.model.target import Host, plain
from linter.page.urls import resolve, split
from linter.stages.http.hosts import Reach

if TYPE_CHECKING:
    from collections.abc import Sequence

Reason = Literal["not named", "private address"]

_VERSION, _CONNECT, _NO_LOGIN = 5, 1, 0
_IPV4, _NAME, _IPV6 = 1, 3, 4
_GRANTED, _FAILED, _REFUSED, _NO_HOST, _NO_ANSWER = 0, 1, 2, 4, 5
_BROWSERS_OWN = frozenset({"accounts.invalid", "clients2.google.com", "start.duckduckgo.com", "update.googleapis.com"})
"""Hosts that Debian's Chromium asks by itself, whatever its switches say: for accounts (renamed by a switch of ours), for
updates, and for its search page."""
_CHUNK = 262_144
_PATIENCE = 20.0
_MOMENT, _SETTLED = 0.05, 1.0


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be reached: the named hosts always, the rest of the public internet where `is_open`."""

    named: tuple[Host, ...] = ()
    is_open: bool = False


def page_policy(named: str | None, allowed: Sequence[Host], *, is_open: bool = False) -> Policy:
    """Return what a page may load that was `named` by this address; of another one whether the internet `is_open` to it.

    Only that address is named, and not where it may have led: the page is judged like whatever else the internet holds.
    """
    address = resolve(None, named) if named is not None else None
    if address is None:
        return Policy(tuple(allowed), is_open=is_open)
    return Policy((*allowed, Host(plain(split(address).host), split(address).port)), is_open=True)


class Proxy:
    """A thread with a SOCKS 5 server; `policy` may change between pages."""

    def __init__(self) -> None:
        self.port = 0
        self.refused: dict[tuple[str, int], Reason] = {}
        self._refusals = 0
        self.unknown: set[tuple[str, int]] = set()
        """Hosts whose names could not be resolved."""
        self._policy = Policy()
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="guard", daemon=True)
        self._thread.start()
        self._ready.wait(5)

    def adopt(self, policy: Policy) -> None:
        """Judge by another policy; connections that the old one allowed are closed."""
        if policy == self._policy:
            return
        self._policy = policy
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result(5)

    def settle(self) -> None:
        """Wait until nothing has been refused for a moment: what a page asked for as it ended may still be on its way."""
        until = time.monotonic() + _SETTLED
        seen = -1
        while seen != self._refusals and time.monotonic() < until:
            seen = self._refusals
            time.sleep(_MOMENT)

    def forget(self) -> None:
        """Begin a new list of what was refused."""
        self.refused, self.unknown = {}, set()

    def close(self) -> None:
        """End the thread and every connection."""
        with contextlib.suppress(RuntimeError, TimeoutError):
            asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result(5)
            self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._client, "127.0.0.1", 0, backlog=256))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        try:
            self._loop.run_forever()
        finally:
            server.close()
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    async def _hang_up(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  a coroutine that runs has one
        self._tasks.add(task)
        try:
            await self._session(reader, writer)
        except (OSError, asyncio.IncompleteReadError, UnicodeDecodeError, struct.error, asyncio.CancelledError):
            pass  # either side hung up, or what came is no SOCKS
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _session(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        version, count = struct.unpack("!BB", await reader.readexactly(2))
        if version != _VERSION:
            return
        await reader.readexactly(count)
        writer.write(bytes([_VERSION, _NO_LOGIN]))
        _, command, _, kind = struct.unpack("!BBBB", await reader.readexactly(4))
        name = await _name(reader, kind)
        (port,) = struct.unpack("!H", await reader.readexactly(2))
        if command != _CONNECT or name is None:
            writer.write(_reply(_FAILED))
            return
        code, upstream = await self._connect(plain(name), port)
        writer.write(_reply(code))
        if upstream is None:
            await writer.drain()
            return
        await _join((reader, writer), upstream)

    async def _connect(
        self, name: str, port: int
    ) -> tuple[int, tuple[asyncio.StreamReader, asyncio.StreamWriter] | None]:
        policy = self._policy
        is_named = any(host.fits(name, port) for host in policy.named)
        if not is_named and name in _BROWSERS_OWN:
            return _REFUSED, None
        if not is_named and not policy.is_open:
            self._refusals += 1
            self.refused[name, port] = "not named"
            return _REFUSED, None
        try:
            found = await asyncio.wait_for(
                self._loop.getaddrinfo(name, port, type=socket.SOCK_STREAM), timeout=_PATIENCE
            )
        except (OSError, TimeoutError, UnicodeError):
            self.unknown.add((name, port))
            return _NO_HOST, None
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        if not Reach(policy.named).covers(name, port, addresses):
            self._refusals += 1
            self.refused[name, port] = "private address"
            return _REFUSED, None
        for address in addresses:
            try:
                return _GRANTED, await asyncio.wait_for(asyncio.open_connection(address, port), timeout=_PATIENCE)
            except (OSError, TimeoutError):
                continue
        return _NO_ANSWER, None


async def _name(reader: asyncio.StreamReader, kind: int) -> str | None:
    if kind == _NAME:
        (length,) = await reader.readexactly(1)
        return (await reader.readexactly(length)).decode("ascii")
    if kind == _IPV4:
        return str(ipaddress.IPv4Address(await reader.readexactly(4)))
    if kind == _IPV6:
        return str(ipaddress.IPv6Address(await reader.readexactly(16)))
    return None


def _reply(code: int) -> bytes:
    return bytes([_VERSION, code, 0, _IPV4]) + bytes(6)


async def _join(*ends: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
    """Carry bytes both ways until both sides are done."""
    (reader, writer), (far_reader, far_writer) = ends
    try:
        await asyncio.gather(_carry(reader, far_writer), _carry(far_reader, writer))
    finally:
        far_writer.close()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(_CHUNK):
            writer.write(data)
            await writer.drain()
    finally:
        with contextlib.suppress(OSError):
            writer.close()
