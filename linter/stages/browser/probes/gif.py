"""Bytes of a GIF -> its frames and how long they move, None where it is no whole one."""

from __future__ import annotations

from dataclasses import dataclass

_SIGNS = (b"GIF87a", b"GIF89a")
_HEADER = 13
_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B
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
    """Read the blocks of a GIF; nothing of its pictures is decoded."""
    if data[:6] not in _SIGNS or len(data) < _HEADER:
        return None
    place = _HEADER + _table(data[10])
    frames, delay, hundredths, rounds = 0, 0, 0, 1
    try:
        while data[place] != _END:
            if data[place] == _EXTENSION:
                if data[place + 1] == _CONTROL:
                    delay = int.from_bytes(data[place + 4 : place + 6], "little")
                elif data[place + 1] == _APPLICATION and data[place + 3 : place + 14] == b"NETSCAPE2.0":
                    repeats = int.from_bytes(data[place + 16 : place + 18], "little")
                    rounds = repeats + 1 if repeats else 0
                place = _after_blocks(data, place + 2)
            elif data[place] == _IMAGE:
                frames += 1
                hundredths += delay if delay >= _FASTEST else _USUAL
                place = _after_blocks(data, place + 10 + _table(data[place + 9]) + 1)
            else:
                return None
    except IndexError:  # cut off: what is there is shown
        pass
    return Gif(frames, hundredths / 100, rounds)


def _table(flags: int) -> int:
    """Return the bytes of a table of colours."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & _TABLE else 0


def _after_blocks(data: bytes, place: int) -> int:
    while data[place]:
        place += data[place] + 1
    return place + 1
