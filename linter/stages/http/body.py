"""The body of an answer -> its bytes, unpacked, as many as are wanted."""

from __future__ import annotations

import asyncio
import zlib
from typing import TYPE_CHECKING

import aiohttp

from linter.stages.http.failure import GARBAGE, RequestFailure

if TYPE_CHECKING:
    from aiohttp import ClientResponse

_DRAINING = 1.0
_TELLING, _MEMBER = 2, b"\x1f\x8b"
_DRAINED = 65_536
"""A body that is not wanted is read up to here, so that the connection can be used again."""
_UNPACKED_BY = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


async def unpacked(response: ClientResponse, most: int) -> tuple[bytes | None, bool]:
    """Return a body, and whether it was cut at a limit; None where it is packed in a way that was not asked for."""
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
            raise RequestFailure(GARBAGE, str(error)[:120], during="read") from error
        if len(body) > most:
            response.close()
            return bytes(body[:most]), True
    return bytes(body), False


async def drain(response: ClientResponse) -> None:
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
