"""The streams and signals of the command: closed ones, full ones, ones that nobody reads, and SIGTERM."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from types import FrameType


class NobodyReads(Exception):  # noqa: N818  it is so, and no error
    """Standard output leads nowhere: whoever read it has gone, or it is closed."""


def prepare() -> None:
    """Set up the three streams; from here on, writing to standard output may raise `NobodyReads`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.platform == "win32":
        return
    _occupy(0, _open_nothing)
    _occupy(1, _open_broken_pipe)
    _occupy(2, _open_nothing)
    sys.stdout = _standard_output()
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  the stream, for good


def _occupy(stream: int, opened: Any) -> None:  # noqa: ANN401  a function
    """Let a stream that is closed stand for something: else the next file that is opened would take its number."""
    try:
        os.fstat(stream)
    except OSError:
        file = opened()
        if file != stream:
            os.dup2(file, stream)
            os.close(file)


def _open_nothing() -> int:
    return os.open(os.devnull, os.O_RDWR)


def _open_broken_pipe() -> int:
    """Return the end of a pipe that nobody reads: what a closed standard output amounts to."""
    reader, writer = os.pipe()
    os.close(reader)
    return writer


def _standard_output() -> TextIO:
    raw = _StandardOutput(1, "wb", closefd=False)
    is_terminal = raw.isatty()
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding="utf-8", errors="backslashreplace", line_buffering=is_terminal
    )


class _StandardOutput(io.FileIO):
    """Standard output that says in a word of its own that nobody reads it: a broken pipe may be any other one too."""

    def write(self, data: Any, /) -> int:  # noqa: ANN401  bytes or what is like them
        try:
            return super().write(data)
        except BrokenPipeError as error:
            raise NobodyReads from error


def close() -> None:
    """Let what could not be written go, so that the end of the program does not try again."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError):
        os.dup2(nothing, 1)


def take_sigterm_for_ctrl_c() -> None:
    """Let SIGTERM, which CI systems and containers end a run with, do what Ctrl-C does."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_number: int, frame: FrameType | None) -> None:
    handler = signal.getsignal(signal.SIGINT)
    if not callable(handler):  # a run in the background ignores Ctrl-C
        raise KeyboardInterrupt
    handler(signal.SIGINT, frame)


def ignore_signals() -> None:
    """Write what is known however often the run is told to end."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
