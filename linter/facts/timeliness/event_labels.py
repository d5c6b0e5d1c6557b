"""Page -> the event that it is about, by the labels under its heading: the day, and the place.

The day stands beside a label, or alone with its weekday. A day and a place make an event, whatever else the page is.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.vocabulary import any_of
from linter.facts.dates import headings
from linter.facts.search import label_value
from linter.facts.timeliness import surroundings, wording
from linter.facts.timeliness.days import days_in, without_times
from linter.facts.timeliness.event import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linter.facts.timeliness.days import Day
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_LINES = 30
_LONGEST = 120
_SHORT = 60
_END_OF_LABEL = re.compile(r"[:?]")
_FIGURE = re.compile(r"\d{4}")


def read(page: Page, is_event: Callable[[], bool]) -> Iterator[Event]:
    """Yield the event of a page whose labels tell its day; `is_event` tells whether the page is that of one."""
    if _label_line().search(page.lowercase) is None:
        return
    for heading in headings.leading(page)[:1]:
        lines = _under(heading)
        names_place = any(_label(line) in wording.words("events", "places") for line in lines)
        if names_place or is_event():
            found = list(_labelled_days(lines)) or (list(_days_alone(lines)) if names_place else [])
            yield from (_event(page, heading, *one, is_own=names_place) for one in found)


def _under(heading: Element) -> list[Line]:
    if not heading.lines:
        return []
    at = heading.lines[-1].index + 1
    return [line for line in heading.layout.lines[at : at + _LINES] if line.region in surroundings.READ]


def _event(page: Page, heading: Element, line: Line, day: Day, label: str, *, is_own: bool) -> Event:
    place = page.place(line, day.start, day.end)
    # "Startdatum" is the first day only, of what may go on for long.
    is_start = label in wording.words("events", "starts") and not day.is_range
    end = None if is_start else day.value
    own = is_own or label in wording.words("events", "places")
    return Event(
        heading.text[:_LONGEST], day.begins or day.value, end, place, line.element_at(day.start), line.text, is_own=own
    )


@cache
def _label_line() -> re.Pattern[str]:
    """Return the pattern of a label's line; one that begins with a line end is looked for three times as fast as one with `^`."""
    labels = any_of((*wording.phrases("events", "labels"), *wording.phrases("events", "places")))
    return re.compile(rf"\n(?:{labels})\s?[:?\n]")


def _label(line: Line) -> str:
    """Return what a line says before its colon."""
    return _END_OF_LABEL.split(line.lowercase[:_LONGEST], maxsplit=1)[0].strip()


def _labelled_days(lines: Sequence[Line]) -> Iterator[tuple[Line, Day, str]]:
    """Yield each day beside a label of an event's day, the line that it stands in, and the label."""
    for line in lines:
        label = _label(line)
        if 0 < len(line.text) <= _LONGEST and label in wording.words("events", "labels"):
            found = _beside(line, label)
            if found is not None:
                yield (*found, label)


def _beside(line: Line, label: str) -> tuple[Line, Day] | None:
    day = next((day for day in days_in(line.lowercase) if day.start > len(label)), None)
    if day is not None:
        return (line, day) if day.value is not None else None
    below = label_value.following(line)
    if below is None or label_value.bond(line, below) is None or len(below.text) > _LONGEST:
        return None
    first = next(iter(days_in(below.lowercase)), None)
    return (below, first) if first is not None and first.value is not None else None


def _days_alone(lines: Sequence[Line]) -> Iterator[tuple[Line, Day, str]]:
    """Yield the first day that stands in a line of its own with its weekday: a day of publication has none."""
    alone = (
        (line, day, "")
        for line in lines
        if len(line.text) <= _SHORT and _FIGURE.search(line.text)
        for day in days_in(line.lowercase)[:1]
        if day.value is not None and _is_alone(line, day)
    )
    yield from islice(alone, 1)


def _is_alone(line: Line, day: Day) -> bool:
    words = wording.words_of(without_times(line.lowercase))
    weekdays = vocabulary.words("dates", "weekdays")
    before = wording.words_of(line.lowercase[: day.start])
    after = wording.words_of(without_times(line.lowercase[day.end :]))
    has_weekday = any(word.rstrip(".") in weekdays for word in words)
    articles = vocabulary.words("dates", "articles")
    return has_weekday and weekdays.union(articles).issuperset(before) and not after
