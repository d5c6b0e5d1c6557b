"""Fault -> the same, in doubt where it rests on what a program has yet to fill in, or on text that is broken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linter.data.html import BLOCK_TAGS
from linter.facts.doubts import broken_text, templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.facts import Facts
    from linter.page.dom import Element, Line
    from linter.page.page import Page
    from linter.rules.fault import Fault
    from linter.rules.rule import Rule

_TIGHT = frozenset({"links", "maps", "email"})
"""Categories whose faults rest on an element alone, not on its block."""
_WIDE = frozenset({"main", "body", "article", "html"})
_GAP = 20
"""So many lines after a text are asked whether they wait for a program too."""


def with_doubt(facts: Facts, rule: Rule, fault: Fault) -> Fault:
    """Return the fault, with the outcome that its ground allows."""
    if rule.rests_on == "itself" or fault.outcome != "failed":
        return fault
    if _is_pending(facts, rule, fault) or _is_broken(facts, rule, fault):
        return replace(fault, outcome="cannot_tell")
    return fault


def _is_pending(facts: Facts, rule: Rule, fault: Fault) -> bool:
    """Return whether a program has yet to fill in what the fault lacks."""
    page = facts.page
    if not facts.pending:
        return False
    if rule.rests_on == "page":
        return facts.is_source
    if fault.lines and any(templates.is_pending(facts.pending, *span) for span in _spans_of(page, fault.lines)):
        return True
    if fault.element is None:
        return False
    start, end = _stretch(page, fault.element, is_link=rule.category in _TIGHT)
    return templates.is_pending(facts.pending, start, end)


def _spans_of(page: Page, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the offsets between which lines of text stand in the source, each with what follows it up to the next text."""
    for line in lines:
        if not line.text:
            continue
        start = page.span(line.block)[0] if _is_alone(line) else _begins(page, line)
        yield start, _end_of_gap(page, line)


def _is_alone(line: Line) -> bool:
    """Return whether a block holds a line and no others: its tags belong to the line."""
    block, lines = line.block, line.layout.lines
    if block.tag in _WIDE or (line.index and lines[line.index - 1].p0 >= block.p0):
        return False
    return line.index + 1 == len(lines) or lines[line.index + 1].p0 >= block.p1


def _end_of_gap(page: Page, line: Line) -> int:
    """Return where the next text after a line begins; an expression beside the line may be what it lacks."""
    following = next(
        (
            other
            for other in page.lines[line.index + 1 : line.index + 1 + _GAP]
            if other.text and not (templates.begins_with_expression(other.text) and _is_beside(other, line))
        ),
        None,
    )
    if following is None:
        return len(page.source)
    return page.span(following.block)[0] if _is_alone(following) else _begins(page, following)


def _is_beside(line: Line, other: Line) -> bool:
    """Return whether two lines stand in one block, or in blocks of one box."""
    return line.block is other.block or line.block.parent is other.block.parent


def _begins(page: Page, line: Line) -> int:
    """Return the offset of the source at which the text of a line begins."""
    location = page.text_location(line, 0, len(line.text))
    return page.positions.offset(location.line, location.column)


def _stretch(page: Page, element: Element, *, is_link: bool) -> tuple[int, int]:
    """Return the offsets between which a fault's value stands: its element, or its block and what follows up to the next text."""
    box = element
    while not is_link and box.tag not in BLOCK_TAGS and box.parent is not None:
        box = box.parent
    if box.tag in _WIDE:
        box = element
    start, end = page.span(box)
    if is_link or box.tag in _WIDE:
        return start, end
    following = next((line for line in page.layout.lines_from(box.p1) if line.text and line.p0 >= box.p1), None)
    begins = page.span(following.block)[0] if following is not None else len(page.source)
    return start, max(end, begins)


def _is_broken(facts: Facts, rule: Rule, fault: Fault) -> bool:
    """Return whether the text that a fault rests on is broken."""
    if facts.broken_text is None:
        return False
    if any(broken_text.is_broken(line.text) for line in fault.lines):
        return True
    box = fault.element
    if rule.rests_on == "page" or box is None or box.tag in _WIDE:
        return facts.broken_text.is_widespread
    if box.tag not in BLOCK_TAGS and box.parent is not None and box.parent.tag not in _WIDE:
        box = box.parent
    return broken_text.is_broken(box.text) or any(broken_text.is_broken(text) for text in box.attributes.values())
