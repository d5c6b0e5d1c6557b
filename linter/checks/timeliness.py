"""Checks of what is over: deadlines, events, fees of a year, opening hours of a season, notices.

A day is over when it is more than a day past. Of the rules that fit one place the most specific speaks: of an event that is
over its deadline says nothing more, and a deadline in a notice speaks for the notice.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.timeliness import days, surroundings
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.facts.timeliness.deadlines import Deadline
    from linter.facts.timeliness.event import Event
    from linter.rules.fault import Context

_HALF_A_YEAR = 183
_FEBRUARY = 2
_MOST_TEXT = 160


def deadline_past(facts: Facts, context: Context) -> Iterator[Fault]:
    """A deadline that is over, while the text still asks the reader to keep it."""
    found = [
        one
        for one in facts.timeliness.deadlines
        if not one.is_closed and _ends(one, context) and not _has_its_year(one, facts)
    ]
    if not context.options["deadline-past"]["news"]:
        found = [one for one in found if not facts.timeliness.is_in_news(one.line)]
    if not found or _is_of_its_day(facts, context, "deadline-past"):
        return
    event = _own_event(facts, context)
    for one in (one for one in found if event is None or not _is_for(one, event)):
        data = {"deadline": one.day.text, "text": _cut(one.text)}
        if one.day.last is None:
            yield Fault("no_year", one.location, one.element, one.text, data, "cannot_tell", lines=(one.line,))
        else:
            data_of_day = {"day": one.day.last.isoformat(), "days": (context.today - one.day.last).days}
            yield Fault("past", one.location, one.element, one.text, data | data_of_day, lines=(one.line,))


def event_past(facts: Facts, context: Context) -> Iterator[Fault]:
    """An event that is over, while its page calls the reader to come."""
    event = _own_event(facts, context)
    if event is None:
        return
    days_since = (context.today - date.fromisoformat(event.end or "")).days
    data = {"end": event.end, "day": event.end, "days": days_since, "text": _cut(event.name or event.text)}
    yield Fault("past", event.location, event.element, f"{event.name or ''} {event.end}", data)


def year_past(facts: Facts, context: Context) -> Iterator[Fault]:
    """Fees of a year that is over, from the first of February on."""
    newest = max((price.year or 0 for price in facts.timeliness.prices), default=0)
    if not newest or not _is_year_over(newest, context) or _is_of_its_day(facts, context, "year-past"):
        return
    if facts.timeliness.newest_year_of_fees > newest:
        return
    for price in facts.timeliness.prices:
        if price.year == newest and price.is_of_one_year and price.newest <= newest:
            data = {"label": price.text, "year": str(newest), "day": f"{newest}-12-31", "text": _cut(price.text)}
            yield Fault("past", price.location, price.element, price.text, data)


def season_past(facts: Facts, context: Context) -> Iterator[Fault]:
    """Opening hours of days that are over, or of a season that is not now."""
    openings = facts.timeliness.openings
    dated = [(one.day, one) for one in openings if one.day is not None]
    if dated:
        day, last = max(dated, key=lambda one: (one[0].last or date.max, one[0].start))
        if day.last is not None and day.is_over(context.today) and not _is_of_its_day(facts, context, "season-past"):
            data = {
                "range": last.line.text[day.start : day.end],
                "text": _cut(last.text),
                "day": day.last.isoformat(),
                "days": (context.today - day.last).days,
            }
            yield Fault("past", last.location, last.element, last.text, data)
        return
    for one in openings:
        if one.season is None or one.has_others or not _is_out_of_season(one.season, context):
            continue
        if _is_of_its_day(facts, context, "season-past"):
            return
        yield Fault("season", one.location, one.element, one.text, {"label": one.text})


def banner_past(facts: Facts, context: Context) -> Iterator[Fault]:
    """A notice whose own last day is over."""
    found = [notice for notice in facts.timeliness.notices if notice.day.is_over(context.today)]
    if not found or _is_of_its_day(facts, context, "banner-past"):
        return
    spoken = {one.line.index for one in facts.timeliness.deadlines}
    for notice in found:
        if notice.day.last is not None and spoken.isdisjoint(line.index for line in notice.lines):
            days_since = (context.today - notice.day.last).days
            data = {
                "last": notice.day.text,
                "text": _cut(notice.text),
                "day": notice.day.last.isoformat(),
                "days": days_since,
            }
            yield Fault("past", notice.location, notice.element, notice.text, data, lines=notice.lines)


def _is_of_its_day(facts: Facts, context: Context, rule: str) -> bool:
    """Return whether a page is true on its day only: news unless they are judged too, archives, records, lists of items."""
    if facts.is_archived or facts.exempt in ("listing", "search", "error") or facts.timeliness.is_record:
        return True
    return facts.timeliness.is_news and not context.options[rule]["news"]


def _own_event(facts: Facts, context: Context) -> Event | None:
    """Return the event that a page is about where it is over and the page calls the reader to come."""
    if not facts.timeliness.events:
        return None
    last = max(facts.timeliness.events, key=lambda event: event.end or "")
    if last.end is None or (context.today - date.fromisoformat(last.end)).days <= 1:
        return None
    if not last.is_own and not facts.is_event:
        return None
    if facts.timeliness.last_day is not None and facts.timeliness.last_day >= context.today:
        return None  # it takes place again
    is_told = (
        not facts.timeliness.calls or facts.timeliness.tells_of_past or _is_of_its_day(facts, context, "event-past")
    )
    return None if is_told else last


def _is_for(one: Deadline, event: Event) -> bool:
    """Return whether a deadline is that of an event: of one that only a sentence tells, a deadline before it and near."""
    if not event.is_said:
        return True
    is_before = one.day.last is None or one.day.last.isoformat() <= (event.end or "")
    told = event.element
    return is_before and told is not None and any(told.within(line.block) for line in surroundings.section(one.line))


def _ends(one: Deadline, context: Context) -> bool:
    """Return whether a deadline is over and no day of its block is still to come, or may be so without its year."""
    if one.day.last is None:
        return _may_be_over(one, context)
    return one.day.is_over(context.today) and (one.latest is None or (context.today - one.latest).days > 1)


def _has_its_year(one: Deadline, facts: Facts) -> bool:
    """Return whether a deadline without its year stands on the page with it too, which tells what is meant."""
    if one.day.last is not None:
        return False
    values = {other.day.value for other in facts.timeliness.deadlines if other.day.value is not None}
    return any(days.in_year(one.day, int(value[:4])) == value for value in values)


def _is_year_over(year: int, context: Context) -> bool:
    return context.today >= date(min(year, date.max.year - 1) + 1, _FEBRUARY, 1)


def _may_be_over(one: Deadline, context: Context) -> bool:
    """Return whether a deadline without its year is over if it is that of the nearest such day."""
    if one.latest is not None and one.latest >= context.today:
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


def _cut(text: str) -> str:
    """Return text as it is told beside a day, not longer than a line or two."""
    if len(text) <= _MOST_TEXT:
        return text
    whole, space, _ = text[: _MOST_TEXT + 1].rpartition(" ")  # a number cut in its middle is one that nothing masks
    return f"{whole if space else text[:_MOST_TEXT]}…"
