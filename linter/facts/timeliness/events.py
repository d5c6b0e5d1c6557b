"""Page -> the events on it, with their first and last day: structured data, class names, and labels of an event's page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from linter.data.vocabulary import any_of
from linter.facts.dates import grammar, headings
from linter.facts.search import label_value
from linter.facts.timeliness import surroundings, wording
from linter.facts.timeliness.days import days_in
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.timeliness.days import Day
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_MOST = 60
_LONGEST_SCRIPT = 100_000
_DEEPEST = 6
_TYPE = re.compile(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"[A-Za-z]{0,30}Event"')
_LINES = 30
_LONGEST = 120
_NAMES = ("h1", "h2", "h3", "h4")
_NOT_HELD = ("Cancelled", "Postponed")
_NOT_HELD = ("Cancelled", "Postponed")
_SCOPES = '[itemtype$="Event"], [typeof$="Event"]'
_CALLED_OFF = ", ".join(
    f'[{name}="eventStatus"][{value}$="{status}"]'
    for name in ("itemprop", "property")
    for value in ("href", "content")
    for status in _NOT_HELD
)
_STARTS = ("dtstart", "dt-start")
_ENDS = ("dtend", "dt-end")


@dataclass(frozen=True, slots=True)
class Event:
    """An event; `start` and `end` are days in ISO 8601, `end` the last of them."""

    name: str | None
    start: str | None
    end: str | None
    location: Location
    element: Element | None
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return it in the shape of the JSON contract."""
        return {"name": self.name, "start": self.start, "end": self.end, "line": self.location.line}


def read_events(page: Page, *, is_event: bool) -> tuple[Event, ...]:
    """Read the events of a page; `is_event` tells whether the page is that of one, whose labels then tell the day."""
    found = [*_of_json_ld(page), *_of_microdata(page), *_of_class_names(page)]
    if is_event:
        found.extend(_of_labels(page))
    first: dict[tuple[str | None, str | None], Event] = {}
    for event in found:
        known = first.setdefault((event.start, event.end), event)
        if known.name is None and event.name is not None:
            first[event.start, event.end] = event
    return tuple(islice(first.values(), _MOST))


def may_be_labelled(page: Page) -> bool:
    """Return whether a line of a page begins with the label of an event's day."""
    return _label_line().search(page.lowercase) is not None


@cache
def _label_line() -> re.Pattern[str]:
    """Return the pattern of a label's line; one that begins with a line end is looked for three times as fast as one with `^`."""
    return re.compile(rf"\n(?:{any_of(wording.phrases('events', 'labels'))})\s?[:\n]")


def _of_json_ld(page: Page) -> Iterator[Event]:
    scripts = [(number, one) for number, one in enumerate(page.json_ld) if _may_hold_event(one)][:_MOST]
    nodes = page.tree.select('script[type="application/ld+json" i]') if scripts else []
    for number, script in scripts:
        try:
            tree = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        node = nodes[number]
        for one in islice(_objects(tree, 0), _MOST):
            start, end = _machine(one.get("startDate")), _machine(one.get("endDate"))
            if start is None and end is None:
                continue
            if str(one.get("eventStatus")).endswith(_NOT_HELD):
                continue
            name = one.get("name")
            told = clean(name)[:_LONGEST] if isinstance(name, str) else None
            yield Event(told, start or end, end or start, page.node_location(node), None, f"{start or ''}–{end or ''}")


def _may_hold_event(script: str) -> bool:
    return len(script) <= _LONGEST_SCRIPT and _TYPE.search(script) is not None


def _objects(tree: object, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects of a tree of JSON-LD that are events, the parts of an event not apart from it."""
    if depth > _DEEPEST:
        return
    if isinstance(tree, list):
        for one in tree[:_MOST]:
            yield from _objects(one, depth + 1)
        return
    if not isinstance(tree, dict):
        return
    kind = tree.get("@type")
    if any(isinstance(one, str) and one.endswith("Event") for one in (kind if isinstance(kind, list) else [kind])):
        yield tree
        return
    for one in islice(tree.values(), _MOST):
        if isinstance(one, (dict, list)):
            yield from _objects(one, depth + 1)


def _machine(value: object) -> str | None:
    day = grammar.machine_day(value[:_LONGEST]) if isinstance(value, str) else None
    return day if day is not None and len(day) > len("2026-01") else None


def _of_microdata(page: Page) -> Iterator[Event]:
    if not page.mentions("startDate"):
        return
    off = page.select(f":is({_SCOPES}):has({_CALLED_OFF})") if page.mentions("eventStatus") else []
    for scope in page.select(_SCOPES)[:_MOST]:
        if scope in off:
            continue
        start, end = (
            _value(page, scope, f'[itemprop="{name}"], [property$="{name}"]') for name in ("startDate", "endDate")
        )
        if start is not None:
            yield _event(page, scope, start[0], (end or start)[0], start[1])


def _of_class_names(page: Page) -> Iterator[Event]:
    if not page.mentions(*_STARTS):
        return
    for element in page.select(", ".join(f".{name}" for name in _STARTS))[:_MOST]:
        scope = next((one for one in element.ancestors() if {"vevent", "h-event"} & set(one.classes)), element.parent)
        start = _day_of(element)
        if scope is not None and start is not None:
            end = _value(page, scope, ", ".join(f".{name}" for name in _ENDS))
            yield _event(page, scope, start, end[0] if end is not None else start, element)


def _value(page: Page, scope: Element, selector: str) -> tuple[str, Element] | None:
    for element in page.selected(selector):
        if scope.p0 <= element.p0 <= scope.p1 and element.within(scope) and (day := _day_of(element)) is not None:
            return day, element
    return None


def _day_of(element: Element) -> str | None:
    value = element.get("content") or element.get("datetime") or element.get("title")
    return _machine(value or element.text_start(_LONGEST))


def _event(page: Page, scope: Element, start: str, end: str, element: Element) -> Event:
    name = next((one.text[:_LONGEST] for one in scope.inside(*_NAMES) if one.has_text), None)
    return Event(name, start, max(start, end), page.location(element), element, element.text_start(_LONGEST) or start)


def _of_labels(page: Page) -> Iterator[Event]:
    """Yield the event of a page whose day stands under its heading, beside a label or alone in a short line."""
    for heading in headings.leading(page)[:1]:
        if not heading.lines:
            continue
        at = heading.lines[-1].index + 1
        for line in heading.layout.lines[at : at + _LINES]:
            if line.region in surroundings.READ and (found := _labelled(line)) is not None:
                of, day = found
                place = page.place(of, day.start, day.end)
                start = day.begins or day.value
                end = None if _tells_start(line) and not day.is_range else day.value
                yield Event(heading.text[:_LONGEST], start, end, place, of.element_at(day.start), of.text)


def _tells_start(line: Line) -> bool:
    """Return whether a label tells the first day only, of what may go on for long: "Startdatum"."""
    return line.lowercase.partition(":")[0].strip() in wording.words("events", "starts")


def _labelled(line: Line) -> tuple[Line, Day] | None:
    """Return the day beside a label of an event's day, and the line that it stands in."""
    if not 0 < len(line.text) <= _LONGEST:
        return None
    label, colon, _ = line.lowercase.partition(":")
    if label.strip() in wording.words("events", "labels"):
        day = next((day for day in days_in(line.lowercase) if day.start > len(label)), None)
        if day is not None:
            return (line, day) if day.value is not None and colon else None
        below = label_value.following(line)
        if below is None or label_value.bond(line, below) is None or len(below.text) > _LONGEST:
            return None
        first = next(iter(days_in(below.lowercase)), None)
        return (below, first) if first is not None and first.value is not None else None
    return None
