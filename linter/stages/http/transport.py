"""One request -> what the server answered, or why nothing came: limited in time and size, to the address that was judged."""

from __future__ import annotations

import asyncio
import logging
import ssl
import string
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self
from urllib.parse import quote_from_bytes

import aiohttp
from yarl import URL

from linter.page.urls import resolve, split
from linter.stages.http import certificates
from linter.stages.http.failure import GARBAGE, RESET, TIMEOUT, UNKNOWN_ISSUER, Trouble
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from linter.stages.http.resolver import Names
    from linter.stages.links.settings import LinkSettings

_DRAINING = 1.0
_TELLING, _MEMBER = 2, b"\x1f\x8b"
_DRAINED = 65_536
"""A body that is not wanted is read up to here, so that the connection can be used again."""
_COOKIES = 8_192
"""Characters of cookies that one host is sent."""
_HEADER = 65_536
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
        self._jar: aiohttp.CookieJar | None = None
        self._headers = {
            "User-Agent": f"kommunlint/{__version__} (link check; +{contact})",
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "sv,en;q=0.7",
        }
        self._session: aiohttp.ClientSession | None = None
        self.asked = 0

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(limit=0, resolver=self._names, use_dns_cache=False, keepalive_timeout=10)
        library = logging.getLogger("aiohttp")  # what it says of cookies that it cannot read is nobody's concern
        library.addHandler(logging.NullHandler())
        library.propagate = False
        self._jar = aiohttp.CookieJar(unsafe=True)  # of hosts without a name, too
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=self._jar,
            auto_decompress=False,
            max_line_size=_HEADER,
            max_field_size=_HEADER,
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

    @cached_property
    def _context(self) -> ssl.SSLContext:
        """What is trusted; 20 ms, for the first https address."""
        return certificates.trusting(self._settings.ca_file)

    def cookies(self, url: str) -> str:
        """Return the cookies that an address is sent; hosts that have set too many are forgotten."""
        if self._jar is None or not len(self._jar):
            return ""
        sent = self._jar.filter_cookies(URL(url, encoded=True)).output(attrs=[], header="", sep=";")
        if len(sent) > _COOKIES:
            self._jar.clear_domain(split(url).host)
            return ""
        return sent

    async def ask(self, method: str, url: str, *, read: bool = False, anything: bool = False) -> Answer:
        """Make one request and follow nothing; with `read` the body of a page is read, of `anything` where that is said.

        A `Trouble` says why there is no answer.
        """
        assert self._session is not None  # noqa: S101  used inside its block
        parts = split(url)
        await self._names.addresses(parts.host, parts.port)
        self.cookies(url)
        self.asked += 1
        try:
            async with self._session.request(
                method,
                URL(url, encoded=True),
                headers=self._logins.get(parts.origin),
                allow_redirects=False,
                ssl=self._context if parts.scheme == "https" else True,
            ) as response:
                answer = Answer(url, response.status, response.headers)
                if method == "HEAD":
                    return answer
                if not (read and 200 <= response.status < 300 and (anything or answer.is_html)):
                    await _drained(response)
                    return answer
                body, is_cut = await self._body(response, self._settings.body_bytes)
                return Answer(url, response.status, response.headers, body, is_cut)
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

    async def _body(self, response: aiohttp.ClientResponse, most: int) -> tuple[bytes | None, bool]:
        """Read a body, unpacked, up to a limit; None where it is packed in a way that was not asked for."""
        packed = response.headers.get("Content-Encoding", "identity").strip().lower() or "identity"
        if packed != "identity" and packed not in _UNPACKED_BY:
            response.close()
            return None, False
        unpack = _Unpacking(packed) if packed != "identity" else None
        body = bytearray()
        async for chunk in response.content.iter_any():
            try:
                body += unpack.more(chunk, most + 1 - len(body)) if unpack is not None else chunk
            except zlib.error as error:
                response.close()
                raise Trouble(GARBAGE, _first_line(error)) from error
            if len(body) > most:
                response.close()
                return bytes(body[:most]), True
        return bytes(body), False


async def _drained(response: aiohttp.ClientResponse) -> None:
    """Read a short body that nobody wants, so that the connection can be used again; whatever comes, the answer stands."""
    try:
        async with asyncio.timeout(_DRAINING):
            left = _DRAINED
            async for chunk in response.content.iter_any():
                left -= len(chunk)
                if left < 0:
                    break
            else:
                return
    except (aiohttp.ClientError, OSError, ValueError):  # a time-out is an OSError
        pass
    response.close()


class _Unpacking:
    """Unpacks a stream, as much at a time as is wanted: several members of gzip, and deflate with its header or without."""

    def __init__(self, packed: str) -> None:
        self._bits = _UNPACKED_BY[packed]
        self._made = zlib.decompressobj(self._bits)
        self._kept: bytes | None = b""
        """The first bytes, until there are enough to tell what they are."""

    def more(self, chunk: bytes, most: int) -> bytes:
        """Return what a further piece holds, not more than `most` bytes."""
        if self._kept is not None:
            chunk = self._kept + chunk
            self._kept = chunk if len(chunk) < _TELLING else None
            if self._kept is not None:
                return b""
            if self._bits == zlib.MAX_WBITS and (chunk[0] & 15 != 8 or int.from_bytes(chunk[:2], "big") % 31):
                self._made = zlib.decompressobj(-zlib.MAX_WBITS)  # deflate without the header of zlib (RFC 1950)
        found = self._made.decompress(chunk, most)
        while self._made.eof and self._made.unused_data.startswith(_MEMBER) and len(found) < most:
            rest, self._made = self._made.unused_data, zlib.decompressobj(self._bits)
            found += self._made.decompress(rest, most - len(found))
        return found


def location(answer: Answer) -> str | None:
    """Return where an answer redirects to; None where it does not."""
    if answer.status not in (301, 302, 303, 307, 308):
        return None
    target = answer.headers.get("Location")
    return resolve(answer.url, _as_text(target)) if target else None


def _as_text(header: str) -> str:
    """Return a header's text; servers write other letters than ASCII in UTF-8, or in what nobody says."""
    try:
        raw = header.encode("utf-8", "surrogateescape")
        return raw.decode("utf-8")
    except UnicodeEncodeError:
        return header
    except UnicodeDecodeError:
        return quote_from_bytes(raw, safe=string.punctuation)


def _first_line(error: Exception) -> str:
    """Return an error's reason without what belongs to the library."""
    cause = getattr(error, "os_error", None) or error
    text = str(getattr(cause, "strerror", None) or getattr(cause, "message", None) or cause or type(cause).__name__)
    return (text.strip().splitlines() or [type(cause).__name__])[0][:120]
