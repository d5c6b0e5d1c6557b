"""Origins -> the addresses of pages that their sitemaps name, to suggest in place of one that is gone."""

from __future__ import annotations

import re
import zlib
from html import unescape
from typing import TYPE_CHECKING

from linter.page.urls import resolve, split
from linter.stages.http.failure import RequestFailure

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from linter.stages.http.answer import Answer

_ADDRESS = re.compile(r"<(?:\w{1,20}:)?loc>([^<]{1,2200})</", re.IGNORECASE)
_SITEMAPS, _PAGES = 20, 50_000
_BYTES = 32 * 1024 * 1024


async def read_sitemap(origins: Iterable[str], ask: Callable[[str], Awaitable[Answer]]) -> list[str]:
    """Return the pages of these origins' own sitemaps, index files followed; of other hosts nothing is taken."""
    found: dict[str, None] = {}
    for origin in origins:
        waiting, seen = [f"{origin}/sitemap.xml"], 0
        while waiting and seen < _SITEMAPS and len(found) < _PAGES:
            url, seen = waiting.pop(0), seen + 1
            for address in await _addresses(url, ask):
                if split(address).origin != origin:
                    continue
                if split(address).path.endswith((".xml", ".xml.gz")):
                    waiting.append(address)
                elif len(found) < _PAGES:
                    found[address] = None
    return list(found)


async def _addresses(url: str, ask: Callable[[str], Awaitable[Answer]]) -> list[str]:
    try:
        answer = await ask(url)
    except RequestFailure:
        return []
    if answer.status != 200 or not answer.body:
        return []
    body = answer.body
    if body.startswith(b"\x1f\x8b"):
        try:
            body = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, _BYTES)
        except zlib.error:
            return []
    written = (unescape(text).strip() for text in _ADDRESS.findall(body.decode("utf-8", "replace")))
    return [address for text in written if (address := resolve(None, text)) is not None]
