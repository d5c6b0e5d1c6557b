"""Sentence and day -> whether its clause asks the reader for something by that day, or only tells which ones are meant.

"Ansökan ska ha kommit in senast 31 december 2025" asks; "ansökningar som har kommit in senast 31 december 2025" does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.facts.timeliness import wording

if TYPE_CHECKING:
    from linter.facts.search.word_search import Hit
    from linter.facts.timeliness.days import Day

_PART = re.compile(r"[,;]\s")


def asks(hit: Hit, day: Day, begin: int, end: int) -> bool:
    """Return whether the clause of a day, in the sentence `[begin, end)`, says what a reader is to do by then."""
    text = hit.line.lowercase
    first, last = min(hit.start, day.start), max(hit.end, day.end)
    start = max((one.end() for one in _PART.finditer(text, begin, first)), default=begin)
    after = _PART.search(text, last, end)
    clause = text[start : after.start() if after is not None else end]
    before = text[start:first]
    if _has_unasked(clause) or _opens(before, is_first=start == begin) or _tells_period(hit, before):
        return False
    if wording.has(clause, "served") or wording.has(clause, "qualifies"):
        return False
    # "Ansökan, med bilagor, ska vara inne senast 15 april": what is asked for may stand in a clause before.
    is_asked = wording.has(before, "modals")
    if hit.phrase in wording.words("boundaries") and not is_asked and not wording.has(before, "imperatives"):
        return False
    if not is_asked and hit.phrase in wording.words("spans"):
        clause = wording.pattern("sent").sub("", clause)
    return wording.has(text[begin : start + len(clause)] if is_asked else clause, "acts")


def _has_unasked(clause: str) -> bool:
    """Return whether a clause has a word of what has been done, no word of what is to be done before it."""
    done = wording.pattern("done").search(clause)
    return done is not None and not wording.has(clause[: done.start()], "modals")


def _opens(before: str, *, is_first: bool) -> bool:
    """Return whether a clause tells which ones are meant, or on what condition: "som", "wenn", "har du"."""
    words = wording.words_of(before)[:2]
    begins = bool(words) and (
        words[0] in wording.words("openers", "first") or " ".join(words) in wording.words("openers", "first")
    )
    if begins and not (is_first and words[0] in wording.words("articles")):
        return not wording.has(before, "modals")
    opener = wording.pattern("openers", "anywhere").search(before)
    return opener is not None and not wording.has(before[opener.end() :], "modals")


def _tells_period(hit: Hit, before: str) -> bool:
    """Return whether "till och med" ends a period of something: "avtalet gäller till och med", "bokslut t.o.m."."""
    return hit.phrase in wording.words("spans") and wording.has(before, "periods")
