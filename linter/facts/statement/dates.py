"""Sentences -> when a service was assessed, and when its statement was last looked over.

A date belongs to the word nearest before it, or else after it; one that tells when the site was published, or when a fault
will be mended, is neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from linter.facts.dates import grammar
from linter.facts.statement import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from linter.facts.dates.labels import Dates
    from linter.facts.statement.sentences import Sentence

_Kind = Literal["assessed", "updated", "created", "elsewhere"]
_KINDS: tuple[_Kind, ...] = ("assessed", "updated", "created", "elsewhere")
_PLACE = re.compile(r"(?<![\w.:§])\d|(?<!\w)(?=[^\W\d_]{3,10}\.?\s\d{4})")
_REACH = 110
"""So many characters a word may stand before its date."""
_MOST_DATES = 12
_PLAIN = 3
"""The rank of a date that only the page tells of itself."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a month where no day is told; `rank` says how surely it is the statement's own."""

    value: str
    sentence: Sentence | None
    rank: int = 0

    @property
    def last(self) -> date:
        """The last day that it may mean."""
        return grammar.last_day(self.value)


def read_assessed(sentences: Sequence[Sentence]) -> Day | None:
    """Return when the service was last assessed."""
    return _latest(
        [Day(value, one) for one in sentences for kind, value in _dated(sentences, one) if kind == "assessed"]
    )


def read_updated(sentences: Sequence[Sentence], dates: Dates) -> Day | None:
    """Return when the statement was last looked over: as it says itself, else when it was made, else as its page says."""
    found = []
    for one in sentences:
        is_own = wording.has(one.lowercase, "itself")
        if not is_own and wording.has(one.lowercase, "dates", "site"):
            continue
        for kind, value in _dated(sentences, one):
            if kind == "updated":
                found.append(Day(value, one, 0 if is_own else 1))
            elif kind == "created" or (kind is None and is_own):
                found.append(Day(value, one, 2))
    kept = [label for label in dates.visible if label.kind in ("updated", "reviewed")]
    found.extend(Day(label.value or "", None, _PLAIN) for label in kept)
    best = min((day.rank for day in found), default=None)
    return _latest([day for day in found if day.rank == best])


def has_open(sentences: Sequence[Sentence]) -> bool:
    """Return whether a day is told of which no word says what happened then."""
    return any(kind is None for one in sentences for kind, _ in _dated(sentences, one))


def _latest(days: Sequence[Day]) -> Day | None:
    return max(days, key=lambda day: day.last, default=None)


def _dated(sentences: Sequence[Sentence], one: Sentence) -> Iterator[tuple[_Kind | None, str]]:
    """Yield the days of a sentence with what each is the day of, None where nothing says so."""
    text = one.lowercase
    for place in _days(text):
        start, end, value = place
        kind = _before(text[max(0, start - _REACH) : start]) or _after(text[end : end + _REACH])
        yield kind or _above(sentences, one, text[:start]) or _around(sentences, one), value


def _days(text: str) -> list[tuple[int, int, str]]:
    """Return the days and months that lower-case text tells: where they begin and end, and their values."""
    found: list[tuple[int, int, str]] = []
    if not any(char.isdigit() for char in text):
        return found
    for match in _PLACE.finditer(text):
        start = match.start()
        if (found and start < found[-1][1]) or len(found) >= _MOST_DATES:
            continue
        reading = grammar.read_date(text[start : start + _REACH])
        if reading is None:
            continue
        value = reading.value or (reading.readings[0] if reading.readings else None)
        if value is not None and "W" not in value:
            start = max(start, text.find(reading.text, start))  # the word before a year may be none of the date
            found.append((start, start + len(reading.text), value))
    return found


def _before(text: str) -> _Kind | None:
    """Return what the words before a date say that it is the day of: the last of them."""
    if _until().search(text):
        return "elsewhere"
    found = [(match.end(), kind) for kind in _KINDS for match in wording.pattern("dates", kind).finditer(text)]
    return max(found, default=(0, None))[1]


@cache
def _until() -> re.Pattern[str]:
    until, articles = (wording.any_phrase(wording.words("dates", key)) for key in ("until", "articles"))
    return re.compile(rf"{until}(?:\s+{articles})?\s*$")


def _after(text: str) -> _Kind | None:
    found = [(match.start(), kind) for kind in _KINDS if (match := wording.pattern("dates", kind).search(text))]
    return min(found, default=(0, None))[1]


def _around(sentences: Sequence[Sentence], one: Sentence) -> _Kind | None:
    """Return what the sentence before in the same line is about, else the heading of the section."""
    if one.number and sentences[one.number - 1].line is one.line and not one.heading:
        kind = _before(sentences[one.number - 1].lowercase)
        if kind is not None:
            return kind
    heading = next((other for other in reversed(sentences[: one.number]) if other.heading), None)
    about = heading is not None and heading.heading > 1 and wording.has(heading.lowercase, "dates", "assessed")
    return "assessed" if about and not wording.has(one.lowercase, "itself") else None


def _above(sentences: Sequence[Sentence], one: Sentence, before: str) -> _Kind | None:
    """Return what the line above says of a date that stands alone in its line."""
    if before.strip(" :") not in ("", *wording.words("dates", "articles")) or one.number == 0:
        return None
    above = sentences[one.number - 1]
    return _before(above.lowercase[-_REACH:]) if one.line.index - above.line.index <= 1 else None
