"""Page -> text that only looks like what it is: lists and headings without mark-up, and marks that have gone out of use."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from linter.data import vocabulary
from linter.data.characters import blocks
from linter.facts.structure.aria import role_of
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.page.dom import Element, Line
    from linter.page.page import Page

_BULLET = re.compile(r"([•·●▪■◦‣►▶➢✓✔*–—-])(?:\s|(?=[^\W\d_]))")
_ORDER = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s")
_BEGINNING = re.compile(r"[•·●▪■◦‣►▶➢✓✔*–—-]|\(?(?:\d{1,2}|[a-z])[.)]")
"""What most lines do not begin with, and every item does."""
_FIRST = ("1", "a")
_DASHES = "–—-"
_HYPHEN = "-"
_FEWEST = 3
_LONGEST_ITEM = 160
_MARKED = ("li", "dt", "dd", "pre", "code", "table", "a", "button", "address", "label", "select", "caption", "nav")
_FIELDS = frozenset({"input", "select", "textarea"})
_ITEM_ROLES = frozenset({"list", "listitem", "listbox", "option", "menu", "menuitem", "table", "row", "cell"})
_LONGEST_HEADING, _LONGEST_TEXT = 70, 400
_LEAST_TEXT = 80
_BOLD = ("strong", "b")
_END = '.,:;!?…–-»”")'
_OBSOLETE = re.compile(r"<(center|font|blink|big|strike|tt|basefont)[\s>/]", re.IGNORECASE)
_SCRIPT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_SCRIPT_BLOCKS = frozenset({*range(0x05, 0x09), *range(0xFB, 0xFF), *range(0xD8, 0xDC)})
_IN_STYLE = re.compile(r"direction\s*:\s*rtl", re.IGNORECASE)
_LEAST_SCRIPT = 20
_MOST_BLOCKS = 2000
_LONGEST_ABBREVIATION, _MOST_ABBREVIATIONS = 30, 100


class UnmarkedList(NamedTuple):
    """Lines that begin like the items of a list: the first, how many there are, and the sign."""

    line: Line
    number: int
    sign: str


class ObsoleteMark(NamedTuple):
    """An element that has gone out of use, and how many of it the page has."""

    element: Element
    number: int


class WrongDirection(NamedTuple):
    """A text that is written in a direction that is not that of its script."""

    element: Element
    said: str
    text: str


def unmarked_lists(page: Page) -> tuple[UnmarkedList, ...]:
    """Return the stretches of lines that are a list to the eye only."""
    found: list[UnmarkedList] = []
    run: list[tuple[Line, str]] = []
    may_begin = [line for line in page.layout.lines_in("main", None) if _BEGINNING.match(line.text) is not None]
    for line in may_begin if len(may_begin) >= _FEWEST else ():
        sign = _sign(line)
        if not sign or (run and not _goes_on(run, line, sign)):
            found.extend(_as_list(run))
            run = []
        if sign and (run or sign in _FIRST or not sign.isalnum()):
            run.append((line, sign))
    return (*found, *_as_list(run))


def _sign(line: Line) -> str:
    """Return the sign or the number that a line begins with as the items of a list do, "" where it does not."""
    if not line.text or line.text[0].isupper() or len(line.text) > _LONGEST_ITEM or line.heading:
        return ""
    match = _BULLET.match(line.text) or _ORDER.match(line.text)
    if match is None or not any(map(str.isalnum, line.text[match.end() :])):
        return ""
    return "" if _is_no_item(line) else match[1]


def _is_no_item(line: Line) -> bool:
    """Return whether the mark-up says what a line is, or it holds a field, which a star before it marks as required."""
    block = line.block
    if block.closest(*_MARKED) is not None or any(one.tag in _FIELDS for one in line.replaced_elements):
        return True
    return any(role_of(one) in _ITEM_ROLES for one in (block, *block.ancestors()))


def _goes_on(run: Sequence[tuple[Line, str]], line: Line, sign: str) -> bool:
    before, last = run[-1]
    if line.index != before.index + 1 or not _are_beside(before.block, line.block):
        return False
    if last.isdigit():
        return sign.isdigit() and int(sign) == int(last) + 1
    return ord(sign[0]) == ord(last) + 1 if last.isalpha() else sign == last


def _are_beside(one: Element, other: Element) -> bool:
    return one is other or one.parent is other.parent


def _as_list(run: Sequence[tuple[Line, str]]) -> Iterator[UnmarkedList]:
    if len(run) < _FEWEST:
        return
    line, sign = run[0]
    if sign in _DASHES and _is_speech(line, [one.text for one, _ in run]):
        return
    yield UnmarkedList(line, len(run), sign)


def _is_speech(first: Line, texts: Sequence[str]) -> bool:
    """Return whether lines after dashes are what people said: sentences, where nothing makes a list of them."""
    if any(_said().search(text.lower()) is not None for text in texts):
        return True
    ends = sum(text[-1] in ".!?" for text in texts)
    return 2 * ends > len(texts) and not (texts[0][0] == _HYPHEN and (_are_alike(texts) or _is_led(first, texts)))


def _is_led(first: Line, texts: Sequence[str]) -> bool:
    """Return whether the line before announces a list: it ends in a colon, and nobody speaks there or of himself below it."""
    before = first.layout.lines[first.index - 1].text if first.index else ""
    if not before.endswith(":") or _said().search(before.lower()) is not None:
        return False
    return not any(_said("first_person").search(text.lower()) is not None for text in texts)


def _are_alike(texts: Sequence[str]) -> bool:
    """Return whether all lines begin with the same two words, as the items of a list do."""
    beginnings = {tuple(text.lower().lstrip("- \t").split()[:2]) for text in texts}
    return len(beginnings) == 1


@cache
def _said(key: str = "said") -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.phrases(vocabulary.load("texts")["lists"][key]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def unmarked_headings(page: Page) -> tuple[Line, ...]:
    """Return the short paragraphs in bold letters alone that stand over other text."""
    lines = page.layout.lines_in("main", None)
    bold = {id(line) for one in page.tags(*_BOLD) for line in one.lines[:1] if _is_whole(one, line)}
    if not bold:
        return ()
    return tuple(
        line
        for line, following in pairwise(lines)
        if id(line) in bold
        and id(following) not in bold
        and line.index not in page.layout.lines_with_links  # a way to somewhere else is set apart too
        and _is_over(line, following)
    )


def _is_whole(element: Element, line: Line) -> bool:
    return line.block.tag == "p" and len(element.text_start(len(line.text))) == len(line.text) > 0


def _is_over(line: Line, following: Line) -> bool:
    if (
        len(line.text) > _LONGEST_HEADING
        or line.text[-1] in _END
        or not line.text[0].isupper()
        or any(letter.isdigit() for letter in line.text)  # a day, a time or a sum that is made to stand out
        or line.block.closest(*_MARKED) is not None
    ):
        return False
    has_own = line.block.line_count == 1 and following.index == line.index + 1
    beside = following.block.tag in ("p", "div", "ul", "ol") and following.block.parent is line.block.parent
    return has_own and beside and len(following.text) >= _LEAST_TEXT


def empty_paragraphs(page: Page) -> tuple[tuple[Element, int], ...]:
    """Return the first of several empty paragraphs in a row, and how many there are."""
    found: list[tuple[Element, int]] = []
    before: Element | None = None
    for element in page.select("p"):
        if element.has_text or element.replaced_elements or element.node.select_one("*:not(br)") is not None:
            before = None
        elif before is not None and _follows(element, before):
            found[-1] = (found[-1][0], found[-1][1] + 1)
            before = element
        else:
            found.append((element, 1))
            before = element
    return tuple(one for one in found if one[1] > 1)


def _follows(element: Element, before: Element) -> bool:
    return element.parent is before.parent and element.p0 == before.p1


def obsolete_marks(page: Page) -> tuple[ObsoleteMark, ...]:
    """Return the first element of each tag that has gone out of use."""
    found = []
    for tag in sorted({tag.lower() for tag in _OBSOLETE.findall(page.source)}):
        elements = page.select(tag)
        if elements:
            found.append(ObsoleteMark(elements[0], len(elements)))
    return tuple(found)


def moving_texts(page: Page) -> tuple[Element, ...]:
    """Return the texts that move across the page for as long as it is open."""
    return tuple(one for one in page.select("marquee") if (one.has_text or one.replaced_elements) and not _stops(one))


def _stops(element: Element) -> bool:
    """Return whether a text comes to rest by itself: after its rounds, at the end of its way, or as it stands still."""
    rounds = clean(element.get("loop") or "")
    if rounds.isdecimal() and int(rounds[:4]) > 0:
        return True
    slides = clean(element.get("behavior") or "").lower() == "slide"
    return slides or clean(element.get("scrollamount") or "") == "0"


def unexplained(page: Page) -> tuple[Element, ...]:
    """Return the first `abbr` of every abbreviation that is explained nowhere on the page."""
    found: dict[str, Element] = {}
    elements = page.select("abbr") if page.mentions("<abbr", "<ABBR") else []
    for element in elements:
        found.setdefault(element.text_start(_LONGEST_ABBREVIATION), element)
    explained = {one.text_start(_LONGEST_ABBREVIATION) for one in elements if clean(one.get("title") or "")}
    asked = [(text, one) for text, one in found.items() if text and text not in explained][:_MOST_ABBREVIATIONS]
    return tuple(one for text, one in asked if f"({text})" not in page.text and f"{text} (" not in page.text)


def wrong_directions(page: Page) -> tuple[WrongDirection, ...]:
    """Return the texts whose direction is not that of their script."""
    return (*_to_the_left(page), *_to_the_right(page))


def _to_the_left(page: Page) -> Iterator[WrongDirection]:
    """Yield the texts that are marked as written from right to left, and have no such letters."""
    end = 0
    for element in page.select("[dir=rtl i]") if page.mentions("rtl", "RTL") else ():
        if element.p1 <= end:
            continue  # inside another
        end, text = element.p1, element.text_start(_LONGEST_TEXT)
        if _letters(text) < _LEAST_SCRIPT or _SCRIPT.search(element.text) is not None:
            continue
        if element.node.select_one("[dir=ltr i], [dir=auto i]") is None:  # which takes it back for what is inside
            yield WrongDirection(element, "rtl", text)


def _to_the_right(page: Page) -> Iterator[WrongDirection]:
    """Yield the lines in a script from right to left that are not marked so, and shown in another order for it."""
    if _SCRIPT_BLOCKS.isdisjoint(blocks(page.text)) or _SCRIPT.search(page.text) is None:
        return
    said = (page.root.get("dir") or "").lower()
    for line in page.lines[:_MOST_BLOCKS]:
        written = len(_SCRIPT.findall(line.text)) if not line.text.isascii() else 0
        if written < _LEAST_SCRIPT or 2 * written <= _letters(line.text):
            continue
        if _is_reordered(line.text) and _direction(line, said) != "rtl":
            yield WrongDirection(line.block, "ltr", line.text)


def _is_reordered(text: str) -> bool:
    """Return whether a text from right to left is shown in another order where its direction is not given.

    By Unicode's algorithm letters from right to left keep theirs, and numbers between them: it is signs at the ends and words
    in other letters that come to stand in the wrong place. What begins with another script is a text in that.
    """
    first = next((sign for sign in text if sign.isalpha()), "")
    if _SCRIPT.match(first) is None:
        return False
    ends_inside = _SCRIPT.match(text[0]) is not None and _SCRIPT.match(text[-1]) is not None
    return not ends_inside or any(unicodedata.bidirectional(sign) == "L" for sign in text)


def _letters(text: str) -> int:
    return sum(letter.isalpha() for letter in text)


def _direction(line: Line, root: str) -> str:
    """Return the direction of a line: `auto` finds that of its script."""
    for element in (line.element_at(0), *line.element_at(0).ancestors()):
        said = (element.get("dir") or "").strip().lower()
        if "rtl" in element.classes or _IN_STYLE.search(element.get("style") or "") is not None:
            return "rtl"
        if said:
            return "rtl" if said == "auto" else said
    return "rtl" if root == "auto" else root or "ltr"
