"""Line -> what stands around it: its list, table or paragraphs, its section."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.page.dom import Line

READ = ("main", "aside", None)
"""Regions that hold a page's own text."""
_GROUPS = ("ul", "ol", "dl", "table")
_MOST_OF_GROUP = 80
_NEAR_BEFORE, _NEAR_AFTER = 2, 3
_REACH = 25
_FAR = 200
"""How many lines up the headings over a line are looked for."""
_LOWEST = 7


def block(line: Line) -> Sequence[Line]:
    """Return the lines that belong together with one: those of its list or table, else the nearest of its section."""
    group = line.block.closest(*_GROUPS)
    if group is not None and group.line_count <= _MOST_OF_GROUP:
        return group.lines
    lines = line.layout.lines
    before = _until_heading(reversed(lines[max(0, line.index - _NEAR_BEFORE) : line.index]))
    after = _until_heading(lines[line.index + 1 : line.index + 1 + _NEAR_AFTER])
    return [*before, line, *after]


def section(line: Line) -> list[Line]:
    """Return the lines between the heading above and the next, the heading above among them, as far as a reader looks."""
    lines = line.layout.lines
    before: list[Line] = []
    if not line.heading:
        for one in reversed(lines[max(0, line.index - _REACH) : line.index]):
            before.append(one)
            if one.heading:
                break
    return [*reversed(before), line, *below(line)]


def below(line: Line) -> list[Line]:
    """Return the lines under one, to the next heading or as far as a reader looks."""
    return _until_heading(line.layout.lines[line.index + 1 : line.index + 1 + _REACH])


def below_with_parts(line: Line) -> list[Line]:
    """Return the lines under a heading with those under the headings below it, as far as a reader looks."""
    level = line.heading or _LOWEST
    lines = line.layout.lines[line.index + 1 : line.index + 1 + 2 * _REACH]
    return list(takewhile(lambda one: not 0 < one.heading <= level, lines))


def headings_above(line: Line) -> Iterator[Line]:
    """Yield the headings that a line stands under, the nearest first."""
    level = line.heading or _LOWEST
    for one in reversed(line.layout.lines[max(0, line.index - _FAR) : line.index]):
        if 0 < one.heading < level:
            level = one.heading
            yield one


def _until_heading(lines: Iterator[Line] | Sequence[Line]) -> list[Line]:
    return list(takewhile(lambda one: not one.heading, lines))
