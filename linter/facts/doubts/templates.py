"""Page -> what a program has yet to fill in, and placeholders that nobody ever filled in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import ahocorasick_rs

from linter.data import vocabulary
from linter.facts.doubts import variables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.search.word_search import Hit
    from linter.model.finding import Location
    from linter.page.dom import Element
    from linter.page.page import Page

_EXPRESSIONS = ("{{", "{%", "<?", "<%", "<asp:", "<!--#", "<esi:")
"""What is there only before a server, or the framework of the whole page, has run."""
_SHOWN = ("{{", "{%", "<%")
_BINDINGS = (
    *("data-bind", "x-text", "x-html", "x-for", "v-text", "v-html", "v-for", "th:text", "th:utext", "th:each"),
    *("ng-bind", "ng-repeat"),
)
"""Attributes that a script in the browser fills an element by; the last two also with `data-` before them."""
_PENDING = re.compile(
    r"\{\{[^{}]{1,300}\}\}|\{%[^{}%]{1,300}%\}|<\?(?!xml)|<%|<!--#\w|<(?:asp|esi):\w|(?:(?<=\s)|(?<=\sdata-))[a-z-]{1,20}(?::[a-z]{1,10})?\s{0,5}="
)
"""The whole of an expression, a directive or a binding attribute, where one of the signs begins it."""
_MAX_SIGNS = 5000
_MAX_STRETCH = 20_000
_BRACES = re.compile(r"(?<![\w\\{}/=^$#])[$#]?\{(?:\d{1,2}|[A-Za-z_][\w.-]{1,40})\}(?![}/\w])")
"""A number or a name in single braces, which is no part of an address, a formula or a double brace."""
_ANY_BRACES = re.compile(r"\{(?:\d{1,2}|[A-Za-z_][\w.-]{1,40})\}")
_NOT_TEXT = ("code", "pre", "samp", "kbd", "var", "math", "textarea", "q")
_NAMED = ("alt", "title", "aria-label", "placeholder")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Text that was to be replaced and is still there: in an attribute, or in the line of text of this number."""

    text: str
    kind: str
    attribute: str | None
    location: Location
    element: Element
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that a program has yet to fill in; `by_server` tells a server's expression from a script's binding."""

    offset: int
    by_server: bool


def find_pending(page: Page) -> tuple[Pending, ...]:
    """Return what is waiting for a program, outside scripts and style sheets, in the order of the source."""
    found: list[Pending] = []
    matches = _signs().find_matches_as_indexes(page.folded_source)
    for sign, at, _ in matches[:_MAX_SIGNS]:
        if _PENDING.match(page.source, at) is not None and not _is_in_code(page, at):
            found.append(Pending(at, sign < len(_EXPRESSIONS)))
    return tuple(found)


def is_pending(pending: Sequence[Pending], start: int, end: int) -> bool:
    """Return whether a program has yet to fill in something between two offsets of the source."""
    first = bisect_left(pending, start, key=lambda one: one.offset)
    return first < len(pending) and pending[first].offset < min(end, start + _MAX_STRETCH)


def begins_with_expression(text: str) -> bool:
    """Return whether text begins with an expression that a reader sees as long as no program has run."""
    return text.startswith(_SHOWN)


def has_expression(text: str) -> bool:
    """Return whether text has an expression that a reader sees as long as no program has run."""
    return any(sign in text for sign in _SHOWN)


@cache
def _signs() -> ahocorasick_rs.BytesAhoCorasick:
    return ahocorasick_rs.BytesAhoCorasick(
        [sign.encode() for sign in _EXPRESSIONS + _BINDINGS], implementation=ahocorasick_rs.Implementation.DFA
    )


def _is_in_code(page: Page, offset: int) -> bool:
    index = bisect_right(page.code_spans, (offset, len(page.source))) - 1
    return index >= 0 and offset < page.code_spans[index][1]


def placeholders(page: Page, hits: Sequence[Hit]) -> Iterator[Placeholder]:
    """Yield the placeholders that were never filled in; `hits` are their words in the text."""
    seen: set[tuple[int, str]] = set()
    for hit in hits:
        if (hit.line.index, hit.kind) in seen:
            continue
        if hit.kind == "braces":
            seen.add((hit.line.index, hit.kind))
        found = _in_text(page, hit)
        if found is None:
            continue
        start, end = found
        element = hit.line.element_at(start)
        if element.closest(*_NOT_TEXT) is None:
            seen.add((hit.line.index, hit.kind))
            place = page.place(hit.line, start, end)
            yield Placeholder(hit.line.text[start:end], hit.kind, None, place, element, line=hit.line.index)
    in_attributes = tuple(_in_attributes(page))
    yield from in_attributes
    told = {id(one.element) for one in in_attributes}
    for one in variables.unreplaced(page):
        index = one.line.index if one.line is not None else None
        if id(one.element) not in told and (index, "braces") not in seen and one.element.closest(*_NOT_TEXT) is None:
            yield Placeholder(one.text, "braces", one.attribute, one.location, one.element, line=index)


def _in_text(page: Page, hit: Hit) -> tuple[int, int] | None:
    """Return where in its line a word of the vocabulary is a placeholder, None where it is a word like others."""
    line = hit.line
    if hit.kind == "braces":
        match = _BRACES.search(line.text)
        return match.span() if match else None
    if hit.kind == "sample":
        return (hit.start, hit.end)
    written = line.text[hit.start : hit.end]
    if written not in vocabulary.load("content")["unfilled_as_written"]:
        return None
    if written == "null" and _language(page) in vocabulary.load("content")["null_is_zero"]:
        return None
    before = line.text[: hit.start].rstrip()
    is_whole = not before or before.endswith(":")
    return (hit.start, hit.end) if is_whole and not line.text[hit.end :].strip() else None


def _language(page: Page) -> str:
    return (page.root.get("lang") or "").replace("_", "-").split("-")[0].lower()


def _in_attributes(page: Page) -> Iterator[Placeholder]:
    """Yield the placeholders in what an element is called; one for an element."""
    if _ANY_BRACES.search(page.source) is None:
        return
    for element in page.tags("a", "img", "button", "input", "textarea", "select"):
        for name in _NAMED:
            text = element.get(name) or ""
            match = _BRACES.search(text) if "{" in text else None
            if match is not None:
                yield Placeholder(match[0], "braces", name, page.location(element), element)
                break
