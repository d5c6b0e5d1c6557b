"""Text that begins with a phone number -> where the number ends, and which others its last digits stand for."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from linter.data import vocabulary
from linter.facts.contacts.numbers import further_numbers, numbering
from linter.facts.contacts.numbers.further_numbers import Base
from linter.facts.contacts.numbers.numbering import Fault, digits_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLANK = r"[ \u00a0\u2009\u202f]"
_DASH = r"[-\u2010-\u2013\u2212]"
_SEPARATOR = r"[ \u00a0\u2009\u202f().\-\u2010-\u2013\u2212/]"
_RUN = re.compile(rf"(?:\+|\(\+?)?\d(?:{_SEPARATOR}{{0,4}}\d){{0,35}}")
_GROUP = re.compile(r"\d{1,40}")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?!\d)")
_TIME_OR_DAY = re.compile(r"\d{1,2}[.:/]\d{1,2}(?!\d)")
_DAY = r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2}(?!\d)|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}(?!\d)"
_WHOLE_DAY = re.compile(_DAY)
_DATE = re.compile(
    rf"{_DAY}|\d{{1,2}}[-./]\d{{1,2}}{_BLANK}(?:19|20)\d{{2}}(?!\d)|(?:19|20)\d{{2}}.(?:19|20)\d{{2}}(?!\d)"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LONE_YEAR = re.compile(r"(?:19|20)\d{2}(?!\d)")
_SHORT_DATE = re.compile(r"\d{1,2}([./])\d{1,2}\1\d{2}(?!\d)")
_LAST_DIGITS = rf"(?:{_BLANK}?/{_BLANK}?{_DASH}?\d{{2,4}}|[-\u2013/]\d{{1,4}}|{_BLANK}[-\u2013]{_BLANK}?\d{{2,4}}(?!\d|{_BLANK}[^\W\d_]))"
_ALTERNATIVES = re.compile(rf"{_LAST_DIGITS}{{1,9}}(?!{_SEPARATOR}{{0,4}}\d)")
_EXTENSION = re.compile(rf"{_DASH}(\d{{1,4}})(?!\d|[.:,]\d|{_BLANK}?[^\W\d_])")
_APART = re.compile(rf"{_BLANK}{_DASH}{_BLANK}")
_LETTERS = re.compile(rf"(?:{_SEPARATOR}{{0,2}}[oOlIxXyY]){{1,8}}(?:{_SEPARATOR}{{0,2}}\d){{0,9}}(?![^\W\d_])")
_POSTCODE = re.compile(rf"(?:\d{{3}}{_BLANK}\d{{2}}|\d{{4,5}}){_BLANK}[A-ZÅÄÖÆØÜ][a-zåäöæøüß]")
_WORDS = re.compile(r"[-.]?[A-Z]{3,8}(?:[-.]?[A-Z0-9]{2,7}){0,2}(?![^\W_])")
_AREA_CODE = 5
_COUNTRY_CODE = 4
_TWO_NUMBERS = 13
_MOST_GROUPS = 16
_CALLED_CODE = 3
_HOURS = 24


class Written(NamedTuple):
    """A number that begins where it was looked for: its end, and E.164, a fault, or neither where nobody can tell."""

    end: int
    number: str | None
    fault: Fault | None
    is_short: bool = False
    others: tuple[tuple[int, int], ...] = ()
    """The last digits of further numbers: where they stand after this one, `45 00 00-09` or `45 00 00/01/02`."""


class _Run(NamedTuple):
    """Digits with nothing but separators between: the groups of a number, and perhaps of what follows it."""

    text: str
    start: int
    groups: Sequence[tuple[int, int]]
    country: str

    def upto(self, count: int) -> str:
        """Return the first groups as they are written."""
        return self.text[self.start : self.groups[count - 1][1]]

    def gap(self, count: int) -> str:
        """Return what stands before a group."""
        return self.text[self.groups[count - 1][1] : self.groups[count][0]]

    def may_end(self, count: int) -> bool:
        """Return whether the first groups are a number."""
        return numbering.may_exist(self.upto(count), self.country)


@lru_cache(maxsize=256)  # a number with a label is asked for with it and without it
def number_at(text: str, start: int, stop: int, country: str) -> Written | None:
    """Read the number that begins at a place of a text; None where no number begins, but a time, a day or a count."""
    match = _RUN.match(text, start, stop)
    if match is None:
        return None
    groups = further_numbers.groups_of(text, start, match.end())[:_MOST_GROUPS]
    run = _Run(text, start, groups, country)
    if _is_time(text, start, match.end()):
        return None
    run = run._replace(groups=groups[: _joined(run)])
    count = _complete(run)
    spelt = _spelt(run, stop) if count is None else None
    if spelt is not None:
        return spelt
    if count is None and _hours_end(text, start):
        return None
    written = run.upto(count or len(run.groups))
    if numbering.is_short_in(digits_of(written), country):
        return Written(start + len(written), None, None, is_short=True)
    number, fault = numbering.judge(written, country)
    end = start + len(written)
    others = _last_digits(text, end, run.groups[-1][1]) if number else ()
    found = _with_letters(Written(end, number, fault, others=others), text, stop, country)
    return None if count is None and found.fault != "letters" and _is_count(run) else found


def _spelt(run: _Run, stop: int) -> Written | None:
    """Return a number whose last digits are a word on the keys, as America writes them: `1-800-SNOWDAY`."""
    end = run.groups[-1][1]
    word = _WORDS.match(run.text, end, stop) if run.country not in numbering.NATIONS else None
    if word is None or len(digits_of(run.upto(len(run.groups)))) < _CALLED_CODE:
        return None
    written = run.text[run.start : word.end()]
    if not numbering.SHORTEST <= sum(char.isalnum() for char in written) <= numbering.LONGEST:
        return None
    return Written(word.end(), numbering.judge(written, run.country)[0], None)


def further_at(text: str, start: int, stop: int, known: Base, number: str, country: str) -> Written | None:
    """Read a number of which only the end is written, after another one: `-09`, or what follows its area code."""
    extension = _EXTENSION.match(text, start, stop)
    if extension is not None:
        other = further_numbers.with_last_digits(known, number, extension[1], country)
        return Written(extension.end(), other, None) if other else None
    match = _RUN.match(text, start, stop) if text[start].isdecimal() and text[start] != "0" else None
    if match is None or _is_time(text, start, match.end()) or _is_no_part(text, start):
        return None
    run = _Run(text, start, further_numbers.groups_of(text, start, match.end())[:_MOST_GROUPS], country)
    found = further_numbers.without_area_code(known, _first_part(run), country)
    return Written(*found, None) if found and not _counted().match(text, found[0]) else None


def _first_part(run: _Run) -> Sequence[tuple[int, int]]:
    """Return the groups before a slash, a time, a day or a count."""
    ends = (n for n in range(1, len(run.groups)) if "/" in run.gap(n) or _is_no_part(run.text, run.groups[n][0]))
    return run.groups[: min(next(ends, len(run.groups)), _joined(run))]


def _is_no_part(text: str, start: int) -> bool:
    """Return whether digits are no group of a number that stands before them: something is counted or dated by them."""
    return any(form.match(text, start) for form in (_POSTCODE, _TIME_OR_DAY, _amount()))


def _last_digits(text: str, start: int, stop: int) -> tuple[tuple[int, int], ...]:
    match = _ALTERNATIVES.match(text, start, stop)
    return tuple(group.span() for group in _GROUP.finditer(text, start, match.end())) if match else ()


def is_date(text: str) -> bool:
    """Return whether text begins with a day or with years."""
    return _DATE.match(text) is not None


def _with_letters(written: Written, text: str, stop: int, country: str) -> Written:
    """Return the number with the letters that stand for digits in it, as a fault."""
    letters = _LETTERS.match(text, written.end, stop)
    if letters is None or country not in numbering.NATIONS:
        return written
    if written.fault or text[written.end] in "oOlI":
        return Written(letters.end(), None, "letters")
    return written


def _is_count(run: _Run) -> bool:
    """Return whether digits are too few for a number and something is counted or named by them: `3 trappor`."""
    digits = len(digits_of(run.upto(len(run.groups))))
    known = run.country in numbering.NATIONS or "+" in run.upto(1)
    if not known:
        return digits < numbering.SHORTEST
    if digits < 3:
        return True
    return digits <= _AREA_CODE and re.match(r"\s*[^\W\d_]", run.text[run.groups[-1][1] :]) is not None


def _complete(run: _Run) -> int | None:
    """Return of how many groups the number consists, None where none of their beginnings is a number."""
    groups = len(run.groups)
    if len(digits_of(run.upto(groups))) >= _TWO_NUMBERS:
        first = next((n for n in range(1, groups) if run.may_end(n) and _another_begins(run, n)), None)
        if first is not None:
            return first
    other = next((n for n in range(2, groups) if _is_alternative(run, n)), None)
    if other is not None or run.may_end(groups):
        return other or groups
    ends = (n for n in range(groups - 1, 0, -1) if _is_whole(run, n) and _is_apart(run, n))
    return next(ends, None)


def _is_alternative(run: _Run, count: int) -> bool:
    """Return whether a slash after a number gives another one by its last digits: as many of them, or with a dash."""
    gap, sizes = run.gap(count), [end - start for start, end in run.groups[count - 1 : count + 1]]
    return "/" in gap and (gap.strip() != "/" or sizes[0] == sizes[1] > 1) and run.may_end(count)


def _is_whole(run: _Run, count: int) -> bool:
    return run.may_end(count) or numbering.is_short_in(digits_of(run.upto(count)), run.country)


def _is_apart(run: _Run, count: int) -> bool:
    """Return whether what stands after some groups is no part of their number."""
    end, following = run.groups[count - 1][1], run.groups[count][0]
    if not run.gap(count).strip() and (
        _hours_end(run.text, following)
        or any(form.match(run.text, following) for form in (_TIME_OR_DAY, _POSTCODE, _LONE_YEAR))
    ):
        return True
    if _APART.fullmatch(run.gap(count)) or _ALTERNATIVES.match(run.text, end, run.groups[-1][1]):
        return True
    return _another_begins(run, count)


def _another_begins(run: _Run, count: int) -> bool:
    """Return whether a whole number begins after some groups."""
    following = run.groups[count][0]
    if run.text[following] != "0":
        if _is_local(run, count):
            return True
        if "/" not in run.gap(count):
            return False
    rest = run._replace(start=following, groups=run.groups[count:])
    sizes = (len(digits_of(rest.upto(n))) for n in range(1, len(rest.groups) + 1))
    return any(numbering.SHORTEST <= size <= numbering.LONGEST and rest.may_end(n) for n, size in enumerate(sizes, 1))


def _is_local(run: _Run, count: int) -> bool:
    """Return whether a number of the same area begins after some groups, without its area code."""
    if run.gap(count).strip() not in ("", "/"):
        return False
    rest = run._replace(start=run.groups[count][0], groups=run.groups[count:])
    known = Base(run.text, run.start, run.groups[:count])
    return further_numbers.without_area_code(known, _first_part(rest), run.country) is not None


def _joined(run: _Run) -> int:
    """Return how many groups stand together, before a bracket, a time or a day."""
    return next((n for n in range(1, len(run.groups)) if not _joins(run, n)), len(run.groups))


def _joins(run: _Run, count: int) -> bool:
    gap, following, before = run.gap(count), run.groups[count][0], run.upto(count)
    if "(" in gap:
        return before.startswith(("+", "00", "1")) and len(digits_of(before)) <= _COUNTRY_CODE
    if ")" in gap:
        return "(" in before and len(digits_of(before.rpartition("(")[2])) <= _AREA_CODE
    if _spans().match(run.text, following) or (gap.isspace() and _WHOLE_DAY.match(run.text, following)):
        return False
    if gap.isspace() and _amount().match(run.text, following) and run.may_end(count):
        return False
    return _CLOCK.match(run.text, following) is None


def _is_time(text: str, start: int, end: int) -> bool:
    """Return whether a time, hours or a day begin here and no number."""
    if _spans().match(text, start) or _CLOCK.match(text, start) or _WHOLE_DAY.match(text, start):
        return True
    if any(form.fullmatch(text, start, end) for form in (_TIME_OR_DAY, _SHORT_DATE, _YEAR)):
        return True
    hours = _hours_end(text, start)
    if not hours:
        return False
    rest = _GROUP.search(text, hours, end)
    return rest is None or text[start] not in "+(0" or bool(_hours_end(text, rest.start()))


@cache
def _counted() -> re.Pattern[str]:
    """Return what stands after a number by which something is counted: ` timmar`, ` kr/min`, `:e`, ` %`."""
    units = vocabulary.any_of(vocabulary.load("contacts")["numbers"]["units"])
    unit = rf"(?i:{units})(?![^\W_]|{_BLANK}?\d)"
    return re.compile(
        rf"\.?{_BLANK}?{unit}|{_BLANK}?[%€$£]|:[aens]\b|:-|\.?{_BLANK}(?:{_months()})\b|\.{_BLANK}(?i:{_months()})\b"
    )


def _months() -> str:
    return vocabulary.any_of(name for months in vocabulary.load("dates")["months"].values() for name in months)


@cache
def _amount() -> re.Pattern[str]:
    """Return a number by which something is counted, with what it is: `24 timmar`, `0,50 kr`, `1-3 tr`, `2. sal`."""
    price = rf"\d{{1,3}},\d{{1,2}}{_BLANK}?[^\W\d_]"
    count = rf"\d{{1,4}}(?:{_BLANK}\d{{3}})?(?:[.,]\d{{1,3}})?(?:{_BLANK}?{_DASH}{_BLANK}?\d{{1,4}})?"
    return re.compile(rf"{price}|{count}(?:{_counted().pattern})")


@cache
def _until() -> str:
    words = vocabulary.any_of(vocabulary.load("contacts")["numbers"]["until"])
    return rf"\s?(?:{_DASH}|{words})\s?"


@cache
def _spans() -> re.Pattern[str]:
    """Return what two times or two days with a line between them are: `08.00–16.30`, `04.06.-07.06.`."""
    return re.compile(rf"\d{{1,2}}(?:[.:]\d{{1,2}}\.?|\.){_until()}\d{{1,2}}[.:]\d{{1,2}}(?!\d)", re.IGNORECASE)


@cache
def _hours() -> re.Pattern[str]:
    return re.compile(rf"(\d{{1,2}})(?:[.:]\d{{2}})?{_until()}(\d{{1,2}})(?:[.:]\d{{2}})?(?!\d)", re.IGNORECASE)


def _hours_end(text: str, start: int) -> int:
    """Return where the hours of a day end that begin here, `9-12` or `8.30 till 16`; 0 where none do."""
    match = _hours().match(text, start)
    return match.end() if match and int(match[1]) < int(match[2]) <= _HOURS else 0
