"""Page -> the page's own dates: what stands beside a known label, and what is there for machines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.dates import beginning, beside, grammar, metadata, month_first, press, written
from linter.facts.dates.label import DateLabel
from linter.facts.dates.ownership import Ownership
from linter.facts.search import label_value
from linter.facts.search.word_search import outermost

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.dates.grammar import Reading
    from linter.facts.dates.metadata import MachineDate
    from linter.facts.search.word_search import Hit
    from linter.page.dom import Element, Line
    from linter.page.page import Page


MAX_LABELS = 400
"""How many labels of one page are read."""


VERB_LAST = "verb_last"
"""The kind of a label whose verb, after the date, tells which kind it is."""


@dataclass(frozen=True, slots=True)
class Dates:
    """All dates of a page; `visible` are those that a reader can see and trust to be the page's own."""

    labels: tuple[DateLabel, ...]
    machine: tuple[MachineDate, ...]

    @property
    def visible(self) -> tuple[DateLabel, ...]:
        """The labels with a real date."""
        return tuple(label for label in self.labels if label.value)


def read_dates(page: Page, hits: Sequence[Hit]) -> Dates:
    """Read the dates of a page; `hits` are the date labels that the search found."""
    labels: list[DateLabel] = []
    ends: dict[int, int] = {}
    owner = Ownership(page, frozenset(hit.line.index for hit in hits))
    taken: set[int] = set()
    for chain in _chains(outermost(hits)[:MAX_LABELS]):
        found = list(_labels(page, chain, ends, owner))
        labels.extend(found)
        taken.update(chain[0].line.index for _ in found)
    machine = tuple(metadata.machine_dates(page))
    if not any(label.kind == "published" for label in labels):
        labels.extend(press.dates(page, owner, machine, frozenset(taken)))
    return Dates(tuple(labels), machine if labels else written.mark_seen(page, machine))


def _chains(hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    """Yield the hits that share one date together: "Senast ändrad/granskad: 17 mars 2026"."""
    joiners = vocabulary.load("dates")["joiners"]
    chain: list[Hit] = []
    for hit in hits:
        if chain and chain[-1].line is hit.line and hit.line.lowercase[chain[-1].end : hit.start].strip() in joiners:
            chain.append(hit)
            continue
        if chain:
            yield chain
        chain = [hit]
    if chain:
        yield chain


def _labels(page: Page, chain: list[Hit], ends: dict[int, int], owner: Ownership) -> Iterator[DateLabel]:
    """Yield a label for each word of a chain that has its date, and one for all of it where the date is at fault."""
    first = _label(page, chain, ends, owner)
    if first is None:
        return
    yield first
    if first.status == "date":
        for hit in chain[1:]:
            text = first.text[hit.start - chain[0].start :] if first.text.startswith(first.label) else first.text
            label, place = hit.line.text[hit.start : hit.end], page.place(hit.line, hit.start, hit.end)
            yield replace(first, kind=hit.kind, label=label, text=text, location=place)


def _label(page: Page, chain: list[Hit], ends: dict[int, int], owner: Ownership) -> DateLabel | None:
    hit = chain[0]
    line = hit.line
    read_to = ends.get(line.index, 0)
    start = beginning.first_of(hit, read_to)
    if not beginning.begins(page, hit, start, read_to) or beginning.is_of_software(line, hit.start):
        return None
    end = beginning.end_of_joined(line, chain[-1].end)
    element = line.element_at(hit.start)
    if beginning.is_other_label(element, hit) or line.region == "navigation":
        return None
    reading, status, text, below = beside.value_of(hit, start, end)
    kind = hit.kind
    if kind == VERB_LAST:
        closing = beside.closing_kind(line, reading) if reading is not None else None
        kind, status = closing or kind, status if closing else None
    if status is None or owner.is_item(line, element):
        return None
    if status == "empty" and not _may_lack(hit, start, end, element):
        return None
    machine = _time_element(page, line, hit)
    if reading is not None and reading.kind == "relative" and machine:
        status, reading = "date", replace(reading, value=machine)
    elif reading is not None and month_first.is_english(hit.phrase) and month_first.writes_month_first(page):
        reading = reading.american
        status = beside.status_of(reading)
    if reading is not None and text:
        ends[line.index] = max(read_to, _end_in_line(line, end, reading))
    place = page.place(line, start, end)
    lines = (line,) if below is None else (line, below)
    return DateLabel(kind, line.text[start:end], status, reading, machine, text, place, element, lines)


def _may_lack(hit: Hit, start: int, end: int, element: Element) -> bool:
    """Return whether a label with nothing after it lacks a date: more than one bare word, and no heading of a column.

    "Publicerad" alone may be a state, not a label.
    """
    line = hit.line
    _, colon = beside.after(line, end)
    if element.closest("th") is not None or (line.heading and not colon):
        return False
    if colon or " " in line.text[start:end] or line.block.tag in ("dt", "td"):
        return True
    return any(time.within(line.block) for time in line.layout.tags("time"))


def _time_element(page: Page, line: Line, hit: Hit) -> str | None:
    """Return the machine-readable date of the `time` that stands beside the label."""
    following = label_value.following(line)
    begin = line.part_at(hit.start)
    limit = (
        following.p1
        if following is not None and following.block is not line.block and label_value.bond(line, following) == "tight"
        else line.p1
    )
    for element in page.tags("time"):
        if begin <= element.p0 <= limit and (element.p0 < line.p1 or element.p1 > element.p0 or _near(element, line)):
            return grammar.machine_day(element.get("datetime") or element.text)
    return None


def _near(element: Element, line: Line) -> bool:
    return element.within(line.block)


def _end_in_line(line: Line, label_end: int, reading: Reading) -> int:
    at = line.lowercase.find(reading.text, label_end)
    return at + len(reading.text) if at >= 0 else label_end
