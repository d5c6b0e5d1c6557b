"""Host names and addresses -> may they be asked: the public internet may, what is private must have been named."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_SHARED = ipaddress.ip_network("100.64.0.0/10")
"""Addresses behind carrier-grade NAT (RFC 6598), which Python calls neither private nor global."""


@dataclass(frozen=True, slots=True)
class Host:
    """A host that was named, at one port or (None) at all."""

    name: str
    port: int | None = None

    def fits(self, name: str, port: int) -> bool:
        """Tell whether a request goes to this host."""
        return self.name == plain(name) and self.port in (None, port)


def plain(name: str) -> str:
    """Return a host's name as it is compared: lower case, without brackets, scope or final full stop."""
    return name.strip("[]").split("%")[0].rstrip(".").lower()


def host(text: str) -> Host | None:
    """Read `host`, `host:port` or an address; None for what is none of these."""
    if text.count(":") > 1 and is_number(text):
        return Host(plain(text))
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname or re.search(r"[\s@,]", parts.netloc) or (parts.path not in ("", "/") and "://" not in text):
        return None
    return Host(plain(parts.hostname), port or _PORTS.get(parts.scheme))


def is_number(text: str) -> bool:
    """Tell whether a host is an IP address and no name."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public internet: not loopback, private, link-local, shared or reserved."""
    try:
        found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast and found not in _SHARED
