"""Pages in the order they came, in memory while they are few, else in a temporary file."""

from __future__ import annotations

import io
import pickle
import tempfile
import weakref
from array import array
from typing import IO, TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_MEMORY = 8 * 1024 * 1024
Item = TypeVar("Item")


class Spool(Generic[Item]):
    """Page reports, or examinations, that may be read any number of times, one after the other or one alone.

    Where the disk is full, what was kept before can still be read.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] = io.BytesIO()
        self._is_on_disk = False
        self._ends = array("Q", [0])

    def append(self, blob: bytes) -> None:
        """Keep one more, pickled; an `OSError` where there is no room for it."""
        end = self._ends[-1] + len(blob)
        if end > _IN_MEMORY and not self._is_on_disk:
            self._move_to_disk()
        self._file.seek(self._ends[-1])
        _write_all(self._file, blob)
        self._ends.append(end)

    def _move_to_disk(self) -> None:
        file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  lives as long as the report
        weakref.finalize(self, file.close)
        self._file.seek(0)
        _write_all(file, self._file.read())
        self._file, self._is_on_disk = file, True

    def add(self, item: Item) -> None:
        """Keep one more."""
        self.append(pickle.dumps(item, pickle.HIGHEST_PROTOCOL))

    def __getitem__(self, number: int) -> Item:
        if not 0 <= number < len(self):
            raise IndexError(number)
        begin, end = self._ends[number : number + 2]
        self._file.seek(begin)
        item: Item = pickle.loads(self._file.read(end - begin))  # noqa: S301  written by this process
        return item

    def __iter__(self) -> Iterator[Item]:
        return (self[number] for number in range(len(self)))

    def __len__(self) -> int:
        return len(self._ends) - 1


def _write_all(file: IO[bytes], blob: bytes) -> None:
    """Write all of it: the file has no buffer, and what does not fit is told at once."""
    left = memoryview(blob)
    while left:
        left = left[file.write(left) :]
