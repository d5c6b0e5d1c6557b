"""Pages in the order they came, in memory while they are few, else in a temporary file."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from array import array
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_MEMORY = 8 * 1024 * 1024
Item = TypeVar("Item")


class Spool(Generic[Item]):
    """Page reports, or examinations, that may be read any number of times, one after the other or one alone."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  lives as long as the report
        weakref.finalize(self, self._file.close)
        self._starts = array("Q")

    def append(self, blob: bytes) -> None:
        """Keep one more, pickled."""
        self._file.seek(0, 2)
        self._starts.append(self._file.tell())
        self._file.write(blob)

    def add(self, item: Item) -> None:
        """Keep one more."""
        self.append(pickle.dumps(item, pickle.HIGHEST_PROTOCOL))

    def __getitem__(self, number: int) -> Item:
        self._file.seek(self._starts[number])
        item: Item = pickle.load(self._file)  # noqa: S301  written by this process
        return item

    def __iter__(self) -> Iterator[Item]:
        return (self[number] for number in range(len(self)))

    def __len__(self) -> int:
        return len(self._starts)
