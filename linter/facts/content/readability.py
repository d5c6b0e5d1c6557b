"""Page -> how hard its running text is to read: LIX, and its longest sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.page.dom import Line
    from linter.page.page import Page

LONG_WORD = 7
"""Letters from which on a word is long in LIX."""
_LEAST = 40
"""Characters from which on a line without a full stop is running text."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_END = re.compile(r"(?<=[.!?])[)\"”»]?\s+(?=[^a-zåäöæøüß])")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_](?:\.[^\W\d_]{1,3})+|kl|nr|ca|jfr|tel|st|dr|bl|max|min|resp)\.$", re.IGNORECASE
)
_APART = (
    "li",
    "td",
    "th",
    "dt",
    "dd",
    "a",
    "button",
    "label",
    "figcaption",
    "caption",
    "summary",
    "pre",
    "code",
    "address",
)
_MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class LongSentence:
    """A sentence of the running text, the number of its words, and the line that it stands in."""

    text: str
    words: int
    line: Line


@dataclass(frozen=True, slots=True)
class Readability:
    """How hard a page's running text is to read; `lix` is None where there is no text."""

    lix: int | None
    words: int
    sentences: int
    longest: tuple[LongSentence, ...]


def readability(page: Page, most: int = 3) -> Readability:
    """Measure the running text of a page's own content; headings, lists, tables and links alone are none."""
    words = long_words = 0
    sentences: list[LongSentence] = []
    for line in _running(page):
        for text in _sentences(line.text):
            found = _WORD.findall(text)
            if not found:
                continue
            words += len(found)
            long_words += sum(len(word) >= LONG_WORD for word in found)
            sentences.append(LongSentence(text, len(found), line))
    if not sentences:
        return Readability(None, 0, 0, ())
    lix = round(words / len(sentences) + 100 * long_words / words)
    longest = sorted(sentences, key=lambda one: -one.words)[:most]
    return Readability(lix, words, len(sentences), tuple(longest))


def _running(page: Page) -> Iterator[Line]:
    for line in _own(page)[:_MOST_LINES]:
        if line.heading or not line.text or not (len(line.text) >= _LEAST or line.text[-1] in ".!?"):
            continue
        if line.block.closest(*_APART) is None and line.element_at(0).closest("a", "button") is None:
            yield line


def _own(page: Page) -> Sequence[Line]:
    return page.layout.lines_in("main") or page.layout.lines_in("main", None)


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a line; an abbreviation or a number in order ends none."""
    start = 0
    for end in _END.finditer(text):
        if _ABBREVIATED.search(text, start, end.start()) is None:
            yield text[start : end.start()]
            start = end.end()
    yield text[start:]
