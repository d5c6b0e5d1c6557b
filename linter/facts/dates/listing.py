"""Page -> the things that it lists, each led by a link or a date, and whether they are most of the page."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.html import HEADINGS
from linter.facts.dates import grammar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.page.dom import Element, Line
    from linter.page.page import Page

RUNNING = 60
"""A longer line is running text."""
MANY = 4
"""So many things alike are a list of them."""
_FEW = 3
"""So many are one where nothing else stands on the page."""

_LINKS = 3000
_LEVELS = 6
_FIRST_PARTS = 24
_TITLES = ("h2", "h3", "h4", "h5", "h6", "dt")
_BOLD = ("strong", "b")
_LINES_OF_AN_ENTRY = 12
_TEXT_OF_AN_ENTRY = 30
_LONGEST_DATE = 30
_LONGEST_BEFORE = 200
"""Characters, blanks of the source included; more than these before a link are no date."""
_LONGEST_TITLE = 200
_MARKS = " -–>»•·"
"""Signs that may stand before the entries of a list."""
_LINES_OF_A_DAY = 6
"""What stands under a day in a list of meetings: time, place, agenda, minutes."""
_MOST = 0.5
_GOOD_PART = 0.35
_DIGIT = re.compile(r"\d")
_EARLY = 41
"""So many characters of a line that a date begins hold its first digit: a weekday and a month at most come before it."""
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]?\d{0,4}|\d{1,2}\.? [a-zåäö]{3,12}|[a-z]{3,9}\.? \d{1,2},? \d{4}"
)


def is_listing(page: Page, lines: list[Line]) -> bool:
    """Return whether most of a page's content is things that it lists: with dates, or each led by a linked title."""
    if not lines:
        return False
    dated = begun_by_dates(lines)
    if _are_all_entries(lines, dated):
        return True
    if len(dated) >= MANY and (
        _fill_entries(lines, dated) or any(_fill(b, lines) for b in _led_by_dates(lines, dated))
    ):
        return True
    if _fill(dated_items(page), lines) or any(_fill(blocks, lines) for blocks in _led_by_links(page, lines[0].p0)):
        return True
    return any(_are_most(entries, lines) for entries in _led_by_titles(lines))


def is_schedule(lines: list[Line]) -> bool:
    """Return whether most of a page's content is days, each with a few lines at most, as a list of meetings has them."""
    days = _days(lines)
    if len(days) < MANY:
        return False
    gaps = [min(later - day, _LINES_OF_A_DAY) for day, later in pairwise(days)]
    after = min(len(lines) - days[-1], max(gaps))
    return (sum(gaps) + after) * 2 > len(lines)


def is_day_by_day(lines: list[Line]) -> bool:
    """Return whether a page's content has many days and hardly any running text, in whatever order its tables are read."""
    running = sum(1 for line in lines if not line.heading and len(line.text) > RUNNING)
    return len(_days(lines)) >= MANY * max(1, running)


def heading_of_schedule(lines: list[Line]) -> str | None:
    """Return the heading, in lower case, over the days that are most of a page's content and of its text."""
    if not is_schedule(lines):
        return None
    days = _days(lines)
    first = days[0]
    told = sum(_length(_told_of_day(lines, day, end)) for day, end in pairwise([*days, len(lines)]))
    if told * 2 <= _length(lines):
        return None
    return next((line.lowercase for line in reversed(lines[:first]) if line.heading), None)


def _told_of_day(lines: list[Line], day: int, end: int) -> list[Line]:
    """Return the line of a day and what is told of it: the short lines under it."""
    under = lines[day + 1 : min(end, day + _LINES_OF_A_DAY)]
    return [lines[day], *takewhile(lambda line: not line.heading and len(line.text) <= RUNNING, under)]


def _days(lines: list[Line]) -> list[int]:
    """Return which of the lines name a day."""
    return [index for index, line in enumerate(lines) if _names_day(line)]


def _names_day(line: Line) -> bool:
    """Return whether a line begins with a day of the year, or is a heading that holds one."""
    if _DIGIT.search(line.text, 0, _EARLY) is None and not line.heading:
        return False
    return (
        names_day(line.lowercase) if line.heading else _day_of_year().match(line.lowercase.lstrip(_MARKS)) is not None
    )


def names_day(text: str) -> bool:
    """Return whether a title or a short lower-case text holds a day of the year, with its year or without."""
    title = text[:_LONGEST_TITLE]
    return _DIGIT.search(title) is not None and _day_of_year().search(title) is not None


@cache
def _day_of_year() -> re.Pattern[str]:
    """Return the pattern of a day and its month, perhaps after the day of the week, with a year or without."""
    words = vocabulary.load("dates")
    months = vocabulary.any_of(month for months in words["months"].values() for month in months)
    weekdays = vocabulary.any_of(vocabulary.words("dates", "weekdays"))
    articles = vocabulary.any_of(words["articles"])
    ordinal = r"(?:st|nd|rd|th)"
    named = rf"\d{{1,2}}(?:[.:]|{ordinal})?\s(?:{months})\b|(?:{months})\.?\s\d{{1,2}}{ordinal}?\b"
    in_figures = r"\d{4}-\d\d-\d\d|(?<![\d-])\d{1,2}-\d{1,2}-(?:\d{4}|\d\d)(?![\d-])|\d{1,2}[./]\d{1,2}[./ ](?:\d{4}|\d\d)\b|\d{1,2}/\d{1,2}(?![/\d])"
    return re.compile(rf"(?:(?:{weekdays})\b[.,]?\s)?(?:(?:{articles})\s)?(?:{named}|{in_figures})")


def begun_by_dates(lines: list[Line]) -> list[int]:
    """Return which of the lines begin with a date."""
    return [index for index, line in enumerate(lines) if _begins_with_date(line)]


def dated_items(page: Page) -> list[Element]:
    """Return the list items, cards and rows of the content that have a link and a date of their own."""
    found: list[Element] = []
    known: dict[int, bool] = {}  # lists stand in lists, and share their lines
    undated: Element | None = None
    for element in page.tags("li", "article", "tr"):
        if undated is not None and undated.p0 <= element.p0 and element.p1 <= undated.p1:
            continue
        if element.region not in ("main", None) or (found and element.within(found[-1])):
            continue
        if not element.holds("a") or element.holds("h1"):
            continue
        if element.holds("time") or any(_is_dated(line, known) for line in element.lines):
            found.append(element)
        else:
            undated = element
    return found


def _is_dated(line: Line, known: dict[int, bool]) -> bool:
    if line.index not in known:
        known[line.index] = _has_date(line.lowercase)
    return known[line.index]


def content(page: Page, names: Sequence[Element]) -> list[Line]:
    """Return the lines of the main content with text, from the first of the headings on that name the page.

    A page whose content is named as a header (`SameWidthAsHeader`) has little else: then that is its content.
    """
    lines = _with_text(page.layout.lines_in("main", None))
    if not lines or page.main is None:
        banner = _with_text(page.layout.lines_in("header"))
        lines = banner if not lines or _length(lines) * 4 < _length(banner) else lines
    begin = min((name.lines[0].index for name in names if name.lines), default=0)
    return [line for line in lines if line.index >= begin] or lines


def _with_text(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.text]


def _led_by_links(page: Page, begin: int) -> Iterator[list[Element]]:
    """Yield the groups of sibling blocks each of which begins with a link, perhaps after its date."""
    groups = _Groups()
    asked: set[int] = set()  # a block's first link alone can lead it
    for link, href in page.links[:_LINKS]:
        if link.p0 < begin or link.region in ("navigation", "footer", "aside") or href[:1] in ("", "#"):
            continue
        if not link.has_text:
            continue
        if _is_card(link):
            groups.add(link)
        for block in islice(link.ancestors(), _LEVELS):
            if id(block) in asked or block.parent is None or block.tag in ("main", "body"):
                break
            asked.add(id(block))
            if not _leads(link, block):
                break
            if _is_more_than(block, link):
                groups.add(block)
    yield from groups.many()


def _led_by_titles(lines: list[Line]) -> Iterator[list[list[Line]]]:
    """Yield the groups of entries without boxes of their own: a linked title, then text up to the next title beside it."""
    groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    has_terms = bool(lines[0].layout.tags("dt"))
    for index, line in enumerate(lines):
        may_be_title = has_terms or line.heading
        title = line.block.closest(*_TITLES) if may_be_title and _is_linked(line) else None
        if title is not None:
            groups[id(title.parent), title.tag].append(index)
    for starts in groups.values():
        if len(starts) >= MANY:
            entries = [_entry(lines, first, end) for first, end in pairwise([*starts, len(lines)])]
            yield [entry for entry in entries if any(not _is_linked(line) for line in entry[1:])]


def _entry(lines: list[Line], first: int, end: int) -> list[Line]:
    """Return a title's line and those under it, not further than the box that holds the title."""
    title = lines[first].block.closest(*_TITLES)
    box = title.parent if title is not None else None
    under = takewhile(
        lambda line: box is not None and line.block.within(box) and not line.heading, islice(lines, first + 1, end)
    )
    return [lines[first], *islice(under, _LINES_OF_AN_ENTRY)]


def _is_linked(line: Line) -> bool:
    """Return whether all of a line is a link to another page."""
    link = line.element_at(0).closest("a") if line.text else None
    return link is not None and (link.get("href") or "#").strip()[:1] not in ("", "#") and link.text == line.text


def _led_by_dates(lines: list[Line], dated: list[int]) -> Iterator[list[Element]]:
    """Yield the groups of sibling blocks each of which begins with a date and goes on: the parts of a calendar."""
    groups = _Groups()
    for line in (lines[index] for index in dated):
        for block in (line.block, *islice(line.block.ancestors(), _LEVELS)):
            first = next((other for other in _first_lines(block) if other.text), None)
            if block.parent is None or block.tag in ("main", "body") or first is not line:
                break
            if len(block.text) > _LONGEST_DATE:
                groups.add(block)
    yield from groups.many()


class _Groups:
    """Blocks by their parent and their tag; the groups of one tag are one list, cut by headings."""

    def __init__(self) -> None:
        self._blocks: defaultdict[tuple[int, str], dict[int, Element]] = defaultdict(dict)

    def add(self, block: Element) -> None:
        self._blocks[id(block.parent), block.tag][id(block)] = block

    def many(self) -> Iterator[list[Element]]:
        """Yield for each tag the blocks that stand beside many others alike."""
        by_tag: defaultdict[str, list[Element]] = defaultdict(list)
        for (_, tag), blocks in self._blocks.items():
            if len(blocks) >= MANY:
                by_tag[tag].extend(blocks.values())
        yield from by_tag.values()


def _begins_with_date(line: Line) -> bool:
    if _DIGIT.search(line.text, 0, _EARLY) is None:
        return False  # most lines
    lowercase = line.lowercase
    reading = grammar.read_date(lowercase) if grammar.may_begin(lowercase) else None
    return reading is not None and reading.kind in ("date", "month", "ambiguous")


def _leads(link: Element, block: Element) -> bool:
    """Return whether a link is the first that a reader sees in a block, or follows its date."""
    lines, own = [line for line in _first_lines(block) if line.text], link.lines
    if not lines or not own:
        return False
    first, at = lines[0], own[0]
    if first is at:
        if sum(map(len, block.layout.part_text[at.p0 : link.p0])) > _LONGEST_BEFORE:
            return False
        before = at.lowercase[: _offset(link, at)].strip(" :–-|")
        return not before or grammar.is_only_date(before)
    return len(lines) > 1 and lines[1] is at and len(first.text) < _TEXT_OF_AN_ENTRY


def _first_lines(block: Element) -> Sequence[Line]:
    """Return the lines that begin a block, however long it is."""
    return block.layout.lines_between(block.p0, min(block.p1, block.p0 + _FIRST_PARTS))[:3]


def _offset(link: Element, line: Line) -> int:
    if link.p0 <= line.p0:
        return 0
    return next((begin for begin, _, part in line.pieces if part >= link.p0), 0)


def _is_more_than(block: Element, link: Element) -> bool:
    """Return whether a block is an entry and no bare link: it has a heading, a date or further text."""
    return bool(block.inside(*HEADINGS)) or len(block.text) > len(link.text) + len(" 1.1.2026")


def _is_card(link: Element) -> bool:
    """Return whether a link is an entry as a whole: it holds a title of its own, and text beside the title."""
    title = next(iter(link.each_inside(*HEADINGS, *_BOLD)), None)
    return title is not None and title.has_text and len(link.text) >= len(title.text) + _TEXT_OF_AN_ENTRY


def _fill(items: Iterable[Element], lines: list[Line]) -> bool:
    """Return whether many items are most of the content."""
    return _are_most([item.lines for item in items], lines)


def _are_most(entries: Sequence[Sequence[Line]], lines: list[Line]) -> bool:
    """Return whether many entries are most of the content: of its text, or of its lines with a good part of its text."""
    if len(entries) < MANY:
        return False
    inside = {line.index for entry in entries for line in entry}
    own = [line for line in lines if line.index in inside]
    share = _length(own) / max(1, _length(lines))
    return share > _MOST or (len(own) * 2 > len(lines) and share > _GOOD_PART)


def _fill_entries(lines: list[Line], dated: list[int]) -> bool:
    """Return whether most of the content is entries without elements of their own: a line with a date, then text."""
    heads = _heads_of_entries(lines, dated)
    return len(heads) >= MANY and (len(lines) - heads[0]) * 2 > len(lines)


def _are_all_entries(lines: list[Line], dated: list[int]) -> bool:
    """Return whether the content is a few short entries, each a line with a date, then text, and headings above them."""
    heads = _heads_of_entries(lines, dated)
    if len(heads) < _FEW or not all(line.heading for line in lines[: heads[0]]):
        return False
    return all(end - begin <= _LINES_OF_A_DAY for begin, end in pairwise([*heads, len(lines)]))


def _heads_of_entries(lines: list[Line], dated: list[int]) -> list[int]:
    return [
        index
        for index in dated
        if index + 1 < len(lines)
        and not _is_of_list(lines[index])
        and grammar.is_only_date(lines[index].lowercase.rstrip(" :"))
        and len(lines[index + 1].text) >= _TEXT_OF_AN_ENTRY
    ]


def _is_of_list(line: Line) -> bool:
    """Return whether a line is an item or a cell for itself; a cell of a layout holds more."""
    holder = line.block.closest("li", "td", "th", "dd")
    return holder is not None and holder.line_count == 1


def _length(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _has_date(text: str) -> bool:
    if _DIGIT.search(text) is None:
        return False  # most lines
    return any(grammar.read_date(text[m.start() :]) is not None for m in _DATE.finditer(text[:300]))
