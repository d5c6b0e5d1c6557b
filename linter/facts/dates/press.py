"""Page -> the date of publication that stands without a label of its own beside the heading, as news and press releases do."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from linter.data import vocabulary
from linter.facts.dates import beside, grammar, headings, listing, month_first, news, page_kind
from linter.facts.dates.grammar import Reading
from linter.facts.dates.label import DateLabel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.dates.metadata import MachineDate
    from linter.facts.dates.ownership import Ownership
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_NEAR = 3
"""So many lines from the heading the date of a news article needs no class that says what it is."""

_BESIDE = 6
"""So many lines from the heading a date with other words in its line is looked for."""

_FAR = 40
"""So far under the heading a date alone is looked for whose class says that it tells the date."""

_MOST_DATES = 2
"""More dates under one heading are a list of them."""

_MOST_WORDS = 6
_MOST_PLACES = 14
_LONGEST_LINE = 100
_HOLDERS = 3
_PARTS = re.compile(r"\s?[|·•›»]\s?|\s/\s|\s[-–—]\s")
_SPAN = re.compile(
    r"\d(?:[.:]\d{2})?\s?(?:[ap]\.?m\.?|uhr|h)?\s?(?:[-–—]|till?|bis|to)\s?(?:kl\.?\s?|um\s)?\d{1,2}(?:[.:]|\s?[ap]\.?m|\s?uhr|\b)"
    r"|\d\s?[ap]\.?m\b",
)
"""From one time to another, or the time of a meeting."""

_PLACE = re.compile(r"[^\W\d_]{2,30}(?:[ /-][^\W\d_]{2,30})?,\s")


_OPENING = re.compile(r"[^\W\d_]{2,30}(?:[ /-][^\W\d_]{2,30})?,\s(?:[^\W\d_.]{2,30},\s)?\(?")
"""The place, or place and state, before the date that opens a piece of news."""
_AFTER_OPENING = re.compile(r"\)?\s?(?:\([^()]{1,20}\)\s?)?(?:[–—-]|[.:]\s)")


_DATELINES = frozenset({"kind", "place", "heading", "opening", "foreign"})
"""Forms in which news and press releases alone are dated, and one of which nothing more is known."""

_Form = Literal["alone", "labelled", "kind", "parts", "place", "among", "heading", "opening", "foreign"]


class _Dateline(NamedTuple):
    """A date in a short line, and what stands around it there."""

    form: _Form
    reading: Reading
    line: Line
    at: int
    heading: Element
    distance: int


def dates(page: Page, owner: Ownership, machine: Sequence[MachineDate], taken: frozenset[int]) -> Iterator[DateLabel]:
    """Yield the date of publication beside the heading of a page, at most one; the lines `taken` have labels."""
    leading = headings.leading(page)
    found = [
        dateline
        for heading in leading
        for dateline in _datelines(heading)
        if taken.isdisjoint((dateline.line.index, dateline.line.index - 1))
    ]
    if not found:
        return
    is_news = (
        news.is_news(page)
        or any(news.heads_article(heading) for heading in leading)
        or any(news.is_in_article(dateline.line.element_at(dateline.at)) for dateline in found)
    )
    if not is_news and page_kind.is_event(page, leading):
        return
    published = {date.value for date in machine if date.kind == "published" and date.origin != "http"}
    own = [
        dateline
        for dateline in found
        if not _tells_event(dateline)
        and not owner.is_inside_item(dateline.line, dateline.line.element_at(dateline.at))
        and _is_publication(dateline, sure=is_news or dateline.reading.value in published)
    ]
    if not own:
        return
    first = min(own, key=lambda dateline: dateline.distance)
    beside = {dateline.line.index for dateline in own if dateline.heading is first.heading}
    if len(beside) > _MOST_DATES or (first.distance > _BESIDE and _is_listing(page, first.heading)):
        return
    yield _label(page, first)


def _datelines(heading: Element) -> Iterator[_Dateline]:
    for line, distance in _around(heading):
        found = _in_heading(line) if distance == 0 else _in_line(line) or _in_time(line)
        if found is not None:
            form, reading, at = found
            yield _Dateline(form, reading, line, at, heading, distance)


def _around(heading: Element) -> Iterator[tuple[Line, int]]:
    """Yield the heading's own lines, then those around it, the nearest first, down to the next heading."""
    if not heading.lines:
        return
    lines = heading.layout.lines
    first, last = heading.lines[0].index, heading.lines[-1].index
    for line in heading.lines:
        yield line, 0
    above = [line for line in reversed(lines[max(0, first - _BESIDE) : first]) if line.text][:_NEAR]
    reach = _BESIDE if heading.region == "header" else _FAR
    below = [line for line in lines[last + 1 : last + 1 + reach] if line.text]
    end = next((index for index, line in enumerate(below) if line.heading and _in_line(line) is None), len(below))
    below = [line for line in below[:end] if not _is_in_table(line, heading)]
    for distance in range(1, max(len(above), len(below)) + 1):
        for side in (below, above):
            if distance <= len(side) and side[distance - 1].region not in ("navigation", "aside"):
                yield side[distance - 1], distance


def _is_in_table(line: Line, heading: Element) -> bool:
    """Return whether a line is in a table that the heading is not in, as the date of a row."""
    table = line.block.closest("table")
    return (
        table is not None
        and not heading.within(table)
        and sum(1 for _ in islice(table.each_inside("tr"), _MOST_DATES + 1)) > _MOST_DATES
    )


def _in_heading(line: Line) -> tuple[_Form, Reading, int] | None:
    """Read a date that has an element of its own inside a heading: `<h1><span>24.01.2026</span> Ny bro</h1>`."""
    pieces = [(begin, line.lowercase[begin:end]) for begin, end, _ in line.pieces if end > begin]
    dated = [(begin, text) for begin, text in pieces if len(pieces) > 1 and grammar.is_only_date(text)]
    return _read("heading", line.lowercase, dated[0][0]) if len(dated) == 1 else None


def _in_line(line: Line) -> tuple[_Form, Reading, int] | None:
    """Read a short line that holds a date and little else, or a text that a dateline opens."""
    text = line.lowercase
    if len(text) > _LONGEST_LINE:
        return _opening(text)
    if not any(char.isdigit() for char in text):
        return None
    labelled = _labelled(text)
    if labelled is not None:
        return labelled
    if grammar.is_only_date(text):
        previous = line.layout.lines[line.index - 1].lowercase.strip(" :") if line.index else ""
        return _read("labelled" if previous in _date_words() else "alone", text, 0)
    return _in_parts(text) or _before_fact(text) or _after_place(text) or _opening(text) or _among(text)


def _labelled(text: str) -> tuple[_Form, Reading, int] | None:
    """`Datum: 3 mars 2026`, `Pressmeddelande 3 mars 2026`."""
    patterns: dict[_Form, re.Pattern[str]] = {"labelled": _date_label(), "kind": _kind_label()}
    for form, pattern in patterns.items():
        match = pattern.match(text)
        if match and grammar.is_only_date(text[match.end() :]):
            return _read(form, text, match.end())
    return None


def _in_parts(text: str) -> tuple[_Form, Reading, int] | None:
    """`24.01.2026 - Meldung`, `Av Anna Ek | 3 mars 2026 | Nyheter`."""
    parts = [part.strip() for part in _PARTS.split(text)]
    if len(parts) < 2 or any(len(part.split()) > _MOST_WORDS for part in parts):
        return None
    dated = [part for part in parts if grammar.is_only_date(part)]
    if len(dated) != 1:
        return None
    return _read("parts" if _kinds().isdisjoint(parts) else "kind", text, text.index(dated[0]))


def _before_fact(text: str) -> tuple[_Form, Reading, int] | None:
    """`3 mars 2026 Kategori: Broar`: a date, then another fact about the text, with its label."""
    match = _fact_label().search(text)
    return _read("parts", text, 0) if match and grammar.is_only_date(text[: match.start()]) else None


def _in_time(line: Line) -> tuple[_Form, Reading, int] | None:
    """Read the attribute of a `time` whose text tells the same year in words of a language that is not known here."""
    if not line.layout.tags("time") or len(line.text.split()) > _MOST_WORDS or line.text.endswith((".", "!", "?")):
        return None
    for begin, _, part in line.pieces:
        element = line.layout.part_element[part].closest("time")
        day = grammar.machine_day(element.get("datetime") or "") if element is not None else None
        if element is None or day is None or day[:4] not in element.text or "-" not in day[5:]:
            continue
        text = element.text.lower()
        return None if grammar.read_date(text) is not None else ("foreign", Reading("date", text, day), begin)
    return None


def _after_place(text: str) -> tuple[_Form, Reading, int] | None:
    """`Lerboda, 3 mars 2026`."""
    match = _PLACE.match(text)
    return _read("place", text, match.end()) if match and grammar.is_only_date(text[match.end() :]) else None


def _opening(text: str) -> tuple[_Form, Reading, int] | None:
    """`Lerboda, 3 mars 2026 – I dag öppnar …`."""
    match = _OPENING.match(text)
    if match is None or not grammar.may_begin(text[match.end() : match.end() + _LONGEST_LINE]):
        return None
    found = _read("opening", text, match.end())
    if found is None:
        return None
    end = text.index(found[1].text, match.end()) + len(found[1].text)
    return found if len(text) > end + 1 and _AFTER_OPENING.match(text, end) else None


def _among(text: str) -> tuple[_Form, Reading, int] | None:
    """A date with other words around it, of which only a class can say what they are; a sentence tells of something else."""
    if text.endswith((".", "!", "?")):
        return None
    starts = [match.start() for match in re.finditer(r"\S+", text)][:_MOST_PLACES]
    found = (_read("among", text, at) for at in starts if grammar.may_begin(text[at:]))
    return next((reading for reading in found if reading is not None), None)


def _read(form: _Form, text: str, at: int) -> tuple[_Form, Reading, int] | None:
    reading = grammar.read_date(text[at:])
    return (form, reading, at) if reading is not None and reading.kind in ("date", "ambiguous") else None


def _is_publication(dateline: _Dateline, *, sure: bool) -> bool:
    """Return whether a date beside the heading is that of the publication; `sure` where the page is news for certain."""
    form, distance = dateline.form, dateline.distance
    if form in ("labelled", "kind", "opening"):
        return distance <= _BESIDE
    if form == "heading":
        return sure or dateline.at == 0
    if _has_date_class(dateline):
        return distance <= _BESIDE or form == "alone"
    return sure and form not in ("among", "foreign") and distance <= _NEAR


def _is_listing(page: Page, heading: Element) -> bool:
    return listing.is_listing(page, listing.content(page, [heading]))


def _has_date_class(dateline: _Dateline) -> bool:
    """Return whether a class says that an element, or one that holds little more, tells the date."""
    element = dateline.line.element_at(dateline.at)
    holders: list[Element] = []
    for holder in (element, *islice(element.ancestors(), _HOLDERS)):
        if dateline.heading.within(holder) or len(holder.text) > _LONGEST_LINE:
            break
        holders.append(holder)
    names = {word for holder in holders for word in headings.words_of(headings.names_of(holder))}
    if not names.isdisjoint(_comment_words()):
        return False
    return not names.isdisjoint(_class_words()) or any(holder.tag == "time" for holder in holders)


def _tells_event(dateline: _Dateline) -> bool:
    """Return whether times, or labels such as "Plats:" beside it, say that a date is the day of an event."""
    line = dateline.line
    if _SPAN.search(line.lowercase.replace(dateline.reading.text, " ", 1)):
        return True
    lines = line.layout.lines[max(0, line.index - 1) : line.index + 1 + _NEAR]
    words = vocabulary.words("dates", "event_labels")
    return any(other is not line and other.lowercase.split(":", 1)[0].strip() in words for other in lines)


def _label(page: Page, dateline: _Dateline) -> DateLabel:
    line = dateline.line
    reading = dateline.reading
    if month_first.writes_month_first(page):
        reading = reading.american
    element = line.element_at(dateline.at)
    status = beside.status_of(reading)
    label = "" if status == "date" else dateline.heading.text
    place, is_dateline = page.location(element), dateline.form in _DATELINES
    return DateLabel("published", label, status, reading, None, line.text, place, element, (line,), is_dateline)


@cache
def _date_words() -> frozenset[str]:
    return frozenset(vocabulary.load("dates")["press"]["date"])


@cache
def _kinds() -> frozenset[str]:
    return frozenset(vocabulary.load("dates")["press"]["kinds"])


@cache
def _class_words() -> frozenset[str]:
    return frozenset(vocabulary.load("dates")["press"]["classes"])


@cache
def _comment_words() -> frozenset[str]:
    return frozenset(vocabulary.load("dates")["press"]["comments"])


@cache
def _date_label() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.any_of(_date_words())})\s?:\s?")


@cache
def _fact_label() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{vocabulary.any_of(vocabulary.load('dates')['press']['facts'])})\s?:\s")


@cache
def _kind_label() -> re.Pattern[str]:
    before = vocabulary.any_of(vocabulary.load("dates")["press"]["before"])
    return re.compile(rf"(?:{vocabulary.any_of(_kinds())})\s?[,:]?\s(?:(?:{before})\s)?")
