"""What a page is for: information, or a start page, a search result, a list, a form (webbriktlinjer R23 exempts those)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts import locale
from linter.facts.dates import grammar, headings
from linter.page.dom import visible_controls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.page.dom import Element, Line
    from linter.page.page import Page

_WORD = re.compile(r"[^\W_]+")
_FEW_WORDS = 400
_SHORT_HEADING = 7
"""A longer heading of a search page speaks of its results; "Sök" alone may be anything."""
_MANY_CONTROLS = 3
_MANY_ITEMS = 4


def exempt(page: Page) -> str | None:
    """Return "start", "search", "listing" or "form" for a page that needs no date of its own, else None."""
    words = vocabulary.load("dates")["exempt"]
    tokens = set(_tokens(page))
    heading = _heading(page)
    if tokens & set(words["start"]["tokens"]) or re.fullmatch(r"/(?:[a-z]{2}/?)?(?:index\.\w+)?", locale.path(page)):
        return "start"
    if heading.startswith(tuple(words["start"]["headings"])) and not _has_breadcrumb(page):
        return "start"
    results = heading in words["search"]["headings"] and (len(heading) > _SHORT_HEADING or _has_search(page))
    if tokens & set(words["search"]["tokens"]) or results:
        return "search"
    items = list(_items(page))
    if len(items) >= 2 and (tokens & set(words["listing"]["tokens"]) or heading in words["listing"]["headings"]):
        return "listing"
    if len(items) >= _MANY_ITEMS and _fill(page, items):
        return "listing"
    return "form" if _is_form(page) else None


def is_news(page: Page) -> bool:
    """Return whether the page is a news article, by its classes, its address, its breadcrumb or its JSON-LD."""
    words = news_words()
    return (
        not words.isdisjoint(_tokens(page))
        or not words.isdisjoint(_WORD.findall(locale.path(page).lower()))
        or any("NewsArticle" in script for script in page.json_ld)
        or not words.isdisjoint(_words_of_trail(page))
    )


def is_event(page: Page, leading: Sequence[Element]) -> bool:
    """Return whether the page is about an event or a meeting, whose day stands beside its heading."""
    words = vocabulary.words("dates", "event_words")
    return (
        not words.isdisjoint(_tokens(page))
        or any(not words.isdisjoint(headings.words_of(headings.names_around(heading))) for heading in leading)
        or not words.isdisjoint(_WORD.findall(locale.path(page).lower()))
        or any('"Event"' in script for script in page.json_ld)
        or not words.isdisjoint(_words_of_trail(page))
    )


def news_words() -> frozenset[str]:
    """Return the words of names and addresses that say that a page is news."""
    return vocabulary.words("dates", "news")


def _words_of_trail(page: Page) -> Iterator[str]:
    """Yield the words of the breadcrumb, the page's own name left out."""
    names = {heading.text.lower() for heading in page.tags("h1")}
    for trail in page.select(_breadcrumbs()):
        for line in trail.lines:
            if line.fold.strip(" /›>»") not in names:
                yield from _WORD.findall(line.fold)


def content_lines(page: Page) -> Iterator[Line]:
    """Yield the lines of the main content: all but header, navigation and footer."""
    return (line for line in page.lines if line.region in ("main", "aside", None))


def characters(page: Page) -> int:
    """Count the text of the main content, messages to readers without scripting left out."""
    lines = list(content_lines(page))
    messages = page.select("noscript")
    inside = sum(len(m.text) for m in messages if any(line.p0 <= m.p0 < line.p1 for line in lines))
    return max(0, sum(len(line.text) for line in lines) - inside)


def _tokens(page: Page) -> Iterator[str]:
    """Yield the words of the class names that speak of the whole page: those of `html`, `body`, `main`, the article."""
    names = [page.root.get("class", ""), page.body.get("class") or "", page.body.get("id") or ""]
    heading = next(iter(page.tags("h1")), None)
    article = heading.closest("article") if heading else None
    names.extend(e.get("class") or "" for e in (page.main, article) if e is not None)
    if page.main is not None:
        names.extend(a.get("class") or "" for a in page.main.inside("article", "form", "ul"))
    for name in names:
        yield from headings.words_of(name)


def _heading(page: Page) -> str:
    heading = next(iter(page.tags("h1")), None)
    return heading.text.lower() if heading else ""


@cache
def _breadcrumbs() -> str:
    """Return the selector of breadcrumbs: by class, id or label."""
    words = vocabulary.load("dates")["breadcrumb"]
    return ", ".join(f'[{name}*="{word}" i]' for word in words for name in ("class", "id", "aria-label"))


def _has_breadcrumb(page: Page) -> bool:
    return page.tree.select_one(f"{_breadcrumbs()}, [aria-current=page]") is not None


def _has_search(page: Page) -> bool:
    return any(
        line.region != "header"
        for e in page.tags("input")
        if e.get("type") == "search" or e.get("name") in ("q", "query", "s")
        for line in e.lines
    )


def _items(page: Page) -> Iterator[Element]:
    """Yield the list items and cards of the main content that have a link and a date of their own."""
    seen: list[Element] = []
    for element in page.tags("li", "article", "tr"):
        if element.region not in ("main", None) or not element.inside("a") or element.inside("h1"):
            continue
        dated = bool(element.inside("time")) or any(_has_date(line.fold) for line in element.lines)
        if dated and not any(element.within(other) for other in seen):
            seen.append(element)
            yield element


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]?\d{0,4}|\d{1,2}\.? [a-zåäö]{3,12}")


def _has_date(text: str) -> bool:
    return any(grammar.read(text[m.start() :]) is not None for m in _DATE.finditer(text[:300]))


def _fill(page: Page, items: list[Element]) -> bool:
    """Tell whether the items are most of the main content."""
    inside = {line.index for item in items for line in item.lines}
    total = [line for line in page.lines if line.region == "main" and line.text]
    return sum(line.index in inside for line in total) * 2 > len(total)


def _is_form(page: Page) -> bool:
    controls = [
        e
        for e in visible_controls(page.tags("input", "select", "textarea"))
        if e.region in ("main", None) and (e.get("type") or "").lower() != "search"
    ]
    if len(controls) < _MANY_CONTROLS:
        return False
    forms = {id(form): form for e in controls if (form := e.closest("form")) is not None}
    rest = 0
    for line in page.lines:
        if (
            line.region == "main"
            and len(line.text) > 60
            and not any(line.block.within(f) for f in forms.values() if not _wraps_page(f, page))
        ):
            rest += len(line.text)
    return rest < _FEW_WORDS or len(controls) * 80 > rest


def _wraps_page(form: Element, page: Page) -> bool:
    """Tell whether a form is the one that some systems put around the whole page."""
    return any(h.within(form) for h in page.tags("h1"))
