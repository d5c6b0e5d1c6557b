"""Page -> its notices with a last day of their own: by role, class name, or the words they begin with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.facts.dates.headings import words_of as words_of_name
from linter.facts.search import sentences
from linter.facts.timeliness import surroundings, wording
from linter.facts.timeliness.days import days_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.search.word_search import Hit
    from linter.facts.timeliness.days import Day
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_MOST = 30
_LONGEST = 1500
_MOST_LINES = 12
_CLIMB = 5
_SHORT = 60
_NEAR = 24
_FIGURE = re.compile(r"\d\d{3}")  # as fast again as a number of digits at its beginning
_REGIONS = (*surroundings.READ, "header")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice and the last day that it names of what it is about."""

    text: str
    day: Day
    lines: tuple[Line, ...]
    location: Location
    element: Element


def read_notices(page: Page, hits: Sequence[Hit]) -> tuple[Notice, ...]:
    """Read the notices of a page that name their last day; `hits` are words that notices begin with, and of last days."""
    found: dict[int, Notice] = {}
    for lines in _candidates(page, hits):
        if not lines or lines[0].index in found or len(found) == _MOST:
            continue
        notice = _notice(page, lines)
        if notice is not None and not any(
            one.lines[0].index < lines[0].index <= one.lines[-1].index for one in found.values()
        ):
            found[lines[0].index] = notice
    return tuple(found[index] for index in sorted(found))


def _candidates(page: Page, hits: Sequence[Hit]) -> Iterator[Sequence[Line]]:
    yield from (element.lines for element in page.selected('[role="alert"]'))
    yield from (element.lines for element in _by_class(page))
    for hit in hits[: 4 * _MOST]:
        if hit.line.region not in _REGIONS or (hit.kind != "heads" and not _FIGURE.search(hit.line.text)):
            continue
        marked = _marked(hit.line.block)
        if marked is not None:
            yield marked.lines
        elif hit.kind == "heads" and _heads(hit):
            yield (
                [hit.line, *surroundings.below(hit.line)[:_MOST_LINES]]
                if hit.line.heading
                else [one for one in hit.line.block.lines if one.index >= hit.line.index]
            )


def _by_class(page: Page) -> Iterator[Element]:
    """Yield the elements whose class name says that they are a notice, and that name a year."""
    classes = [name for name in wording.phrases("notice_classes") if name.isascii() and name in page.class_names]
    if not classes:
        return
    named = page.select(", ".join(f'[class*="{name}" i]' for name in classes))
    yield from (
        one for one in named[: 4 * _MOST] if one.region in _REGIONS and _marked(one) is one and _names_year(one)
    )


def _names_year(element: Element) -> bool:
    return any(_FIGURE.search(line.text) for line in element.lines[: 2 * _MOST_LINES])


def _marked(block: Element) -> Element | None:
    """Return the element around a block whose role or class name says that it is a notice."""
    element: Element | None = block
    for _ in range(_CLIMB):
        if element is None or element.tag in ("body", "main"):
            return None
        if element.get("role") == "alert" or not wording.words("notice_classes").isdisjoint(
            words_of_name(element.get("class") or "")
        ):
            return element
        element = element.parent
    return None


def _heads(hit: Hit) -> bool:
    """Return whether words begin a notice: in a heading, or before a colon at the beginning of a line."""
    line = hit.line
    if line.element_at(hit.start).closest("a", "button") is not None or line.lowercase[: hit.start].strip():
        return False
    rest = line.lowercase[hit.end :].lstrip()
    if line.heading:
        return line.heading > 1 and len(line.text) <= 2 * _SHORT  # an `h1` names the page
    is_short = len(line.text) <= _SHORT
    return rest[:1] in (":", "!") or (is_short and (not rest or any(day.start == 0 for day in days_in(rest))))


def _notice(page: Page, lines: Sequence[Line]) -> Notice | None:
    if len(lines) > 2 * _MOST_LINES or sum(len(line.text) for line in lines) > _LONGEST:
        return None
    if any(wording.has(line.lowercase, "past") or wording.has(line.lowercase, "notices", "never") for line in lines):
        return None
    days = [(line, day) for line in lines if _FIGURE.search(line.text) for day in days_in(line.lowercase)]
    if not days or any(day.last is None for _, day in days):
        return None
    if any(wording.has(line.lowercase, "notices", "open_ended") for line in lines):
        return None
    line, day = max(days, key=lambda one: (one[1].last, one[1].is_range))
    if not _is_last(line, day):
        return None
    first = lines[0]
    marked = _marked(first.block) or first.block
    return Notice(line.text, day.as_written(line.text), tuple(lines), page.location(marked), marked)


def _is_last(line: Line, day: Day) -> bool:
    """Return whether a day is the last of what a notice is about: of a range, after "until", or the day of what is planned."""
    if day.is_range:
        return True
    text = line.lowercase
    before, after = text[max(0, day.start - _NEAR) : day.start], text[day.end : day.end + _NEAR]
    said = list(_ends(before))
    begin, end = sentences.around(line.text, day.start)
    if not wording.words("notices", "beginnings").isdisjoint(said) or not wording.words(
        "notices", "beginnings_after"
    ).isdisjoint(word.rstrip(".") for word in wording.words_of(after)[:1]):
        return False
    if not wording.words("notices", "until").isdisjoint(said) or _begins(after):
        return not wording.has(text[begin : day.start], "done")
    return wording.has(text[begin:end], "notices", "planned")


def _ends(text: str) -> Iterator[str]:
    """Yield the words that text ends in, small words before a day left out: "till och med", "med"."""
    said = [word for word in wording.words_of(text) if word not in wording.words("notices", "before_days")]
    for number in range(1, 4):
        yield " ".join(said[-number:])


def _begins(text: str) -> bool:
    said = wording.words_of(text)
    return bool(said) and said[0] in wording.words("notices", "until_after")
