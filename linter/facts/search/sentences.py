"""Text of a line -> where its sentences begin and end."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = re.compile(r"(?<=[^\W\d_]{2}[.!?])[)\"”»]?\s+(?=[^\W\d_a-zåäöæøüß]|\d)|(?<=\d{4}[.!?])\s+(?=[^\W\d_a-zåäöæøüß])")
_LONGEST_WORD = 10


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends; an abbreviation or a number in order ends none."""
    begin = 0
    for end in _END.finditer(text):
        if _abbreviated().search(text, max(begin, end.start() - _LONGEST_WORD), end.start()) is None:
            yield begin, end.start()
            begin = end.end()
    yield begin, len(text)


def around(text: str, at: int) -> tuple[int, int]:
    """Return where the sentence begins and ends that a character of a text stands in."""
    return next(((begin, end) for begin, end in spans(text) if end > at), (0, len(text)))


@cache
def _abbreviated() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.load("sentences")["abbreviations"])
    return re.compile(rf"(?<!\w)(?:{words}|[^\W\d_](?:\.[^\W\d_]{{1,3}})+)\.[)\"”»]?$", re.IGNORECASE)
