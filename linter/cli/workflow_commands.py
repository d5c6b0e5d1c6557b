"""What is printed -> the same, without workflow commands: GitHub Actions obeys lines of both streams that look like one.

A command begins a line, whatever white space is before it (`::set-output …`); the older form stands anywhere in one
(`##[add-mask]…`). The names of files and the titles of pages come from strangers.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGINS = re.compile(r"(^|[\r\n])([^\S\r\n]{0,1000}):(?=:)")
_OLDER = "##["


def is_obeyed() -> bool:
    """Return whether what is printed is read for commands."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def without_commands(text: str, *, is_json: bool = False) -> str:
    """Return whole lines in which nothing is a command, without marks of colour, which would hide one; JSON says the same."""
    if is_json:
        return text.replace(_OLDER, "##\\u005b")
    return _BEGINS.sub(r"\1\2: ", click.unstyle(text)).replace(_OLDER, "## [")


def harmless(pieces: Iterator[str] | Iterator[bytes], *, is_json: bool = False) -> Iterator[Any]:
    """Yield a report in whole lines without commands; bytes are no lines and stay."""
    left: list[str] = []
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
            continue
        whole, end, rest = piece.rpartition("\n")
        if end:
            yield without_commands("".join((*left, whole, end)), is_json=is_json)
            left = []
        if rest:
            left.append(rest)
    if left:
        yield without_commands("".join(left), is_json=is_json)
