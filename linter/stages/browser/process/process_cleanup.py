"""Processes that a browser leaves behind when it ends: taken in by this process (Linux), ended and buried."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from contextlib import suppress
from multiprocessing import active_children

from linter.stages.browser.process.memory_limit import below
from linter.stages.processes import is_linux

_SUBREAPER = 36
_EVERY = 0.02


def take_in(*, yes: bool = True) -> frozenset[int]:
    """Become (or stop being) the parent of what descendants leave behind; return the children that are there now.

    Elsewhere than on Linux nothing is taken in.
    """
    if is_linux():
        ctypes.CDLL(None).prctl(_SUBREAPER, int(yes), 0, 0, 0)
    return frozenset(below(os.getpid(), deep=False))


def bury(seconds: float, spared: frozenset[int]) -> None:
    """Wait for what was left behind to end, by force when the time is over; `spared` and our own workers are not it."""
    deadline = time.monotonic() + seconds
    while found := _left_behind(spared):
        is_late = time.monotonic() > deadline
        for pid in found:
            with suppress(OSError):
                if is_late:
                    os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0 if is_late else os.WNOHANG)
        time.sleep(0 if is_late else _EVERY)


def _left_behind(spared: frozenset[int]) -> list[int]:
    ours = spared | {child.pid for child in active_children()}
    return [pid for pid in below(os.getpid(), deep=False) if pid not in ours]
