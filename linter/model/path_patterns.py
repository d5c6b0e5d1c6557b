"""Patterns of paths, as `overrides` and `suppress` write them -> do they fit a page.

They are RE2's expressions inside, so that no pattern takes more than time in proportion to the path.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import re2

_ALL = ".*"
LONGEST = 1000
"""Characters of a pattern."""
_SURROGATES = re.compile("[\ud800-\udfff]")
"""Of file names that are not UTF-8, which RE2 does not take."""


def fits(pattern: str, path: str) -> bool:
    """Return whether a pattern fits a page's path or web address.

    `*` and `?` stop at a slash, `**` does not; a pattern that ends in a slash means all below it. A pattern that begins
    with http:// or https:// is compared with the whole address, any other with the path, its first slash aside.
    """
    if path.lower().startswith(("http://", "https://")):
        if pattern.lower().startswith(("http://", "https://")):
            return _is_matched(pattern, path)
        path = re.split(r"[?#]", path.partition("://")[2].partition("/")[2], maxsplit=1)[0]
    return _is_matched(pattern.removeprefix("./").removeprefix("/"), path.removeprefix("/"))


def is_literal(pattern: str) -> bool:
    """Return whether a pattern names one page."""
    return not any(sign in pattern for sign in "*?") and not pattern.endswith("/")


def _is_matched(pattern: str, path: str) -> bool:
    return _expression(pattern).fullmatch(_SURROGATES.sub("\ufffd", path)) is not None


@cache
def _expression(pattern: str) -> Any:  # noqa: ANN401  re2 has no types
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
            pieces.append(re2.escape(_SURROGATES.sub("\ufffd", piece)))
    options = re2.Options()
    options.dot_nl, options.log_errors = True, False
    return re2.compile("".join(pieces), options)
