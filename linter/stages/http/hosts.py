"""Host names and addresses -> may they be asked: the public internet may, what is private must have been named."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.model.target import Host

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
class Reach:
    """Who may be asked, by whatever stage: the public internet, and hosts that were named."""

    named: tuple[Host, ...] = ()

    def covers(self, name: str, port: int, addresses: Sequence[str]) -> bool:
        """Return whether a host may be asked at these addresses: this judges every one, also where redirects lead."""
        if any(host.fits(name, port) for host in self.named):
            return True
        return all(is_public(address) for address in addresses)


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the public internet: not loopback, private, link-local, shared or reserved."""
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
