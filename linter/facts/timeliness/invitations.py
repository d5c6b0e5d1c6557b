"""Hits of "välkommen till" and their like -> the events that a sentence invites to: "Välkommen till höstkonsert den 24 oktober 2026".

What is between the invitation and the day names the event. A clause about something else ("som öppnade den"), a first day
("från den") and what only begins on a day (a term, an exhibition) make none.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.search import sentences
from linter.facts.search.word_search import outermost
from linter.facts.timeliness import surroundings, wording
from linter.facts.timeliness.days import days_in, without_times
from linter.facts.timeliness.event import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.search.word_search import Hit
    from linter.facts.timeliness.days import Day
    from linter.page.page import Page

_MOST = 20
_MOST_WORDS = 14
"""Words between an invitation and its day."""
_GAP = 160
_FIGURE = re.compile(r"\d{4}")
_NEXT = re.compile(r"\s?([^\W\d_]+(?:\.[^\W\d_])?)")
_CLAUSE = re.compile(r"[;:(]|\s[–—-]\s")


def read(page: Page, hits: Sequence[Hit]) -> Iterator[Event]:
    """Yield an event for each sentence that invites to a day; `hits` are the words of invitations that the search found."""
    for hit in islice((one for one in outermost(hits) if _may_invite(one)), _MOST):
        begin, end = sentences.around(hit.line.text, hit.start)
        days = _days(hit, begin, end)
        if days:
            last = max(days, key=lambda day: day.value or "")
            place = page.place(hit.line, days[0].start, days[0].end)
            yield Event(
                None,
                min(day.begins or day.value or "" for day in days),
                last.value,
                place,
                hit.line.element_at(hit.start),
                hit.line.text[begin:end].strip(),
                is_own=True,
                is_said=True,
            )


def _may_invite(hit: Hit) -> bool:
    return hit.line.region in surroundings.READ and _FIGURE.search(hit.line.text, hit.end) is not None


def _days(hit: Hit, begin: int, end: int) -> list[Day]:
    """Return the days that an invitation is to, none where one of them is not certain or its sentence tells of something else."""
    text = hit.line.lowercase
    days = [day for day in days_in(text) if hit.end <= day.start and day.end <= end]
    if not days or any(day.value is None for day in days) or not _leads(hit, text[begin : hit.start]):
        return []
    between, after = text[hit.end : days[0].start], text[days[0].end : end]
    if len(between) > _GAP or len(wording.words_of(between)) > _MOST_WORDS or _CLAUSE.search(between):
        return []
    if wording.has(between, "invitations", "breaks") or any(
        wording.has(between + after, key) for key in ("past", "done")
    ):
        return []
    if (
        not _is_of_what_invites(between)
        or _begins(between, after)
        or not _ends(after)
        or (len(days) == 1 and not days[0].is_range and _lasts(between))
    ):
        return []
    return days


def _leads(hit: Hit, before: str) -> bool:
    """Return whether a greeting begins its sentence, but for small words: "Du är varmt"; verbs have who invites before them."""
    if hit.kind == "verbs":
        return not any(wording.has(before, key) for key in ("past", "done"))
    return wording.words("invitations", "leads").issuperset(wording.words_of(before))


def _ends(after: str) -> bool:
    """Return whether a day stands for itself, and is no part of a name: "the 3 March edition"."""
    first = _NEXT.match(after)
    return first is None or first[1] in wording.words("invitations", "after")


def _is_of_what_invites(between: str) -> bool:
    """Return whether nothing but a weekday stands between a comma and the day: ", bildat den" tells of something else."""
    _, comma, last = between.rpartition(",")
    weekdays = vocabulary.words("dates", "weekdays")
    small = weekdays.union(vocabulary.words("dates", "articles"), wording.words("invitations", "after"))
    return not comma or small.issuperset(word.rstrip(".") for word in wording.words_of(without_times(last)))


def _begins(between: str, after: str) -> bool:
    """Return whether a day is the first of more: "från den 3 oktober", "3.10.2026 alkaen"."""
    first = wording.words_of(after)[:1]
    return wording.has(between, "notices", "beginnings") or bool(
        wording.words("notices", "beginnings_after").intersection(first)
    )


def _lasts(between: str) -> bool:
    """Return whether what begins on a day goes on after it: a term, an exhibition."""
    return any(word.endswith(wording.phrases("invitations", "lasting")) for word in wording.words_of(between))
