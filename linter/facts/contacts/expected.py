"""A contact's lines and the line before -> the parts that nobody expects of it: on call, under a letter, under a welcome."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.page.dom import Line
    from linter.page.page import Page

_NEAR = 3
_LONGEST = 80
_FEW = 5
"""Words of a line that a letter closes with."""


def unneeded(page: Page, lines: Sequence[Line], name: str | None, called: str | None) -> frozenset[str]:
    """Return the parts ("name", "phone", "email") that a contact does without; `called` is its function or its heading."""
    return frozenset(_unneeded(page, lines, name, called))


def _unneeded(page: Page, lines: Sequence[Line], name: str | None, called: str | None) -> Iterator[str]:
    led = [text for text in (called, *(line.text for line in lines)) if text and len(text) <= _LONGEST]
    if name is None and any(_on_call().search(text.lower()) for text in led):
        yield "email"  # who is on call is called
    before = [line for line in page.lines[max(0, lines[0].index - _NEAR) : lines[0].index] if line.text][-1:]
    if any(_closing().search(line.lowercase) for line in (*before, *lines) if len(line.text.split()) <= _FEW):
        yield from ("phone", "email")  # somebody signs, and is no entry of a list of contacts
    if name is None and led and _welcome().match(led[0].lower()):
        yield "name"  # the page says who welcomes


@cache
def _on_call() -> re.Pattern[str]:
    return re.compile(rf"{_any('on_call')}(?!\w)")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s){_any('letter_closings')}[\s,.:!]{{0,3}}$")


@cache
def _welcome() -> re.Pattern[str]:
    return re.compile(rf"{_any('welcomes')}(?!\w)[^.?]{{0,40}}$")


def _any(key: str) -> str:
    return f"(?:{vocabulary.any_of(vocabulary.words('contacts', key))})"
