"""Content codings -> the bytes that they stand for, a piece at a time, so that a small body cannot become a large one."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ASKED = "gzip, deflate, br, zstd"
"""What every request asks for: all that can be undone here."""
_MOST = 4
"""Codings one over the other that are undone; nobody needs two."""
_PIECE = 65_536
_TELLING, _MEMBER = 2, b"\x1f\x8b"
_SLICE = 256
"""Bytes that are given to zstd at a time: it knows no limit, and makes 128 KiB of four bytes at most."""
_WINDOW = 8 * 1024 * 1024
"""The largest window of zstd in HTTP (RFC 9659)."""


class CodingError(Exception):
    """What came is not what its Content-Encoding says."""


class _Coding(Protocol):
    @property
    def is_whole(self) -> bool:
        """Whether what came is complete."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Yield what further bytes stand for; a `CodingError` where they stand for nothing."""


class Undoing:
    """Undoes the codings of one body, the last one first.

    No more than `most` bytes are made; `is_cut` tells that there were more, at the end or between two codings.
    """

    def __init__(self, names: Sequence[str], most: int) -> None:
        self._codings = [_MADE[name]() for name in reversed(names)]
        self._came = [0] * (len(names) + 1)
        self._most = [*(most + most // 64 + _PIECE for _ in names), most]  # what cannot be made smaller grows a little
        self.is_cut = False

    def undo(self, data: bytes) -> Iterator[bytes]:
        """Yield what a further part of the body stands for; nothing is made once it is cut."""
        return self._undone(data, 0)

    def _undone(self, data: bytes, at: int) -> Iterator[bytes]:
        self._came[at] += len(data)
        if at == len(self._codings):
            yield data
        else:
            for piece in self._codings[at].pieces(data):
                yield from self._undone(piece, at + 1)
                if self.is_cut:
                    return
        self.is_cut = self.is_cut or self._came[at] > self._most[at]

    @property
    def is_whole(self) -> bool:
        """Whether every coding came to its end, or nothing came at all."""
        return not self._came[0] or all(coding.is_whole for coding in self._codings)


def read_codings(header: str) -> list[str] | None:
    """Return the codings of a body in the order in which they were applied; None where one of them cannot be undone."""
    names = [name for part in header.split(",") if (name := part.strip().lower()) not in ("", "identity")]
    return names if len(names) <= _MOST and all(name in _MADE for name in names) else None


class _Zlib:
    """gzip, of several members too, and deflate, with the header of zlib or without."""

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._member: zlib._Decompress | None = None
        self._kept = b""
        """The first bytes of a member, until there are enough to tell what they are."""
        self._members = 0
        self._is_done = False

    @property
    def is_whole(self) -> bool:
        return self._member is None and self._members > 0

    def pieces(self, data: bytes) -> Iterator[bytes]:
        data, self._kept = self._kept + data, b""
        while data and not self._is_done:
            if self._member is None and len(data) < _TELLING:
                self._kept = data
                return
            member = self._member = self._member or self._begun(data)
            if member is None:
                self._is_done = True  # what stands behind the last member is padding
                return
            yield from _inflated(member, data)
            data = member.unused_data
            if member.eof:
                self._member, self._members = None, self._members + 1

    def _begun(self, data: bytes) -> zlib._Decompress | None:
        """Return what reads the member that begins with these bytes; None where they begin no further one."""
        if self._members and not (self._bits > zlib.MAX_WBITS and data.startswith(_MEMBER)):
            return None
        has_header = data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
        is_bare = self._bits == zlib.MAX_WBITS and not has_header  # deflate without the header of zlib (RFC 1950)
        return zlib.decompressobj(-zlib.MAX_WBITS if is_bare else self._bits)


def _inflated(member: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    while True:
        try:
            piece = member.decompress(data, _PIECE)
        except zlib.error as error:
            raise CodingError from error
        if piece:
            yield piece
        data = member.unconsumed_tail
        if member.eof or not (data or len(piece) == _PIECE):
            return


class _Brotli:
    def __init__(self) -> None:
        import brotli  # noqa: PLC0415  only where a body is packed so

        self._error: type[Exception] = brotli.error
        self._made = brotli.Decompressor()

    @property
    def is_whole(self) -> bool:
        return bool(self._made.is_finished())

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while not self._made.is_finished():
            try:
                piece = self._made.process(data, output_buffer_limit=_PIECE)
            except self._error as error:
                raise CodingError from error
            if piece:
                yield piece
            elif self._made.can_accept_more_data():
                return
            data = b""


class _Zstd:
    """zstd, of several frames too."""

    def __init__(self) -> None:
        import zstandard  # noqa: PLC0415  10 ms, only where a body is packed so

        self._error: type[Exception] = zstandard.ZstdError
        self._begin = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj
        self._frame = self._begin()
        self.is_whole = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), _SLICE):
            yield from self._frames(data[start : start + _SLICE])

    def _frames(self, data: bytes) -> Iterator[bytes]:
        while data:
            try:
                piece = self._frame.decompress(data)
            except self._error as error:
                raise CodingError from error
            if piece:
                yield piece
            self.is_whole, data = self._frame.eof, b""
            if self.is_whole:
                data, self._frame = self._frame.unused_data, self._begin()


_MADE: Mapping[str, Callable[[], _Coding]] = {
    "gzip": lambda: _Zlib(zlib.MAX_WBITS | 16),
    "x-gzip": lambda: _Zlib(zlib.MAX_WBITS | 16),
    "deflate": lambda: _Zlib(zlib.MAX_WBITS),
    "br": _Brotli,
    "zstd": _Zstd,
}
