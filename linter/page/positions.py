"""Text with line ends LF -> where an offset stands, and where the n-th character of a text node was written.

What is asked of one text again and again goes on from marks that earlier answers left: no text is read twice.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate
from operator import itemgetter

from linter.page.text import INVISIBLE

_STEP = 64
"""Characters from one mark to the next."""
_FIRST = itemgetter(0)
_PLAIN = re.compile(r"[^&<\0]*")
_UNIT = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|<!--.*?(?:-->|\Z)|</?[A-Za-z][^>]{0,2000}>|[^&]|&",
    re.DOTALL,
)
_NOTHING = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]{0,2000}>|\0", re.DOTALL)


class Positions:
    """Offsets of a source turned into lines and columns."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = list(accumulate([len(line) + 1 for line in text.split("\n")], initial=0))
        self._starts.pop()
        self._marks: dict[int, list[tuple[int, int]]] = {}
        """How many characters of text stand between an offset that was asked for and others behind it."""

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
        marks = self._marks.setdefault(start, [(0, start)])
        seen, at = marks[bisect_right(marks, count, key=_FIRST) - 1]
        while seen < count:
            plain = _PLAIN.match(self._text, at, at + min(count - seen, _STEP))
            if plain is not None and plain.end() > at:
                seen, at = seen + plain.end() - at, plain.end()
            else:
                unit = _UNIT.match(self._text, at)
                if unit is None:
                    break
                seen, at = seen + _shown(unit[0]), unit.end()
            if at >= marks[-1][1] + _STEP:
                marks.append((seen, at))
        return self._skip_nothing(at)

    def _skip_nothing(self, at: int) -> int:
        while (found := _NOTHING.match(self._text, at)) is not None:
            at = found.end()
        return at


def _shown(unit: str) -> int:
    """Return how many characters of text something written in the source stands for."""
    if len(unit) == 1:
        return unit != "\0"
    return 0 if unit[0] in "<\0" else len(html.unescape(unit))


class Collapsed:
    """The text of a node as it is written, and where in it the characters of the collapsed text stand."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._marks = [(0, False, 0)]
        """How many characters are shown before an index, and whether white space stands there."""

    def raw_index(self, offset: int) -> int:
        """Return the index in the raw text of the character at `offset` of the collapsed text."""
        seen, gap, begin = self._marks[bisect_right(self._marks, offset, key=_FIRST) - 1]
        for index in range(begin, len(self._raw)):
            char = self._raw[index]
            if index >= self._marks[-1][2] + _STEP:
                self._marks.append((seen, gap, index))
            if char.isspace():
                gap = True
                continue
            if ord(char) in INVISIBLE or unicodedata.combining(char):
                continue
            seen += gap and seen > 0
            gap = False
            if seen >= offset:
                return index
            seen += 1
        return len(self._raw)
