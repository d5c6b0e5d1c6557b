"""Sitemaps -> the addresses of pages that they name: to suggest in place of one that is gone, and to be reviewed."""

from __future__ import annotations

import re
import zlib
from html import unescape
from typing import TYPE_CHECKING

from linter.page.urls import resolve, split
from linter.stages.http.failure import RequestFailure

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator

    from linter.stages.http.answer import Answer

_ADDRESS = re.compile(
    r"<(?:\w{1,20}:)?loc>(?:\s{0,200}<!\[CDATA\[([^\]<]{1,2200})\]\]>\s{0,200}|([^<]{1,2200}))</", re.IGNORECASE
)
"""An address, which stands as it is where nothing in it is markup."""
_ENDINGS = (".xml", ".xml.gz")
_SITEMAPS, _PAGES = 20, 50_000
_BYTES = 32 * 1024 * 1024


def is_sitemap(name: str) -> bool:
    """Return whether an address, or the name of a file, is that of a sitemap."""
    return name.partition("?")[0].partition("#")[0].lower().endswith(_ENDINGS)


def addresses_in(body: bytes) -> list[str]:
    """Return the addresses that a sitemap or an index of sitemaps names, packed or not; none where it is neither."""
    return _addresses(_unpacked(body)[0])


def _addresses(body: bytes) -> list[str]:
    written = (raw.strip() or unescape(text).strip() for raw, text in _ADDRESS.findall(body.decode("utf-8", "replace")))
    return [address for text in written if (address := resolve(None, text)) is not None]


def _unpacked(body: bytes) -> tuple[bytes, bool]:
    """Return a sitemap unpacked, as far as it is read, and whether there is more of it."""
    if not body.startswith(b"\x1f\x8b"):
        return body, False
    packed = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = packed.decompress(body, _BYTES)
    except zlib.error:
        return b"", False
    return plain, bool(packed.unconsumed_tail) or not packed.eof


def is_of_origin(address: str, origin: str) -> bool:
    """Return whether an address is one of a site, which has the same name with and without `www`."""
    return _bare(split(address).origin) == _bare(origin)


def _bare(origin: str) -> str:
    scheme, sign, host = origin.partition("://")
    return f"{scheme}{sign}{host.removeprefix('www.')}"


class Reading:
    """Sitemaps of one site while they are read, index files followed; of other hosts nothing is taken.

    `origin` is None for a file, which may name any. Who reads asks for what `waiting` yields, and tells what came.
    """

    def __init__(self, first: Iterable[str], origin: str | None) -> None:
        self._waiting, self._origin = list(first), origin
        self._met = set(self._waiting)
        self._asked = 0
        self.pages: dict[str, None] = {}
        self.is_cut = False
        """Whether there was more than is read."""

    def waiting(self) -> Iterator[str]:
        """Yield the sitemaps that are to be asked for, those too that come while it is read."""
        while self._waiting:
            if self._asked >= _SITEMAPS or len(self.pages) >= _PAGES:
                self.is_cut = True
                return
            self._asked += 1
            yield self._waiting.pop(0)

    def take(self, body: bytes) -> None:
        """Take what a sitemap holds."""
        plain, has_more = _unpacked(body)
        self.is_cut = self.is_cut or has_more
        for address in _addresses(plain):
            if self._origin is not None and not is_of_origin(address, self._origin):
                continue
            if is_sitemap(address):
                if address not in self._met:
                    self._met.add(address)
                    self._waiting.append(address)
            elif len(self.pages) < _PAGES:
                self.pages[address] = None
            else:
                self.is_cut = self.is_cut or address not in self.pages


async def read_sitemap(origins: Iterable[str], ask: Callable[[str], Awaitable[Answer]]) -> list[str]:
    """Return the pages of these origins' own sitemaps."""
    found: dict[str, None] = {}
    for origin in origins:
        reading = Reading([f"{origin}/sitemap.xml"], origin)
        for url in reading.waiting():
            try:
                answer = await ask(url)
            except RequestFailure:
                continue
            if answer.status == 200 and answer.body:
                reading.take(answer.body)
        found |= reading.pages
    return list(found)[:_PAGES]
