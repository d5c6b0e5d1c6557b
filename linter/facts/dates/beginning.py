"""Where in its line a date label may begin, and what before it says that it speaks of something else than the page."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.dates import grammar

if TYPE_CHECKING:
    from linter.facts.search.word_search import Hit
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_DASHES = "-–—"
_BRACKETS = "(["
_OPENERS = (*_DASHES, *_BRACKETS)
_SEPARATORS = tuple(".,;:|·•–—-/()[]!?*›»→\u2022")
_SEPARATING = "".join(_SEPARATORS) + " "
_STRONG_SEPARATORS = tuple(".|·•!?;›»→")
_STOPS = re.compile(r"[.|·•!?;›»→(\[:,]|\s[-–—]")
_INLINE_EMPHASIS = frozenset({"b", "strong", "em", "i", "mark", "u"})
_MOST_OPENING_WORDS = 7
_LONGEST_OPENING = 150
"""Characters; so many words that open a sentence are shorter."""
_LONGEST_PART = 200
_LONGEST_WORD = 40
_LAST_WORD = re.compile(r"[^\W_]{1,40}(?=\s{0,40}$)")
_LONGEST_SAID = 60
"""Characters; so much at most says that the page itself is spoken of."""
_PARTS = re.compile(r"[|·•;*]|[.!?]\s")
"""What parts a line into things that have nothing to do with each other."""
_NAMED_VERSION = re.compile(r"(?:^|\s)[A-ZÅÄÖÆØÜ][\w.+-]{0,30}\sv?\d{1,3}\.\d{1,3}[ ,:(–—-]{0,4}$")
"""The name of a product and its version, right before a label."""
_THREE_PARTS = re.compile(r"(?<![\d.])v?\d{1,4}\.\d{1,4}\.\d{1,6}(?![\d.])")


def first_of(hit: Hit, read_to: int) -> int:
    """Return where the label of a hit begins: before the words that open its sentence ("Denne side blev …")."""
    before = hit.line.lowercase[: hit.start]
    if not _opens(before):
        return hit.start
    read_to = max(read_to, hit.start - _LONGEST_OPENING)
    stop = max((match.end() for match in _STOPS.finditer(before, read_to)), default=read_to)
    words = before[stop:].split()
    if not words or len(words) > _MOST_OPENING_WORDS or not _opening_words().issuperset(words):
        return hit.start
    return before.index(words[0], stop)


def _opens(before: str) -> bool:
    """Tell cheaply whether text may end with a word that opens the sentence of a label."""
    last = _LAST_WORD.search(before[-_LONGEST_WORD:])
    return last is not None and last[0] in _opening_words()


def begins(page: Page, hit: Hit, start: int, read_to: int) -> bool:
    """Return whether a label begins where a label can: first in its line, after a stop, or after another date."""
    line = hit.line
    before = line.text[:start].rstrip()
    if not before or len(before) <= read_to:
        return True
    if before.endswith(_STRONG_SEPARATORS):
        return True
    unread = before[read_to:].strip(_SEPARATING)
    if read_to and unread.lower() in vocabulary.load("dates")["joiners"]:
        return True  # "Publicerad 1 maj och uppdaterad 3 maj"
    if len(unread) <= _LONGEST_SAID and _speaks_of_page(unread.lower()):
        return True
    capital = line.text[start].isupper()
    has_colon = line.text[hit.end : hit.end + 2].lstrip().startswith(":")
    if before.endswith(_OPENERS):
        return not unread or _is_of_page(page, line, unread)
    if before.endswith(_SEPARATORS):
        return capital or has_colon or not unread
    if not capital and line.p1 - line.p0 == 1:
        return False  # most words of running text
    holder = _holder_beginning(line, start)
    if holder is not None and (holder.tag not in _INLINE_EMPHASIS or has_colon):
        return capital or holder is not line.block
    return capital and (before[-1].isdigit() or has_colon)


def _speaks_of_page(said: str) -> bool:
    return said in vocabulary.load("dates")["about_page"] or _joined_before().fullmatch(said) is not None


def _holder_beginning(line: Line, start: int) -> Element | None:
    """Return the element of a text that begins at an offset of a line, None where none begins."""
    part = next((part for begin, end, part in line.pieces if begin == start and end > begin), None)
    return line.layout.part_element[part] if part is not None else None


def end_of_joined(line: Line, end: int) -> int:
    """Return where the words end that are joined to a label which ends at `end`: "Granskad och godkänd"."""
    match = _joined_after().match(line.lowercase, end)
    return match.end() if match else end


def is_other_label(element: Element, hit: Hit) -> bool:
    """Return whether a label is one of a form control, a link or a button, or part of a link that names a thing."""
    holder = element.closest("a", "button", "label", "option", "legend", "summary")
    if holder is None:
        return False
    if holder.tag == "summary":
        return not holder.text.lower().startswith(hit.phrase.rstrip(":"))
    if holder.tag in ("label", "legend", "button", "option"):
        return True
    before, label, after = holder.text.lower().partition(hit.phrase)
    return bool(label) and (bool(before.strip()) or not grammar.is_only_date(after.lstrip(" :")))


def is_of_software(line: Line, start: int) -> bool:
    """Return whether a label that begins at `start` tells the age of the software: "Version 3.26.0 Last updated 2026/01/12"."""
    own = _PARTS.split(line.text[:start][-_LONGEST_PART:])[-1]
    if line.region == "footer" and (_makers().search(own.lower()) or _NAMED_VERSION.search(own)):
        return True
    if any(grammar.read_date(line.lowercase[m.start() :]) is None for m in _THREE_PARTS.finditer(line.lowercase)):
        return True
    return line.region == "footer" and _version().search(line.lowercase) is not None


def _is_of_page(page: Page, line: Line, named: str) -> bool:
    """Return whether what stands before a dash or a bracket is the page, its site, its owner, or another label's value."""
    if line.region in ("footer", "header") or ":" in named or "©" in named:
        return True
    folded = named.lower()
    return folded in (page.title or "").lower() or any(folded == h.text.lower() for h in page.tags("h1"))


@cache
def _opening_words() -> frozenset[str]:
    return vocabulary.words("dates", "opening")


@cache
def _makers() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{vocabulary.any_of(vocabulary.load('dates')['software_makers'])})\b")


@cache
def _joined_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{_joined()})\s?(?:{vocabulary.any_of(vocabulary.load('dates')['joiners'])})")


@cache
def _joined_after() -> re.Pattern[str]:
    joiners = vocabulary.any_of(vocabulary.load("dates")["joiners"])
    return re.compile(rf"\s?(?:{joiners})\s?(?:{_joined()})(?!\w)")


def _joined() -> str:
    return vocabulary.any_of(vocabulary.words("dates", "joined_labels"))


@cache
def _version() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{vocabulary.any_of(vocabulary.load('dates')['software'])})\.?:?\s?\d")
