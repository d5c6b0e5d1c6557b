"""Page -> its deadlines: by when a reader is to apply, to register or to hand in, as a label or a sentence says.

Words that name a deadline stand before their day. Words that only say "until" count where their clause also says what a
reader is to do. A sentence about what has been is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from linter.data import vocabulary
from linter.facts.dates import headings
from linter.facts.search import label_value, sentences
from linter.facts.search.word_search import outermost
from linter.facts.timeliness import clauses, rounds, surroundings, wording
from linter.facts.timeliness.days import days_in, named_years, without_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.facts.search.word_search import Hit
    from linter.facts.timeliness.days import Day
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_MOST = 60
_GAP = 70
"""Characters between the words of a deadline and its day."""
_NEAR = 14
_SHORT_LINE = 80
_LONGEST_ROUND = 200
_NAMED = ("named", "labels")
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\S)(?:19|20)\d{2}(?!\S)")
"""The year of what is applied for: "Søknadsfristen for 2019 er 10. desember 2018"."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: the words, its last day, and what its block says of later days.

    `is_closed` is whether its section says itself that it is over; `latest` is the last day that its block names.
    """

    text: str
    day: Day
    latest: date | None
    is_closed: bool
    line: Line
    location: Location
    element: Element

    def as_json(self) -> dict[str, Any]:
        """Return it in the shape of the JSON contract."""
        return {"text": self.text, "value": self.day.value, "line": self.location.line}


def read_deadlines(page: Page, hits: Sequence[Hit]) -> tuple[Deadline, ...]:
    """Read the deadlines of a page; `hits` are the words of deadlines that the search found."""
    found: dict[tuple[int, int], Deadline] = {}
    named: dict[tuple[int, int], str] = {}
    for hit in islice((one for one in outermost(hits) if _may_tell(one)), 2 * _MOST):
        one = _deadline(page, hit)
        if one is not None:
            place = one.line.index, one.day.start
            found.setdefault(place, one)
            if one.day.last is not None and hit.kind in _NAMED:
                named[place] = hit.phrase
        if len(found) == _MOST:
            break
    return tuple(_with_newest(found, named))


def _may_tell(hit: Hit) -> bool:
    """Return whether words may be those of a deadline where they stand: a label as such, others in a text with figures."""
    if hit.line.region not in surroundings.READ:
        return False
    if hit.kind != "labels":
        return hit.kind == "named" or _FIGURE.search(hit.line.text) is not None
    rest = hit.line.lowercase[hit.end :].lstrip()
    return not hit.line.lowercase[: hit.start].strip() and (not rest or rest[0] == ":" or _is_day(rest))


def _is_day(text: str) -> bool:
    """Return whether a text is a day and nothing more, times apart: a label may end with the element it stands in."""
    day = next(iter(days_in(text[:_SHORT_LINE])), None) if _FIGURE.match(text) else None
    return day is not None and day.start == 0 and not without_times(text[day.end :]).strip(" .,")


def _with_newest(found: Mapping[tuple[int, int], Deadline], named: Mapping[tuple[int, int], str]) -> Iterator[Deadline]:
    """Yield deadlines with the last day that the page names after the same words of the same thing, as of its next round."""
    things = rounds.things([found[place].line for place in named]) if len(named) > 1 else {}
    for place, one in found.items():
        own = things.get(one.line.index)
        days = [
            found[other].day.last
            for other, phrase in named.items()
            if own is not None and phrase == named.get(place) and own.is_that_of(things[other[0]])
        ]
        yield replace(one, latest=max((day for day in (*days, one.latest) if day is not None), default=None))


def _deadline(page: Page, hit: Hit) -> Deadline | None:
    begin, end = sentences.around(hit.line.text, hit.start)
    line = hit.line
    day = _day(hit, begin, end)
    if day is None and hit.kind in _NAMED:
        line, day = _below(hit) or (line, None)
    text = hit.line.lowercase[begin:end]
    if day is None or any(wording.has(text, key) for key in ("past", "ended", "yearly")):
        return None
    said = hit.line.text[begin:end] if line is hit.line else f"{hit.line.text[begin:end]} {line.text}"
    start, stop = (min(hit.start, day.start), max(hit.end, day.end)) if line is hit.line else (day.start, day.end)
    return Deadline(
        text=said.strip(),
        day=day.as_written(line.text),
        latest=_latest(line),
        is_closed=any(wording.is_closed(one.lowercase) for one in surroundings.section(line)) or _is_closed_first(page),
        line=line,
        location=page.place(line, start, stop),
        element=line.element_at(start),
    )


def _day(hit: Hit, begin: int, end: int) -> Day | None:
    """Return the day that a hit is about, in its sentence."""
    text = hit.line.lowercase
    reach = (
        (max(begin, hit.start - 2 * _GAP), hit.start)
        if hit.kind == "after"
        else (hit.start, min(end, hit.end + 2 * _GAP))
    )
    if not _FIGURE.search(text, *reach):
        return None
    days = [day for day in days_in(text) if begin <= day.start and day.end <= end]
    if hit.kind == "after":
        before = next((day for day in days if 0 <= hit.start - day.end <= _NEAR), None)
        return before if before is not None and clauses.asks(hit, before, begin, end) else None
    after = next((day for day in days if day.start >= hit.end), None)
    spans = next((day for day in days if day.start < hit.start < day.end), None)
    day = spans if spans is not None else after
    if day is None:
        return None
    gap = text[hit.end : day.start] if spans is None else ""
    if hit.kind == "limits":
        return day if _is_small(gap) and clauses.asks(hit, day, begin, end) else None
    return day if _leads(gap) else None


def _is_small(gap: str) -> bool:
    """Return whether nothing but small words and names of days stand before a day."""
    gap = without_times(gap)
    if len(gap) > _GAP or _FIGURE.search(gap):
        return False
    said = _said(gap)
    return sum(len(word) for word in said) <= _NEAR and set(said) <= wording.words("between")


def _leads(gap: str) -> bool:
    """Return whether the words of a deadline lead on to a day: "för höstterminen är", ": den", and not "for the election of"."""
    gap = without_times(_YEAR.sub("", gap))
    if len(gap) > _GAP or _FIGURE.search(gap):
        return False
    said = _said(gap)
    if gap.rstrip().endswith(":") or not said:
        return True
    if said[-1] in wording.words("not_between"):
        return False
    return set(said) <= wording.words("between") or said[-1] in wording.words("copulas")


def _said(gap: str) -> list[str]:
    """Return the words before a day, those left out that belong to the day itself: "onsdagen den"."""
    own = _own_words()
    return [word for one in wording.words_of(gap) if (word := one.rstrip(".")) not in own]


@cache
def _own_words() -> frozenset[str]:
    weekdays = vocabulary.words("dates", "weekdays")
    articles = (article.rstrip(".") for article in vocabulary.words("dates", "articles"))
    return frozenset([*weekdays, *(f"{day}en" for day in weekdays), *articles])


def _below(hit: Hit) -> tuple[Line, Day] | None:
    """Return the day in the line under a label that ends its line."""
    rest = hit.line.lowercase[hit.end :].strip(" :")
    line = label_value.following(hit.line)
    if rest or line is None or len(hit.line.text) > _SHORT_LINE or label_value.bond(hit.line, line) is None:
        return None
    if not _FIGURE.search(line.lowercase[:_SHORT_LINE]):
        return None
    first = next(iter(days_in(line.lowercase)), None)
    if first is None or not _is_small(line.lowercase[: first.start]) or wording.has(line.lowercase, "past"):
        return None
    return line, first


def _is_closed_first(page: Page) -> bool:
    """Return whether the lines under the name of a page say that one can no longer apply."""
    lines = [one for heading in headings.leading(page)[:1] for one in heading.lines[-1:]]
    return any(
        wording.is_closed(one.lowercase) and wording.has(one.lowercase, "acts")
        for line in lines
        for one in surroundings.below(line)
    )


def _latest(line: Line) -> date | None:
    """Return the last day that the block of a line names, or that its section names of the next round."""
    return max((*_last_days(surroundings.block(line)), *_next_rounds(surroundings.section(line))), default=None)


def _next_rounds(lines: Sequence[Line]) -> Iterator[date]:
    """Yield the last day of each year that a short line names of the next round: "Ansökan öppnar igen hösten 2027"."""
    for one in lines:
        if _FIGURE.search(one.text[:_LONGEST_ROUND]) and wording.has(one.lowercase[:_LONGEST_ROUND], "coming"):
            yield from (date(year, 12, 31) for year in named_years(one.lowercase[:_LONGEST_ROUND]))


def _last_days(lines: Sequence[Line]) -> Iterator[date]:
    for one in lines:
        if not _FIGURE.search(one.text):
            continue
        yield from (day.last for day in days_in(one.lowercase) if day.last is not None)
