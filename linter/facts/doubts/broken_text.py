"""Page -> the first text that was read in another encoding than it was written in, and what it was to say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.finding import Location
    from linter.page.dom import Element
    from linter.page.page import Page

_LOST = "\ufffd"
_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_HIGH = f"[\u0080-\u00bf{_CP1252}]"
_TWICE = re.compile(f"[ÂÃ]{_HIGH}|â[€\u0080]{_HIGH}")
"""Letters of Latin-1 and punctuation in UTF-8, read as Windows-1252 or Latin-1."""
_BROKEN = re.compile(f"{_LOST}|{_TWICE.pattern}")
_MEANT = re.compile("[\u00a0-\u00ff\u2010-\u2044\u20ac\u2122]")
_NOT_TEXT = ("code", "pre", "samp", "kbd", "var", "textarea", "q")
_QUOTES = "\"'“”„’‘»«`()[]"
_FEW = 2
"""How many words with a lost letter are no quotation any more."""
_MANY = 5
_MOST = 1000
_MAX_WORD = 40


@dataclass(frozen=True, slots=True)
class BrokenText:
    """The first broken word. `meant` is what it was to say, None where the source has lost it."""

    kind: Literal["bytes", "twice", "lost"]
    text: str
    meant: str | None
    location: Location
    element: Element
    words: int
    """How many words of the page have broken letters."""

    @property
    def is_widespread(self) -> bool:
        """Whether so much is broken that the page may say things that were not recognised."""
        return self.words >= _MANY


@dataclass(frozen=True, slots=True)
class _Place:
    """A broken word: the part that holds it, and where in the part it stands."""

    part: int
    start: int
    word: str
    in_word: bool
    is_twice: bool
    is_letter: bool


def first(page: Page) -> BrokenText | None:
    """Return the first broken text that a reader sees, None where the page is whole."""
    if not any(sign in page.text for sign in (_LOST, "Ã", "Â", "â€", "â\u0080")):
        return None
    places = list(islice(_places(page), _MOST))
    lost = [place for place in places if not place.is_twice]
    twice = [place for place in places if place.is_twice]
    certain = [place for place in twice if place.in_word or "â" in place.word]
    if (lost or certain) and page.document.is_contradicted:
        return _told(page, lost or twice, "bytes")
    if certain:
        return _told(page, twice, "twice")
    if page.document.encoding_from == "default" and page.document.encoding != "utf-8":
        return None  # the encoding is a guess, and a reader's browser may guess better
    words = [place for place in lost if place.in_word]
    if len(words) >= _FEW or any(_LOST * 2 in place.word for place in lost):
        return _told(page, lost, "lost")
    return None


def is_broken(text: str) -> bool:
    """Return whether a text holds characters that another encoding left."""
    return _LOST in text or _meant(text) is not None


def _places(page: Page) -> Iterator[_Place]:
    for part, text in enumerate(page.layout.part_text):
        if _LOST not in text and "Ã" not in text and "Â" not in text and "â" not in text:
            continue
        if page.layout.part_element[part].closest(*_NOT_TEXT) is not None:
            continue
        end = 0
        for match in _BROKEN.finditer(text):
            if match.start() < end:
                continue
            start, end = _word(text, match.start(), match.end())
            word = text[start:end]
            if word[0] in _QUOTES and word.rstrip(".,;:!?")[-1:] in _QUOTES:
                continue
            if match[0] == _LOST:
                yield _Place(part, start, word, _is_in_word(text, match), is_twice=False, is_letter=True)
                continue
            meant = _meant(match[0])
            if meant is not None:
                in_word = _is_in_word(text, match)
                yield _Place(part, start, word, in_word, is_twice=True, is_letter=meant.isalpha())


def _is_in_word(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1 : match.start()].isalpha() or text[match.end() : match.end() + 1].isalpha()


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the word around a broken character begins and ends."""
    first = max(start - _MAX_WORD, 0)
    while start > first and not _is_blank(text[start - 1]):
        start -= 1
    last = min(end + _MAX_WORD, len(text))
    while end < last and not _is_blank(text[end]):
        end += 1
    return start, end


def _is_blank(char: str) -> bool:
    """Return whether white space parts words here; a no-break space is half of what was encoded twice."""
    return char.isspace() and char != "\u00a0"


def _meant(text: str) -> str | None:
    """Return what a text that was encoded twice was to say, None where it was not."""
    found = False

    def mended(match: re.Match[str]) -> str:
        nonlocal found
        try:
            char = b"".join(_byte(char) for char in match[0]).decode("utf-8")
        except UnicodeError:
            return match[0]
        if _MEANT.fullmatch(char) is None:
            return match[0]
        found = True
        return char

    whole = _TWICE.sub(mended, text)
    return whole if found else None


def _byte(char: str) -> bytes:
    return char.encode("cp1252") if char in _CP1252 else char.encode("latin-1", "strict")


def _told(page: Page, places: list[_Place], kind: Literal["bytes", "twice", "lost"]) -> BrokenText:
    place = places[0]
    line = page.layout.lines_between(place.part, place.part + 1)[0]
    start = next((begin for begin, _, part in line.pieces if part == place.part), 0)
    start += len(" ".join(page.layout.part_text[place.part][: place.start].split()))
    start = (
        max(line.text.find(place.word, max(0, start - 1)), 0) if place.word in line.text else min(start, len(line.text))
    )
    location = page.place(line, start, max(start + 1, start + len(place.word)))
    return BrokenText(
        kind,
        place.word,
        _meant(place.word),
        location,
        page.layout.part_element[place.part],
        sum(p.is_letter for p in places),
    )
