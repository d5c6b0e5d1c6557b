"""Page -> the headings, captions and labels that name a fee, each with the one year that it is of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.data.vocabulary import any_of
from linter.facts.search.rare_words import RareWords
from linter.facts.timeliness import surroundings, wording
from linter.facts.timeliness.days import days_in, named_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "summary", "dt", "strong", "b")
_MOST = 40
_LONGEST = 120
_SEVERAL = 3
_SPAN = re.compile(r"(?<![\w.,:/§-])((?:19|20)\d{2})\s?[-–—/]\s?(?:19|20)?(\d{2})(?![\w:/§-])")
"""`2024/25`, `2020–2025`: a year that does not begin in January, or several."""


@dataclass(frozen=True, slots=True)
class Price:
    """A heading or label of fees; `year` is the one that it names, None for none; `newest` the last that its section names."""

    text: str
    year: int | None
    newest: int
    is_of_one_year: bool
    line: Line
    location: Location
    element: Element

    def as_json(self) -> dict[str, Any]:
        """Return it in the shape of the JSON contract."""
        return {"text": self.text, "year": self.year, "line": self.location.line}


def read_prices(page: Page) -> tuple[Price, ...]:
    """Read what a page names of fees."""
    found: dict[int, Price] = {}
    titles = list(_titles(page))
    text = "\n".join([line.lowercase for _, line in titles])
    if not _ending().may_fit(text) and not wording.rare("prices", "costs").may_fit(text):
        return ()  # nearly all pages
    for element, line in titles:
        if line.index in found or not _names_fee(line):
            continue
        found[line.index] = _price(page, element, line)
        if len(found) == _MOST:
            break
    return tuple(found[index] for index in sorted(found))


def _titles(page: Page) -> Iterator[tuple[Element, Line]]:
    """Yield the headings, captions and labels of a page's own text that are one line, each with it."""
    for element in page.tags(*_TAGS):
        line = _whole_line(element) if element.p0 < element.p1 and element.region in surroundings.READ else None
        if line is not None:
            yield element, line


def _names_fee(line: Line) -> bool:
    """Return whether a line names a fee; a price is one where an amount stands under it, else it may be an award."""
    if _ending().search(line.lowercase) is not None:
        return True
    if not wording.has(line.lowercase, "prices", "costs"):
        return False
    table = line.block.closest("table")
    lines = table.lines if table is not None else surroundings.below_with_parts(line)
    under = [below.lowercase for below in lines]
    if any(_awards().search(text) for text in (*under, *(one.lowercase for one in surroundings.headings_above(line)))):
        return False
    return any(_amount().search(text) is not None for text in under)


def newest_year(page: Page) -> int:
    """Return the last year that a short line of a page's own text names of fees, links to them among the lines; 0 for none."""
    lines = [one for one in page.layout.lines_in("main", None) if 0 < len(one.text) <= _LONGEST]
    years = [named_years(one.lowercase) for one in lines if _ending().search(one.lowercase) is not None]
    return max((year for of_line in years for year in of_line), default=0)


@cache
def _amount() -> re.Pattern[str]:
    units, said = (any_of(wording.phrases("prices", key)) for key in ("units", "units_said"))
    return re.compile(
        rf"\d\s?(?:{units})(?!\w)|[£€$]\s?\d|(?<!\w)(?:{units})\.?\s?\d|\((?:{units})(?!\w)|(?<!\w)(?:{said})(?!\w)"
    )


@cache
def _awards() -> re.Pattern[str]:
    """Return the pattern of words, or of parts of words, that tell of an award."""
    return re.compile(any_of(wording.phrases("prices", "awards")))


@cache
def _figures() -> re.Pattern[str]:
    """Return the pattern of what tells of fees and not what to pay: averages, and headings over those of years before."""
    return re.compile(any_of(wording.phrases("prices", "figures")))


def _whole_line(element: Element) -> Line | None:
    """Return the line of a heading or label: all of it, for one that only stands out in its line."""
    first, end = element.line_range
    if end - first != 1:
        return None
    line = element.layout.lines[first]
    if len(line.text) > _LONGEST:
        return None
    is_part = element.tag in ("strong", "b") and (element.p0 > line.p0 or element.p1 < line.p1)
    return None if is_part else line


def _price(page: Page, element: Element, line: Line) -> Price:
    spans = [(int(one[1]), int(one[2])) for one in _SPAN.finditer(line.lowercase)]
    last = {first - first % 100 + end for first, end in spans}
    is_long = any((end - first) % 100 != 1 for first, end in spans)
    years = set(named_years(line.lowercase)) | last
    year = next(iter(years)) if len(years) == 1 else None
    around = {one for below in _under(line) for one in named_years(below.lowercase)} if year is not None else set()
    is_plain = (
        not is_long
        and not wording.has(line.lowercase, "past")
        and not any(wording.has(below.lowercase, "prices", "in_force") for below in _under(line))
    )
    is_plain = is_plain and _partial().search(line.lowercase) is None
    is_plain = is_plain and not wording.has(line.lowercase, "prices", "never") and not days_in(line.lowercase)
    is_linked = line.element_at(0).closest("a") is not None or _is_plain_button(line)
    is_plain = is_plain and not _tells_figures(line)
    return Price(
        text=line.text,
        year=year,
        newest=max(around, default=0),
        is_of_one_year=year is not None and is_plain and not is_linked and len(around | years) < _SEVERAL,
        line=line,
        location=page.location(element),
        element=element,
    )


def _tells_figures(line: Line) -> bool:
    """Return whether a heading stands under one of years before or of statistics, or over averages."""
    above = [one.lowercase for one in surroundings.headings_above(line)]
    if any(wording.has(text, "past") or wording.has(text, "prices", "former") for text in above):
        return True
    return any(_figures().search(text) for text in (*above, *(one.lowercase for one in _under(line))))


def _under(line: Line) -> Iterator[Line]:
    """Yield the lines that a heading or a caption stands over."""
    table = line.block.closest("table")
    yield from table.lines if table is not None else surroundings.below(line)


def _is_plain_button(line: Line) -> bool:
    """Return whether a line is a button that opens no part of the page, as those of accordions do."""
    button = line.element_at(0).closest("button")
    return button is not None and button.get("aria-expanded") is None


@cache
def _ending() -> RareWords:
    endings, words = (wording.phrases("prices", key) for key in ("endings", "words"))
    return RareWords((*endings, *words), rf"(?:{any_of(endings)})(?!\w)|(?<!\w)(?:{any_of(words)})(?!\w)")


@cache
def _partial() -> re.Pattern[str]:
    """Return the pattern of words in which, anywhere, a heading names more than the fees of a year: "Avgiftskontroll"."""
    return re.compile(any_of(wording.phrases("prices", "never_within")))
