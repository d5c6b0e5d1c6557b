"""A file that somebody wrote for the program -> its content; what is wrong with it is told without a word of what stands in it.

Such a file may come from a stranger, and lead to a device, to a pipe that nobody writes to, or to a secret.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.model.system_error import of_system

if TYPE_CHECKING:
    from pathlib import Path

MOST = 1024 * 1024
"""Bytes of a configuration, a rule file or a login recipe."""


def read_bytes(path: Path, label: str, *, most: int = MOST, may_be_pipe: bool = False) -> bytes:
    """Read a regular file of so many bytes at most; a pipe too where it may be one. All else is a `UsageError` at once."""
    try:
        if not may_be_pipe:
            _refuse_odd(path.stat().st_mode, label)
        waits = 0 if may_be_pipe else getattr(os, "O_NONBLOCK", 0)
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | waits)) as file:
            if not may_be_pipe:
                _refuse_odd(os.fstat(file.fileno()).st_mode, label)
            data = file.read(most + 1)
    except OSError as error:
        raise UsageError(of_system(error), label) from error
    except ValueError as error:  # a null character in the name
        raise UsageError(Reason("file_name_wrong"), label) from error
    if len(data) > most:
        raise UsageError(Reason("file_over", {"most": most}), label)
    return data


def read_text(path: Path, label: str, *, most: int = MOST, may_be_pipe: bool = False) -> str:
    """Read a text in UTF-8, with or without a byte-order mark."""
    try:
        return read_bytes(path, label, most=most, may_be_pipe=may_be_pipe).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(Reason("not_utf8", {"byte": error.start}), label) from None


def _refuse_odd(mode: int, label: str) -> None:
    if not stat.S_ISREG(mode):
        raise UsageError(Reason("folder_for_file" if stat.S_ISDIR(mode) else "not_regular_file"), label)
