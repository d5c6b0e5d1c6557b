"""Page -> labels with nothing after them, whatever they label but dates and the parts of contacts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from linter.facts.labels import line_kind, value
from linter.facts.labels.scripted import ScriptedPlaces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.search.word_search import Hit
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_MAX_WORDS = 8
_MAX_LENGTH = 70
_NOT_LABELS = (
    "a",
    "button",
    "label",
    "option",
    "legend",
    "th",
    "summary",
    "figcaption",
    "caption",
    "nav",
    "pre",
    "code",
)
_CONTROL_ROLES = frozenset({"button", "link", "tab", "menuitem", "option", "switch", "checkbox", "radio"})
_CONCEALED = re.compile(r"(?:^|;)\s{0,20}visibility\s{0,20}:\s{0,20}hidden", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class EmptyLabel:
    """A label without a value."""

    text: str
    location: Location
    line: Line
    is_filled_by_script: bool
    """Whether a script fills what comes after it, and the label does not say with what."""


def empty_labels(
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
    scripted = ScriptedPlaces(page)
    candidates = page.lines if more else [page.lines[index] for index in sorted(known)]
    for line in candidates:
        text = line.text
        colon = text.endswith(":")
        if not text or len(text) > _MAX_LENGTH or (line.region in ("header", "navigation")):
            continue
        plain = line.lowercase.strip(" :")
        if plain in less or line.index in taken:
            continue
        is_known = line_kind.is_known(plain) or plain in more or line_kind.is_known_heading(line)
        if not colon and not is_known:
            continue
        if _is_label(line, plain, colon=colon) and not value.has_value(page, line) and not _is_concealed(line):
            by_script = (not is_known and scripted.answers(line)) or (
                line_kind.is_share_label(plain) and scripted.shares(line)
            )
            yield EmptyLabel(text.rstrip(": "), page.place(line, 0, len(text)), line, by_script)


def empty_headings(page: Page, lines: Sequence[Line]) -> Iterator[EmptyLabel]:
    """Yield those of some headings that have nothing after them."""
    scripted = ScriptedPlaces(page)
    for line in lines:
        plain = line.lowercase.strip(" :")
        if _is_label(line, plain, colon=False) and not value.has_value(page, line) and not _is_concealed(line):
            yield EmptyLabel(line.text.rstrip(": "), page.place(line, 0, len(line.text)), line, scripted.answers(line))


def _with_colon(page: Page) -> Iterator[int]:
    """Yield the numbers of the lines that end in a colon."""
    text = f"{page.text}\n"
    at = text.find(":\n")
    while at >= 0:
        yield page.at_fold(at)[0].index
        at = text.find(":\n", at + 1)


def _is_label(line: Line, plain: str, *, colon: bool) -> bool:
    """Return whether a line is a label: short, no sentence, no link, no control's label, no cell of a data table."""
    element = line.element_at(len(line.text) - 1)
    if line.element_at(0).closest(*_NOT_LABELS) is not None or element.closest(*_NOT_LABELS) is not None:
        return False
    if _is_control(element):
        return False
    if line.replaced_elements and any(a.tag != "svg" and not _is_icon(a) for a in line.replaced_elements):
        return False
    if colon:
        return len(_WORDS.findall(plain)) <= _MAX_WORDS and not re.search(r"[.!?]\s", line.text)
    marked = line.heading > 0 or line.block.tag in ("dt", "strong", "b") or _is_bold(line)
    return marked or (line.block.tag in ("p", "div", "li", "span", "td", "dd") and (" " in plain or _is_alone(line)))


def _is_control(element: Element) -> bool:
    """Return whether an element is made a control by its role, or by that of a box right around it."""
    around = (element, *islice(element.ancestors(), 3))
    return any((box.get("role") or "").lower() in _CONTROL_ROLES for box in around)


def _is_concealed(line: Line) -> bool:
    """Return whether the label keeps its room on the page and is not shown."""
    return any(_CONCEALED.search(box.get("style") or "") for box in (line.block, *line.block.ancestors()))


def _is_icon(atom: Element) -> bool:
    return atom.tag == "img" and not (atom.get("alt") or "").strip()


def _is_bold(line: Line) -> bool:
    holders = [line.layout.part_element[p] for s, e, p in line.pieces if e > s]
    return bool(holders) and all(h.closest("strong", "b") is not None for h in holders)


def _is_alone(line: Line) -> bool:
    """Return whether a one-word line is the only text of its box: there is a place for a value, and it is empty."""
    parent = line.block.parent
    return parent is not None and parent.line_count == 1 and parent.tag not in ("ul", "ol", "nav", "tr")
