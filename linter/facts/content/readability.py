"""Page -> how hard its running text is to read: LIX, and its longest sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.facts.search import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.page.dom import Line
    from linter.page.page import Page

LONG_WORD = 7
"""Letters from which on a word is long in LIX."""
_LEAST = 40
"""Characters from which on a line without a full stop is running text."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
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
    told: list[LongSentence] = []
    for line in _running(page):
        for text in (line.text[begin:end] for begin, end in sentences.spans(line.text)):
            found = _WORD.findall(text)
            if not found:
                continue
            words += len(found)
            long_words += sum(len(word) >= LONG_WORD for word in found)
            told.append(LongSentence(text, len(found), line))
    if not told:
        return Readability(None, 0, 0, ())
    lix = round(words / len(told) + 100 * long_words / words)
    longest = sorted(told, key=lambda one: -one.words)[:most]
    return Readability(lix, words, len(told), tuple(longest))


def _running(page: Page) -> Iterator[Line]:
    for line in _own(page)[:_MOST_LINES]:
        if line.heading or not line.text or not (len(line.text) >= _LEAST or line.text[-1] in ".!?"):
            continue
        if line.block.closest(*_APART) is None and line.element_at(0).closest("a", "button") is None:
            yield line


def _own(page: Page) -> Sequence[Line]:
    return page.layout.lines_in("main") or page.layout.lines_in("main", None)
