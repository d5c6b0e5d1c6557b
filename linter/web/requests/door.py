"""How a request comes in -> who asks, by which name of ours, and for whom. Only named proxies are believed about that."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.web.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.types import Scope

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address
    Network = ipaddress.IPv4Network | ipaddress.IPv6Network
    Pairs = list[tuple[bytes, bytes]]

_FORWARDED = frozenset({b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host"})
_SCHEMES = frozenset({"http", "https"})
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_SERVER_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]{0,250}[A-Za-z0-9_])?")
_TAKEN = frozenset({"host", "origin", "cookie", "authorization", "content-type", "content-length"})


def read_proxies(texts: Iterable[str]) -> tuple[Network, ...]:
    """Return the addresses and networks of proxies; what is neither is a `UsageError`."""
    return tuple(_network(text) for text in texts)


def read_user_header(text: str | None, proxies: Sequence[object]) -> bytes | None:
    """Return the header in which a proxy names the user, in lower case; a `UsageError` where no proxy could be believed."""
    if text is None:
        return None
    if _NAME.fullmatch(text) is None or text.lower() in _TAKEN or text.lower().encode() in _FORWARDED:
        raise UsageError(Reason("user_header_wrong", {"value": text}), "--user-header")
    if not proxies:
        raise UsageError(Reason("user_header_without_proxy"), "--user-header")
    return text.lower().encode()


def read_names(texts: Iterable[str]) -> frozenset[str]:
    """Return names that a server is reached by; what is none is a `UsageError`."""
    for text in texts:
        if _SERVER_NAME.fullmatch(text) is None:
            raise UsageError(Reason("server_name_wrong", {"value": text}), "--server-name")
    return frozenset(text.lower() for text in texts)


@dataclass(frozen=True)
class Door:
    """What is believed of requests.

    A name that we do not know ours is how another site's page reaches a server inside (DNS rebinding), so such a request is
    refused. An address is no name: nobody outside decides where it leads.
    """

    proxies: tuple[Network, ...] = ()
    user_header: bytes | None = None
    names: frozenset[str] = frozenset()
    own: frozenset[str] = field(default_factory=lambda: frozenset({"localhost", socket.gethostname().lower()}))

    def enter(self, scope: Scope) -> Scope:
        """Return a request as it was meant: what a named proxy says of it holds, what others say of that is left out."""
        peer = _address(scope["client"][0]) if scope.get("client") else None
        headers: Pairs = scope["headers"]
        is_proxied = peer is not None and self._is_proxy(peer)
        entered = self._forwarded(scope, headers) if is_proxied else self._direct(scope, headers)
        self._refuse_unknown(entered["headers"], is_proxied=is_proxied)
        return entered

    def _is_proxy(self, address: Address) -> bool:
        return any(address in network for network in self.proxies)

    def _direct(self, scope: Scope, headers: Pairs) -> Scope:
        return {**scope, "headers": [pair for pair in headers if not self._is_said_by_proxies(pair[0])]}

    def _is_said_by_proxies(self, name: bytes) -> bool:
        return name in _FORWARDED or name == self.user_header

    def _forwarded(self, scope: Scope, headers: Pairs) -> Scope:
        entered: dict[str, Any] = {**scope, "headers": [pair for pair in headers if pair[0] not in _FORWARDED]}
        if self.user_header is not None and len(_values(headers, self.user_header)) > 1:
            raise RequestError(400, "user_ambiguous", "the user is named more than once")
        if (scheme := _last(headers, b"x-forwarded-proto").lower()) in _SCHEMES:
            entered["scheme"] = scheme
        if host := _last(headers, b"x-forwarded-host"):
            others = [pair for pair in entered["headers"] if pair[0] != b"host"]
            entered["headers"] = [(b"host", host.encode("latin-1")), *others]
        if (client := self._client(headers)) is not None:
            entered["client"] = (client, 0)
        return entered

    def _client(self, headers: Pairs) -> str | None:
        """Return the address nearest to us that is no proxy: those before it, anybody can have written."""
        for text in reversed(_listed(headers, b"x-forwarded-for")):
            address = _address(text)
            if address is None:
                return None
            if not self._is_proxy(address):
                return str(address)
        return None

    def _refuse_unknown(self, headers: Pairs, *, is_proxied: bool) -> None:
        given = _values(headers, b"host")
        if len(given) > 1:
            raise RequestError(400, "host_ambiguous", "the host is named more than once")
        if not given or (is_proxied and not self.names):
            return
        name = _host(given[0])
        if name is not None and (name in self.own or name in self.names or _address(name) is not None):
            return
        raise RequestError(
            403, "host_unknown", "this server is not known by that name; --server-name tells it, or --proxy"
        )


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text.strip("[]"), strict=False)
    except ValueError as error:
        raise UsageError(Reason("proxy_wrong", {"value": text}), "--proxy") from error


def _address(text: str) -> Address | None:
    """Return an address, with or without a port; that of IPv4 where it is written as one of IPv6."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None) or found


def _host(text: str) -> str | None:
    """Return the name in a Host header, without its port."""
    try:
        parts = urlsplit(f"//{text}")
        _ = parts.port
    except ValueError:
        return None
    if parts.netloc != text or "@" in text:
        return None
    return (parts.hostname or "").removesuffix(".") or None


def _values(headers: Pairs, wanted: bytes) -> list[str]:
    return [value.decode("latin-1").strip() for name, value in headers if name == wanted]


def _listed(headers: Pairs, wanted: bytes) -> list[str]:
    return [part.strip() for value in _values(headers, wanted) for part in value.split(",")]


def _last(headers: Pairs, wanted: bytes) -> str:
    """Return what the proxy that is nearest to us says."""
    return (_listed(headers, wanted) or [""])[-1]
