"""Pieces -> a file that appears whole or not at all: written beside its place under another name, then moved there."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable

_STREAMS = ("/dev/", "/proc/")
"""Where names stand for what the process has open: such a file is written to, not replaced."""
_IN_PLACE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV})
"""What is said where a file may be written and its folder may not, or the file is a mount of its own."""


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file; an `OSError` where that fails, and then what stood there before still does.

    Pipes, devices and files that this process was given open are written to as they are, and so is a file in a folder
    that takes no other.
    """
    if _is_stream(path):
        _write_in_place(path, pieces)
        return
    target = Path(os.path.realpath(path))  # a link stays a link
    try:
        file = _beside(target)
    except OSError as error:
        if error.errno not in _IN_PLACE or not os.access(target, os.W_OK):
            raise
        _write_in_place(path, pieces)
        return
    try:
        with file:
            file.writelines(pieces)
            file.flush()
        Path(file.name).chmod(_mode(target))
        _move(Path(file.name), target)
    finally:
        with suppress(OSError):
            Path(file.name).unlink()


def check_writable(path: Path) -> None:
    """Raise the `OSError` that `write_whole` would, as far as that can be known beforehand; nothing is changed."""
    if _is_stream(path):
        return  # to open a pipe is to wait for its reader
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    is_there = target.exists()
    if is_there and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    try:
        file = _beside(target)
    except OSError:
        if not is_there:
            raise
        return
    file.close()
    Path(file.name).unlink()


def check_folder(path: Path) -> None:
    """Raise the `OSError` of a folder that cannot be made or written to, as far as that can be known; nothing is changed."""
    there = next(one for one in (path, *path.absolute().parents) if os.path.lexists(one))
    if not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _is_stream(path: Path) -> bool:
    """Return whether a path stands for something that is open already, or is no file that could be replaced."""
    if str(path).startswith(_STREAMS):
        return True
    try:
        found = path.stat()
    except OSError:
        return False
    return not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)) or _open_stream(path) is not None


def _open_stream(path: Path) -> int | None:
    """Return which stream of this process writes to a file, None where none does."""
    for stream in (1, 2):
        with suppress(OSError):
            if os.path.samestat(path.stat(), os.fstat(stream)):
                return stream
    return None


def _beside(target: Path) -> BinaryIO:
    prefix = f".{target.name[:40]}-"
    return tempfile.NamedTemporaryFile(dir=target.parent, prefix=prefix, suffix=".tmp", delete=False)  # type: ignore[return-value]


def _move(file: Path, target: Path) -> None:
    try:
        file.replace(target)
    except OSError as error:
        if error.errno not in _IN_PLACE or not target.exists():
            raise
        with file.open("rb") as whole:
            _write_in_place(target, iter(lambda: whole.read(1 << 20), b""))


def _write_in_place(path: Path, pieces: Iterable[bytes]) -> None:
    stream = _open_stream(path)
    with path.open("wb") if stream is None else os.fdopen(os.dup(stream), "wb") as file:  # after what it has written
        file.writelines(pieces)


def _mode(path: Path) -> int:
    """Return the mode that the file has, or that a new one gets."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
