"""One request -> what the server answered, or why nothing came: limited in time and size, to the address that was judged."""

from __future__ import annotations

import ssl
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import aiohttp
from yarl import URL

from linter.links import certificates
from linter.links.trouble import GARBAGE, RESET, TIMEOUT, UNKNOWN_ISSUER, Trouble
from linter.urls import split
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from linter.link_settings import LinkSettings
    from linter.links.names import Names

_DRAINED = 65_536
"""A body that is not wanted is read up to here, so that the connection can be used again."""
_COOKIES = 50
_UNPACKED_BY = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. `body` is None where it was not read, or cannot be; `is_cut`: there was more than is read."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes | None = None
    is_cut: bool = False

    @property
    def is_html(self) -> bool:
        """Whether the answer says that it is a page."""
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return kind in ("text/html", "application/xhtml+xml")


class Transport:
    """Asks for one run; `logins` are headers by origin, sent to no other."""

    def __init__(
        self, settings: LinkSettings, names: Names, contact: str, logins: Mapping[str, Mapping[str, str]]
    ) -> None:
        self._settings = settings
        self._names = names
        self._logins = logins
        self._cookies: dict[str, dict[str, str]] = {}
        self._context = certificates.trusting(settings.ca_file)
        self._headers = {
            "User-Agent": f"kommunlint/{__version__} (link check; +{contact})",
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "sv,en;q=0.7",
        }
        self._session: aiohttp.ClientSession | None = None
        self.asked = 0

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            limit=0, resolver=self._names, use_dns_cache=False, ssl=self._context, keepalive_timeout=10
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            headers=self._headers,
            timeout=aiohttp.ClientTimeout(total=self._settings.timeout),
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
        await self._names.close()

    def cookies(self, origin: str) -> str:
        """Return the cookies that an origin has set, as it will be sent them."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.get(origin, {}).items())

    async def ask(self, method: str, url: str, *, read: bool = False) -> Answer:
        """Make one request and follow nothing; with `read` the body is read. A `Trouble` says why there is no answer."""
        assert self._session is not None  # noqa: S101  used inside its block
        parts = split(url)
        await self._names.addresses(parts.host, parts.port)
        origin = parts.origin
        own = dict(self._logins.get(origin, ()))
        if origin in self._cookies:
            both = (own.get("Cookie", ""), self.cookies(origin))
            own["Cookie"] = "; ".join(text for text in both if text)
        self.asked += 1
        try:
            async with self._session.request(
                method, URL(url, encoded=True), headers=own or None, allow_redirects=False
            ) as response:
                if "Set-Cookie" in response.headers:
                    self._keep(origin, response)
                if method == "HEAD":
                    return Answer(url, response.status, response.headers)
                body, is_cut = await self._body(response, self._settings.body_bytes if read else _DRAINED)
                return Answer(url, response.status, response.headers, body if read else None, is_cut)
        except Trouble:
            raise
        except aiohttp.ClientConnectorCertificateError as error:
            cause = error.certificate_error
            if isinstance(cause, ssl.SSLCertVerificationError):
                found = await self._names.addresses(parts.host, parts.port)
                raise await certificates.diagnose(cause, found, parts.host, parts.port) from error
            raise Trouble(UNKNOWN_ISSUER, parts.host) from error
        except (TimeoutError, aiohttp.ServerTimeoutError) as error:
            raise Trouble(TIMEOUT, f"{self._settings.timeout:g} s", passes=True) from error
        except (aiohttp.ClientResponseError, aiohttp.ClientPayloadError, aiohttp.InvalidURL, ValueError) as error:
            raise Trouble(GARBAGE, _first_line(error), passes=True) from error
        except (aiohttp.ClientError, OSError) as error:
            raise Trouble(RESET, _first_line(error), passes=True) from error

    def _keep(self, origin: str, response: aiohttp.ClientResponse) -> None:
        kept = self._cookies.setdefault(origin, {})
        for name, morsel in response.cookies.items():
            if len(kept) < _COOKIES:
                kept[name] = morsel.coded_value

    async def _body(self, response: aiohttp.ClientResponse, most: int) -> tuple[bytes | None, bool]:
        """Read a body, unpacked, up to a limit; None where it is packed in a way that was not asked for."""
        packed = response.headers.get("Content-Encoding", "identity").strip().lower()
        bits = _UNPACKED_BY.get(packed)
        if packed not in ("identity", "") and bits is None:
            response.close()
            return None, False
        unpack = zlib.decompressobj(bits) if bits is not None else None
        body = bytearray()
        async for chunk in response.content.iter_any():
            try:
                body += unpack.decompress(chunk, most + 1 - len(body)) if unpack is not None else chunk
            except zlib.error as error:
                response.close()
                raise Trouble(GARBAGE, _first_line(error)) from error
            if len(body) > most:
                response.close()
                return bytes(body[:most]), True
        return bytes(body), False


def _first_line(error: Exception) -> str:
    """Return an error's reason without what belongs to the library."""
    cause = getattr(error, "os_error", None) or error
    text = str(getattr(cause, "strerror", None) or getattr(cause, "message", None) or cause or type(cause).__name__)
    return (text.strip().splitlines() or [type(cause).__name__])[0][:120]
