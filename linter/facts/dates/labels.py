"""Page -> the page's own dates: what stands beside a known label, and what is there for machines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts import label_value
from linter.facts.dates import grammar, metadata, ownership
from linter.facts.dates.grammar import Reading
from linter.facts.dates.label import DateLabel, Status
from linter.facts.word_search import outermost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.facts.dates.metadata import MachineDate
    from linter.facts.word_search import Hit
    from linter.page.dom import Element, Line
    from linter.page.page import Page


_SEPARATORS = tuple(".,;:|·•–—-/()[]!?*›»→\u2022")
_STRONG_SEPARATORS = tuple(".|·•!?;›»→")
_INLINE_EMPHASIS = frozenset({"b", "strong", "em", "i", "mark", "u"})
MAX_LABELS = 400
"""How many labels of one page are read."""


@dataclass(frozen=True, slots=True)
class Dates:
    """All dates of a page; `visible` are those that a reader can see and trust to be the page's own."""

    labels: tuple[DateLabel, ...]
    machine: tuple[MachineDate, ...]

    @property
    def visible(self) -> tuple[DateLabel, ...]:
        """The labels with a real date."""
        return tuple(label for label in self.labels if label.value)


def read(page: Page, hits: Sequence[Hit]) -> Dates:
    """Read the dates of a page; `hits` are the date labels that the search found."""
    labels: list[DateLabel] = []
    ends: dict[int, int] = {}
    dated = frozenset(hit.line.index for hit in hits)
    for hit in outermost(hits)[:MAX_LABELS]:
        found = _label(page, hit, ends, dated)
        if found is not None:
            labels.append(found)
    labels.extend(ownership.article_dates(page, labels))
    return Dates(tuple(labels), tuple(metadata.read(page)))


def _label(page: Page, hit: Hit, ends: dict[int, int], dated: frozenset[int]) -> DateLabel | None:
    line = hit.line
    if not _begins(hit, ends.get(line.index, 0)):
        return None
    element = line.element_at(hit.start)
    if _is_other_label(element, hit) or line.region == "navigation":
        return None
    rest = line.fold[hit.end :].lstrip()
    colon = rest.startswith(":")
    rest = rest.lstrip(": ").lstrip()
    reading, status, text = _beside(hit, rest, colon=colon)
    if status is None:
        return None
    if ownership.is_item(page, line, element, dated):
        return None
    machine = _time_element(page, line, hit)
    if status == "empty" and not colon and line.heading:
        return None
    if status == "empty" and element.closest("th") is not None:
        return None
    if reading is not None and reading.kind == "relative" and machine:
        status, reading = "date", Reading("date", reading.text, machine)
    if reading is not None and text:
        ends[line.index] = max(ends.get(line.index, 0), _end_in_line(line, hit, reading))
    label = line.text[hit.start : hit.end]
    return DateLabel(hit.kind, label, status, reading, machine, text, page.place(line, hit.start, hit.end), element)


def _begins(hit: Hit, read_to: int) -> bool:
    """Tell whether a label begins where a label can: first in its line, after a stop, or after another date."""
    line = hit.line
    before = line.text[: hit.start].rstrip()
    if not before or len(before) <= read_to:
        return True
    if before.endswith(_STRONG_SEPARATORS):
        return True
    capital = line.text[hit.start].isupper()
    after = line.fold[hit.end :].lstrip()
    if before.endswith(_SEPARATORS):
        return capital or after.startswith(":") or not before[read_to:].strip("".join(_SEPARATORS) + " ")
    starts = {start: part for start, end, part in line.pieces if end > start}
    if hit.start in starts:
        holder = line.layout.part_element[starts[hit.start]]
        if holder.tag not in _INLINE_EMPHASIS or after.startswith(":"):
            return capital or holder is not line.block
    return capital and (before[-1].isdigit() or after.startswith(":"))


def _is_other_label(element: Element, hit: Hit) -> bool:
    """Tell whether the label is one of a form control, or wholly a link or a button."""
    holder = element.closest("a", "button", "label", "option", "legend", "summary")
    if holder is None:
        return False
    if holder.tag in ("label", "legend"):
        return True
    own = holder.text.lower().strip(" :")
    return own == hit.phrase.rstrip(":") or holder.tag in ("button", "option", "summary")


def _beside(hit: Hit, rest: str, *, colon: bool) -> tuple[Reading | None, Status | None, str]:
    """Return the reading, the status (None: this is no date label) and the text of label and value."""
    line = hit.line
    if rest.strip(" :.") in vocabulary.load("dates")["links"]:
        rest = ""
    reading = grammar.read(rest) or _after_dash(rest) or _after_name(rest)
    whole = line.text[hit.start :]
    if reading is not None and not (reading.kind == "placeholder" and _goes_on(rest, reading)):
        text = whole[: whole.lower().find(reading.text) + len(reading.text)] if reading.text in whole.lower() else whole
        return reading, _status(reading), text
    if rest.strip(" .,;|·•/()[]") and not _is_next_label(rest) and not _link_follows(line, hit):
        return None, None, ""
    if rest and not colon and not _is_multiword(hit) and not rest.startswith(("|", "·", "•")):
        return None, None, ""
    if rest.strip(" .,;|·•/()[]"):
        return None, "empty", line.text[hit.start : hit.end]
    return _below(hit, colon=colon)


def _below(hit: Hit, *, colon: bool) -> tuple[Reading | None, Status | None, str]:
    """Read the value of a label that ends its line: in the next line where that belongs to it."""
    line = hit.line
    label = line.text[hit.start : hit.end]
    following = label_value.following(line)
    if following is None or (line.atoms and not line.text[hit.end :].strip(" :")):
        return None, "empty", label
    slot = label_value.bond(line, following)
    if slot is None:
        return None, "empty", label
    reading = grammar.read(following.fold)
    if reading is not None and (slot == "tight" or grammar.is_only_date(following.fold)):
        if reading.kind in ("placeholder", "relative") and slot != "tight":
            return None, "empty", label
        return reading, _status(reading), f"{label} {following.text}"
    if slot == "tight" and following.text and not _is_next_label(following.fold):
        return None, None, ""
    if not colon and following.block.closest("ul", "ol", "dl", "table") is not None and slot == "tight":
        return None, None, ""
    return None, "empty", label


def _status(reading: Reading) -> Status:
    if reading.kind in ("date", "month", "week"):
        return "date"
    return "ambiguous" if reading.kind == "ambiguous" else "invalid"


def _after_dash(rest: str) -> Reading | None:
    """A dash between label and date belongs to neither."""
    stripped = rest.lstrip("-–—").lstrip()
    found = grammar.read(stripped) if stripped and stripped != rest else None
    return found if found and found.kind != "placeholder" else None


def _after_name(rest: str) -> Reading | None:
    """`av Anna Ek 2020-01-01`: the date that follows who did it."""
    words = rest.split()
    if not words or words[0].strip(":") not in vocabulary.load("dates")["by"]:
        return None
    for count in range(2, min(6, len(words))):
        tail = " ".join(words[count:]).lstrip(",( ")
        found = grammar.read(tail)
        if found is not None and found.kind in ("date", "ambiguous", "impossible") and tail.startswith(found.text[:1]):
            return found
    return None


def _goes_on(rest: str, reading: Reading) -> bool:
    """Tell whether words follow a placeholder: then the dash was only a dash."""
    tail = rest[rest.index(reading.text) + len(reading.text) :] if reading.text in rest else ""
    return bool(tail.strip(" .,|)")) and not reading.text[0].isalnum()


def _is_multiword(hit: Hit) -> bool:
    return " " in hit.phrase


def _is_next_label(rest: str) -> bool:
    """Tell whether the text begins with another known label."""
    known = _known_labels()
    head = rest.split(":", maxsplit=1)[0].strip() if ":" in rest else rest.strip()
    return head.lstrip("|·•,;/ ").strip() in known


@cache
def _known_labels() -> frozenset[str]:
    content, dates = vocabulary.load("content"), vocabulary.load("dates")
    words = vocabulary.phrases([content["labels"], content["owner"], dates["labels"]])
    return frozenset(word.rstrip(":") for word in words)


def _link_follows(line: Line, hit: Hit) -> bool:
    """Tell whether what follows the label in its line is a link or a button."""
    holders = line.layout.part_element
    return any(
        holders[part].closest("a", "button") is not None for start, end, part in line.pieces if end > start >= hit.end
    ) and line.text[hit.end :].strip(" :").startswith(
        next(
            (line.text[s:e] for s, e, p in line.pieces if s >= hit.end and holders[p].closest("a", "button")),
            "\0",
        ),
    )


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
            return grammar.machine(element.get("datetime") or element.text)
    return None


def _near(element: Element, line: Line) -> bool:
    return element.within(line.block)


def _end_in_line(line: Line, hit: Hit, reading: Reading) -> int:
    at = line.fold.find(reading.text, hit.end)
    return at + len(reading.text) if at >= 0 else hit.end
