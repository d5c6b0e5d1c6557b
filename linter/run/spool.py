"""Page reports in the order they came, in memory while they are few, else in a temporary file."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.report import PageReport

_IN_MEMORY = 8 * 1024 * 1024


class Spool:
    """Page reports that may be read any number of times."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  lives as long as the report
        weakref.finalize(self, self._file.close)
        self._count = 0

    def append(self, page: bytes) -> None:
        """Keep one more, pickled."""
        self._file.seek(0, 2)
        self._file.write(page)
        self._count += 1

    def add(self, page: PageReport) -> None:
        """Keep one more."""
        self.append(pickle.dumps(page, pickle.HIGHEST_PROTOCOL))

    def __iter__(self) -> Iterator[PageReport]:
        at = 0
        for _ in range(self._count):
            self._file.seek(at)
            page: PageReport = pickle.load(self._file)  # noqa: S301  written by this process
            at = self._file.tell()
            yield page

    def __len__(self) -> int:
        return self._count
