"""Checks of the page's own dates. Of the rules that fit one date the first wins, per label."""

from __future__ import annotations

from datetime import timedelta
from fnmatch import fnmatch
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linter.facts.dates import metadata, news
from linter.facts.dates.grammar import first_day, last_day
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.dates.label import DateLabel
    from linter.facts.dates.metadata import MachineDate
    from linter.facts.facts import Facts
    from linter.model.finding import Outcome
    from linter.rules.fault import Context


def updated_date_empty(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A label with no value after it."""
    for label in facts.dates.labels:
        if label.status == "empty":
            yield Fault("empty", label.location, label.element, label.label, {"label": label.label})


def updated_date_invalid(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A value that is no real date."""
    for label in facts.dates.labels:
        if label.status == "invalid" and label.reading is not None:
            data = {"label": label.label, "value": label.reading.text}
            yield Fault(label.reading.kind, label.location, label.element, label.text, data)


def updated_date_ambiguous(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Figures that can be read in two ways."""
    for label in facts.dates.labels:
        if label.status == "ambiguous" and label.reading is not None:
            first, second = label.reading.readings
            data = {"label": label.label, "value": label.reading.text, "first": first, "second": second}
            yield Fault("ambiguous", label.location, label.element, label.text, data)


def updated_date_future(facts: Facts, context: Context) -> Iterator[Fault]:
    """A date later than tomorrow; one without a label may be the day of what the page announces."""
    for label in facts.dates.visible:
        if _is_future(label, context) and not label.is_bare:
            data = {"date": label.value, "today": context.today.isoformat()}
            yield Fault("future", label.location, label.element, label.text, data)


def updated_date_stale(facts: Facts, context: Context) -> Iterator[Fault]:
    """The newest visible date is older than `max_age_days`."""
    label = _stale(facts, context)
    if label is not None:
        age = (context.today - last_day(label.value or "")).days
        data = {
            "kind": [label.kind],  # a list is said in the rule's words
            "date": label.value,
            "age_days": age,
            "max_age_days": context.options["updated-date-stale"]["max_age_days"],
        }
        yield Fault("stale", label.location, label.element, label.text, data)


def updated_date_conflict(facts: Facts, context: Context) -> Iterator[Fault]:
    """Visible and machine-readable dates that differ, or an update before the publication."""
    if _stale(facts, context) is not None:
        return
    tolerance = context.options["updated-date-conflict"]["tolerance_days"]
    for label in facts.dates.visible:
        if _is_future(label, context):
            continue
        fault = _other_day(facts, label, tolerance) or _before_published(facts, label, tolerance)
        if fault is not None:
            yield fault


def updated_date_missing(facts: Facts, context: Context) -> Iterator[Fault]:
    """No date at all, neither for readers nor for machines; an event's page tells the day of the event."""
    if facts.dates.labels or _own_machine_dates(facts) or _needs_no_date(facts, context, "updated-date-missing"):
        return
    if facts.is_event or _says_in_words(facts):
        return
    place = facts.page.main or facts.page.body
    outcome: Outcome = "cannot_tell" if metadata.is_awaited(facts.page) else "failed"
    yield Fault("missing", facts.page.location(place), place, "", outcome=outcome)


def updated_date_not_visible(facts: Facts, context: Context) -> Iterator[Fault]:
    """A date for machines only."""
    dates = _own_machine_dates(facts)
    if facts.dates.labels or not dates or any(d.seen for d in dates) or _says_in_words(facts):
        return
    if _needs_no_date(facts, context, "updated-date-not-visible"):
        return
    main = facts.page.main
    newest = max(dates, key=lambda d: d.value)
    yield Fault(
        "not_visible", facts.page.location(main or facts.page.body), main or facts.page.body, "", {"date": newest.value}
    )


def _own_machine_dates(facts: Facts) -> list[MachineDate]:
    """Return the dates in the page; the server's own answers for no file."""
    return [d for d in facts.dates.machine if d.origin != "http"]


def _says_in_words(facts: Facts) -> bool:
    """Return whether a statement tells in a sentence of its own when it was last looked over."""
    return facts.statement is not None and facts.statement.updated is not None


def _needs_no_date(facts: Facts, context: Context, rule: str) -> bool:
    if facts.page.is_fragment or facts.exempt is not None:
        return True
    address = context.path
    path = urlsplit(address).path if "://" in address else address
    return any(fnmatch(address, glob) or fnmatch(path, glob) for glob in context.options[rule]["exempt_paths"])


def _is_future(label: DateLabel, context: Context) -> bool:
    return first_day(label.value or "") > context.today + timedelta(days=1)


def _stale(facts: Facts, context: Context) -> DateLabel | None:
    """Return the newest visible date's label where it is too old; news and events are not, for they tell of their day."""
    if not facts.dates.visible or facts.is_archived:
        return None
    newest = max(facts.dates.visible, key=lambda label: last_day(label.value or ""))
    age = (context.today - last_day(newest.value or "")).days
    if age <= context.options["updated-date-stale"]["max_age_days"]:
        return None
    of_its_day = facts.is_event or news.is_dated_once(facts.page, facts.dates.visible, facts.dates.machine)
    return None if of_its_day else newest


def _other_day(facts: Facts, label: DateLabel, tolerance: int) -> Fault | None:
    """Compare a label with its own `time`, and with the dates for machines of its kind unless one of them agrees with it."""
    value = label.value or ""
    own = [label.machine] if label.machine else []
    others = [] if _is_confirmed(facts, label, tolerance) else [date.value for date in _told_dates(facts, label.kind)]
    for other in (*others, *own):
        days = _days_apart(value, other)
        if days > tolerance:
            data = {"date": value, "machine_date": other, "days": days}
            return Fault("machine", label.location, label.element, label.text, data)
    return None


def _is_confirmed(facts: Facts, label: DateLabel, tolerance: int) -> bool:
    """Return whether a date for machines says what readers see: what other such dates say contradicts only that one."""
    return any(_days_apart(label.value or "", date.value) <= tolerance for date in _machine_dates(facts, label.kind))


def _machine_dates(facts: Facts, kind: str) -> list[MachineDate]:
    return [date for date in _own_machine_dates(facts) if date.kind == kind]


def _told_dates(facts: Facts, kind: str) -> list[MachineDate]:
    """Return the dates for machines whose name says that they are of a kind."""
    return [date for date in _machine_dates(facts, kind) if date.told]


def _days_apart(one: str, other: str) -> int:
    """Return how many days lie between two dates, 0 for a day within a month or week."""
    if first_day(other) > last_day(one):
        return (first_day(other) - last_day(one)).days
    return max(0, (first_day(one) - last_day(other)).days)


def _before_published(facts: Facts, label: DateLabel, tolerance: int) -> Fault | None:
    """An update that lies before the publication, each of them visible, or one of them for machines only."""
    value = label.value or ""
    is_confirmed = _is_confirmed(facts, label, tolerance)
    if label.kind == "updated":
        published = [d.value for d in facts.dates.visible if d.kind == "published"]
        published += [] if is_confirmed else [d.value for d in _told_dates(facts, "published")]
        pairs = [(value, str(p)) for p in published]
    elif label.kind == "published" and not is_confirmed and not any(d.kind == "updated" for d in facts.dates.visible):
        pairs = [(d.value, value) for d in _told_dates(facts, "updated")]
    else:
        return None
    for updated, since in pairs:
        if (first_day(since) - last_day(updated)).days > tolerance:
            return Fault(
                "before_published", label.location, label.element, label.text, {"updated": updated, "published": since}
            )
    return None


def date_needs_javascript(_facts: Facts, context: Context) -> Iterator[Fault]:
    """A date of the page that is there with scripting only."""
    for found in context.revealed.dates if context.revealed is not None else ():
        data = {"date": found.label.value, "label": found.label.label}
        yield Fault("date", found.origin.location, found.origin.element, found.label.text, data)
