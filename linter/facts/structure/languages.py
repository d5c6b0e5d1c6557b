"""Page -> where the language that it says differs from that of its text: on the whole page, in parts, in marked parts."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from linter.facts.structure import detector
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.structure.detector import Guess
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_LEAST = 40
"""Letters and signs from which on a text tells its language."""
_LEAST_CLOSE = 300
"""The same where two languages resemble each other."""
_LEAST_PART = 160
"""The same for a part of a page that nothing marks: a name, a title or a quotation in passing is none."""
_LEAST_MARKED = 25
"""The same for a part that is marked as something else than the page: its author meant a language."""
_MOST, _MUCH, _SOME = 80, 95, 10
"""Hundredths of a text: nearly all of a page, all of a part, and what is more than a few words."""
_HALF = 50
_MOST_LINES, _MOST_MARKED = 400, 400
_SHOWN = 80
_WORD = re.compile(r"[^\W\d_]{2,40}")
_SENTENCE_WORDS = 20
_LOWER = 0.75
"""The part of the words of a running text that begin with small letters, German apart; lists of names have fewer."""
_FEW_DIGITS = 0.02
_JOINED = re.compile(r"\w[-/_]\w")
_JOINER = re.compile(r"[-/_]")
_FIRST = itemgetter(0)
_MANY = 0.2
"""The part of the words of a text from which on joined ones are names of a program's things, and commas those of a list."""
_SCRIPTED = re.compile(r"[\[\]{}=<>|]")

Kind = Literal["page", "mixed", "part", "marked"]


class OtherLanguage(NamedTuple):
    """A text in another language than is said: what is said and what it is in, and the element (None for the page)."""

    kind: Kind
    said: str
    found: str
    text: str
    location: Location
    element: Element | None
    line: Line | None
    is_certain: bool


def other_languages(page: Page) -> tuple[OtherLanguage, ...]:
    """Return the texts that are in another language than is said of them."""
    said = detector.plain(page.root.get("lang") or page.root.get("xml:lang") or "")
    marked = [one for one in page.select("[lang]") if one.tag != "body"] if page.source.count("lang") > 1 else []
    body = detector.plain(page.body.get("lang") or "") or said
    return tuple(_found(page, said, body, marked))


def _found(page: Page, said: str, body: str, marked: Sequence[Element]) -> Iterator[OtherLanguage]:
    yield from _in_marked(page, marked, body)
    if not body or page.is_fragment:
        return
    lines = _lines(page, marked)
    text = _own_text(page, lines)
    guess = detector.detect(text) if len(text) > _LEAST else None
    whole = _of_page(page, said, guess, text) if guess is not None and body == said else None
    if whole is not None and _has_own(said, lines):
        return
    if whole is not None:
        yield whole
    elif guess is None or guess.language != body or guess.others:
        yield from _in_parts(page, lines, body)


def _lines(page: Page, marked: Sequence[Element]) -> list[Line]:
    """Return the lines of the page's own content that stand in no part with a language of its own."""
    lines = page.layout.lines_in("main", None)[:_MOST_LINES]
    taken: set[int] = set()
    end = 0
    for one in marked:  # in document order: what stands inside another is taken already
        if one.p1 > end:
            taken.update(range(*one.line_range))
            end = one.p1
    return (
        [line for line in lines if line.text and line.index not in taken]
        if taken
        else [one for one in lines if one.text]
    )


def _own_text(page: Page, lines: Sequence[Line]) -> str:
    """Return the running text, where there is enough of it; else all text with the title."""
    running = [line.text for line in lines if len(line.text) > _LEAST]
    text = "\n".join(running)
    return text if len(text) > _LEAST_CLOSE else "\n".join([page.title or "", *(line.text for line in lines)])


def _has_own(said: str, lines: Sequence[Line]) -> bool:
    """Return whether a page has text in its own language after all: titles of foreign laws may be its longest lines."""
    guess = detector.detect("\n".join(line.text for line in lines))
    return guess is None or said == guess.language or guess.others.get(said, 0) > _SOME


def _of_page(page: Page, said: str, guess: Guess, text: str) -> OtherLanguage | None:
    """Return what is wrong with the language of the whole page; most of a page with parts in several is not sure."""
    if not _differ(said, guess.language, text):
        return None
    if guess.share >= _MOST and guess.others.get(said, 0) <= _SOME:
        return OtherLanguage(
            "page", said, guess.language, _start(text), root(page), None, None, _is_sure(said, guess.language)
        )
    if guess.share >= _HALF and said not in guess.others:
        return OtherLanguage("mixed", said, guess.language, _start(text), root(page), None, None, is_certain=False)
    return None


def root(page: Page) -> Location:
    """Return where the root of a page is written."""
    node = page.tree.select_one("html")
    return page.node_location(node) if node is not None else page.location(None)


def _differ(said: str, found: str, text: str) -> bool:
    if said == found:
        return False
    return len(text) > _LEAST_CLOSE if detector.are_close(said, found) else len(text) > _LEAST


def _is_sure(said: str, found: str) -> bool:
    """Return whether two languages cannot be mistaken: both are known, and they are not close, but Swedish to its neighbours."""
    return detector.is_known(said) and (not detector.are_close(said, found) or "sv" in (said, found))


def _in_marked(page: Page, marked: Sequence[Element], body: str) -> Iterator[OtherLanguage]:
    """Yield the parts that are marked as one language and written in another."""
    holders = {id(above) for one in marked for above in one.ancestors()}
    for element in marked[:_MOST_MARKED]:
        said = detector.plain(element.get("lang") or "")
        text = element.text_start(_LEAST_CLOSE)
        least = _LEAST if said == body else _LEAST_MARKED
        if not said or len(text) < least or id(element) in holders:
            continue
        guess = detector.detect(text)
        if guess is None or guess.share < _MUCH or guess.language == said or detector.are_close(said, guess.language):
            continue
        if not detector.is_known(said) or (len(text) <= _LEAST and guess.language == body):
            continue
        yield OtherLanguage(
            "marked", said, guess.language, _start(text), page.location(element), element, None, is_certain=True
        )


def _in_parts(page: Page, lines: Sequence[Line], said: str) -> Iterator[OtherLanguage]:
    """Yield the long lines of running text that are in another language than the page, and are marked as none."""
    for line in lines:
        if len(line.text) < _LEAST_PART or not _is_running(line.text):
            continue
        guess = detector.detect(line.text)
        if guess is None or guess.share < _MUCH or guess.language == said or detector.are_close(said, guess.language):
            continue
        where, is_certain = page.place(line, 0, len(line.text)), detector.is_known(said)
        yield OtherLanguage("part", said, guess.language, _start(line.text), where, line.block, line, is_certain)


def _is_running(text: str) -> bool:
    """Return whether a text is sentences, and neither a list of names, a reference to a work nor what a program writes."""
    if _SCRIPTED.search(text) is not None or sum(map(str.isdigit, text)) > _FEW_DIGITS * len(text):
        return False
    words = _WORD.findall(text)
    if len(words) < _SENTENCE_WORDS:
        return False
    joined = len(_JOINED.findall(text)) if _JOINER.search(text) is not None else 0
    if max(joined, text.count(",")) > _MANY * len(words):
        return False
    small = sum(map(str.islower, map(_FIRST, words)))
    return small >= _LOWER * len(words) or (
        small >= len(words) / 2 and not any(map(str.isupper, words))
    )  # as in German


def _start(text: str) -> str:
    plain = clean(text)
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN].rsplit(" ", 1)[0] + " …"
