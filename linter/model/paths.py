"""Paths that a file names -> whether they stay in its folder, and what is said where they do not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from linter.model.errors import UsageError
from linter.model.reason import Reason

if TYPE_CHECKING:
    from linter.model.error_keys import ErrorKey


def real(path: str | Path) -> Path:
    """Return where a path leads, links followed; a loop of links leads to itself."""
    return Path(os.path.realpath(path))


def is_within(path: Path, folder: Path) -> bool:
    """Return whether a path leads to a place in or below a folder, links followed."""
    try:
        return real(path).is_relative_to(real(folder))
    except ValueError:  # a null character
        return False


def refused(place: str, why: ErrorKey, **data: str) -> UsageError:
    """Return the error about what only a configuration may say that is named."""
    return UsageError(Reason(why, data), place)


def has_links_beside(path: Path) -> bool:
    """Return whether a file that SQLite writes beside its own is a link to somebody's."""
    own = real(path)
    return any(Path(f"{own}{ending}").is_symlink() for ending in ("-wal", "-shm", "-journal"))


def make_own_folder(folder: Path) -> None:
    """Make a folder for what the program remembers; git ignores one that is hidden."""
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if folder.name.startswith(".") and not os.path.lexists(ignored):
        ignored.write_text("*\n", "utf-8")
