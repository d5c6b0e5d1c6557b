"""Page -> labels with nothing after them, whatever they label but dates and the parts of contacts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.html import CELLS, CONTROLS, HEADINGS
from linter.facts.dates import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.word_search import Hit
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_MAX_WORDS = 8
_MAX_LENGTH = 70
_NOT_LABELS = ("a", "button", "label", "option", "legend", "th", "summary", "figcaption", "caption", "nav")
_VALUE_TAGS = (
    "ul",
    "ol",
    "dl",
    "table",
    "form",
    "details",
    "iframe",
    "video",
    "audio",
    "object",
    "img",
    "select",
    "input",
    "textarea",
    "svg",
    "canvas",
    "embed",
)
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class EmptyLabel:
    """A label without a value."""

    text: str
    location: Location
    line: Line


@cache
def _known() -> frozenset[str]:
    return frozenset(vocabulary.phrases(vocabulary.load("content")["labels"]))


def read(
    page: Page,
    hits: Sequence[Hit],
    taken: frozenset[int],
    extra: Sequence[str] = (),
    ignored: Sequence[str] = (),
) -> Iterator[EmptyLabel]:
    """Yield the empty labels; `hits` are the known ones, `taken` the lines whose labels other rules speak of."""
    more = frozenset(word.lower().strip(" :") for word in extra)
    less = frozenset(word.lower().strip(" :") for word in ignored)
    known = {hit.line.index for hit in hits}
    known.update(_with_colon(page))
    candidates = page.lines if more else [page.lines[index] for index in sorted(known)]
    for line in candidates:
        text = line.text
        colon = text.endswith(":")
        if not text or len(text) > _MAX_LENGTH or (line.region in ("header", "navigation")):
            continue
        plain = line.fold.strip(" :")
        if plain in less or line.index in taken:
            continue
        if not colon and plain not in _known() and plain not in more:
            continue
        if _is_label(line, plain, colon=colon) and not _has_value(page, line):
            yield EmptyLabel(text.rstrip(": "), page.place(line, 0, len(text)), line)


def _with_colon(page: Page) -> Iterator[int]:
    """Yield the numbers of the lines that end in a colon."""
    text = f"{page.text}\n"
    at = text.find(":\n")
    while at >= 0:
        yield page.at_fold(at)[0].index
        at = text.find(":\n", at + 1)


def _is_label(line: Line, plain: str, *, colon: bool) -> bool:
    """Tell whether a line is a label: short, no sentence, no link, no control's label, no cell of a data table."""
    element = line.element_at(len(line.text) - 1)
    if line.element_at(0).closest(*_NOT_LABELS) is not None or element.closest(*_NOT_LABELS) is not None:
        return False
    if line.atoms and any(a.tag != "svg" and not _is_icon(a) for a in line.atoms):
        return False
    if colon:
        return len(_WORDS.findall(plain)) <= _MAX_WORDS and not re.search(r"[.!?]\s", line.text)
    marked = line.heading > 0 or line.block.tag in ("dt", "strong", "b") or _is_bold(line)
    return marked or (line.block.tag in ("p", "div", "li", "span", "td", "dd") and (" " in plain or _is_alone(line)))


def _is_icon(atom: Element) -> bool:
    return atom.tag == "img" and not (atom.get("alt") or "").strip()


def _is_bold(line: Line) -> bool:
    holders = [line.layout.part_element[p] for s, e, p in line.pieces if e > s]
    return bool(holders) and all(h.closest("strong", "b") is not None for h in holders)


def _is_alone(line: Line) -> bool:
    """Tell whether a one-word line is the only text of its box: there is a place for a value, and it is empty."""
    parent = line.block.parent
    return parent is not None and len(parent.lines) == 1 and parent.tag not in ("ul", "ol", "nav", "tr")


def _has_value(page: Page, line: Line) -> bool:
    """Tell whether something stands after the label before the next label, heading or the end of its region."""
    level = line.heading or _level_above(page, line)
    end = _region_end(line)
    for element in _things_after(page, line, end):
        if element.tag in CONTROLS and (element.get("type") or "").lower() == "hidden":
            continue
        return True
    following = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
    if following is None or following.p0 >= end:
        return False
    if following.region != line.region and not (
        following.region in ("main", "aside", None) and line.region in ("main", "aside", None)
    ):
        return False
    if line.block.tag == "dt":
        return following.block.closest("dd") is not None
    cell = line.block.closest(*CELLS)
    if cell is not None and following.block.closest(*CELLS) is not cell:
        return _in_next_cell(line, following)
    if following.heading:
        return following.heading > level and line.region == following.region
    if not line.heading and _is_next_label(following) and not _is_list_label(line, following):
        return False
    if (
        line.block.tag == following.block.tag
        and _is_labelled(line)
        and _is_labelled(following)
        and not _is_weekday(following)
    ):
        return False
    return _same_box(line, following)


def _level_above(page: Page, line: Line) -> int:
    """Return the level of the heading under which a label that is no heading stands."""
    for index in range(line.index - 1, -1, -1):
        if page.lines[index].heading:
            return page.lines[index].heading
    return 2  # a fragment: the page's own heading is elsewhere


def _region_end(line: Line) -> int:
    """Return the part at which the region of a label ends: the largest element around it in the same region."""
    end = line.p1
    for ancestor in (line.block, *line.block.ancestors()):
        if ancestor.region != line.region:
            break
        end = ancestor.p1
    return end


def _things_after(page: Page, line: Line, end: int) -> Iterator[Element]:
    """Yield what counts as a value without text, between the label and the next line with text."""
    following = next((other for other in page.lines[line.index + 1 :][:4] if other.text), None)
    stop = min(end, following.p0 if following else end)
    for control in page.tags("a", "button"):
        if control.p0 == control.p1 and line.p0 < control.p0 <= stop and control.name and _stands_after(control, line):
            yield control
    for part in range(line.p1, stop):
        if not page.layout.part_text[part]:
            element = page.layout.part_element[part]
            if (
                element.tag != "img"
                or (element.get("alt") or "").strip()
                or element.closest("a") is not None
                or (element.get("width") or "99") not in ("0", "1")
            ):
                yield element


def _stands_after(control: Element, line: Line) -> bool:
    """Tell whether a control without text stands in the label's box, or in the one after it."""
    box = line.block.parent or line.block
    return control.within(line.block) or control.within(box)


def _in_next_cell(line: Line, following: Line) -> bool:
    cell = line.block.closest(*CELLS)
    other = following.block.closest(*CELLS)
    if cell is None:
        return False
    row = cell.closest("tr")
    if other is not None and row is not None and other.closest("tr") is row:
        return True
    last = row is None or not any(c is not cell and c.p0 >= cell.p1 for c in row.inside("td", "th"))
    table = cell.closest("table")
    return last and other is not None and other.closest("table") is table and line.text.endswith(":") is False


def _is_next_label(line: Line) -> bool:
    """Tell whether the next line is a label of its own, with or without a value."""
    if line.element_at(0).closest("a", "button") is not None:
        return False
    if line.block.closest("table", "ul", "ol", "details", "form") is not None and line.block.tag != "dt":
        return False
    head = line.fold.split(":")[0].strip() if ":" in line.fold else line.fold.strip()
    known = head in _known() or head in _date_labels() or head in _contact_labels()
    if ":" in line.text:
        return known
    if known and line.fold.strip(" :") == head:
        return True
    label = next((word for word in _long_first() if line.fold.startswith(f"{word} ")), None)
    return label is not None and grammar.read_date(line.fold[len(label) :].lstrip()) is not None


@cache
def _date_labels() -> frozenset[str]:
    return frozenset(w.strip(":") for w in vocabulary.phrases(vocabulary.load("dates")["labels"]))


@cache
def _long_first() -> tuple[str, ...]:
    return tuple(sorted(_date_labels(), key=len, reverse=True))


@cache
def _contact_labels() -> frozenset[str]:
    return frozenset(vocabulary.phrases(vocabulary.load("contacts")["labels"]))


def _is_list_label(line: Line, following: Line) -> bool:
    """Tell whether a label introduces what follows, other labels too: "Kontakt:" above "Telefon: …"."""
    plain = line.fold.strip(" :")
    head = following.fold.split(":")[0].strip()
    return (
        head in _contact_labels()
        and head not in _date_labels()
        and bool(following.fold.strip(" :") != head)
        and plain not in vocabulary.load("content")["owner"]
        and not plain.startswith(tuple(vocabulary.load("content")["own_value"]))
    )


def _is_labelled(line: Line) -> bool:
    """Tell whether a line begins with a label in an element of its own: `<p><b>Alder:</b> fra 18 år</p>`."""
    first = line.element_at(0)
    return (
        first is not line.block
        and first.tag in ("b", "strong", "span", "em")
        and first.text.endswith(":")
        and line.text.startswith(first.text)
    )


def _is_weekday(line: Line) -> bool:
    """Tell whether a line begins with a day of the week: it goes on with opening hours, and is a value."""
    word = re.match(r"[^\W\d_]+", line.fold)
    return word is not None and word[0] in _weekdays()


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(vocabulary.phrases(vocabulary.load("dates")["weekdays"]))


def _same_box(line: Line, following: Line) -> bool:
    """Tell whether the next line can be the label's value: in the same box, or next to a heading's."""
    if line.heading:
        return not _leaves_section(line, following)
    here, there = line.block, following.block
    if here.tag == "li" and there.tag == "li":
        return here.parent is there.parent or there.within(here)
    common = next((a for a in (here, *here.ancestors()) if there.within(a)), None)
    if common is None:
        return False
    box = _box(line)
    return box is None or there.within(box)


def _box(line: Line) -> Element | None:
    """Return the box that a label heads: an element with the label first and room for a value after it."""
    for ancestor in list(line.block.ancestors())[:3]:
        if ancestor.tag in ("main", "article", "section", "body", "form", "td", "footer", "aside"):
            return None
        first = ancestor.p0 >= line.p0
        if not first:
            return None
        if any(getattr(node, "tag", None) for node in ancestor.node.children if node is not line.block.node):
            return ancestor
    return None


def _leaves_section(line: Line, following: Line) -> bool:
    """Tell whether a heading's section ends before the next line: it stands in a closed box of its own."""
    heading = line.block.closest(*HEADINGS)
    if heading is None or heading.parent is None:
        return False
    box = heading.parent
    if box.tag in ("main", "article", "body"):
        return False
    if following.block.within(box):
        return False
    siblings = [n for n in box.node.children if getattr(n, "tag", None)]
    alone = len(siblings) == 1 and box.tag in ("header", "div", "hgroup", "summary") and _is_heading_box(box)
    return not alone


def _is_heading_box(box: Element) -> bool:
    """Tell whether a box only wraps the heading (`<div class="title"><h2>…`), its content standing beside it."""
    parent = box.parent
    if parent is None:
        return False
    after = [n for n in parent.node.children if getattr(n, "tag", None)]
    return len(after) > 1 and parent.tag not in ("main", "body")
