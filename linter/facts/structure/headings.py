"""Page -> its headings with their levels: those that skip one, and the main one that is missing or there twice."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from linter.data.html import HEADINGS
from linter.page.text import clean

if TYPE_CHECKING:
    from linter.page.dom import Element
    from linter.page.page import Page

_LOWEST, _USUAL = 99, 2
"""The level of a heading by its role, where it states none (WAI-ARIA)."""

_LONGEST = 200


class Heading(NamedTuple):
    """A heading, its level, and what it is called."""

    element: Element
    level: int
    text: str


class Skip(NamedTuple):
    """A heading that stands more than one level below the one before it."""

    heading: Heading
    before: Heading


def headings(page: Page) -> tuple[Heading, ...]:
    """Return the headings that a screen reader tells of, in document order."""
    by_role = page.select("[role=heading]") if page.mentions("heading") else []
    found = [Heading(one, int(one.tag[1]), _called(one)) for one in page.tags(*HEADINGS) if not one.has("role")]
    found.extend(Heading(one, _stated_level(one), _called(one)) for one in by_role)
    told = [one for one in found if one.text and not _is_hidden(one.element)]
    return tuple(sorted(told, key=lambda one: (one.element.p0, -one.element.p1)))


def skips(found: tuple[Heading, ...]) -> tuple[Skip, ...]:
    """Return the headings that skip a level."""
    return tuple(Skip(one, before) for before, one in pairwise(found) if one.level > before.level + 1)


def _called(element: Element) -> str:
    return element.text_start(_LONGEST) or element.name


def _stated_level(element: Element) -> int:
    stated = clean(element.get("aria-level") or "")
    if stated.isdecimal() and len(stated) <= len(str(_LOWEST)) and int(stated) > 0:
        return int(stated)
    return int(element.tag[1]) if element.tag in HEADINGS else _USUAL


def _is_hidden(element: Element) -> bool:
    return any(one.get("aria-hidden") == "true" for one in (element, *element.ancestors()))
