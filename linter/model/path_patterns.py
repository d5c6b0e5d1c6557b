"""Patterns of paths, as `overrides` and `suppress` write them -> do they fit a page."""

from __future__ import annotations

import re
from functools import cache

_ALL = ".*"


def fits(pattern: str, path: str) -> bool:
    """Return whether a pattern fits a page's path or web address.

    `*` and `?` stop at a slash, `**` does not; a pattern that ends in a slash means all below it. A pattern that begins
    with http:// or https:// is compared with the whole address, any other with the path, its first slash aside.
    """
    if path.lower().startswith(("http://", "https://")):
        if pattern.lower().startswith(("http://", "https://")):
            return _expression(pattern).fullmatch(path) is not None
        path = re.split(r"[?#]", path.partition("://")[2].partition("/")[2], maxsplit=1)[0]
    return _expression(pattern.removeprefix("./").removeprefix("/")).fullmatch(path.removeprefix("/")) is not None


def is_literal(pattern: str) -> bool:
    """Return whether a pattern names one page."""
    return not any(sign in pattern for sign in "*?") and not pattern.endswith("/")


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    if pattern.endswith("/") or not pattern:
        pattern += "**"
    pieces: list[str] = []
    for piece in re.split(r"(\*{2,}/|\*{2,}|\*|\?)", pattern):
        if piece.startswith("**") and piece.endswith("/"):
            pieces.append("(?:.*/)?")
        elif piece.startswith("**"):
            pieces.append(_ALL)
        elif piece == "*":
            pieces.append("[^/]*")
        elif piece == "?":
            pieces.append("[^/]")
        else:
            pieces.append(re.escape(piece))
    return re.compile("".join(pieces), re.DOTALL)
