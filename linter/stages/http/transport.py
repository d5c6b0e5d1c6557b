"""One request -> what the server answered, or why nothing came: limited in time and size, to the address that was judged."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import ssl
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, Self

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from linter.page.urls import split
from linter.stages.http import body, certificates, codings
from linter.stages.http.answer import Answer, as_text
from linter.stages.http.failure import GARBAGE, RESET, TIMEOUT, UNKNOWN_ISSUER, RequestFailure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from linter.page.urls import Parts
    from linter.stages.http.chain import Chain
    from linter.stages.http.failure import Phase
    from linter.stages.http.resolver import HostResolver
    from linter.stages.http.settings import HttpSettings

Read = Literal["nothing", "page", "anything"]
"""Which bodies are read: none, those of answers that say that they are pages, all but those of errors and redirects."""
_HEADER, _HEADERS = 65_536, 1000
"""Bytes of one header that are read, and how many headers."""


class Transport:
    """Asks for pages, links, robots.txt and sitemaps; `logins` are headers by origin, sent to no other."""

    def __init__(self, settings: HttpSettings, names: HostResolver, logins: Mapping[str, Mapping[str, str]]) -> None:
        self._settings = settings
        self._names = names
        self._logins = logins
        self._headers = {
            "User-Agent": settings.user_agent,
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": codings.ASKED,
            **({"Accept-Language": settings.languages} if settings.languages else {}),
        }
        self._session: aiohttp.ClientSession | None = None
        self.asked = 0

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(limit=0, resolver=self._names, use_dns_cache=False, keepalive_timeout=10)
        library = logging.getLogger("aiohttp")
        if library.propagate:  # what it says of cookies that it cannot read is nobody's concern
            library.addHandler(logging.NullHandler())
            library.propagate = False
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),  # cookies belong to a chain of redirects
            auto_decompress=False,
            max_line_size=_HEADER,
            max_field_size=_HEADER,
            max_headers=_HEADERS,
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

    async def ask(self, method: str, chain: Chain, *, read: Read = "nothing") -> Answer:
        """Make one request, for the address that a chain has come to, and follow nothing.

        A `RequestFailure` says why there is no answer.
        """
        assert self._session is not None  # noqa: S101  used inside its block
        parts = split(chain.url)
        during: Phase = "reach"
        try:
            async with asyncio.timeout_at(chain.ends_at):
                await self._names.addresses(parts.host, parts.port)
                trusted = certificates.trusting(self._settings.ca_file) if parts.scheme == "https" else True
                self.asked += 1
                during = "ask"
                async with self._session.request(
                    method,
                    URL(chain.url, encoded=True),
                    headers=self._own_headers(parts.origin, chain),
                    allow_redirects=False,
                    ssl=trusted,
                ) as response:
                    chain.cookies.take(response)
                    during = "read"
                    return await self._answer(method, chain.url, response, read)
        except RequestFailure:
            raise
        except aiohttp.ClientConnectorCertificateError as error:
            raise await self._certificate_failure(error, parts, chain.ends_at) from error
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise _failure(error, during, self._settings.timeout) from error

    def _own_headers(self, origin: str, chain: Chain) -> Mapping[str, str]:
        """Return the headers of one request: the login of its origin, with cookies that have been set since in its place."""
        headers = CIMultiDict(self._logins.get(origin, {}))
        pieces = [*headers.get("Cookie", "").split(";"), *chain.cookies.header(chain.url).split(";")]
        cookies = {piece.partition("=")[0].strip(): piece.strip() for piece in pieces if piece.strip()}
        if cookies:
            headers["Cookie"] = "; ".join(cookies.values())
        return headers

    async def _answer(self, method: str, url: str, response: aiohttp.ClientResponse, read: Read) -> Answer:
        asked = response.request_info.headers if self._settings.keeps_packed else {}
        answer = Answer(url, response.status, response.headers, as_text(response.reason or ""), asked=asked)
        if method == "HEAD":
            return answer
        if not _is_wanted(answer, read):
            await body.drain(response)
            return answer
        packed = bytearray() if self._settings.keeps_packed else None
        data, is_cut = await body.unpacked(response, self._settings.body_bytes, packed)
        kept = bytes(packed) if packed is not None and not is_cut else None
        return replace(answer, body=data, is_cut=is_cut, packed=kept)

    async def _certificate_failure(
        self, error: aiohttp.ClientConnectorCertificateError, parts: Parts, ends_at: float | None
    ) -> RequestFailure:
        cause = error.certificate_error
        if isinstance(cause, ssl.SSLCertVerificationError):
            try:
                async with asyncio.timeout_at(ends_at):
                    found = await self._names.addresses(parts.host, parts.port)
                    return await certificates.diagnose(cause, found, parts.host, parts.port)
            except TimeoutError:
                pass
        return RequestFailure(UNKNOWN_ISSUER, parts.host, during="secure")


def _is_wanted(answer: Answer, read: Read) -> bool:
    """Return whether the body of an answer is to be read."""
    if read == "anything":
        return answer.status < 400 and answer.location is None
    return read == "page" and 200 <= answer.status < 300 and answer.is_html


def _failure(error: Exception, during: Phase, seconds: float) -> RequestFailure:
    """Return why there is no answer, from what the library raises."""
    if isinstance(error, TimeoutError):
        return RequestFailure(TIMEOUT, f"{seconds:g} s", passes=True, during=during)
    if isinstance(error, (aiohttp.ClientResponseError, aiohttp.ClientPayloadError, aiohttp.InvalidURL, ValueError)):
        return RequestFailure(GARBAGE, _first_line(error), passes=True, during=during)
    if isinstance(error, aiohttp.ClientConnectorError):
        during = "secure" if isinstance(error, aiohttp.ClientSSLError) else "reach"
    return RequestFailure(RESET, _first_line(error), passes=True, during=during)


def _first_line(error: Exception) -> str:
    """Return an error's reason without what belongs to the library."""
    cause = getattr(error, "os_error", None) or error
    number = cause.errno if isinstance(cause, OSError) and not isinstance(cause, ssl.SSLError) else None
    if number is not None and number in errno.errorcode:
        return os.strerror(number)  # what is said beside it names the library's calls
    text = str(getattr(cause, "strerror", None) or getattr(cause, "message", None) or cause or type(cause).__name__)
    return (text.strip().splitlines() or [type(cause).__name__])[0].partition(": <")[0][:120].rstrip(": ")
