"""Page -> the structured data in it that no program can read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.finding import Location
    from linter.page.page import Page

_SELECTOR = 'script[type="application/ld+json" i]'
_SIGN = b"ld+json"
_MARKS = ("<!--", "<![cdata[", "//<![cdata[")
Problem = Literal["syntax", "wrapped"]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A script of JSON-LD that cannot be read: why, and the line and column in the script where reading ends."""

    problem: Problem
    location: Location
    text: str
    line: int = 0
    column: int = 0


def unreadable(page: Page) -> Iterator[Unreadable]:
    """Yield the scripts of JSON-LD that are no JSON; one with nothing in it says nothing."""
    if _SIGN not in page.folded_source:
        return
    for node in page.tree.select(_SELECTOR):
        text = node.text
        if text.strip():
            fault = _fault(text)
            if fault is not None:
                problem, line, column = fault
                yield Unreadable(problem, page.node_location(node), text, line, column)


def _fault(text: str) -> tuple[Problem, int, int] | None:
    try:
        json.loads(text.lstrip("\ufeff"), parse_constant=_refuse)
    except json.JSONDecodeError as error:
        is_wrapped = text.lstrip().lower().startswith(_MARKS)
        return ("wrapped" if is_wrapped else "syntax"), error.lineno, error.colno
    except (ValueError, RecursionError):
        return "syntax", 1, 1
    return None


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
