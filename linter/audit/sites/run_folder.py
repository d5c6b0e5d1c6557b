"""The folder of a review of many sites -> who may write into it: one run at a time, and one process for each site."""

from __future__ import annotations

import json
import secrets
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.run.whole_file import write_whole

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITES, SHARDS = "sites", "shards"
_STATE = ".kommunlint"
_RUN, _LOCK = "run.json", "lock"


@contextmanager
def own(folder: Path, label: str) -> Iterator[str]:
    """Have the folder for one run, and yield its name; a `UsageError` where another run has it.

    Whoever works for this run, on any machine, stops when its name is there no more.
    """
    state = folder / _STATE
    state.mkdir(parents=True, exist_ok=True)
    with (state / _LOCK).open("a", encoding="utf-8") as lock:
        if not take(lock):
            raise UsageError(Reason("sites_folder_taken"), label)
        name = secrets.token_hex(8)
        shutil.rmtree(folder / SHARDS, ignore_errors=True)  # of an earlier run: what holds of sites lies with them
        (folder / SHARDS).mkdir()
        write_whole(state / _RUN, [json.dumps({"run": name}).encode()])
        try:
            yield name
        finally:
            give_up(folder)


def give_up(folder: Path) -> None:
    """Let everybody who works for the run stop."""
    (folder / _STATE / _RUN).unlink(missing_ok=True)


def is_current(folder: Path, run: str) -> bool:
    """Return whether a run still has the folder."""
    with suppress(OSError, ValueError):
        return bool(json.loads((folder / _STATE / _RUN).read_text("utf-8"))["run"] == run)
    return False


@contextmanager
def site_lock(folder: Path, slug: str) -> Iterator[IO[str]]:
    """Yield the open file that stands for the right to review a site; `take` says whether it is had."""
    locks = folder / _STATE / "sites"
    locks.mkdir(parents=True, exist_ok=True)
    with (locks / slug).open("a+", encoding="utf-8") as file:
        yield file


def take(file: IO[str]) -> bool:
    """Take the lock of a file, if nobody has it; it is given back when the file is closed, by the last who has it open."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
