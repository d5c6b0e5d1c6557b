"""Checks of the page's own dates. Of the rules that fit one date the first wins, per label."""

from __future__ import annotations

from datetime import timedelta
from fnmatch import fnmatch
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linter.facts.dates import news
from linter.facts.dates.grammar import first_day, last_day
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.dates.label import DateLabel
    from linter.facts.dates.metadata import MachineDate
    from linter.facts.facts import Facts
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
    """No date at all, neither for readers nor for machines."""
    if facts.dates.labels or _own_machine_dates(facts) or _needs_no_date(facts, context, "updated-date-missing"):
        return
    main = facts.page.main
    yield Fault("missing", facts.page.location(main or facts.page.body), main or facts.page.body, "")


def updated_date_not_visible(facts: Facts, context: Context) -> Iterator[Fault]:
    """A date for machines only."""
    dates = _own_machine_dates(facts)
    if facts.dates.labels or not dates or any(d.seen for d in dates):
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


def _needs_no_date(facts: Facts, context: Context, rule: str) -> bool:
    if facts.page.is_fragment or facts.exempt is not None:
        return True
    address = context.path
    path = urlsplit(address).path if "://" in address else address
    return any(fnmatch(address, glob) or fnmatch(path, glob) for glob in context.options[rule]["exempt_paths"])


def _is_future(label: DateLabel, context: Context) -> bool:
    return first_day(label.value or "") > context.today + timedelta(days=1)


def _stale(facts: Facts, context: Context) -> DateLabel | None:
    """Return the newest visible date's label where it is too old; news is not, for it tells what was so on its day."""
    if not facts.dates.visible or facts.is_archived:
        return None
    newest = max(facts.dates.visible, key=lambda label: last_day(label.value or ""))
    age = (context.today - last_day(newest.value or "")).days
    if age <= context.options["updated-date-stale"]["max_age_days"]:
        return None
    return None if news.is_dated_once(facts.page, facts.dates.visible, facts.dates.machine) else newest


def _other_day(facts: Facts, label: DateLabel, tolerance: int) -> Fault | None:
    """Compare a label with the dates for machines of its kind; a partial date only with what lies outside it."""
    value = label.value or ""
    others = [(d.value, d.origin) for d in facts.dates.machine if d.kind == label.kind and d.origin != "http"]
    if label.machine:
        others.append((label.machine, "time"))
    for other, _origin in others:
        early, late = first_day(value), last_day(value)
        if first_day(other) > late:
            days = (first_day(other) - late).days
        elif last_day(other) < early:
            days = (early - last_day(other)).days
        else:
            continue
        if days > tolerance:
            data = {"date": value, "machine_date": other, "days": days}
            return Fault("machine", label.location, label.element, label.text, data)
    return None


def _before_published(facts: Facts, label: DateLabel, tolerance: int) -> Fault | None:
    """An update that lies before the publication, each of them visible or for machines."""
    value = label.value or ""
    if label.kind == "updated":
        published = [d.value for d in facts.dates.visible if d.kind == "published"]
        published += [d.value for d in facts.dates.machine if d.kind == "published" and d.origin != "http"]
        pairs = [(value, str(p)) for p in published]
    elif label.kind == "published" and not any(d.kind == "updated" for d in facts.dates.visible):
        pairs = [(d.value, value) for d in facts.dates.machine if d.kind == "updated" and d.origin != "http"]
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
