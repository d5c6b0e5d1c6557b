"""Text beside a date label -> what it says: a closed grammar, never a guess.

Nothing is filled in from today: `maj 2021` is a month and `29 augusti` has no year.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from linter.data import vocabulary
from linter.data.vocabulary import any_of

Kind = Literal["date", "month", "week", "ambiguous", "impossible", "default_date", "placeholder", "no_year", "relative"]

FIRST_YEAR = 1991
"""There were no web pages before; an older date is a default of the system (0001-01-01, 1900-01-01, 1970-01-01)."""

_DASH = r"[-\u2010\u2011\u2012\u2013\u2212]"
_ISO = re.compile(rf"(\d{{4}})\s?(?:{_DASH}|[/.])\s?(\d{{1,2}})\s?(?:{_DASH}|[/.])\s?(\d{{1,2}})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)")
_SLASHED = re.compile(rf"(\d{{1,2}})\s?(?:{_DASH}|/)\s?(\d{{1,2}})\s?(?:{_DASH}|/|\s)\s?(\d{{4}})(?!\d)")
_SHORT = re.compile(rf"(\d{{2}})(?:{_DASH}|/)(\d{{1,2}})(?:{_DASH}|/)(\d{{2}})(?!\d)")
_FIGURES = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}(?![^\s,t])")
_YEAR_MONTH = re.compile(rf"((?:19|20)\d{{2}}){_DASH}(\d{{2}})(?![\d]|{_DASH})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.]((?:19|20)\d{2})(?!\d)")
_ISO_WEEK = re.compile(rf"(\d{{4}}){_DASH}?w(\d{{1,2}})(?!\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})[./](\d{1,2})\.?(?![\d./-])")
_BLANK = r"[x?0_åydmvkpjt\u2026]"
_PLACEHOLDER = re.compile(
    rf"(?:{_BLANK}{{2,4}}|\d{{4}})\s?(?:{_DASH}|[/.])\s?(?:{_BLANK}{{1,2}}|\d{{1,2}})\s?(?:{_DASH}|[/.])\s?(?:{_BLANK}{{1,4}})(?!\w)"
    rf"|{_BLANK}{{1,2}}[/.-]{_BLANK}{{1,2}}[/.-]{_BLANK}{{2,4}}(?!\w)"
    rf"|x{{3,}}|\?+|{_DASH}+|\u2014|\.{{3}}|\u2026|_{{2,}}|0{{4,}}",
)
"""A date with letters, zeros or question marks in the place of figures, or only a dash."""


_BRACES = re.compile(r"[$#%@]?\{(?!\{)[^{}]{0,60}\}(?!\})")
"""A name or a number in single braces, where a program was to put the date."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the text says; `value` is ISO 8601 to the precision given, `readings` the two of an ambiguous date.

    `month_first` is the date that figures alone give where the month comes first, None where they give none.
    """

    kind: Kind
    text: str
    value: str | None = None
    readings: tuple[str, ...] = ()
    month_first: str | None = None

    @property
    def american(self) -> Reading:
        """What the same figures say where the month is written first."""
        return Reading("date", self.text, self.month_first) if self.month_first else self


@dataclass(frozen=True, slots=True)
class _Words:
    month: re.Pattern[str]
    months: dict[str, int]
    lead: re.Pattern[str]
    week: re.Pattern[str]
    relative: re.Pattern[str]
    placeholder: re.Pattern[str]
    time: re.Pattern[str]


def read_date(text: str) -> Reading | None:
    """Read a date at the beginning of lower-case text; None where other words stand there."""
    words = _words()
    lead = words.lead.match(text)
    start = lead.end() if lead else 0
    found = _numeric(text, start) or _named(text, start, words) or _without_date(text, start, words)
    return found or (_without_date(text, 0, words) if start else None)


def may_begin(text: str) -> bool:
    """Return whether lower-case text may begin with a date: with a figure, a month, a weekday or a small word before one."""
    return _first_word().match(text) is not None


def is_only_date(text: str) -> bool:
    """Return whether lower-case text is a date, perhaps with the time of day, and nothing else."""
    if not may_begin(text):
        return False
    found = read_date(text)
    if found is None or found.kind in ("placeholder", "relative"):
        return False
    rest = text[text.index(found.text) + len(found.text) :]
    return not rest[_end_of_time(rest) :].strip(" .,|")


def is_unfilled(reading: Reading) -> bool:
    """Return whether a program left a placeholder where it was to put a date; a dash or a pattern may be an editor's."""
    unfilled = vocabulary.words("dates", "unfilled")
    return reading.kind == "placeholder" and (reading.text in unfilled or _BRACES.fullmatch(reading.text) is not None)


def machine_day(value: str) -> str | None:
    """Return the day of a machine-readable date, None where it is none or a default.

    That is ISO 8601, an HTTP date, or figures that can be read in one way only (`22/04/2014 11:52:08`).
    """
    text = value.strip().lower()
    match = _ISO.match(text) or _COMPACT.match(text)
    if match:
        year, month, day = map(int, match.groups())
    else:
        named = re.match(r"(?:[a-z]{3,9},?\s+)?(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{4})", text)
        if named is None or named[2] not in _english_months():
            return _other_machine_day(text)
        year, month, day = int(named[3]), _english_months()[named[2]], int(named[1])
    return _iso(year, month, day) if year >= FIRST_YEAR else None


def _other_machine_day(text: str) -> str | None:
    partial = _YEAR_MONTH.fullmatch(text)
    if partial:
        return f"{partial[1]}-{partial[2]}" if 1 <= int(partial[2]) <= 12 else None
    figures = _FIGURES.match(text)
    found = _numeric(text, 0) if figures else None
    return found.value if found is not None and found.kind == "date" else None


def last_day(value: str) -> date:
    """Return the last day that a value of any precision may mean."""
    if "W" in value:
        year, week = value.split("-W")
        return date.fromisocalendar(int(year), int(week), 7)
    parts = [int(p) for p in value.split("-")]
    if len(parts) == 2:
        return date(parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1])
    return date(*parts)


def first_day(value: str) -> date:
    """Return the first day that a value of any precision may mean."""
    if "W" in value:
        year, week = value.split("-W")
        return date.fromisocalendar(int(year), int(week), 1)
    parts = [int(p) for p in value.split("-")]
    return date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)


def _numeric(text: str, at: int) -> Reading | None:
    match = _ISO.match(text, at) or _COMPACT.match(text, at)
    if match:
        return _day(match, int(match[1]), int(match[2]), int(match[3]))
    match = _ISO_WEEK.match(text, at)
    if match:
        return _week(match, int(match[1]), int(match[2]))
    match = _DOTTED.match(text, at)
    if match:
        year = _whole_year(match[3])
        said = _day(match, year, int(match[2]), int(match[1]))
        return replace(said, month_first=_iso(year, int(match[1]), int(match[2])) if year >= FIRST_YEAR else None)
    match = _SLASHED.match(text, at)
    if match:
        return _swappable(match, int(match[3]), int(match[1]), int(match[2]))
    match = _SHORT.match(text, at)
    if match:
        return _two_digit(match)
    match = _YEAR_MONTH.match(text, at)
    if match:
        return _month(match, int(match[1]), int(match[2]))
    match = _MONTH_YEAR.match(text, at)
    if match:
        return _month(match, int(match[2]), int(match[1]))
    match = _DAY_MONTH.match(text, at)
    if match and 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12:
        return Reading("no_year", match[0])
    return None


def _named(text: str, at: int, words: _Words) -> Reading | None:
    match = words.month.match(text, at)
    if match:
        month = words.months[match["m1"] or match["m2"] or match["m3"]]
        year = match["y1"] or match["y2"] or match["y3"] or match["y4"]
        day = match["d1"] or match["d2"]
        if year is None:
            return Reading("no_year", match[0].strip()) if day else None
        if day is None:
            return _month(match, int(year), month)
        return _day(match, _whole_year(year), month, int(day))
    match = words.week.match(text, at)
    if match:
        year = match["y1"] or match["y2"]
        if year is None:
            return Reading("no_year", match[0].strip())
        return _week(match, int(year), int(match["w1"] or match["w2"]))
    return None


def _without_date(text: str, at: int, words: _Words) -> Reading | None:
    match = words.relative.match(text, at)
    if match:
        return Reading("relative", match[0].strip())
    rest = text[at:]
    match = _BRACES.match(rest)
    if match:
        return Reading("placeholder", match[0])
    match = words.placeholder.match(rest) or _PLACEHOLDER.match(rest)
    if match and not re.match(r"\s*\w", rest[match.end() :]):
        return Reading("placeholder", match[0])
    return None


def _day(match: re.Match[str], year: int, month: int, day: int) -> Reading:
    text = match[0].strip()
    value = _iso(year, month, day)
    if year < FIRST_YEAR:
        return Reading("default_date", text) if value or year == 0 else Reading("impossible", text)
    if year == 0 or (month == 0 and day == 0):
        return Reading("placeholder", text)
    return Reading("date", text, value) if value else Reading("impossible", text)


def _whole_year(figures: str) -> int:
    """Return the year that two or four figures mean; two figures are of the years that the web has had."""
    year = int(figures)
    if len(figures) > 2:
        return year
    return year + (1900 if year >= FIRST_YEAR - 1900 else 2000)


def _swappable(match: re.Match[str], year: int, first: int, second: int) -> Reading:
    text = match[0].strip()
    day_first, month_first = _iso(year, second, first), _iso(year, first, second)
    if year < FIRST_YEAR:
        return Reading("default_date", text)
    if day_first and month_first and day_first != month_first:
        return Reading("ambiguous", text, readings=(day_first, month_first), month_first=month_first)
    value = day_first or month_first
    return Reading("date", text, value, month_first=month_first) if value else Reading("impossible", text)


def _two_digit(match: re.Match[str]) -> Reading:
    a, b, c = (int(part) for part in match.groups())
    candidates = (_iso(2000 + a, b, c), _iso(2000 + c, b, a), _iso(2000 + c, a, b))
    readings = tuple(dict.fromkeys(value for value in candidates if value))
    if len(readings) > 1:
        return Reading("ambiguous", match[0], readings=readings[:2], month_first=candidates[2])
    if not readings:
        return Reading("impossible", match[0])
    return Reading("date", match[0], readings[0], month_first=candidates[2])


def _month(match: re.Match[str], year: int, month: int) -> Reading:
    text = match[0].strip()
    if not 1 <= month <= 12:
        return Reading("impossible", text)
    if year < FIRST_YEAR:
        return Reading("default_date", text)
    return Reading("month", text, f"{year:04}-{month:02}")


def _week(match: re.Match[str], year: int, week: int) -> Reading:
    text = match[0].strip()
    try:
        date.fromisocalendar(year, week, 1)
    except ValueError:
        return Reading("impossible", text)
    return Reading("week", text, f"{year:04}-W{week:02}")


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _end_of_time(text: str) -> int:
    match = _words().time.match(text)
    return match.end() if match else 0


@cache
def _first_word() -> re.Pattern[str]:
    words = vocabulary.load("dates")
    named = vocabulary.phrases([[*months] for months in words["months"].values()])
    first = any_of(
        [*named, *vocabulary.phrases(words["weekdays"]), *words["links"], *vocabulary.phrases(words["weeks"])]
    )
    return re.compile(rf"\s*(?:\d|(?:{first})(?:en)?(?!\w)[\s\S]{{0,40}}\d)")


@cache
def _english_months() -> dict[str, int]:
    return {name[:3]: number for name, number in vocabulary.load("dates")["months"]["en"].items()}


@cache
def _words() -> _Words:
    words = vocabulary.load("dates")
    months = {name: number for by_name in reversed(words["months"].values()) for name, number in by_name.items()}
    month = any_of(months)
    year = r"(?:19|20|00)\d{2}"
    day_words = any_of(words["day_words"])
    weekday = any_of(w + end for w in vocabulary.phrases(words["weekdays"]) for end in ("", "en"))
    number = rf"(?:\d{{1,3}}|{any_of(words['relative']['numbers'])})"
    unit = rf"(?:{any_of(words['relative']['units'])})"
    ago = "|".join(re.escape(p).replace(r"\{n\}", number).replace(r"\{unit\}", unit) for p in words["relative"]["ago"])
    article = "|".join(rf"{re.escape(w)}\s{'*' if w.endswith('.') else '+'}" for w in words["articles"])
    return _Words(
        month=re.compile(
            rf"(?P<d1>\d{{1,2}})(?::?[ae]|\.|st|nd|rd|th)?\s*(?:(?:{any_of(words['month_links'])})\s+|{_DASH})?(?P<m1>{month})\b\.?,?"
            rf"(?:\s*{_DASH}?(?P<y1>{year})(?!\d)|\s*(?:{_DASH}|['\u2019]|\s)\s?(?P<y4>\d{{2}})(?=\s*(?:[,;|)]|\.?$)))?"
            rf"|(?P<m2>{month})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.?\s*(?:{day_words})\b)?(?!\d|[.:]\d)(?:,?\s*(?P<y2>{year})(?!\d))?"
            rf"|(?P<m3>{month})\b\.?,?\s*(?P<y3>{year})(?!\d)",
        ),
        months=months,
        lead=re.compile(
            rf"\s*(?:(?:{weekday})\b\.?,?\s+)?(?:(?:{any_of(words['links'])})(?=[\W\d])[.:]?\s*){{0,2}}(?:(?:{weekday})\b\.?,?\s+)?(?:{article})?",
        ),
        week=re.compile(
            rf"(?:{any_of(words['weeks'])})\b\.?\s*(?P<w1>\d{{1,2}})(?!\d)(?:[,/]?\s*(?:(?:{any_of(words['year_words'])})\s+)?(?P<y1>{year})(?!\d))?"
            rf"|(?P<y2>{year})[,/]?\s*(?:{any_of(words['weeks'])})\b\.?\s*(?P<w2>\d{{1,2}})(?!\d)",
        ),
        relative=re.compile(rf"\s*(?:(?:{ago})|(?:{any_of(words['relative']['now'])}))(?!\w)"),
        placeholder=re.compile(rf"(?:{any_of([*words['placeholders'], *words['unfilled']])})(?!\w)"),
        time=re.compile(
            rf"(?:\s*,?\s*(?:{any_of(words['clock']['before'])})?\.?\s*t?\d{{1,2}}[.:]\d{{2}}(?:[.:]\d{{2}})?"
            rf"(?:\s*(?:{any_of(words['clock']['after'])}))?)?"
        ),
    )
