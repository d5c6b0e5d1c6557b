"""Checks of mark-up: broken text, and what html5lib says that browsers repair, which is slow and off unless selected."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.facts.markup import json_ld
from linter.model.finding import Location
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.page.page import Page
    from linter.rules.fault import Context


_CONTENT = 500
_NO_LINE_END = re.compile(r"[^\n]")


def markup_tree_invalid(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Errors of tree construction: stray end tags, content moved out of tables."""
    return _errors(facts, lexical=False)


def markup_token_invalid(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Errors of the tokenizer: malformed tags, attributes, character references."""
    return _errors(facts, lexical=True)


def encoding_broken(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Text that was read in another encoding than it was written in; once, at the first place."""
    broken = facts.broken_text
    if broken is None:
        return
    data = {"text": broken.text, "encoding": facts.page.document.declared.lower(), "meant": broken.meant or ""}
    yield Fault(broken.kind, broken.location, broken.element, "", data)


def json_ld_invalid(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Structured data that is no JSON."""
    for script in json_ld.unreadable(facts.page):
        data = {"line": script.line, "column": script.column}
        yield Fault(script.problem, script.location, None, script.text[:_CONTENT], data)


def duplicate_id(facts: Facts, _context: Context) -> Iterator[Fault]:
    """An id that stands on the page already."""
    page = facts.page
    first: dict[str, int] = {}
    for node in page.tree.select("[id]"):
        name = str(node.attrs.get("id") or "")
        location = page.node_location(node)
        if not name:
            continue
        if name in first:
            yield Fault("duplicate", location, page.element(node), name, {"id": name, "first_line": first[name]})
        else:
            first[name] = location.line


def _errors(facts: Facts, *, lexical: bool) -> Iterator[Fault]:
    page = facts.page
    for line, column, code, is_lexical in _parse(_without_templates(page), page.is_pasted):
        if is_lexical == lexical:
            location = Location(line, column, line, column + 1)
            yield Fault("error", location, None, code, {"code": code})


def _without_templates(page: Page) -> str:
    """Return the source with blanks in place of `template` elements, which html5lib does not know."""
    source = page.source
    if not page.mentions("<template", "<TEMPLATE"):
        return source
    pieces, at = [], 0
    for start, end in page.node_spans("template"):
        pieces += [source[at:start], _NO_LINE_END.sub(" ", source[start:end])]
        at = end
    return "".join([*pieces, source[at:]])


@lru_cache(maxsize=2)
def _parse(source: str, is_fragment: bool) -> tuple[tuple[int, int, str, bool], ...]:  # noqa: FBT001  cache key
    """Return line, column (1-based), html5lib's error code, and whether the tokenizer raised it."""
    from linter.checks import html5lib_errors  # noqa: PLC0415  35 ms a page, only where these rules are on

    found = html5lib_errors.errors(source, is_fragment=is_fragment)
    return tuple(error for error in found if not (is_fragment and error[2].startswith("expected-doctype")))
