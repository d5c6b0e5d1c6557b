"""A date label and the text around it -> what stands beside or below it: a date, nothing, or something else."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from linter.data import vocabulary
from linter.data.html import CELLS
from linter.facts.dates import grammar, ownership
from linter.facts.search import label_value

if TYPE_CHECKING:
    from linter.facts.dates.grammar import Reading
    from linter.facts.dates.label import Status
    from linter.facts.search.word_search import Hit
    from linter.page.dom import Element, Line

_PUNCTUATION = " .,;|·•/()[]"
_EMPHASIS = ("b", "strong", "em", "i", "th", "dt")
_LINES_OF_A_VALUE = 3
_LONGEST_INITIAL = 2


_KEYWORD = re.compile(
    r"\$(?:id|header|date|lastchangeddate):\s[^$]{0,150}?(?<![\d/-])(\d{4}[/-]\d{2}[/-]\d{2})(?![\d/-])"
)
"""What CVS and Subversion write where an author has put `$Id$` or `$Date$`."""


class Beside(NamedTuple):
    """What stands beside a label: `status` is None where the words are no date label."""

    reading: Reading | None
    status: Status | None
    text: str
    line: Line | None = None
    """The line under the label that holds the value, None where the label's own line does."""


_NO_LABEL = Beside(None, None, "")


def value_of(hit: Hit, start: int, end: int) -> Beside:
    """Return what stands beside the label `[start, end)` of the hit's line, or below it."""
    line = hit.line
    rest, colon = after(line, end)
    if rest.strip(" :.") in vocabulary.load("dates")["links"]:
        rest = ""
    reading = _in_keyword(rest) or grammar.read_date(rest) or _after_dash(rest) or _after_name(rest)
    whole = line.text[start:]
    if reading is not None and not (reading.kind == "placeholder" and _goes_on(rest, reading)):
        reading = _settled(reading, rest)
        text = whole[: whole.lower().find(reading.text) + len(reading.text)] if reading.text in whole.lower() else whole
        return Beside(reading, status_of(reading), text)
    if rest.strip(_PUNCTUATION) and not is_next_label(rest) and not _link_follows(line, end):
        return _NO_LABEL
    if rest and not colon and not _is_multiword(hit) and not rest.startswith(("|", "·", "•")):
        return _NO_LABEL
    if rest.strip(_PUNCTUATION):
        return Beside(None, "empty", line.text[start:end])
    return _below(hit, start, end, colon=colon)


def after(line: Line, end: int) -> tuple[str, bool]:
    """Return the lower-case text after a label that ends at `end`, and whether a colon follows it."""
    rest = line.lowercase[end:].lstrip()
    return rest.lstrip(": ").lstrip(), rest.startswith(":")


def closing_kind(line: Line, reading: Reading) -> str | None:
    """Return the kind of a date whose verb follows it ("zuletzt am 5. März 2026 um 10 Uhr bearbeitet"), else None."""
    tail = line.lowercase[line.lowercase.find(reading.text) + len(reading.text) :][:40].split()
    verbs = vocabulary.load("dates")["closing_verbs"]
    return next((kind for kind, words in verbs.items() for word in tail if word.strip(".,;)") in words), None)


def status_of(reading: Reading) -> Status:
    """Return what a reading makes of its label."""
    if reading.kind in ("date", "month", "week"):
        return "date"
    return "ambiguous" if reading.kind == "ambiguous" else "invalid"


def is_next_label(rest: str) -> bool:
    """Return whether lower-case text begins with another known label."""
    known = _known_labels()
    head = rest.split(":", maxsplit=1)[0].strip() if ":" in rest else rest.strip()
    return head.lstrip("|·•,;/ ").strip() in known


def _below(hit: Hit, start: int, end: int, *, colon: bool) -> Beside:
    """Read the value of a label that ends its line: in the next line where that belongs to it."""
    line = hit.line
    label = line.text[start:end]
    empty = Beside(None, "empty", label)
    under = _cell_below(line)
    if under is not None:
        return under
    following = label_value.following(line)
    if following is None or (line.replaced_elements and not line.text[end:].strip(" :")):
        return empty
    slot = label_value.bond(line, following)
    if slot is None:
        return empty
    reading = grammar.read_date(following.lowercase)
    if reading is not None and reading.kind == "relative":
        reading = _settled(reading, _gathered(line, following))
    unfilled = reading is not None and grammar.is_unfilled(reading)
    if reading is not None and (
        slot == "tight"
        or unfilled
        or reading.text not in following.lowercase
        or grammar.is_only_date(following.lowercase)
    ):
        if reading.kind in ("placeholder", "relative") and slot != "tight" and not unfilled:
            return empty
        return Beside(reading, status_of(reading), f"{label} {following.text}", following)
    if slot == "tight" and following.text and not is_next_label(following.lowercase):
        return _NO_LABEL
    if not colon and slot == "tight" and following.block.closest("ul", "ol", "dl", "table") is not None:
        return _NO_LABEL
    return _NO_LABEL if _is_clause(line, following) else empty


def _is_clause(line: Line, following: Line) -> bool:
    """Return whether the line under a label is its value in words: after an emphasised label, or going on in lower case.

    `<b>Uppdaterad:</b><br>t.o.m. SFS 2025:943` tells no date, and lacks nothing.
    """
    if not following.text or is_next_label(following.lowercase):
        return False
    if line.block.closest("summary") is not None:
        return True
    if following.block is not line.block:
        return False
    emphasised = line.element_at(0).closest(*_EMPHASIS) is not None
    plain = following.element_at(0).closest(*_EMPHASIS) is None
    return (emphasised and plain) or following.text[0].islower()


def _cell_below(line: Line) -> Beside | None:
    """Return the date in the cell under a label's cell, where that row alone has one: else the dates are of the rows."""
    cell = line.block.closest(*CELLS)
    row = cell.closest("tr") if cell is not None else None
    if cell is None or row is None:
        return None
    place = next((index for index, other in enumerate(_cells(row)) if other is cell), 0)
    under = [cells[place] for other in _rows_after(row) if place < len(cells := _cells(other))]
    if (
        not under
        or not grammar.is_only_date(under[0].text.lower())
        or any(grammar.is_only_date(other.text.lower()) for other in under[1:])
    ):
        return None
    if ownership.is_data_table(cell.closest("table")):
        return None
    text = under[0].text
    reading = grammar.read_date(text.lower())
    return Beside(reading, status_of(reading), f"{line.text} {text}") if reading is not None else None


def _cells(row: Element) -> list[Element]:
    return sorted(row.inside(*CELLS), key=lambda cell: cell.p0)


def _rows_after(row: Element) -> list[Element]:
    """Return the next two rows of a row's own part of its table."""
    rows = row.layout.by_tag["tr"]
    begin = bisect_right(row.layout.starts("tr"), row.p0)
    return [other for other in rows[begin : begin + 2] if other.parent is row.parent]


def _gathered(line: Line, following: Line) -> str:
    """Return the next lines of the label's own container as one text: "4 months ago" / "on" / "July 11, 2026"."""
    holder = next((a for a in line.block.ancestors() if following.block.within(a)), None)
    lines = line.layout.lines[following.index : following.index + _LINES_OF_A_VALUE]
    return " ".join(other.lowercase for other in lines if holder is None or other.block.within(holder))


def _settled(reading: Reading, rest: str) -> Reading:
    """Return the date that follows a relative time ("4 months ago on July 11, 2026"), else the reading itself."""
    if reading.kind != "relative" or reading.text not in rest:
        return reading
    found = grammar.read_date(rest[rest.index(reading.text) + len(reading.text) :].lstrip(" ,(|–-"))
    return found if found is not None and found.kind in ("date", "month", "ambiguous") else reading


def _after_dash(rest: str) -> Reading | None:
    """A dash between label and date belongs to neither."""
    stripped = rest.lstrip("-–—").lstrip()
    found = grammar.read_date(stripped) if stripped and stripped != rest else None
    return found if found and found.kind != "placeholder" else None


def _after_name(rest: str) -> Reading | None:
    """`av Anna Ek 2020-01-01`: the date that follows who did it."""
    words = rest.split()
    if not words or words[0].strip(":") not in vocabulary.load("dates")["by"]:
        return None
    for count in range(2, min(6, len(words))):
        if words[count - 1].endswith(("|", ".")) and len(words[count - 1]) > _LONGEST_INITIAL:
            return None
        tail = " ".join(words[count:]).lstrip(",( ")
        found = grammar.read_date(tail)
        if found is not None and found.kind in ("date", "ambiguous", "impossible"):
            return found
    return None


def _in_keyword(rest: str) -> Reading | None:
    """`$Id: om.xml,v 1.4 2026/03/05 11:20:07 anna Exp $`: the date that version control fills in."""
    match = _KEYWORD.match(rest)
    return grammar.read_date(match[1]) if match else None


def _goes_on(rest: str, reading: Reading) -> bool:
    """Return whether words follow a placeholder: then the dash was only a dash."""
    tail = rest[rest.index(reading.text) + len(reading.text) :] if reading.text in rest else ""
    return bool(tail.strip(" .,|)")) and not any(char.isalnum() for char in reading.text)


def _is_multiword(hit: Hit) -> bool:
    return " " in hit.phrase


@cache
def _known_labels() -> frozenset[str]:
    content, dates = vocabulary.load("content"), vocabulary.load("dates")
    words = vocabulary.phrases([content["labels"], content["owner"], dates["labels"]])
    return frozenset(word.rstrip(":") for word in words)


def _link_follows(line: Line, label_end: int) -> bool:
    """Return whether what follows the label in its line is a link or a button."""
    links = [
        line.text[begin:end]
        for begin, end, part in line.pieces
        if end > begin >= label_end and line.layout.part_element[part].closest("a", "button") is not None
    ]
    return bool(links) and line.text[label_end:].strip(" :").startswith(links[0])
