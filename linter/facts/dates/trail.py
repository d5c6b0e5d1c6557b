"""Page -> its breadcrumb: which words it has, and whether it leads on or ends at the start page."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.page.dom import Element
    from linter.page.page import Page

_WORD = re.compile(r"[^\W_]+")
_SEPARATORS = " /›>»:|"
_LONGEST_START = 60


def words(page: Page) -> Iterator[str]:
    """Yield the words of the breadcrumb, the page's own name left out."""
    names = {heading.text.lower() for heading in page.tags("h1")}
    for trail in _trails(page):
        for line in trail.lines:
            if line.lowercase.strip(" /›>»") not in names:
                yield from _WORD.findall(line.lowercase)


def _trails(page: Page) -> Sequence[Element]:
    return page.selected(_selector())


def is_there(page: Page) -> bool:
    """Return whether the page has a breadcrumb."""
    return page.tree.select_one(f"{_selector()}, [aria-current=page]") is not None


def leads_on(page: Page) -> bool:
    """Return whether a breadcrumb leads to the page over others."""
    return any(len(trail.inside("a")) > 1 for trail in _trails(page))


def ends_at_start(page: Page) -> bool:
    """Return whether the breadcrumb is the name of the start page and no link: the reader is there.

    A link to the start page is the way to a page that the breadcrumb leaves out.
    """
    return any(_is_start(trail) for trail in _outermost(page)) and not leads_on(page)


def _outermost(page: Page) -> list[Element]:
    found: list[Element] = []
    for trail in _trails(page):
        if trail.has_text and not (found and trail.within(found[-1])):
            found.append(trail)
    return found


def _is_start(trail: Element) -> bool:
    if trail.p1 - trail.p0 > _LONGEST_START or any(link.get("href") for link in trail.inside("a")):
        return False
    text = " ".join(line.lowercase for line in trail.lines).strip(_SEPARATORS)
    lead = next((words for words in _leads() if text.startswith(words)), "")
    return text.removeprefix(lead).strip(_SEPARATORS) in vocabulary.load("dates")["exempt"]["start"]["tokens"]


@cache
def _leads() -> tuple[str, ...]:
    return tuple(vocabulary.load("dates")["trail_leads"])


@cache
def _selector() -> str:
    """Return the selector of breadcrumbs: by class, id or label."""
    parts = vocabulary.load("dates")["breadcrumb"]
    return ", ".join(f'[{name}*="{part}" i]' for part in parts for name in ("class", "id", "aria-label"))
