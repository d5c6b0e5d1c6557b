"""Text with line ends LF -> where an offset stands, and where the n-th character of a text node was written."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from itertools import accumulate

_UNIT = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|<!--.*?(?:-->|\Z)|</?[A-Za-z][^>]*>|[^&]|&",
    re.DOTALL,
)
_NOTHING = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>|\0", re.DOTALL)


class Positions:
    """Offsets of a source turned into lines and columns."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = list(accumulate([len(line) + 1 for line in text.split("\n")], initial=0))
        self._starts.pop()

    def at(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and 1-based column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a 1-based line and a 1-based column."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1

    def line(self, number: int) -> str:
        """Return the text of a 1-based line without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self._text)
        return self._text[start:end]

    def written(self, start: int, count: int) -> int:
        """Return the offset of the character that stands `count` characters of text after the offset `start`.

        Character references count as what they stand for; comments, NULs and tags that made no element as nothing.
        """
        at = start
        while count > 0:
            unit = _UNIT.match(self._text, at)
            if unit is None:
                break
            at = unit.end()
            if not unit[0].startswith("\0") and (unit[0][0] != "<" or len(unit[0]) == 1):
                count -= len(html.unescape(unit[0])) if len(unit[0]) > 1 else 1
        return self._skip_nothing(at)

    def _skip_nothing(self, at: int) -> int:
        while (found := _NOTHING.match(self._text, at)) is not None:
            at = found.end()
        return at
