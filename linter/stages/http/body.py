"""The body of an answer -> its bytes, unpacked, as many as are wanted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp

from linter.stages.http.codings import CodingError, Undoing, read_codings
from linter.stages.http.failure import GARBAGE, RequestFailure

if TYPE_CHECKING:
    from aiohttp import ClientResponse

_DRAINING = 1.0
_DRAINED = 65_536
"""A body that is not wanted is read up to here, so that the connection can be used again."""


async def unpacked(response: ClientResponse, most: int, packed: bytearray | None = None) -> tuple[bytes | None, bool]:
    """Return a body, and whether it was cut at a limit; None where it is packed in a way that cannot be undone.

    `packed` takes what travelled. A `RequestFailure` says that it is not what its Content-Encoding says, or not the whole of it.
    """
    header = ",".join(response.headers.getall("Content-Encoding", ()))
    names = read_codings(header)
    if names is None:
        response.close()
        return None, False
    undoing = Undoing(names, most)
    body = bytearray()
    try:
        async for chunk in response.content.iter_any():
            if packed is not None:
                packed += chunk
            for piece in undoing.undo(chunk):
                body += piece
            if undoing.is_cut:
                response.close()
                return bytes(body[:most]), True
    except CodingError as error:
        response.close()
        raise RequestFailure(GARBAGE, ", ".join(names), during="unpack") from error
    if not undoing.is_whole:
        raise RequestFailure(GARBAGE, ", ".join(names), during="unpack")
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
