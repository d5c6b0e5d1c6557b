"""Page -> what a program has yet to fill in, and placeholders that nobody ever filled in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.data import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.word_search import Hit
    from linter.model.finding import Location
    from linter.page.dom import Element
    from linter.page.page import Page

_EXPRESSIONS = ("{{", "{%", "<?", "<%", "<asp:", "<!--#", "<esi:")
"""What is there only before a server, or the framework of the whole page, has run."""
_BINDINGS = (
    *("data-bind", "x-text", "x-html", "x-for", "v-text", "v-html", "v-for", "th:text", "th:utext", "th:each"),
    *("ng-bind", "ng-repeat"),
)
"""Attributes that a script in the browser fills an element by; the last two also with `data-` before them."""
_PENDING = re.compile(
    r"\{\{[^{}]{1,300}\}\}|\{%[^{}%]{1,300}%\}|<\?(?!xml)|<%|<!--#\w|<(?:asp|esi):\w|(?:(?<=\s)|(?<=\sdata-))[a-z-]{1,20}(?::[a-z]{1,10})?\s{0,5}="
)
"""The whole of an expression, a directive or a binding attribute, where one of the signs begins it."""
_MAX_SIGNS = 500
_MAX_STRETCH = 20_000
_BRACES = re.compile(r"(?<![\w\\{}/=^$#])[$#]?\{(?:\d{1,2}|[A-Za-z_][\w.-]{1,40})\}(?![}/\w])")
"""A number or a name in single braces, which is no part of an address, a formula or a double brace."""
_ANY_BRACES = re.compile(r"\{(?:\d{1,2}|[A-Za-z_][\w.-]{1,40})\}")
_NOT_TEXT = ("code", "pre", "samp", "kbd", "var", "math", "textarea", "q")
_NAMED = ("alt", "title", "aria-label", "placeholder")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Text that was to be replaced and is still there; `attribute` names where, None in the text itself."""

    text: str
    kind: str
    attribute: str | None
    location: Location
    element: Element


def has_pending(page: Page) -> bool:
    """Return whether anything in a page is waiting for a program."""
    return _finds(page, _EXPRESSIONS + _BINDINGS, 0, len(page.source))


def is_source(page: Page) -> bool:
    """Return whether the body of a page holds what a server was to fill in: anything may come that is not there."""
    return _finds(page, _EXPRESSIONS, page.span(page.body)[0], len(page.source))


def is_pending(page: Page, start: int, end: int) -> bool:
    """Return whether a program has yet to fill in something between two offsets of the source."""
    return _finds(page, _EXPRESSIONS + _BINDINGS, start, min(end, start + _MAX_STRETCH))


def _finds(page: Page, signs: tuple[str, ...], start: int, end: int) -> bool:
    """Return whether something that one of the signs begins stands between two offsets, outside scripts and style sheets."""
    for sign in signs:
        at = page.source.find(sign, start, end)
        for _ in range(_MAX_SIGNS):
            if at < 0:
                break
            after = _end_of_code(page, at)
            if after is None and _PENDING.match(page.source, at) is not None:
                return True
            at = page.source.find(sign, after or at + 1, end)
    return False


def _end_of_code(page: Page, offset: int) -> int | None:
    """Return where the script or style sheet ends that an offset stands in, None outside of them."""
    index = bisect_right(page.code_spans, (offset, len(page.source))) - 1
    end = page.code_spans[index][1] if index >= 0 else 0
    return end if offset < end else None


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
            yield Placeholder(hit.line.text[start:end], hit.kind, None, place, element)
    yield from _in_attributes(page)


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
