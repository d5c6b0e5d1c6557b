"""Whether a page is news: a piece of news is dated by its publication, and nobody updates it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts import locale
from linter.facts.dates import headings, page_kind, trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.facts.dates.label import DateLabel
    from linter.facts.dates.metadata import MachineDate
    from linter.page.dom import Element
    from linter.page.page import Page

_WORD = re.compile(r"[^\W_]+")
_MONTH_FOLDER = re.compile(r".{0,200}/(?:19|20)\d{2}/(?:0?[1-9]|1[0-2])/")
"""`/blogg/2021/03/ny-bro/`: the address of what is published once."""


def is_news(page: Page) -> bool:
    """Return whether the page is about news, by its classes, its address, its breadcrumb or its JSON-LD."""
    words = news_words()
    return (
        not words.isdisjoint(page_kind.class_words(page))
        or not words.isdisjoint(_WORD.findall(locale.path(page).lower()))
        or any("NewsArticle" in script for script in page.json_ld)
        or not words.isdisjoint(trail.words(page))
    )


def is_news_item(page: Page) -> bool:
    """Return whether the page is one piece of news, by what speaks of the whole page and of nothing else on it."""
    words = news_words()
    return (
        not words.isdisjoint(page_kind.own_class_words(page))
        or not _single_articles().isdisjoint(page.body.classes)
        or any(heads_article(heading) for heading in headings.leading(page))
        or _is_address_of_news(locale.path(page).lower())
        or any("NewsArticle" in script for script in page.json_ld)
        or not words.isdisjoint(trail.words(page))
    )


def is_dated_once(page: Page, shown: Sequence[DateLabel], machine: Sequence[MachineDate]) -> bool:
    """Return whether a page shows only when it was published, as news does, and nothing tells that it is kept up to date."""
    if any(label.kind != "published" for label in shown):
        return False
    if any(label.is_dateline or label.label.lower().partition(" ")[0] in _kinds() for label in shown):
        return True
    return _is_published_article(page, machine) or is_news_item(page)


def heads_article(heading: Element) -> bool:
    """Return whether a name or a type around a heading says that it heads one article of news."""
    names = headings.names_around(heading)
    return (
        not news_words().isdisjoint(headings.words_of(names))
        or not _single_articles().isdisjoint(names.lower().split())
        or any((e.get("itemtype") or e.get("typeof") or "").endswith("NewsArticle") for e in heading.ancestors())
    )


def is_in_article(element: Element) -> bool:
    """Return whether a class name around an element is one that a single article of news has."""
    return not _single_articles().isdisjoint(headings.names_around(element).lower().split())


def news_words() -> frozenset[str]:
    """Return the words of names and addresses that say that a page is news."""
    return vocabulary.words("dates", "news")


def _is_published_article(page: Page, machine: Sequence[MachineDate]) -> bool:
    """Return whether the page is marked up as an article that has a date of publication and none of update."""
    kinds = {date.kind for date in machine if date.origin != "http"}
    return kinds == {"published"} and any(
        (meta.get("property") or meta.get("name") or "").lower() == "og:type"
        and meta.get("content", "").strip().lower() == "article"
        for meta in page.metas
    )


def _is_address_of_news(path: str) -> bool:
    """Return whether an address is below a folder of news or of a month; the name of the page may have any words."""
    *folders, name = path.split("/")
    return (
        _MONTH_FOLDER.match(path) is not None
        or any(not news_words().isdisjoint(_WORD.findall(folder)) for folder in folders)
        or name.partition(".")[0] in news_words()
    )


def _single_articles() -> frozenset[str]:
    return frozenset(vocabulary.load("dates")["press"]["articles"])


def _kinds() -> frozenset[str]:
    return frozenset(vocabulary.load("dates")["press"]["kinds"]) | news_words()
