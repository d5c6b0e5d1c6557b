"""Sentences -> when a service was assessed, and when its statement was last looked over.

A date belongs to the word nearest before it, or else after it; one that tells when the site was published, or when a fault
will be mended, is neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    def first(self) -> date:
        """The first day that it may mean."""
        return grammar.first_day(self.value)

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
            elif kind == "created":
                found.append(Day(value, one, 2))
    kept = [label for label in dates.visible if label.kind in ("updated", "reviewed")]
    found.extend(Day(label.value or "", None, _PLAIN) for label in kept)
    best = min((day.rank for day in found), default=None)
    return _latest([day for day in found if day.rank == best])


def _latest(days: Sequence[Day]) -> Day | None:
    return max(days, key=lambda day: day.last, default=None)


def _dated(sentences: Sequence[Sentence], one: Sentence) -> Iterator[tuple[_Kind, str]]:
    """Yield the days of a sentence with what each is the day of."""
    text = one.lowercase
    for place in _days(text):
        start, end, value = place
        kind = _before(text[max(0, start - _REACH) : start]) or _after(text[end : end + _REACH])
        kind = kind or _above(sentences, one, text[:start])
        if kind is not None:
            yield kind, value


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
            found.append((start, start + len(reading.text), value))
    return found


def _before(text: str) -> _Kind | None:
    """Return what the words before a date say that it is the day of: the last of them."""
    found = [(match.end(), kind) for kind in _KINDS for match in wording.pattern("dates", kind).finditer(text)]
    return max(found, default=(0, None))[1]


def _after(text: str) -> _Kind | None:
    found = [(match.start(), kind) for kind in _KINDS if (match := wording.pattern("dates", kind).search(text))]
    return min(found, default=(0, None))[1]


def _above(sentences: Sequence[Sentence], one: Sentence, before: str) -> _Kind | None:
    """Return what the line above says of a date that stands alone in its line."""
    if before.strip(" :den") or one.number == 0:
        return None
    above = sentences[one.number - 1]
    return _before(above.lowercase[-_REACH:]) if one.line.index - above.line.index <= 1 else None
