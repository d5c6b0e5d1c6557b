"""The answers of a crawl on a disk, as a web archive and its index: what stands there is whole, whenever the program was killed."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from linter.model.errors import SourceError, UsageError
from linter.model.reason import Reason
from linter.model.system_error import of_system
from linter.run.whole_file import write_whole
from linter.stages.warc import writer
from linter.stages.warc.reader import answer_at

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from linter.stages.http.answer import Answer

FOLDER = "crawl"
_ARCHIVE, _INDEX, _STATE = "answers.warc.gz", "answers.index", "crawl.json"
_VERSION = 1
_LARGEST = 1024 * 1024


class AnswerCache:
    """The answers of one crawl, by method and address; use as a context manager.

    An answer is written before its line of the index, and each at once: a line that is whole speaks of an answer that is.
    """

    def __init__(self, folder: Path, starts: Sequence[str], *, is_fresh: bool) -> None:
        self._folder, self._starts, self._is_fresh = folder, tuple(starts), is_fresh
        self.archive = folder / _ARCHIVE
        self._known: dict[tuple[str, str], tuple[int, int, int]] = {}
        """Where the records of each exchange begin, where in the file its answer does, and where they end."""
        self._records = self._lines = -1

    def __enter__(self) -> Self:
        return self.opened()

    def opened(self) -> Self:
        """Open the files, and tell an unfinished crawl from a new one; what stands in the way is a `UsageError`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lines = os.open(self._folder / _INDEX, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
            self._lock()
            if self._is_fresh or not self._goes_on():
                os.truncate(self._folder / _INDEX, 0)
                self.archive.unlink(missing_ok=True)
            self._records = os.open(self.archive, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
            self._read_index()
            self._tell(is_finished=False)
        except OSError as error:
            self.close()
            raise UsageError(of_system(error), str(self._folder)) from error
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; the crawl is as unfinished as it was."""
        for file in (self._records, self._lines):
            if file >= 0:
                os.close(file)
        self._records = self._lines = -1

    def _lock(self) -> None:
        """Let no other crawl write into the folder at the same time; the lock goes with the process."""
        if sys.platform == "win32":
            return
        try:
            fcntl.flock(self._lines, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(Reason("crawl_running"), str(self._folder)) from error

    def _goes_on(self) -> bool:
        """Return whether an unfinished crawl from the same addresses lies here; one from others is not thrown away unasked."""
        try:
            with (self._folder / _STATE).open("rb") as file:
                state: Any = json.loads(file.read(_LARGEST))
        except FileNotFoundError:
            return False
        except ValueError:
            state = None
        if not isinstance(state, dict) or state.get("version") != _VERSION:
            raise UsageError(Reason("crawl_foreign"), str(self._folder / _STATE))
        if state.get("finished"):
            return False
        if state.get("starts") != list(self._starts):
            raise UsageError(Reason("crawl_of_others"), str(self._folder / _STATE))
        return True

    def _read_index(self) -> None:
        size, end = os.fstat(self._records).st_size, 0
        text = (self._folder / _INDEX).read_bytes()
        for line in text[: text.rfind(b"\n") + 1].splitlines():
            with suppress(ValueError, TypeError):
                method, url, *places = json.loads(line)
                first, at, last = map(int, places)
                if 0 <= first < at < last <= size:
                    self._known[str(method), str(url)] = (first, at, last)
                    end = max(end, last)
        os.ftruncate(self._lines, text.rfind(b"\n") + 1)
        os.ftruncate(self._records, end)

    def _tell(self, *, is_finished: bool) -> None:
        state = {"version": _VERSION, "starts": self._starts, "finished": is_finished}
        write_whole(self._folder / _STATE, [json.dumps(state, ensure_ascii=False, indent=1).encode()])

    def read_again(self) -> None:
        """Read what another process has written meanwhile, which had the open files from this one."""
        self._read_index()

    def finish(self) -> None:
        """Say that the crawl is over, and its review written: the next one starts anew."""
        self._tell(is_finished=True)
        self.close()

    def put(self, method: str, answer: Answer) -> int:
        """Keep an answer; return where it is recorded."""
        records, offset = writer.exchange(method, answer, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
        first = os.fstat(self._records).st_size
        places = (first, first + offset, first + len(records))
        _write_all(self._records, records)
        _write_all(self._lines, (json.dumps([method, answer.url, *places]) + "\n").encode())
        self._known[method, answer.url] = places
        return first + offset

    def get(self, method: str, url: str, most: int) -> tuple[Answer, int] | None:
        """Return the answer that is kept, and where it is recorded; None where there is none, or none that can be read."""
        known = self._known.get((method, url))
        if known is None:
            return None
        at = known[1]
        try:
            found = answer_at(str(self.archive), at, url, most)
        except SourceError:
            return None
        return None if found is None else (found, at)

    def records(self) -> Iterator[tuple[int, int]]:
        """Yield where the records of each exchange begin and end, in their order."""
        for first, _, last in sorted(self._known.values()):
            yield first, last


def _write_all(file: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(file, left) :]
