"""Text -> the days that stand in it, and the ranges of days; the grammar of dates reads each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.vocabulary import any_of
from linter.facts.dates import grammar
from linter.facts.timeliness import wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

MOST_CHARACTERS = 2000
"""What is read of one line."""
_MOST_DAYS = 24
_LONGEST_DAY = 48
_ALONE = re.compile(r"(?<![\w.,:/§-])(\d{1,2})(?:[.:]?(?:a|e)?|st|nd|rd|th)\s?$")
"""The first day of `1–15 mars 2025`, whose month stands after the second."""
_PAIR = re.compile(r"(\d{1,2}/\d{1,2})\s?[-–—]\s?\d{1,2}/\d{1,2}")
"""`15/6-20/8 2025`: two days, not one with a year of two figures."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a text, `[start, end)` of it, or a range of days.

    `value` is ISO 8601, None where the figures can be read in two ways or the year is missing; `last` is the last day that
    it may mean, None without a year. `begins` is the first day of a range.
    """

    start: int
    end: int
    text: str
    value: str | None
    last: date | None
    begins: str | None = None
    is_range: bool = False

    def is_over(self, today: date) -> bool:
        """Return whether it is more than a day past, whichever way it is read."""
        return self.last is not None and (today - self.last).days > 1

    def as_written(self, text: str) -> Day:
        """Return the day with its own letters, large ones too, from the text that it was read in."""
        written = text[self.start : self.start + len(self.text)]
        return replace(self, text=written) if written.lower() == self.text else self


def days_in(text: str) -> tuple[Day, ...]:
    """Return the days that stand in lower-case text, ranges as one."""
    found: list[Day] = []
    for day in _single(text[:MOST_CHARACTERS]):
        before = found[-1] if found else None
        if before is not None and not before.is_range and _joins(text[before.end : day.start]):
            found[-1] = _range(before, day)
            continue
        found.append(_with_first(text, day, before.end if before is not None else 0))
    return tuple(found)


def named_years(text: str) -> list[int]:
    """Return the years that text names."""
    return [int(match) for match in re.findall(r"(?<![\w.,:/§-])(?:19|20)\d{2}(?!\w|[:/§]\S|[-–—.,]\d)", text)]


def _single(text: str) -> Iterator[Day]:
    at, number = 0, 0
    while number < _MOST_DAYS:
        place = _place().search(text, at)
        if place is None:
            return
        at = place.end() if place.end() > place.start() else place.start() + 1
        day = _read(text, place.start())
        if day is not None:
            number += 1
            at = day.end
            yield day


def _read(text: str, at: int) -> Day | None:
    rest = text[at : at + _LONGEST_DAY]
    pair = _PAIR.match(rest)
    if pair is not None:
        rest = pair[1]
    reading = grammar.read_date(rest)
    if reading is None or not reading.text:
        return None
    start = at + rest.index(reading.text)
    end = start + len(reading.text)
    if reading.kind == "date" and reading.value is not None:
        return Day(start, end, reading.text, reading.value, grammar.last_day(reading.value))
    if reading.kind == "ambiguous":
        return Day(start, end, reading.text, None, max(map(grammar.last_day, reading.readings)))
    if reading.kind == "no_year" and _names_day(reading.text):
        return Day(start, end, reading.text.rstrip(".") if _month().search(reading.text) else reading.text, None, None)
    return None


def _names_day(text: str) -> bool:
    """Return whether a date without its year is one for certain: a month by its name, or figures as no number has them."""
    return re.match(r"\d{1,2}/\d{1,2}$|\d{1,2}\.\d{1,2}\.$", text) is not None or _month().search(text) is not None


def in_year(day: Day, year: int) -> str | None:
    """Return a day without its year as that of a year, None where it is none then."""
    reading = grammar.read_date(f"{day.text.rstrip('.,')}{'.' if re.match(r'[0-9.]+$', day.text) else ' '}{year}")
    if reading is None:
        return None
    return reading.readings[0] if reading.kind == "ambiguous" else reading.value if reading.kind == "date" else None


def _joins(text: str) -> bool:
    """Return whether text between two days makes a range of them."""
    if len(text) > _LONGEST_DAY:
        return False
    between = _between_days().sub("", text).strip(" .,;:")
    return between in ("-", "–", "—", "−", "‐", "‒") or between in wording.words("joins")


@cache
def _between_days() -> re.Pattern[str]:
    """Return the pattern of what says nothing between two days: times of day, and articles."""
    return re.compile(rf"{_time_of_day().pattern}|(?<!\w)(?:{any_of(vocabulary.load('dates')['articles'])})(?!\w)")


@cache
def _time_of_day() -> re.Pattern[str]:
    """Return the pattern of a time of day: its hour alone is one beside a word that says so, "5pm", "kl. 16"."""
    before, after = (any_of(vocabulary.load("dates")["clock"][key]) for key in ("before", "after"))
    minutes, word = r"[.:]\d{2}(?!\d)", rf"\s?(?:{after})(?!\w)\.?"
    led = rf"(?<!\w)(?:{before})\b\.?\s?\d{{1,2}}(?!\d)(?:{minutes})?(?:{word})?"
    return re.compile(rf"{led}|(?<![\d.:])\d{{1,2}}(?:{minutes}(?:{word})?|{word})")


def without_times(text: str) -> str:
    """Return text without the times of day in it."""
    return _time_of_day().sub(" ", text)


def _range(first: Day, last: Day) -> Day:
    """Return the range of two days; one of them may lack the year that the other has."""
    begins, value = first.value, last.value
    if begins is None and value is not None:
        begins = in_year(first, int(value[:4]))
        if begins is not None and begins > value:
            begins = in_year(first, int(value[:4]) - 1)
    elif begins is not None and value is None and last.last is None:
        value = in_year(last, int(begins[:4]))
        if value is not None and value < begins:
            value = in_year(last, int(begins[:4]) + 1)
    end = grammar.last_day(value) if value is not None else last.last
    return replace(last, start=first.start, value=value, last=end, begins=begins, is_range=True)


def _with_first(text: str, day: Day, after: int) -> Day:
    """Return a day as a range where only the figure of a first day stands before it."""
    before = text[max(after, day.start - 12) : day.start]
    joined = _joined().search(before)
    alone = _ALONE.search(before[: joined.start()]) if joined is not None else None
    if alone is None or day.value is None or not 1 <= int(alone[1]) <= int(day.value[8:]):
        return day
    start = max(after, day.start - 12) + alone.start()
    return replace(day, start=start, begins=f"{day.value[:8]}{int(alone[1]):02}", is_range=True)


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[-–—−‐‒]|{any_of(wording.phrases('joins'))})\s?$")


@cache
def _place() -> re.Pattern[str]:
    """Return the pattern of where a day may begin: a figure, or the name of a month before one."""
    return re.compile(rf"(?<![\w.,:/§])(?<!\d\d\d\d-)(?<![^\W\d_]-)\d|(?<![\w-])(?:{_months()})\b\.?\s(?=\d)")


@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{_months()})(?![^\W\d_])")


@cache
def _months() -> str:
    return any_of(name for names in vocabulary.load("dates")["months"].values() for name in names)
