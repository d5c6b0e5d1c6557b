"""Page -> the personal identity numbers that it shows, and all that must not be told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.data import personal_numbers

if TYPE_CHECKING:
    from linter.page.dom import Line
    from linter.page.page import Page

_CODE = ("code", "pre", "samp", "kbd")


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """A personal identity number in a line of the page."""

    line: Line
    start: int
    end: int
    digits: str


def shown(page: Page) -> tuple[ShownNumber, ...]:
    """Return the numbers that stand in the page's text; what stands there as code is an example."""
    found = []
    for number in personal_numbers.find(page.text):
        line, start = page.at_fold(number.start)
        if line.element_at(start).closest(*_CODE) is None:
            found.append(ShownNumber(line, start, start + number.end - number.start, number.digits))
    return tuple(found)


def secret(page: Page) -> tuple[str, ...]:
    """Return the digits of every number that stands anywhere in a page: no report repeats one."""
    texts = [page.text, page.title or ""]
    texts += [page.source] if personal_numbers.may_hold(page.folded_source) else []
    return tuple(dict.fromkeys(number.digits for text in texts for number in personal_numbers.find(text)))
