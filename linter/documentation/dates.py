"""Files of the repository -> the day on which each was changed last: what a page says of its age."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def changed(file: str, root: Path) -> str:
    """Return the day of the last change of a file: by SOURCE_DATE_EPOCH where that is set, by git, else by the file itself."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        return _day(int(epoch))
    return _committed(root).get(file) or _day((root / file).stat().st_mtime)


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


@cache
def _committed(root: Path) -> Mapping[str, str]:
    """Return the days of the last commits by file; nothing where the folder is not a checkout."""
    words = [
        "git",
        "-C",
        str(root),
        "log",
        "--format=>%cs",
        "--name-only",
        "--no-renames",
        "--",
        "docs",
        "rules",
        "*.md",
        "linter",
    ]
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603  git, with our own words
    except (OSError, subprocess.CalledProcessError):
        return {}
    found: dict[str, str] = {}
    day = ""
    for line in done.stdout.splitlines():
        if line.startswith(">"):
            day = line[1:]
        elif line:
            found.setdefault(line, day)
    return found
