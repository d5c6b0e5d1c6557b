"""Page -> what its text points to with "below", "here" or "to the right", where nothing of the kind is there."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from linter.data import vocabulary
from linter.data.html import HEADINGS
from linter.facts.labels import line_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.search.word_search import Hit
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_OWN = ("main",)
_ANSWERS = {
    "link": frozenset({"a", "area", "button", "iframe", "object", "embed", "form"}),
    "document": frozenset({"a", "area", "button", "iframe", "object", "embed", "form", "input", "textarea", "select"}),
    "checklist": frozenset({"a", "area", "button", "iframe", "object", "embed", "ul", "ol", "dl", "table", "details"}),
    "list": frozenset({"ul", "ol", "dl", "table", "a", "area", "iframe", "form", "details", "img", "button"}),
    "form": frozenset({"form", "input", "textarea", "select", "iframe", "a", "area", "button"}),
    "table": frozenset({"table", "img", "iframe", "a", "area", "object", "dl", "ul", "figure", "svg", "canvas"}),
}
"""What is there when a text has pointed to one of its kind; a picture may show a table."""
_TOLD_AS = {"checklist": "document"}
_BLANK_LINE = re.compile(r"_{3,}|\.{5,}|…{2,}")
"""What a form to print and write on has."""
_MEDIA = frozenset({"video", "audio"})
_ELSEWHERE = ("mailto:", "tel:", "javascript:void")
_NAMED = re.compile(r"[\"”“„»«'’‘]\w")
_MOST_HITS = 50
"""How many pointers of one page are followed: each is held to the rest of its section."""
_ENDS_IN = ":"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A text that points to something: `kind` is what, or `position` where only a side of the page says where."""

    kind: str
    text: str
    line: Line
    start: int
    end: int
    is_sure: bool
    """Whether nothing can come there that a script fills in."""


Answer = Literal["there", "by_script", "missing"]


def lost_pointers(page: Page, hits: Sequence[Hit]) -> Iterator[Pointer]:
    """Yield the places that point to what is not there, and those that name nothing but a side of the page."""
    seen: set[int] = set()
    for hit in hits[:_MOST_HITS]:
        line = hit.line
        if line.index in seen or line.region not in _OWN or line.heading or _is_in_control(hit):
            continue
        if hit.kind == "position":
            if not _names_what(hit):
                seen.add(line.index)
                yield _pointer(hit, is_sure=True)
            continue
        answer: Answer = "there" if _is_preposition(hit) else _answer(page, hit)
        if answer != "there":
            seen.add(line.index)
            yield _pointer(hit, is_sure=answer == "missing")


def _pointer(hit: Hit, *, is_sure: bool) -> Pointer:
    text = hit.line.text[hit.start : hit.end]
    return Pointer(_TOLD_AS.get(hit.kind, hit.kind), text, hit.line, hit.start, hit.end, is_sure)


def _is_in_control(hit: Hit) -> bool:
    """Return whether a part of the phrase is a link or a button itself: then it leads there."""
    pieces = hit.line.pieces_between(hit.start, hit.end)
    holders = (hit.line.layout.part_element[part] for _, _, part in pieces)
    return any(holder.closest("a", "button", "label", "summary") is not None for holder in holders)


def _is_preposition(hit: Hit) -> bool:
    """Return whether the phrase goes on to what something is below: "the form below the stairs"."""
    return _below_something().match(hit.line.lowercase, hit.end) is not None


def _names_what(hit: Hit) -> bool:
    """Return whether the sentence says more of what is at the side than where: its name, or what it stands beside."""
    text = hit.line.text
    begin = max(text.rfind(". ", 0, hit.start), text.rfind("? ", 0, hit.start), text.rfind("! ", 0, hit.start)) + 1
    stop = text.find(". ", hit.end)
    sentence = text[begin : stop if stop >= 0 else len(text)]
    if _relations().match(hit.line.lowercase, hit.end) or _NAMED.search(sentence):
        return True
    return _heading_words().search(sentence.lower()) is not None


def _answer(page: Page, hit: Hit) -> Answer:
    """Return whether what a text points to stands after it in its section or the next one, or beside the text."""
    line, wanted = hit.line, _ANSWERS[hit.kind] | _MEDIA
    begin = line.part_at(hit.end - 1)
    stop, last = _section_ends(page, line)
    after = (one for one in _elements(page, line.p0, last) if one.p1 > begin)
    if any(_answers(one, wanted) for one in after if one.p0 < stop or _is_plain(one)):
        return "there"
    if _text_answers(page, hit, stop) or _is_later(page, hit, stop, wanted):
        return "there"
    return "by_script" if _may_come(page, line, stop) else "missing"


def _answers(element: Element, wanted: frozenset[str]) -> bool:
    """Return whether an element is one of those wanted, in the text's own part of the page."""
    if element.tag not in wanted or element.region not in (*_OWN, "aside"):
        return False
    if element.tag not in ("a", "area"):
        return True
    href = (element.get("href") or "").strip().lower()
    return bool(href) and not href.startswith(_ELSEWHERE) and not _is_about_page(element)


def _is_plain(element: Element) -> bool:
    """Return whether an element of a later section is seen at once: no link in running text."""
    line = next(iter(element.lines), None) if element.tag == "a" else None
    return element.region in _OWN and (line is None or 2 * len(element.text) >= len(line.text))


def _is_about_page(element: Element) -> bool:
    """Return whether a link shares the page, or asks what readers think of it."""
    line = next(iter(element.lines), None)
    return line is not None and line_kind.has_name(line.block, "share_boxes")


def _elements(page: Page, begin: int, stop: int) -> Iterator[Element]:
    """Yield the elements that begin between two parts of the page."""
    elements = page.layout.elements
    for index in range(bisect_left(elements, begin, key=lambda one: one.p0), len(elements)):
        if elements[index].p0 >= stop:
            return
        yield elements[index]


def _section_ends(page: Page, line: Line) -> tuple[int, int]:
    """Return the parts at which the section of a line and the next one end, at a heading of the same level or a higher one."""
    end = page.body.p1 + 1
    level = next((page.lines[at].heading for at in range(line.index - 1, -1, -1) if page.lines[at].heading), 0)
    if not level or level == 1:
        return end, end
    later = (one.p0 for one in page.lines[line.index + 1 :] if one.heading and one.heading <= level)
    return next(later, end), next(later, end)


def _text_answers(page: Page, hit: Hit, stop: int) -> bool:
    """Return whether lines of text are the list, or the form to print, that a text points to."""
    after = [one for one in page.lines[hit.line.index + 1 :] if one.p0 < stop and one.region in _OWN and one.text]
    if hit.kind == "document":
        return any(_BLANK_LINE.search(one.text) is not None for one in after)
    if hit.kind not in ("list", "table"):
        return False
    return len(after) > 1 or (hit.line.text.endswith(_ENDS_IN) and bool(after))


def _is_later(page: Page, hit: Hit, stop: int, wanted: frozenset[str]) -> bool:
    """Return whether a later section, or the column beside the text, is headed by what a text points to."""
    for line in page.lines[hit.line.index + 1 :]:
        if line.p0 < stop or line.region not in (*_OWN, "aside"):
            continue
        if not (line.heading or line.region == "aside" or _is_headline(line)):
            continue
        if line.region != "aside" and _shelves().search(line.lowercase) is None:
            continue
        following = _elements(page, line.p0, line.p1 + 200)
        if any(_answers(one, wanted) for one in following):
            return True
    return False


def _is_headline(line: Line) -> bool:
    return line.block.tag in ("strong", "b", "dt", "summary") or line.block.closest(*HEADINGS) is not None


def _may_come(page: Page, line: Line, stop: int) -> bool:
    """Return whether a script could fill something in after a text."""
    if not page.may_add_ids:
        return False
    return any(
        one.p0 == one.p1
        and one.region in _OWN
        and (one.has("id") or one.has("class"))
        and one.tag in ("div", "section", "ul", "span")
        for one in _elements(page, line.p1, stop)
    )


@cache
def _relations() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.load("content")["pointer_words"]["relations"])
    return re.compile(rf"\s{{1,2}}(?:{words})\s")


@cache
def _below_something() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{vocabulary.any_of(vocabulary.load('content')['pointer_words']['below_something'])})\s")


@cache
def _heading_words() -> re.Pattern[str]:
    return _pattern("headings")


@cache
def _shelves() -> re.Pattern[str]:
    return _pattern("shelves")


def _pattern(key: str) -> re.Pattern[str]:
    words = vocabulary.phrases(vocabulary.load("content")["pointer_words"][key])
    return re.compile(rf"(?<![^\W\d_])(?:{vocabulary.any_of(words)})")
