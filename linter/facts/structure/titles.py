"""Page -> what is wrong with its title: a placeholder, a name alone, words that the page or its main heading does not have."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from linter.data import vocabulary
from linter.facts import locale
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from linter.facts.structure.headings import Heading
    from linter.page.page import Page

_FILE = re.compile(r"\S{1,100}\.(?:html?|aspx?|php|docx?|pdf|indd|pptx?)|microsoft word - .{1,200}", re.IGNORECASE)
_NUMBER = re.compile(r"[\s_-]{0,3}\(?\d{1,3}\)?$")
_WORD = re.compile(r"[^\W_]{2,60}")
_STEM = 4
"""Letters that words of one stem begin with alike: “bad” and “badplatser” do, where the shorter is a whole word."""
_BETWEEN = re.compile(r"\s[|–—:·•»/-]\s|\|")
"""What stands between the parts of a title."""
_LONGEST = 300

_LONG_WORD, _SUBJECT = 5, 2
"""Letters of a word that a page about it has too; words of a heading that say what its page is about."""

Kind = Literal["placeholder", "file", "site", "name"]


class SilentTitle(NamedTuple):
    """A title that does not say what its page is about: what is wrong with it, and its words."""

    kind: Kind
    title: str


def silent_title(page: Page, site_name: Callable[[], str | None], is_start: Callable[[], bool]) -> SilentTitle | None:
    """Return the page's title where it says nothing of the page; `site_name` tells what the site is called."""
    title = (page.title or "")[:_LONGEST]
    if not title:
        return None
    kind = _by_itself(page, title)
    if kind is None and _BETWEEN.search(title) is None and page.tags("h1") and _is_site(page, title, site_name):
        kind = None if is_start() else "site"
    if kind is None and _is_name_of_place(page, title):
        kind = None if is_start() else "name"
    return None if kind is None else SilentTitle(kind, title)


def heading_apart(page: Page, headings: Sequence[Heading]) -> str | None:
    """Return the main heading where the title has no word of any main heading, in whatever form."""
    title = (page.title or "")[:_LONGEST]
    own = [one.text for one in headings if one.level == 1 and one.element.region in ("main", None)]
    if not title or not own or _by_itself(page, title) is not None:
        return None
    return None if _share_word(title, [one.text for one in headings if one.level == 1]) else own[0]


def words_apart(page: Page) -> str | None:
    """Return the first long word of the title that a page without a main heading does not have, in whatever form."""
    title = _BETWEEN.split((page.title or "")[:_LONGEST])[0]
    long = [word for word in _WORD.findall(title) if len(word) >= _LONG_WORD]
    if not long or page.tags("h1") or page.select("[role=heading]") or _by_itself(page, title) is not None:
        return None
    text = "\n".join(line.text for line in page.layout.lines if line.text).lower()
    if not text:
        return None
    return next((word for word in long if word.lower()[: max(_STEM, len(word) - 2)] not in text), None)


def _is_name_of_place(page: Page, title: str) -> bool:
    """Return whether a title is no more than the name at the end of the only main heading: “jobs at the City of Lerboda”."""
    headings = page.tags("h1")
    if len(headings) != 1:
        return False
    heading, name = clean(headings[0].text_start(_LONGEST)), clean(title)
    if not heading.endswith(f" {name}") or not name[0].isupper() or len(name.split()) < _SUBJECT:
        return False
    before = [word for word in _WORD.findall(heading.removesuffix(name)) if word.lower() not in _listed("articles")]
    if not before or any(word[0].isupper() for word in before[1:]) or before[-1].lower() not in _listed("at"):
        return False
    return len([word for word in before[:-1] if word.lower() not in _listed("greetings")]) >= _SUBJECT


def _is_site(page: Page, title: str, site_name: Callable[[], str | None]) -> bool:
    """Return whether a title is what the site is called, on a page below the start page that is headed otherwise."""
    if locale.path(page) in ("", "/") or not _words(title):
        return False
    name = site_name()
    if name is None or _plain(name) != _plain(title):
        return False
    return not _share_word(title, [one.text_start(_LONGEST) for one in page.tags("h1") if one.region in ("main", None)])


def _by_itself(page: Page, title: str) -> Kind | None:
    plain = clean(title).lower()
    if _FILE.fullmatch(plain) is not None:
        return "file"
    word = _NUMBER.sub("", plain).strip(" .:–-|")
    if word not in _listed("words"):
        return "placeholder" if word in _listed("placeholders") else None
    is_headed_so = any(_plain(one.text_start(_LONGEST)) == _plain(title) for one in page.tags("h1"))
    return None if is_headed_so else "placeholder"


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(vocabulary.phrases(vocabulary.load("texts")["titles"][key]))


def _share_word(title: str, headings: Iterable[str]) -> bool:
    """Return whether a title and any heading have a word in common, in whatever form, or are no words."""
    words = _words(title)
    of_headings = {word for heading in headings for word in _words(heading[:_LONGEST])}
    return not of_headings or any(_are_related(one, other) for one in words for other in of_headings)


def _are_related(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short in long if len(short) >= _STEM else short == long


def _words(text: str) -> set[str]:
    return {word if len(word) <= _STEM else word[: max(_STEM, len(word) - 2)] for word in _WORD.findall(text.lower())}


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
