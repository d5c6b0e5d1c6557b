"""Checks of what is over: deadlines, events, fees of a year, opening hours of a season, notices.

A day is over when it is more than a day past. Of the rules that fit one place the most specific speaks: of an event that is
over its deadline says nothing more, and a deadline in a notice speaks for the notice.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.timeliness import days
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.facts.timeliness.deadlines import Deadline
    from linter.facts.timeliness.events import Event
    from linter.facts.timeliness.openings import Opening
    from linter.rules.fault import Context

_HALF_A_YEAR = 183
_FEBRUARY = 2


def deadline_past(facts: Facts, context: Context) -> Iterator[Fault]:
    """A deadline that is over, while the text still asks the reader to keep it."""
    if _is_of_its_day(facts, context, "deadline-past") or _own_event(facts, context) is not None:
        return
    for one in facts.timeliness.deadlines:
        if one.is_closed:
            continue
        if _is_over(one, context):
            data = {"deadline": one.day.text, "day": _day(one.day.last), "days": _days_since(one.day.last, context)}
            yield Fault("past", one.location, one.element, one.text, data, lines=(one.line,))
        elif _may_be_over(one, context):
            data = {"deadline": one.day.text}
            yield Fault("no_year", one.location, one.element, one.text, data, "cannot_tell", lines=(one.line,))


def event_past(facts: Facts, context: Context) -> Iterator[Fault]:
    """An event that is over, while its page calls the reader to come."""
    event = _own_event(facts, context)
    if event is None:
        return
    data = {"end": event.end, "day": event.end, "days": (context.today - date.fromisoformat(event.end or "")).days}
    yield Fault("past", event.location, event.element, f"{event.name or ''} {event.end}", data)


def year_past(facts: Facts, context: Context) -> Iterator[Fault]:
    """Fees of a year that is over, from the first of February on."""
    if _is_of_its_day(facts, context, "year-past"):
        return
    newest = max((price.year or 0 for price in facts.timeliness.prices), default=0)
    for price in facts.timeliness.prices:
        year = price.year or 0
        if not price.is_of_one_year or newest > year or price.newest > year:
            continue
        if context.today >= date(min(year, date.max.year - 1) + 1, _FEBRUARY, 1):
            data = {"label": price.text, "year": str(year), "day": f"{year}-12-31"}
            yield Fault("past", price.location, price.element, price.text, data)


def season_past(facts: Facts, context: Context) -> Iterator[Fault]:
    """Opening hours of days that are over, or of a season that is not now."""
    if _is_of_its_day(facts, context, "season-past"):
        return
    openings = facts.timeliness.openings
    dated = [one for one in openings if one.day is not None]
    if dated and all(one.day is not None and one.day.is_over(context.today) for one in dated):
        last = max(dated, key=lambda one: _last(one) or date.min)
        data = {"range": last.day.text if last.day is not None else "", "day": _day(_last(last))}
        yield Fault("past", last.location, last.element, last.text, data | {"days": _days_since(_last(last), context)})
    for one in () if dated else openings:
        if one.season is not None and not one.has_others and _is_out_of_season(one.season, context):
            yield Fault("season", one.location, one.element, one.text, {"label": one.text})


def banner_past(facts: Facts, context: Context) -> Iterator[Fault]:
    """A notice whose own last day is over."""
    if _is_of_its_day(facts, context, "banner-past"):
        return
    spoken = {one.line.index for one in facts.timeliness.deadlines}
    for notice in facts.timeliness.notices:
        if notice.day.is_over(context.today) and spoken.isdisjoint(line.index for line in notice.lines):
            data = {
                "last": notice.day.text,
                "day": _day(notice.day.last),
                "days": _days_since(notice.day.last, context),
            }
            yield Fault("past", notice.location, notice.element, notice.text, data, lines=notice.lines)


def _is_of_its_day(facts: Facts, context: Context, rule: str) -> bool:
    """Return whether a page is true on its day only: news unless they are judged too, archives, records, lists of items."""
    if facts.is_archived or facts.exempt in ("listing", "search", "error") or facts.timeliness.is_record:
        return True
    return facts.timeliness.is_news and not context.options[rule]["news"]


def _own_event(facts: Facts, context: Context) -> Event | None:
    """Return the event that a page is about where it is over and the page calls the reader to come."""
    if not facts.timeliness.calls or not facts.timeliness.events or not facts.is_event:
        return None
    if _is_of_its_day(facts, context, "event-past") or facts.timeliness.tells_of_past:
        return None
    ends = [event for event in facts.timeliness.events if event.end is not None]
    last = max(ends, key=lambda event: event.end or "", default=None)
    if last is None or (context.today - date.fromisoformat(last.end or "")).days <= 1:
        return None
    return last


def _is_over(one: Deadline, context: Context) -> bool:
    """Return whether a deadline is over and no day of its block is still to come."""
    return one.day.is_over(context.today) and (one.latest is None or (context.today - one.latest).days > 1)


def _may_be_over(one: Deadline, context: Context) -> bool:
    """Return whether a deadline without its year is over if it is that of the nearest such day."""
    if one.day.last is not None or (one.latest is not None and one.latest >= context.today):
        return False
    years = (context.today.year - 1, context.today.year, context.today.year + 1)
    near = [date.fromisoformat(value) for year in years if (value := days.in_year(one.day, year)) is not None]
    nearest = min(near, key=lambda day: abs((context.today - day).days), default=None)
    return nearest is not None and 1 < (context.today - nearest).days <= _HALF_A_YEAR


def _is_out_of_season(season: str, context: Context) -> bool:
    """Return whether a season ended more than some days ago, and the next begins in more than as many."""
    apart = timedelta(days=context.options["season-past"]["max_days_out_of_season"])
    words = vocabulary.load("timeliness")["openings"]["seasons"][season]
    for year in (context.today.year - 1, context.today.year, context.today.year + 1):
        begins = date.fromisoformat(f"{year}-{words['begin']}")
        ends = date.fromisoformat(f"{year + (words['end'] < words['begin'])}-{words['end']}")
        if begins - apart <= context.today <= ends + apart:
            return False
    return True


def _last(one: Opening) -> date | None:
    return one.day.last if one.day is not None else None


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _days_since(day: date | None, context: Context) -> int:
    return (context.today - day).days if day is not None else 0
