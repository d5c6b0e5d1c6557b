"""Page -> the names of bodies, laws and services that are no longer right, where a page speaks of today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.replaced_names import by_phrase
from linter.facts.search import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.data.replaced_names import ReplacedName
    from linter.facts.search.word_search import Hit
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_QUOTED = ("blockquote", "q", "cite", "code", "pre", "del", "s")
_YEAR = re.compile(r"(?<![\d:.])(1[89]\d{2}|20\d{2})(?![\d:])")
_SERIES_YEAR = re.compile(r"(?<!\w)(?:prop|sou|ds|dir|bet)\.?\s{0,2}(\d{4})[:/]", re.IGNORECASE)
"""The year in the number of a document in a series: it is that of the document."""
_QUOTE = re.compile(r"[\"”“„»«]([^\"”“„»«]{1,400})[\"”“„»«]")
_PARAGRAPH = re.compile(r"^(?:\d{1,3}\s?(?:[a-z]\s)?§|§\s?\d|\d{1,2}\s?kap\.)", re.IGNORECASE)
_NUMBERED = re.compile(r"\(\d{4}:\d{1,4}\)|(?<!\w)(?:prop|sou|ds|dir|bet|kst)\.?\s{0,2}\d{4}[:/]")
"""What the name of a law or of a document in a series has in it."""
_TITLE = re.compile(r"\s[A-ZÅÄÖÆØ][a-zåäöæø]{3}")
"""What comes after the name of a body in the genitive where it is the author of a document: its title."""
_FIRST_LINES = 4
_MOST_HITS = 200
_SHORT_PAGE = 15
_LONGEST_NAME = 100
_FEW = 3
"""Lines that begin as a paragraph of a law does, from which on the page is one."""
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf|xlsx?|pptx?)(?:$|[?#])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OutdatedName:
    """A name that is no longer right: where it stands first, and in how many places."""

    name: ReplacedName
    text: str
    line: Line
    start: int
    end: int
    count: int


def outdated_names(page: Page, hits: Sequence[Hit], country: str) -> tuple[OutdatedName, ...]:
    """Return the names that a page uses as if they were right, each once.

    Not in history, quotations and titles of documents, nor beside the name of today or a year before the change.
    """
    if _is_document(page):
        return ()
    found: dict[str, list[Hit]] = {}
    for hit in hits[:_MOST_HITS]:
        if _is_meant(hit, country):
            found.setdefault(by_phrase()[hit.phrase].successor, []).append(hit)
    return tuple(_outdated(places) for places in found.values())


def _outdated(places: Sequence[Hit]) -> OutdatedName:
    first = places[0]
    text = first.line.text[first.start : first.end]
    return OutdatedName(by_phrase()[first.phrase], text, first.line, first.start, first.end, len(places))


def _is_meant(hit: Hit, country: str) -> bool:
    """Return whether a phrase names what was replaced, as something of today."""
    name, line = by_phrase()[hit.phrase], hit.line
    if country not in name.countries or line.region in ("navigation", "header"):
        return False
    shown = line.text[hit.start : hit.end]
    if shown not in name.as_written and hit.phrase not in name.names:
        return False
    rest = line.lowercase[hit.end :].lstrip()
    if rest.startswith(name.not_before) and name.not_before:
        return False
    return not (_is_apart(hit) or _is_title(line.element_at(hit.start)) or _is_of_the_past(hit, name))


def _is_apart(hit: Hit) -> bool:
    """Return whether a phrase is quoted, or part of an address or of a longer name."""
    line = hit.line
    if line.element_at(hit.start).closest(*_QUOTED) is not None or _PARAGRAPH.match(line.text):
        return True
    around = line.text[max(0, hit.start - 1) : hit.start], line.text[hit.end : hit.end + 2]
    if around[0] in ("@", "/", ".", "_", "&") or (around[1][:1] in ("@", "/", "_", "&") or around[1] in (".s", ".n")):
        return True
    if line.text[hit.end - 1] == "s" and _TITLE.match(line.text, hit.end):
        return True
    return any(quote.start(1) <= hit.start < quote.end(1) for quote in _QUOTE.finditer(line.text))


def _is_title(element: Element) -> bool:
    """Return whether a text is the link to a document: a title stays what it was."""
    link = element.closest("a")
    return link is not None and _DOCUMENT.search(link.get("href") or "") is not None


def _is_of_the_past(hit: Hit, name: ReplacedName) -> bool:
    """Return whether the sentence tells of history, of the change, or of a year before it."""
    begin, end = sentences.around(hit.line.text, hit.end - 1)
    sentence = hit.line.text[begin:end]
    lowercase = sentence.lower()
    if _past().search(lowercase) is not None or _names_successor(lowercase, name, hit.phrase):
        return True
    years = (*_YEAR.finditer(sentence), *_SERIES_YEAR.finditer(sentence))
    return any(int(year[1]) < name.since.year for year in years)


def _names_successor(sentence: str, name: ReplacedName, phrase: str) -> bool:
    """Return whether a sentence has the name of today too, whole or by its abbreviation."""
    whole = name.successor.lower()
    plain = whole.partition("(")[0].strip() if phrase[0].isalpha() else ""  # a law is often called what it was
    short = whole.partition("(")[2].rstrip(")")
    parts = [part for part in (plain, short) if part and not part.isdecimal()]
    return any(re.search(rf"(?<!\w){re.escape(part)}", sentence) is not None for part in parts)


def _is_document(page: Page) -> bool:
    """Return whether a page is the text of a law, of a decision or of another document: such a text stays as it was."""
    named = [heading.text.lower() for heading in page.tags("h1")] + [(page.title or "").lower()]
    first = [line.lowercase for line in page.layout.lines_in("main")[:_FIRST_LINES] if _may_be_name(line)]
    if any(_NUMBERED.search(name) for name in named) or any(_document().match(name) for name in (*named, *first)):
        return True
    return sum(1 for line in page.lines if line.text[:6] and _PARAGRAPH.match(line.text)) >= _FEW


def _may_be_name(line: Line) -> bool:
    """Return whether a line may name a document: a sentence, "Beslut kan överklagas.", does not."""
    return len(line.text) < _LONGEST_NAME and not line.text.endswith((".", "!", "?", ":"))


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{vocabulary.any_of(_words('past'))})(?![\w])")


@cache
def _document() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.any_of(_words('documents'))})(?![\w-])")


def _words(key: str) -> list[str]:
    return vocabulary.phrases(vocabulary.load("content")["replaced_names"][key])


def is_of_today(lines: Sequence[Line]) -> bool:
    """Return whether a text speaks to its readers, as no old document does, or is too short to be one."""
    if len(lines) < _SHORT_PAGE:
        return True
    return any(_reader().search(line.lowercase) is not None for line in _first(lines))


def _first(lines: Sequence[Line]) -> Iterator[Line]:
    yield from lines[:400]


@cache
def _reader() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{vocabulary.any_of(_words('reader'))})(?![\w])")
