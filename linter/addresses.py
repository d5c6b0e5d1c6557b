"""Host names and addresses -> may they be asked: the public internet may, what is private must have been named."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}
_CLOSED_4 = tuple(
    ipaddress.ip_network(network) for network in ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")
)
"""Carrier-grade NAT (RFC 6598), protocol assignments and metadata of clouds, which versions of Python call public."""
_GLOBAL_6 = ipaddress.ip_network("2000::/3")
"""All that is handed out of IPv6; the rest is local, reserved, or made by translators."""
_CLOSED_6 = tuple(ipaddress.ip_network(network) for network in ("2001::/23", "2001:db8::/32", "3fff::/20"))
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ISATAP = 0x00005EFE


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
    return Host(plain(parts.hostname), port or PORTS.get(parts.scheme))


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
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not found.is_multicast and not any(found in network for network in _CLOSED_4)
    inner = _inside(found)
    if inner is not None:
        return is_public(str(inner))
    return found in _GLOBAL_6 and found.is_global and not any(found in network for network in _CLOSED_6)


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address only wraps: mapped, 6to4, Teredo, NAT64, ISATAP."""
    wrapped = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    low = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if wrapped is None and (address in _NAT64 or (int(address) >> 32) & 0xFDFFFFFF == _ISATAP):
        return low
    return wrapped
