"""Page -> its opening hours that are of a part of a year: a range of days, or a season without its days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.data import vocabulary
from linter.facts.search.word_search import outermost
from linter.facts.timeliness import surroundings, wording
from linter.facts.timeliness.days import Day, days_in, named_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.search.word_search import Hit
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_MOST = 40
_LABEL = 90
"""A longer line is running text, which is no label of hours."""
_ROWS = 12
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Opening:
    """Opening hours of a range of days, or of a season; `opens` and `closes` are its first and last day, None for a season.

    `season` is its kind where no day is named; `has_others` whether the page names the hours of other parts of the year.
    """

    text: str
    day: Day | None
    opens: str | None
    closes: str | None
    season: str | None
    has_others: bool
    line: Line
    location: Location
    element: Element

    def as_json(self) -> dict[str, Any]:
        """Return it in the shape of the JSON contract."""
        return {"text": self.text, "from": self.opens, "to": self.closes, "line": self.location.line}


def read_openings(page: Page, hits: Sequence[Hit]) -> tuple[Opening, ...]:
    """Read the opening hours of a page that are of a part of a year; `hits` are the labels that the search found."""
    own = [hit for hit in outermost(hits) if hit.line.region in surroundings.READ and _is_label(hit)]
    others = [hit for hit in own if _season(hit.phrase) is None]
    found: dict[int, Opening] = {}
    for hit in own[:_MOST]:
        for line, day in _ranges(hit):
            found.setdefault(line.index, _dated(page, line, day))
        season = _season(hit.line.lowercase)
        of_year = _of_year(hit, season) if season is not None and hit.line.index not in found else None
        if of_year is not None:
            found[hit.line.index] = _dated(page, hit.line, of_year)
        if season is not None and not _names_days(hit) and hit.line.index not in found:
            beside = any(one.line is not hit.line for one in others) or _has_others(hit.line)
            found[hit.line.index] = _undated(page, hit, season, has_others=beside)
    return tuple(found[index] for index in sorted(found))


def _is_label(hit: Hit) -> bool:
    """Return whether words of opening hours begin a short line, or head a section, and tell of no past."""
    line = hit.line
    if len(line.text) > _LABEL and not line.heading:
        return False
    before = line.lowercase[: hit.start]
    is_first = not before.strip() or bool(line.heading) or bool(days_in(before))
    return (
        is_first
        and _goes_on(hit)
        and line.element_at(hit.start).closest("a", "button", "nav") is None
        and not wording.has(line.lowercase, "past")
    )


def _goes_on(hit: Hit) -> bool:
    """Return whether a word that is no label everywhere, "Öppet", goes on as one: with a colon, a day, or a word of time."""
    if hit.phrase not in wording.words("openings", "adjectives"):
        return True
    rest = hit.line.lowercase[hit.end :].strip()
    if not rest or rest[0] in ":(–-" or rest[0].isdigit():
        return True
    first = wording.words_of(rest)[:1]
    return bool(first) and first[0].rstrip(".") in (*_weekdays(), *wording.words("openings", "goes_on"))


@cache
def _weekdays() -> frozenset[str]:
    return vocabulary.words("dates", "weekdays")


def _of_year(hit: Hit, season: str) -> Day | None:
    """Return the season of the one year that the line of a label names: "Julöppettider 2025"."""
    text = hit.line.lowercase
    years = named_years(text)
    if len(years) != 1 or days_in(text):
        return None
    words = vocabulary.load("timeliness")["openings"]["seasons"][season]
    begins = date.fromisoformat(f"{years[0]}-{words['begin']}")
    ends = date.fromisoformat(f"{years[0] + (words['end'] < words['begin'])}-{words['end']}")
    start, end = min(hit.start, text.index(str(years[0]))), max(hit.end, text.index(str(years[0])) + 4)
    return Day(start, end, text[start:end], ends.isoformat(), ends, begins.isoformat(), is_range=True)


def _ranges(hit: Hit) -> Iterator[tuple[Line, Day]]:
    """Yield the ranges of days in the line of a label, else those that begin lines under it."""
    own = [
        day
        for day in days_in(hit.line.lowercase)
        if day.is_range and day.last is not None and not _is_closed(hit.line, day)
    ]
    if own:
        yield from ((hit.line, day) for day in own[-1:])
        return
    for line in surroundings.below(hit.line)[:_ROWS]:
        if not _FIGURE.search(line.text[:_LABEL]) or wording.has(line.lowercase, "past"):
            continue
        day = next(iter(days_in(line.lowercase[:_LABEL])), None)
        if day is not None and day.is_range and day.last is not None and _begins(line, day):
            yield line, day


def _begins(line: Line, day: Day) -> bool:
    """Return whether nothing but a word or two stand before a range of days: "Sommar: 1 juni–31 augusti 2026"."""
    before = line.lowercase[: day.start].strip(" :–-")
    if _is_closed(line, day):
        return False
    return len(wording.words_of(before)) <= 2 and "." not in before


def _is_closed(line: Line, day: Day) -> bool:
    """Return whether days are those on which something is closed, or on which the page was changed."""
    return wording.has(line.lowercase[: day.start], "openings", "closed_days")


def _names_days(hit: Hit) -> bool:
    """Return whether the line of a label, or one of those under it, names a day, a week or a year."""
    lines = [hit.line, *surroundings.below(hit.line)[:_ROWS]]
    return any(
        _FIGURE.search(line.text) and (days_in(line.lowercase) or named_years(line.lowercase) or _names_week(line))
        for line in lines
    )


def _names_week(line: Line) -> bool:
    weeks = vocabulary.words("dates", "weeks")
    return any(word.rstrip(".") in weeks for word in wording.words_of(line.lowercase))


def _season(text: str) -> str | None:
    """Return the season that a word of a label begins with."""
    for name, season in vocabulary.load("timeliness")["openings"]["seasons"].items():
        if any(word.startswith(tuple(season["words"])) for word in wording.words_of(text)):
            return str(name)
    return None


def _has_others(line: Line) -> bool:
    return any(wording.has(one.lowercase, "openings", "others") for one in surroundings.section(line))


def _dated(page: Page, line: Line, day: Day) -> Opening:
    place = page.place(line, day.start, day.end)
    return Opening(
        line.text,
        day,
        day.begins,
        day.value,
        None,
        has_others=False,
        line=line,
        location=place,
        element=line.element_at(day.start),
    )


def _undated(page: Page, hit: Hit, season: str, *, has_others: bool) -> Opening:
    place = page.place(hit.line, hit.start, hit.end)
    return Opening(
        hit.line.text,
        None,
        None,
        None,
        season,
        has_others=has_others,
        line=hit.line,
        location=place,
        element=hit.line.element_at(hit.start),
    )
