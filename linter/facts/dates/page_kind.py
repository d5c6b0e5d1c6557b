"""What a page is for: information, or a start page, a search result, a list, a form (webbriktlinjer R23 exempts those)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts import locale
from linter.facts.dates import headings, listing
from linter.page.dom import visible_controls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.page.dom import Element, Line
    from linter.page.page import Page

_WORD = re.compile(r"[^\W_]+")
_FEW_WORDS = 400
_SHORT_HEADING = 7
"""A longer heading of a search page speaks of its results; "Sök" alone may be anything."""
_MANY_CONTROLS = 3
_FEW_ITEMS = 2
_NOTHING_SAID = 12
_NEGATED = re.compile(r"(?<![\w-])(?:not|no)[-_][\w-]{1,60}")
"""`not-front`: a class that says what a page is not."""

_STATUS = re.compile(
    r"(?:error |fel |feil |fejl |fehler |http )?(?:40[0134]|410|50[023])(?: error| not found| -.{1,40})?"
)


def exempt(page: Page) -> str | None:
    """Return what makes a page one that needs no date of its own, None for a page that informs.

    "redirect", "frames", "error" and "empty" are no content pages; "start", "search", "listing" and "form" are those
    whose purpose or parts exempt them.
    """
    names = headings.naming(page)
    lines = listing.content(page, names)
    named = {names[0].text.lower() if names else "", _first_part(page.title or "")} - {""}
    return _no_content(page, lines, named) or _other_purpose(page, lines, named)


def _no_content(page: Page, lines: list[Line], named: set[str]) -> str | None:
    if any(_redirects(meta) for meta in page.metas):
        return "redirect"
    if page.tree.select_one("frameset") is not None:
        return "frames"
    if any(_names_error(name) for name in named):
        return "error"
    return "empty" if _is_empty(page, lines) else None


def _redirects(meta: Mapping[str, str]) -> bool:
    """Return whether a `meta` element sends the reader on at once."""
    if meta.get("http-equiv", "").strip().lower() != "refresh":
        return False
    delay, _, target = meta.get("content", "").partition(";")
    return delay.strip() in ("0", "1") and "url" in target.lower()


def _names_error(name: str) -> bool:
    """Return whether a heading or a title says that the page is not there."""
    words = tuple(vocabulary.load("dates")["exempt"]["error"])
    return _STATUS.fullmatch(name) is not None or name.startswith(words) or name.endswith(words)


def _is_empty(page: Page, lines: list[Line]) -> bool:
    """Return whether a page has nothing but headings, links and controls: what it shows comes from elsewhere."""
    if any(e.region in ("main", None) for e in page.tags("img", "object", "embed", "video", "table", "pre")):
        return False
    title = (page.title or "").lower()
    said = 0
    for line in (*lines, *content_lines(page)):
        if (
            line.fold != title
            and not line.heading
            and line.element_at(0).closest("noscript", "button", "label") is None
        ):
            said += len(line.text) - _linked(line)
        if said >= _NOTHING_SAID:
            return False
    return True


def _linked(line: Line) -> int:
    """Return how many characters of a line are links and controls."""
    elements = line.layout.part_element
    return sum(
        end - begin for begin, end, part in line.pieces if elements[part].closest("a", "button", "label") is not None
    )


def _other_purpose(page: Page, lines: list[Line], named: set[str]) -> str | None:
    words = vocabulary.load("dates")["exempt"]
    tokens = set(class_words(page))
    if _is_start(page, tokens, named):
        return "start"
    if tokens & set(words["search"]["tokens"]) or any(_names_results(page, name) for name in named):
        return "search"
    if tokens & set(words["listing"]["tokens"]) or named & set(words["listing"]["headings"]):
        dated = len(listing.dated_items(page)) >= _FEW_ITEMS or len(listing.begun_by_dates(lines)) >= listing.MANY
        if dated:
            return "listing"
    if listing.is_listing(page, lines):
        return "listing"
    return "form" if _is_form(page) else None


def _names_results(page: Page, name: str) -> bool:
    """Return whether a heading or a title names the results of a search; "Sök" alone may be anything."""
    words = vocabulary.load("dates")["exempt"]["search"]
    if name.startswith(tuple(words["results"])) or name.endswith(tuple(words["results"])):
        return True
    return name in words["headings"] and (len(name) > _SHORT_HEADING or _has_search(page))


def _is_start(page: Page, tokens: set[str], named: set[str]) -> bool:
    words = vocabulary.load("dates")["exempt"]["start"]
    if re.fullmatch(r"/(?:[a-z]{2}/?)?(?:index\.\w+)?", locale.path(page)):
        return True
    if tokens & set(words["tokens"]) and not _has_trail(page):
        return True
    welcome = tuple(words["headings"])
    return any(name.startswith(welcome) for name in named) and not _has_breadcrumb(page)


def is_event(page: Page, leading: Sequence[Element]) -> bool:
    """Return whether the page is about an event or a meeting, whose day stands beside its heading."""
    words = vocabulary.words("dates", "event_words")
    return (
        not words.isdisjoint(class_words(page))
        or any(not words.isdisjoint(headings.words_of(headings.names_around(heading))) for heading in leading)
        or not words.isdisjoint(_WORD.findall(locale.path(page).lower()))
        or any('"Event"' in script for script in page.json_ld)
        or not words.isdisjoint(trail_words(page))
    )


def trail_words(page: Page) -> Iterator[str]:
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


def class_words(page: Page) -> Iterator[str]:
    """Yield the words of the class names that speak of the page: those of what holds it, and of the parts of `main`."""
    yield from own_class_words(page)
    if page.main is not None:
        yield from _words_of_names(a.get("class") or "" for a in page.main.inside("article", "form", "ul"))


def own_class_words(page: Page) -> Iterator[str]:
    """Yield the words of the class names of what holds the whole page and nothing else."""
    heading = next(iter(page.tags("h1")), None)
    article = heading.closest("article") if heading else None
    yield from _words_of_names([page.root.get("class", ""), page.body.get("class") or "", page.body.get("id") or ""])
    yield from _words_of_names(e.get("class") or "" for e in (page.main, article) if e is not None)


def _words_of_names(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from headings.words_of(_NEGATED.sub(" ", name))


def _first_part(title: str) -> str:
    """Return the page's part of a title ("Kalender | Lerboda kommun"), in lower case."""
    return re.split(r"\s[|•·»›–—-]\s|:\s", title.lower(), maxsplit=1)[0].strip()


@cache
def _breadcrumbs() -> str:
    """Return the selector of breadcrumbs: by class, id or label."""
    words = vocabulary.load("dates")["breadcrumb"]
    return ", ".join(f'[{name}*="{word}" i]' for word in words for name in ("class", "id", "aria-label"))


def _has_trail(page: Page) -> bool:
    """Return whether a breadcrumb leads to the page over others."""
    return any(len(trail.inside("a")) > 1 for trail in page.select(_breadcrumbs()))


def _has_breadcrumb(page: Page) -> bool:
    return page.tree.select_one(f"{_breadcrumbs()}, [aria-current=page]") is not None


def _has_search(page: Page) -> bool:
    return any(
        line.region != "header"
        for e in page.tags("input")
        if e.get("type") == "search" or e.get("name") in ("q", "query", "s")
        for line in e.lines
    )


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
    """Return whether a form is the one that some systems put around the whole page."""
    return any(h.within(form) for h in page.tags("h1"))
