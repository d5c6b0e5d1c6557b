"""Bytes of a GIF -> its frames and how long they move, None where it is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = (b"GIF87a", b"GIF89a")
_HEADER = 13
_DESCRIPTOR = 10
_HEAD = 18
"""Bytes in which all that is read of an extension or a picture stands."""
_EXTENSION, _IMAGE = 0x21, 0x2C
_CONTROL, _APPLICATION = 0xF9, 0xFF
_TABLE = 0x80
_FASTEST, _USUAL = 2, 10
"""Hundredths of a second: browsers show frames of less than two for ten."""


@dataclass(frozen=True, slots=True)
class Gif:
    """What moves: its frames, the seconds of one round, and how many rounds there are (0: without end)."""

    frames: int
    seconds: float
    rounds: int

    @property
    def moves_for(self) -> float:
        """Seconds that it moves."""
        if self.frames < 2:
            return 0.0
        return float("inf") if self.rounds == 0 else self.seconds * self.rounds


def read(data: bytes) -> Gif | None:
    """Read the blocks of a GIF, as far as they are whole; nothing of its pictures is decoded."""
    if data[:6] not in _SIGNS or len(data) < _HEADER:
        return None
    frames, delay, hundredths, rounds = 0, 0, 0, 1
    for head in _heads(data):
        if head[0] == _IMAGE:
            frames += 1
            hundredths += delay if delay >= _FASTEST else _USUAL
            delay = 0
        elif head[1] == _CONTROL:
            delay = int.from_bytes(head[4:6], "little")
        elif head[1] == _APPLICATION and head[3:14] == b"NETSCAPE2.0":
            repeats = int.from_bytes(head[16:18], "little")
            rounds = repeats + 1 if repeats else 0
    return Gif(frames, hundredths / 100, rounds)


def _heads(data: bytes) -> Iterator[bytes]:
    """Yield how each extension and each picture begins, until the file ends or is cut off."""
    place = _HEADER + _table(data[10])
    while place + _DESCRIPTOR < len(data) and data[place] in (_EXTENSION, _IMAGE):
        head = data[place : place + _HEAD]
        yield head
        begin = _DESCRIPTOR + _table(head[9]) + 1 if head[0] == _IMAGE else 2
        place = _after_blocks(data, place + begin)


def _table(flags: int) -> int:
    """Return the bytes of a table of colours."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & _TABLE else 0


def _after_blocks(data: bytes, place: int) -> int:
    while place < len(data) and data[place]:
        place += data[place] + 1
    return place + 1
