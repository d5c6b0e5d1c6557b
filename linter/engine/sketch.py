"""Page -> a sketch of its main text, by which the same text is known again after an edit.

Of the words, three at a time, the few with the least numbers are kept: texts that share most of their words share most
of those (bottom-k sketches).
"""

from __future__ import annotations

import re
import zlib
from heapq import nsmallest
from typing import TYPE_CHECKING

from linter.facts.dates.page_kind import content_lines

if TYPE_CHECKING:
    from linter.page.page import Page

_KEPT = 24
DIGITS = 8
"""Of each number of a sketch."""
_TOGETHER = 3
_LEAST = 16
"""Groups of words that a text has at least: a shorter one is like too many others."""
_WORD = re.compile(r"[^\W\d_]+")
"""No numbers: dates change, and personal identity numbers could be found out from what is kept."""


def page_sketch(page: Page) -> str:
    """Return the sketch of a page's main text, "" where there is too little of it."""
    words = [word for line in content_lines(page) for word in _WORD.findall(line.text.lower())]
    groups = zip(*(words[start:] for start in range(_TOGETHER)), strict=False)
    numbers = {zlib.crc32(" ".join(one).encode("utf-8", "surrogatepass")) for one in groups}
    return "".join(f"{one:0{DIGITS}x}" for one in nsmallest(_KEPT, numbers)) if len(numbers) >= _LEAST else ""
