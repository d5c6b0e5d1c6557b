"""How often each client asks -> may it ask once more: so many times in a minute, counted from its first one."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict

_MINUTE = 60.0
_CLIENTS = 10_000
"""Clients that are remembered; of more, the one is forgotten that asked longest ago."""
_NETWORK = 64
"""Bits of an IPv6 address that say whose it is: one household has all addresses below them."""


class Pace:
    """Counts the requests of each client, `most` a minute."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._counted: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def take(self, client: str) -> int | None:
        """Count one more; return None, or the seconds to wait where that is too many."""
        now = time.monotonic()
        began, count = self._counted.get(client, (now, 0))
        if now - began >= _MINUTE:
            began, count = now, 0
        self._counted[client] = (began, min(count + 1, self._most))
        self._counted.move_to_end(client)
        if len(self._counted) > _CLIENTS:
            self._counted.popitem(last=False)
        return int(began + _MINUTE - now) + 1 if count >= self._most else None


def whose(address: str) -> str:
    """Return what stands for all addresses of one client."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return address
    return str(ipaddress.ip_network((known, _NETWORK), strict=False))
