"""Questions to DNS itself: addresses from named servers, and whether a domain takes e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dns.asyncresolver
import dns.exception
import dns.resolver

from linter.stages.http.failure import NO_SUCH_HOST, RESOLVER, RequestFailure

if TYPE_CHECKING:
    from collections.abc import Sequence

_PATIENCE = 8.0
_PORT = 53


def resolver(servers: Sequence[str]) -> dns.asyncresolver.Resolver:
    """Return a resolver that asks these servers (ADDRESS or ADDRESS:PORT), or the system's where none is named."""
    try:
        made = dns.asyncresolver.Resolver(configure=not servers)
    except dns.exception.DNSException:  # a machine without /etc/resolv.conf
        made = dns.asyncresolver.Resolver(configure=False)
    made.lifetime = _PATIENCE
    for server in servers:
        address, sign, port = server.rpartition(":") if server.count(":") == 1 else (server, "", "")
        made.nameservers = [*made.nameservers, address]
        if sign:
            made.nameserver_ports[address] = int(port) if port.isdecimal() else _PORT
    return made


async def look_up(asked: dns.asyncresolver.Resolver, name: str, kind: str) -> list[str]:
    """Return the records of a kind, none where the name has none; a `RequestFailure` where the name is not there or nobody answers."""
    try:
        answer = await asked.resolve(name, kind)
    except dns.resolver.NoAnswer:
        return []
    except dns.resolver.NXDOMAIN as error:
        raise RequestFailure(NO_SUCH_HOST, name) from error
    except (dns.exception.DNSException, OSError, ValueError) as error:
        raise RequestFailure(RESOLVER, name) from error
    return [record.to_text() for record in answer]


async def takes_mail(asked: dns.asyncresolver.Resolver, domain: str) -> bool:
    """Return whether a domain has a mail exchanger, or an address that mail may go to (RFC 5321, 5.1)."""
    exchangers = await look_up(asked, domain, "MX")
    if exchangers:
        return any(record.split()[-1] != "." for record in exchangers)  # a lone full stop: no mail (RFC 7505)
    return bool(await look_up(asked, domain, "A") or await look_up(asked, domain, "AAAA"))
