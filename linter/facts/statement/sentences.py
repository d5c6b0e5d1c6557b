"""Page -> the sentences of its own text, in order: what inline elements part is one, what blocks part is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.page.text import lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.page.dom import Element, Line
    from linter.page.page import Page

HOST = re.compile(
    r"(?<![\w@./-])(?:https?://)?(?:www\.)?((?:[\w-]{1,63}\.){1,4}[a-zåäö]{2,12})(?![\w@])", re.IGNORECASE
)
"""The name of a host in running text."""
_MOST_LINES = 1500
_MOST_CHARACTERS = 4000
"""What is read of one line, and of how many: no statement is longer."""
_END = re.compile(r"(?<=[.!?])[)\"”»]?\s+(?=[A-ZÅÄÖÆØÉ0-9\"”“«(]|[\w-]{3,63}\.[a-zåäö]{2,12}\s)")
_ENUMERATED = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s*$", re.IGNORECASE)
_ITEMS = ("li", "dd", "td")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a line; `number` is its place among all of the page's own."""

    text: str
    lowercase: str
    line: Line
    start: int
    number: int

    @property
    def heading(self) -> int:
        """The level of the heading that it is, 0 for none."""
        return self.line.heading

    @property
    def item(self) -> Element | None:
        """The list item or cell that holds it."""
        return self.line.block.closest(*_ITEMS)


def own_lines(page: Page) -> Sequence[Line]:
    """Return the lines of a page's own text."""
    lines = page.layout.lines_in("main") or page.layout.lines_in("main", None)
    return lines[:_MOST_LINES]


def read_sentences(page: Page) -> tuple[Sentence, ...]:
    """Return the sentences of a page's own text."""
    found: list[Sentence] = []
    for line in own_lines(page):
        for start, text in _parts(line.text[:_MOST_CHARACTERS]):
            one = Sentence(text, lower(text), line, start, len(found))
            if found and start == 0 and _goes_on(found[-1], one):
                before = found.pop()
                whole = f"{before.text} {text}"
                one = Sentence(whole, lower(whole), before.line, before.start, before.number)
            found.append(one)
    return tuple(found)


def _goes_on(before: Sentence, after: Sentence) -> bool:
    """Return whether a sentence only goes on in the next line of its block, after a `br`."""
    if after.line.block is not before.line.block or len(before.text) > _MOST_CHARACTERS:
        return False
    return after.text[:1].islower() and before.text[-1:].isalnum()


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a line with their offsets; the number before an entry is no sentence."""
    start = 0
    for end in _END.finditer(text):
        part = text[start : end.start()]
        if _ENUMERATED.fullmatch(part.split()[-1] if part.split() else ""):
            continue
        yield start, part
        start = end.end()
    if text[start:].strip():
        yield start, text[start:]
