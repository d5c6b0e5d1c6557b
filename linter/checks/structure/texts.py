"""Checks of text that only looks like what it is, and of marks that have gone out of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.rules.fault import Context

_SHOWN = 80


def text_list_unmarked(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Lines that begin with signs or numbers like a list, and are marked as none."""
    for line, count, sign in facts.writing.unmarked_lists:
        data = {"number": count, "sign": sign, "text": _start(line.text)}
        yield Fault("unmarked", facts.page.place(line, 0, len(line.text)), line.block, line.text, data)


def text_heading_unmarked(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A short paragraph in bold letters over other text, marked as no heading."""
    for line in facts.writing.unmarked_headings:
        yield Fault("unmarked", facts.page.location(line.block), line.block, line.text, {"text": line.text})


def text_paragraph_empty(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Empty paragraphs in a row."""
    for element, count in facts.writing.empty_paragraphs:
        yield Fault("empty", facts.page.location(element), element, "", {"number": count})


def text_markup_obsolete(facts: Facts, _context: Context) -> Iterator[Fault]:
    """An element that has gone out of use."""
    for element, count in facts.writing.obsolete_marks:
        data = {"tag": element.tag, "number": count}
        yield Fault("obsolete", facts.page.location(element), element, element.tag, data)


def text_moving(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A text that moves for as long as the page is open."""
    for element in facts.writing.moving_texts:
        text = _start(element.name)
        yield Fault("moving", facts.page.location(element), element, text, {"text": text})


def text_abbreviation_unexplained(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A marked abbreviation that nothing explains."""
    for element in facts.writing.unexplained:
        text = _start(element.text)
        yield Fault("unexplained", facts.page.location(element), element, text, {"text": text})


def text_direction_differs(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A text whose direction is not that of its script."""
    for element, said, text in facts.writing.wrong_directions:
        key = "right_to_left" if said == "rtl" else "left_to_right"
        yield Fault(key, facts.page.location(element), element, text, {"text": _start(text)})


def _start(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
