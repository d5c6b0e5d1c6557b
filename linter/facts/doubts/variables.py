"""Page -> names of variables that a server was to replace, where they are all that an attribute or a line says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_DOTTED = r"[A-Za-z_]\w{0,40}(?:\.[A-Za-z_]\w{0,40}){1,6}"
_VARIABLE = re.compile(rf"\$!?(?:{_DOTTED}|\{{{_DOTTED}\}})|\{{\$?{_DOTTED}\}}")
"""`$page.title`, `$!page.title`, `${page.title}`, `{$page.title}`, `{page.title}`: a name with a full stop, so no sum of money."""
_BEGINNINGS = ('="$', "='$", '="{', "='{")
"""How such an attribute stands in the source."""
_ATTRIBUTES = ("lang", "datetime", "title", "alt", "aria-label", "placeholder")
_SELECTOR = ", ".join(f"[{name}]" for name in _ATTRIBUTES)
_LONGEST = 300


class Variable(NamedTuple):
    """The name of a variable, the element or line that says it, and the attribute in which it stands."""

    text: str
    attribute: str | None
    element: Element
    location: Location
    line: Line | None = None


def unreplaced(page: Page) -> Iterator[Variable]:
    """Yield the variables that nothing took the place of, one for an element or a line."""
    if page.text.startswith("$") or "\n$" in page.text:
        yield from _in_lines(page)
    if page.mentions(*_BEGINNINGS):
        yield from _in_attributes(page)


def _in_lines(page: Page) -> Iterator[Variable]:
    for line in page.lines:
        if line.text.startswith("$") and len(line.text) <= _LONGEST and _VARIABLE.fullmatch(line.text):
            yield Variable(line.text, None, line.element_at(0), page.place(line, 0, len(line.text)), line)


def _in_attributes(page: Page) -> Iterator[Variable]:
    whole = page.tree.select_one("html[lang]")
    named = _named(str(whole.attrs.get("lang") or "")) if whole is not None else ""
    if whole is not None and named:
        yield Variable(named, "lang", page.body, page.node_location(whole))
    for element in page.select(_SELECTOR):
        for name in _ATTRIBUTES:
            text = _named(element.get(name) or "")
            if text:
                yield Variable(text, name, element, page.location(element))
                break


def _named(value: str) -> str:
    """Return the variable that a value is, "" where it is anything else."""
    text = value.strip()
    return text if text[:1] in ("$", "{") and len(text) <= _LONGEST and _VARIABLE.fullmatch(text) else ""
