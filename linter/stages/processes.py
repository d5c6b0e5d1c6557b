"""A process that another one started: it ends when that one does, and takes no more memory than it may."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

if sys.platform != "win32":
    import resource

TRACEBACK = "KOMMUNLINT_TRACEBACK"
"""The variable that asks for what developers want to see."""
_ENDING = (signal.SIGINT, signal.SIGTERM)
_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of Linux."""
_DATA = 5
"""The field of `/proc/PID/statm` that says how many pages a process may write to and has for itself."""

_USER = 11
"""The field of `/proc/PID/stat`, counted from the process's state, that says how long it has worked; that of the kernel follows."""
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3


def is_linux() -> bool:
    """Return whether the kernel is Linux, which can do more for us than others."""
    return sys.platform.startswith("linux")


def start(process: BaseProcess) -> None:
    """Start a process; a signal that comes meanwhile is heard afterwards, for what Python calls as it forks loses exceptions.

    The process has to call `hear_signals`.
    """
    if sys.platform == "win32":
        process.start()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def hear_signals() -> None:
    """Hear the signals again that whoever started this process was deaf to as it did; what this process starts hears them too."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def end_with(parent: int) -> None:
    """Have the kernel end this process when its parent ends, however that comes about; elsewhere than on Linux, nothing.

    `parent` is the parent's id, taken before this process began: it may have ended since.
    """
    if not is_linux():
        return
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def end_worker_with(parent: int) -> None:
    """Have a process of multiprocessing end with its parent; where the kernel does not see to that, a thread does."""
    end_with(parent)
    if not is_linux():
        threading.Thread(target=_wait_for_parent, name="parent", daemon=True).start()


def end_forked_with_server() -> None:
    """Have a process that multiprocessing's fork server made end with the process that wanted it.

    The fork server, which is its parent for the kernel, lives on as long as one of these does: so a thread waits as well.
    """
    end_with(os.getppid())
    threading.Thread(target=_wait_for_parent, name="parent", daemon=True).start()


def _wait_for_parent() -> None:
    """Wait until the pipe closes that only the parent holds, then end, whatever this process is at."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def limit_memory(most: int) -> bool:
    """Let this process take so many bytes more than it has now; return whether that holds.

    What is beyond is refused, a `MemoryError` here. The limit is that of private memory that can be written to
    (RLIMIT_DATA): libraries and what else is mapped from files are not counted, and nothing has to be watched. Only Linux
    keeps it. What this process starts inherits it, unless it begins with `lift_memory_limit`.
    """
    if not sys.platform.startswith("linux"):
        return False
    has = data_bytes(os.getpid())
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = has + most
    if any(limit not in (resource.RLIM_INFINITY, -1) and limit < wanted for limit in (soft, hard)):
        return False  # somebody else's limit is lower, and stays
    with contextlib.suppress(OSError, ValueError, OverflowError):
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
        return True
    return False


def keep_memory() -> None:
    """Tell glibc to keep a page's memory for the next page: giving it back costs 120 page faults each."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(_M_MMAP_THRESHOLD, 64 << 20)
        libc.mallopt(_M_TRIM_THRESHOLD, 64 << 20)


def data_bytes(pid: int | None) -> int:
    """Return how much private memory a process has that it can write to; 0 where that is not to be known."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[_DATA]) * resource.getpagesize()
    return 0


def processor_seconds(pid: int | None) -> float:
    """Return how long a process has had a processor; 0 where that is not to be known."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
            return sum(map(int, fields[_USER : _USER + 2])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def be_quiet() -> None:
    """Say nothing on standard error: what libraries say as they die is told as the reason of a page."""
    if not os.environ.get(TRACEBACK):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 2)
        os.close(nothing)


def lift_memory_limit() -> None:
    """Undo `limit_memory`, for a program that this process is about to become."""
    if sys.platform.startswith("linux"):
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
