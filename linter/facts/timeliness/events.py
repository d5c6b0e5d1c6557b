"""Page -> the events on it, with their first and last day: structured data, class names, and the labels of an event's page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from linter.facts.dates import grammar, headings
from linter.facts.timeliness import event_labels, wording
from linter.facts.timeliness.event import Event
from linter.page.nodes import parent_element
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linter.page.dom import Element
    from linter.page.nodes import Node
    from linter.page.page import Page

_MOST = 60
_LONGEST_SCRIPT = 100_000
_DEEPEST = 6
_CLIMB = 12
_TYPE = re.compile(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"(?:[A-Za-z]{0,30}Event|Festival|CourseInstance)"')
_LINES = 30
_LONGEST = 120
_NAMES = ("h1", "h2", "h3", "h4")
_NOT_HELD = ("Cancelled", "Postponed")
_FURTHER_TYPES = ("Festival", "CourseInstance")
_SCOPES = '[itemtype$="Event"], [typeof$="Event"], [itemtype$="/Festival"], [itemtype$="/CourseInstance"]'
_CALLED_OFF = ", ".join(
    f'[{name}="eventStatus"][{value}$="{status}"]'
    for name in ("itemprop", "property")
    for value in ("href", "content")
    for status in _NOT_HELD
)
_STARTS = ("dtstart", "dt-start")
_ENDS = ("dtend", "dt-end")


def read_events(page: Page, is_event: Callable[[], bool]) -> tuple[Event, ...]:
    """Read the events of a page; `is_event` tells whether it is that of one, whose labels then tell the day."""
    found = _with_own(page, [*_of_json_ld(page), *_of_microdata(page), *_of_class_names(page)])
    found.extend(event_labels.read(page, is_event))
    first: dict[tuple[str | None, str | None], Event] = {}
    for event in found:
        known = first.setdefault((event.start, event.end), event)
        if known.name is None and event.name is not None:
            first[event.start, event.end] = event
    return tuple(islice(first.values(), _MOST))


def _with_own(page: Page, found: list[Event]) -> list[Event]:
    """Return events, the only one of a page as its own where it has the page's name, no name, or a call beside its day."""
    if len({(event.start, event.end) for event in found}) != 1:
        return found
    headed = [_words(heading.text) for heading in headings.leading(page)]
    return [replace(one, is_own=one.is_own or _is_named(one.name, headed)) for one in found]


def _is_named(name: str | None, headed: Sequence[frozenset[str]]) -> bool:
    """Return whether a heading says the name of an event, or part of it: "Julmarknad 2025"."""
    if name is None:
        return True
    words = _words(name)
    return bool(words) and any(said and (said <= words or words <= said) for said in headed)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", text[:_LONGEST].lower()))


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
    if any(
        isinstance(one, str) and one.endswith(("Event", *_FURTHER_TYPES))
        for one in (kind if isinstance(kind, list) else [kind])
    ):
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
    scopes = page.select(_SCOPES)[:_MOST]
    starts, ends = (
        _hidden(page, scopes, name) if page.mentions("<meta item", "<meta prop") else {}
        for name in ("startDate", "endDate")
    )
    for scope in scopes:
        if scope in off:
            continue
        start, end = (
            _value(page, scope, f'[itemprop="{name}"], [property$="{name}"]') for name in ("startDate", "endDate")
        )
        if start is None and scope in starts:
            yield _event(page, scope, starts[scope], ends.get(scope, starts[scope]), scope)
        elif start is not None:
            yield _event(page, scope, start[0], (end or start)[0], start[1])


def _hidden(page: Page, scopes: Sequence[Element], name: str) -> dict[Element, str]:
    """Return the days of events that stand in a `meta`, which nobody sees, by the element of the event."""
    found: dict[Element, str] = {}
    for node in page.tree.select(f'meta[itemprop="{name}"], meta[property$="{name}"]')[:_MOST]:
        day = _machine(node.attrs.get("content"))
        scope = _around(page, node, scopes) if day is not None else None
        if scope is not None and day is not None:
            found.setdefault(scope, day)
    return found


def _around(page: Page, node: Node | None, scopes: Sequence[Element]) -> Element | None:
    """Return the element of an event that a node of the parser stands in."""
    for _ in range(_CLIMB):
        node = parent_element(node) if node is not None else None
        if node is not None and (element := page.element(node)) in scopes:
            return element
    return None


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
    told = element.text_start(_LONGEST) or start
    calls = any(wording.has(line.lowercase, "calls") for line in scope.lines[:_LINES])
    return Event(name, start, max(start, end), page.location(element), element, told, is_own=calls)
