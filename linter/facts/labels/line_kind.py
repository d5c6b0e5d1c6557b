"""Line -> what it is to the label before it: a label of its own, or one of the lines that are about the page."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.dates import grammar

if TYPE_CHECKING:
    from linter.page.dom import Element, Line

_TOKEN = re.compile(r"[A-Z]?[a-zåäöæø]+|[A-Z]+|\d+")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_FEW_WORDS = 3
_MOST_SHARE_WORDS = 5
_FAR_UP = 4
"""How many boxes around a line are asked for their class names."""


def label_text(line: Line) -> str:
    """Return what a line says as a label, in lower case and without its colon."""
    return line.lowercase.strip(" :")


def first_part(line: Line) -> str:
    """Return what stands before the first colon, in lower case; the whole line where there is none."""
    return line.lowercase.split(":", 1)[0].strip()


def is_known(text: str) -> bool:
    """Return whether the vocabulary has a text as a label that needs no colon."""
    return text in _known()


def is_known_heading(line: Line) -> bool:
    """Return whether a line is a heading that the vocabulary has as a label of further reading."""
    return line.heading > 0 and label_text(line) in vocabulary.words("content", "heading_labels")


def is_owner_label(text: str) -> bool:
    """Return whether a text names who answers for the page."""
    return text in vocabulary.words("content", "owner")


def is_share_label(text: str) -> bool:
    """Return whether a text introduces buttons that share the page."""
    return text in vocabulary.words("labels", "share")


def is_field(text: str) -> bool:
    """Return whether a text names one thing, which no heading is."""
    return text in vocabulary.words("labels", "fields")


def is_about_the_page(line: Line) -> bool:
    """Return whether a line tells who owns the page or when it changed: it is no value of another label."""
    start = first_part(line)
    if is_owner_label(start) or is_date_line(line):
        return True
    return line.lowercase.startswith(_page_owners())


def asks_or_shares(line: Line, label: Line) -> bool:
    """Return whether a line shares the page or asks what the reader thinks of it, and the label does not speak of that."""
    if line.lowercase.startswith(_feedback()):
        return True
    shares = is_share_label(label_text(line)) or is_share_label(_before_links(line).strip(" :")) or _is_share_link(line)
    if not is_known(label_text(label)):  # "Diese Seite:" above a list of buttons
        return shares and line.element_at(0).closest("a", "button", "li") is None
    return shares or has_name(line.block, "share_boxes")


def _is_share_link(line: Line) -> bool:
    """Return whether a line is one link or button that names where it shares the page: "Dela på Facebook"."""
    pressed = line.element_at(0).closest("a", "button")
    if pressed is None or len(line.text.split()) > _MOST_SHARE_WORDS or pressed.text != line.text:
        return False
    return line.lowercase.startswith(_share_openings())


def _before_links(line: Line) -> str:
    """Return what a line says before its first link or button, in lower case: "Dela på" before the names of networks."""
    parts = line.layout.part_element
    starts = (
        begin for begin, end, part in line.pieces if end > begin and parts[part].closest("a", "button") is not None
    )
    return line.lowercase[: next(starts, len(line.lowercase))]


def is_date_line(line: Line) -> bool:
    """Return whether a line is a label of the page's date, with or without the date."""
    start = first_part(line)
    if start in _date_labels() and (":" in line.lowercase or start == label_text(line)):
        return True
    if not line.lowercase.startswith(_long_dates()):
        return False
    label = next(word for word in _long_dates() if line.lowercase.startswith(word))
    return grammar.read_date(line.lowercase[len(label) :].lstrip()) is not None


def has_name(element: Element, key: str) -> bool:
    """Return whether the class or id of an element or of one of the boxes around it holds a word of the vocabulary."""
    words = vocabulary.words("labels", key)
    around = [element]
    for box in element.ancestors():
        if len(around) == _FAR_UP or box.tag in ("main", "article", "body"):
            break
        around.append(box)
    return any(not words.isdisjoint(name_words(box)) for box in around)


def name_words(element: Element) -> set[str]:
    """Return the words of an element's class names and id, in lower case."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:400]
    return {token.lower() for token in _TOKEN.findall(names)}


def is_label(line: Line) -> bool:
    """Return whether a line is a label of its own, with or without a value."""
    if line.element_at(0).closest("a", "button") is not None:
        return False
    if line.block.tag != "dt" and line.block.closest("table", "ul", "ol", "details", "form") is not None:
        return False
    start = first_part(line)
    known = is_known(start) or start in _contact_labels() or start in _date_labels()
    return known and (":" in line.text or label_text(line) == start)


def introduces(line: Line, following: Line) -> bool:
    """Return whether a label stands above other labels: "Kontakt:" above "Telefon: …", "Här hittar du:" above any."""
    text = label_text(line)
    if is_owner_label(text) or is_share_label(text):
        return False
    if len(_FIRST_WORD.findall(text)) >= _FEW_WORDS or text in vocabulary.words("contacts", "generic"):
        return label_text(following) != first_part(following) or not is_known(label_text(following))
    start = first_part(following)
    return start in _contact_labels() and label_text(following) != start


def is_field_row(line: Line) -> bool:
    """Return whether a line begins with a label in an element of its own: `<p><b>Alder:</b> fra 18 år</p>`."""
    first = line.element_at(0)
    return (
        first is not line.block
        and first.tag in ("b", "strong", "span", "em")
        and first.text.endswith(":")
        and line.text.startswith(first.text)
    )


def begins_with_weekday(line: Line) -> bool:
    """Return whether a line begins with a day of the week: opening hours go on there."""
    word = _FIRST_WORD.match(line.lowercase)
    return word is not None and word[0] in vocabulary.words("dates", "weekdays")


@cache
def _known() -> frozenset[str]:
    return vocabulary.words("content", "labels")


@cache
def _date_labels() -> frozenset[str]:
    return frozenset(word.strip(":") for word in vocabulary.words("dates", "labels"))


@cache
def _long_dates() -> tuple[str, ...]:
    """Return the date labels that need no colon before the date, each with the blank after it, the longest first."""
    return tuple(f"{word} " for word in sorted(_date_labels(), key=len, reverse=True))


@cache
def _page_owners() -> tuple[str, ...]:
    return tuple(f"{word} " for word in vocabulary.words("labels", "page_owner"))


@cache
def _share_openings() -> tuple[str, ...]:
    """Return the words of several that a place to share at follows: "dela på", "share on"."""
    return tuple(f"{word} " for word in vocabulary.words("labels", "share") if " " in word)


@cache
def _feedback() -> tuple[str, ...]:
    return tuple(vocabulary.words("labels", "feedback"))


@cache
def _contact_labels() -> frozenset[str]:
    return vocabulary.words("contacts", "labels")
