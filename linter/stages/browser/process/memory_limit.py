"""Processes below one -> none of them larger than a limit: the one that outgrows it is ended, and it is told which."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from pathlib import Path

_EVERY = 0.5
_PROC = Path("/proc")


class MemoryWatch:
    """A thread that looks at the browser's processes; without `/proc` it sees none."""

    def __init__(self, limit: int) -> None:
        self.root: int | None = None
        self.ended = False
        self._limit = limit
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread."""
        self._stop.set()
        self._thread.join(2)

    def _watch(self) -> None:
        page = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
        while not self._stop.wait(_EVERY):
            for pid in below(self.root) if self.root else ():
                with contextlib.suppress(OSError, ValueError, IndexError):
                    resident, shared = map(int, (_PROC / str(pid) / "statm").read_text().split()[1:3])
                    if (resident - shared) * page > self._limit:
                        self.ended = True
                        os.kill(pid, signal.SIGKILL)


def below(root: int, *, deep: bool = True) -> list[int]:
    """Return the ids of the processes that a process started, and (`deep`) those that they started."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        more = children.get(waiting.pop(), [])
        found += more
        waiting += more if deep else []
    return found
