"""What a page is for: information, or a start page, a search result, a list, a form (webbriktlinjer R23 exempts those)."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts import locale
from linter.facts.dates import headings, listing, ownership, start_page, trail
from linter.page.controls import visible_controls
from linter.page.refresh import read_refresh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from linter.page.dom import Element, Line
    from linter.page.page import Page

_WORD = re.compile(r"[^\W_]+")
_FEW_WORDS = 400
_SHORT_HEADING = 7
"""A longer heading of a search page speaks of its results; "Sök" alone may be anything."""
_MANY_CONTROLS = 3
_FEW_ITEMS = 2
_NOTHING_SAID = 12
_HEAD_ROWS = 3
_ENDS = (".", "!", "?")
_SOME_TEXT = 2
"""Lines of running text that are more than an introduction."""
_WORKDAYS = 5
_NEGATED = re.compile(r"(?<![\w-])(?:not|no)[-_][\w-]{1,60}")
"""`not-front`: a class that says what a page is not."""

_STATUS = re.compile(
    r"(?:error |fel |feil |fejl |fehler |http )?(?:40[0134]|410|50[023])(?: error| not found| -.{1,40})?"
)


def exempt(page: Page, site_name: Callable[[], str | None]) -> str | None:
    """Return what makes a page one that needs no date of its own, None for a page that informs.

    "redirect", "frames", "error" and "empty" are no content pages; "start", "search", "listing" and "form" are those
    whose purpose or parts exempt them. `site_name` tells what the site is called.
    """
    names = headings.naming(page)
    lines = listing.content(page, names)
    named = {names[0].text.lower() if names else "", first_part(page.title or "")} - {""}
    return _no_content(page, lines, named) or _other_purpose(page, lines, named, site_name)


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
    refresh = read_refresh(meta.get("content", ""))
    return refresh is not None and refresh.seconds <= 1


def _names_error(name: str) -> bool:
    """Return whether a heading or a title says that the page is not there."""
    words = tuple(vocabulary.load("dates")["exempt"]["error"])
    return _STATUS.fullmatch(name) is not None or name.startswith(words) or name.endswith(words)


def _is_empty(page: Page, lines: list[Line]) -> bool:
    """Return whether a page has nothing but headings, links and controls: what it shows comes from elsewhere."""
    if any(e.region in ("main", None) for e in page.tags("img", "object", "embed", "video", "table", "pre")):
        return False
    return _said((*lines, *content_lines(page)), page) < _NOTHING_SAID


def _said(lines: Iterable[Line], page: Page) -> int:
    """Count the text of lines that is no heading, link or control, up to where it says something."""
    title = (page.title or "").lower()
    said = 0
    for line in lines:
        if (
            line.lowercase != title
            and not line.heading
            and line.element_at(0).closest("noscript", "button", "label") is None
        ):
            said += len(line.text) - _linked(line)
        if said >= _NOTHING_SAID:
            break
    return said


def _says_nothing_beside(part: Element, page: Page) -> bool:
    """Return whether the main content has nothing to say but what stands in one part of it."""
    inside = {line.index for line in part.lines}
    return _said((line for line in content_lines(page) if line.index not in inside), page) < _NOTHING_SAID


def _is_dated_table(page: Page) -> bool:
    """Return whether the content is one data table and no text, and most of its rows have a date and a link of their own."""
    tables = [t for t in page.tags("table") if t.region in ("main", None) and ownership.is_data_table(t)]
    if not tables or any(not table.within(tables[0]) for table in tables):
        return False
    rows = [row for row in tables[0].inside("tr") if row.has_text and row.inside("td")]
    dated = [row for row in listing.dated_items(page) if row.tag == "tr" and row.within(tables[0])]
    return bool(dated) and len(dated) * 2 >= len(rows) and _says_nothing_beside(tables[0], page)


def _is_nothing_but_form(page: Page) -> bool:
    """Return whether the content is one form without running text; one around the whole page is no sign."""
    controls = [e for e in own_controls(page) if e.closest("form") is not None]
    form = controls[0].closest("form") if controls else None
    if form is None or _wraps_page(form, page) or any(not e.within(form) for e in controls):
        return False
    return not any(len(line.text) > listing.RUNNING for line in form.lines) and _says_nothing_beside(form, page)


def _linked(line: Line) -> int:
    """Return how many characters of a line are links and controls."""
    elements = line.layout.part_element
    return sum(
        end - begin for begin, end, part in line.pieces if elements[part].closest("a", "button", "label") is not None
    )


def _other_purpose(page: Page, lines: list[Line], named: set[str], site_name: Callable[[], str | None]) -> str | None:
    words = vocabulary.load("dates")["exempt"]
    tokens = set(class_words(page))
    if start_page.is_start(page, tokens, named, site_name):
        return "start"
    if tokens & set(words["search"]["tokens"]) or any(_names_results(page, name) for name in named):
        return "search"
    if _counts(page, "records") or (_counts(page, "counts") and not _has_running_text(page)):
        return "search"
    if tokens & set(words["listing"]["tokens"]) or named & set(words["listing"]["headings"]):
        dated = len(listing.dated_items(page)) >= _FEW_ITEMS or len(listing.begun_by_dates(lines)) >= listing.MANY
        if dated or _leads_on(lines):
            return "listing"
    if listing.is_listing(page, lines) or _is_dated_table(page):
        return "listing"
    if _is_calendar(page, lines, named):
        return "listing"
    return "form" if _is_form(page) or _is_nothing_but_form(page) else None


def _leads_on(lines: list[Line]) -> bool:
    """Return whether most of the text is links."""
    told = [line for line in lines if not line.heading]
    return sum(map(_linked, told)) * 2 > sum(len(line.text) for line in told)


def _is_calendar(page: Page, lines: list[Line], named: set[str]) -> bool:
    """Return whether a page lists days, of meetings or of what else its name says that it lists."""
    lists = vocabulary.load("dates")["exempt"]["listing"]["headings"]
    if any(name in lists or names_meeting(name) for name in named):
        return listing.is_schedule(lines) or listing.is_day_by_day(lines) or any(map(_is_month, page.tags("table")))
    return names_meeting(listing.heading_of_schedule(lines) or "")


def _is_month(table: Element) -> bool:
    """Return whether a table is a month of a calendar: one of its first rows names the days of the week."""
    weekdays = vocabulary.words("dates", "weekdays")
    rows = islice(table.inside("tr"), _HEAD_ROWS)
    return any(len([cell for cell in row.lines if cell.lowercase.strip(" .") in weekdays]) >= _WORKDAYS for row in rows)


def names_meeting(name: str) -> bool:
    """Return whether a heading or a title speaks of meetings: "Meetings", "Nämndens sammanträdesdagar"."""
    stems = tuple(vocabulary.load("dates")["meeting_words"])
    return any(word.startswith(stems) for word in _WORD.findall(name))


def _names_results(page: Page, name: str) -> bool:
    """Return whether a heading or a title names the results of a search; "Sök" alone may be anything."""
    words = vocabulary.load("dates")["exempt"]["search"]
    if name.startswith(tuple(words["results"])) or name.endswith(tuple(words["results"])):
        return True
    return name in words["headings"] and (len(name) > _SHORT_HEADING or _has_search(page))


def _counts(page: Page, kind: str) -> bool:
    """Return whether a line says which record of a database the page shows ("Post 1 av 3 träffar"), or what a search found."""
    found = _count(kind).search(page.lowercase)
    return found is not None and page.at_fold(found.start())[0].region not in ("navigation", "footer")


def _has_running_text(page: Page) -> bool:
    """Return whether a page says more than an introduction."""
    running = (line for line in content_lines(page) if len(line.text) > listing.RUNNING and line.text.endswith(_ENDS))
    return len(list(islice(running, _SOME_TEXT))) == _SOME_TEXT


def is_event(page: Page, leading: Sequence[Element]) -> bool:
    """Return whether the page is about an event or a meeting, whose day stands beside its heading."""
    words = vocabulary.words("dates", "event_words")
    return (
        not words.isdisjoint(class_words(page))
        or any(not words.isdisjoint(headings.words_of(headings.names_around(heading))) for heading in leading)
        or not words.isdisjoint(_WORD.findall(locale.path(page).lower()))
        or any('"Event"' in script for script in page.json_ld)
        or not words.isdisjoint(trail.words(page))
    )


def content_lines(page: Page) -> Iterator[Line]:
    """Yield the lines of the main content: all but header, navigation and footer."""
    return iter(page.layout.lines_in("main", "aside", None))


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


def first_part(title: str) -> str:
    """Return the page's part of a title ("Kalender | Lerboda kommun"), in lower case."""
    return re.split(r"\s[|•·»›–—-]\s|:\s", title.lower(), maxsplit=1)[0].strip()


def _has_search(page: Page) -> bool:
    return any(
        line.region != "header"
        for e in page.tags("input")
        if e.get("type") == "search" or e.get("name") in ("q", "query", "s")
        for line in e.lines
    )


def own_controls(page: Page) -> list[Element]:
    """Return the controls of the main content that ask for something else than words to search for."""
    return [
        e
        for e in visible_controls(page.tags("input", "select", "textarea"))
        if e.region in ("main", None) and (e.get("type") or "").lower() != "search"
    ]


def _is_form(page: Page) -> bool:
    controls = own_controls(page)
    if len(controls) < _MANY_CONTROLS:
        return False
    forms = {id(form): form for e in controls if (form := e.closest("form")) is not None}
    rest = 0
    for line in page.layout.lines_in("main"):
        if len(line.text) > listing.RUNNING and not any(
            line.block.within(f) for f in forms.values() if not _wraps_page(f, page)
        ):
            rest += len(line.text)
    return rest < _FEW_WORDS or len(controls) * 80 > rest


def _wraps_page(form: Element, page: Page) -> bool:
    """Return whether a form is the one that some systems put around the whole page."""
    return any(h.within(form) for h in page.tags("h1"))


@cache
def _count(kind: str) -> re.Pattern[str]:
    """Return the pattern of a line that counts the records of a database, or what a search found, by the forms of a kind."""
    forms = vocabulary.load("dates")["exempt"]["search"][kind]
    any_form = "|".join(
        re.escape(form).replace(r"\{n\}", r"\d{1,7}").replace(r"\{w\}", r"[^\W\d_]{1,30}") for form in forms
    )
    return re.compile(rf"^\(?(?:{any_form})\)?[.:]?$".replace(r"\-", r"\s?[-–]\s?"), re.MULTILINE)
