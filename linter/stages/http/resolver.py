"""Host names -> addresses that may be asked: looked up once in a run, judged, and kept, so that connections go there."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING

from aiohttp.abc import AbstractResolver, ResolveResult

from linter.model.target import plain
from linter.stages.http.failure import BLOCKED, NO_SUCH_HOST, RESOLVER, RequestFailure
from linter.stages.http.hosts import is_public

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.stages.http.hosts import Reach

_RESERVED = ("test", "example", "localhost")
"""Top-level domains that no public name has (RFC 6761), beside `.invalid`, which is not even looked up."""
_CONTROLS = ("example.com", "a.root-servers.net", "www.iana.org")
"""Names that are there as long as the internet is: they tell a host that is gone from a machine that is offline."""
_MISSING = frozenset(
    code for name in ("EAI_NONAME", "EAI_NODATA", "EAI_ADDRFAMILY") if (code := getattr(socket, name, None)) is not None
)
_PATIENCE = 15.0
_THREADS = 16


class HostResolver(AbstractResolver):
    """Answers for one run, within its reach. `servers` are asked in place of the system's resolver."""

    def __init__(self, reach: Reach, servers: Sequence[str] = ()) -> None:
        self._reach = reach
        self._dns = _Dns(servers) if servers else None
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="names")
        self._found: dict[str, asyncio.Task[tuple[str, ...]]] = {}
        self._judged: dict[tuple[str, int], tuple[str, ...]] = {}
        self._others: asyncio.Task[bool] | None = None
        self._has_found = False

    async def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """Return a host's addresses; a `RequestFailure` where there are none, or where they may not be asked."""
        known = self._judged.get((host, port))
        if known is None:
            known = self._judged[host, port] = await self._judge(host, port)
        return known

    async def _judge(self, host: str, port: int) -> tuple[str, ...]:
        name = plain(host)
        found = _literal(name) or await self._look_up(name)
        if self._reach.covers(name, port, found):
            return found
        raise RequestFailure(BLOCKED, name)

    async def _look_up(self, name: str) -> tuple[str, ...]:
        top = name.rpartition(".")[2]
        if top == "invalid":
            raise RequestFailure(NO_SUCH_HOST, name)
        if name not in self._found:
            self._found[name] = asyncio.ensure_future(self._ask(name))
        try:
            found = await asyncio.shield(self._found[name])
        except RequestFailure as failure:
            if top in _RESERVED:
                raise RequestFailure(NO_SUCH_HOST, name) from failure
            if failure.reason == NO_SUCH_HOST and not await self._others_are_found():
                raise RequestFailure(RESOLVER, name) from failure
            raise
        self._has_found = self._has_found or any(is_public(address) for address in found)
        return found

    async def _others_are_found(self) -> bool:
        """Return whether names of the public internet are found at all."""
        if self._has_found:
            return True
        if self._others is None:
            self._others = asyncio.ensure_future(self._ask_controls())
        return await asyncio.shield(self._others)

    async def _ask_controls(self) -> bool:
        for name in _CONTROLS:
            try:
                self._has_found = self._has_found or bool(await self._ask(name))
            except RequestFailure:
                continue
            break
        return self._has_found

    async def _ask(self, name: str) -> tuple[str, ...]:
        if self._dns is not None:
            return await self._dns.addresses(name)
        loop = asyncio.get_running_loop()
        try:
            found = await asyncio.wait_for(
                loop.run_in_executor(self._threads, _getaddrinfo, name),
                _PATIENCE,
            )
        except socket.gaierror as error:
            reason = NO_SUCH_HOST if error.errno in _MISSING else RESOLVER
            raise RequestFailure(reason, name) from error
        except (OSError, TimeoutError, UnicodeError) as error:
            raise RequestFailure(NO_SUCH_HOST if isinstance(error, UnicodeError) else RESOLVER, name) from error
        return found

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses that were judged, for aiohttp to connect to."""
        del family
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in await self.addresses(host, port)
        ]

    async def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _getaddrinfo(name: str) -> tuple[str, ...]:
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(info[4][0]) for info in found))


@lru_cache(maxsize=1024)
def _literal(name: str) -> tuple[str, ...]:
    try:
        return (str(ipaddress.ip_address(name)),)
    except ValueError:
        return ()


class _Dns:
    """Name servers that the configuration names."""

    def __init__(self, servers: Sequence[str]) -> None:
        from linter.stages.http.dns import resolver  # noqa: PLC0415  73 ms, only where servers are named

        self._resolver = resolver(servers)

    async def addresses(self, name: str) -> tuple[str, ...]:
        from linter.stages.http.dns import look_up  # noqa: PLC0415  73 ms, as above

        found = [record for kind in ("A", "AAAA") for record in await look_up(self._resolver, name, kind)]
        if not found:
            raise RequestFailure(NO_SUCH_HOST, name)
        return tuple(found)
