"""Page -> what on it says of which type it is; what links to it say, other pages know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts import locale
from linter.facts.dates import news, page_kind, start_page
from linter.facts.forms import own_forms
from linter.facts.page_types import names, parts
from linter.model.outline import Sign
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.page.page import Page

_SHOWN = 80


def heading_of(page: Page) -> str:
    """Return the heading that names the page, "" where it has none."""
    headings = page.tags("h1")
    own = [one for one in headings if one.region != "header" and one.has_text] or headings
    return own[0].text_start(_SHOWN) if own else ""


def own_signs(facts: Facts, path: str) -> Iterator[Sign]:
    """Yield the signs that a page bears itself; `path` is its path on the site."""
    page = facts.page
    purpose = facts.exempt
    is_root = start_page.is_start_address(path)
    if is_root or purpose == "start":
        yield Sign("start", "root" if is_root else "purpose", path)
    is_news = not is_root and purpose != "start" and not page.is_fragment and news.is_news_item(page)
    is_statement = facts.statement is not None
    for sign in _named(page, path):
        if sign.type != "statement" or is_statement or not is_news:  # a piece of news may be about one
            yield sign
    if is_statement:
        yield Sign("statement", "content")
    if purpose == "search":
        yield Sign("search", "purpose")
    elif parts.searches(page):
        yield Sign("search", "markup", "search", is_weak=True)
    yield from _by_content(page)
    if is_news:
        yield Sign("news", "purpose")
    yield from _service(page, path)


def _named(page: Page, path: str) -> Iterator[Sign]:
    """Yield what the address, the heading and the title name."""
    host = locale.host(page.document.url or "")
    of_host = names.type_of_host(host)
    if of_host is not None:
        yield Sign(of_host, "host", host[:_SHOWN])
    for name, is_weak in names.types_in_address(path).items():
        yield Sign(name, "address", path[-_SHOWN:], is_weak)
    heading = heading_of(page)
    by_heading = names.types_named(heading)
    for name, is_weak in by_heading.items():
        yield Sign(name, "heading", heading, is_weak)
    title = clean(page_kind.first_part(page.title or ""))[:_SHOWN]
    for name, is_weak in names.types_named(title).items():
        if name not in by_heading:
            yield Sign(name, "title", title, is_weak=is_weak or bool(heading))


def _by_content(page: Page) -> Iterator[Sign]:
    secrets = [e for e in page.tags("input") if (e.get("type") or "").lower() == "password"]
    if any(e.region in ("main", None) for e in secrets):
        yield Sign("login", "markup", "password")
    forms = own_forms(page)
    if forms:
        yield Sign("form", "markup", "form", count=len(forms))
    tables = parts.data_tables(page)
    if tables:
        yield Sign("table", "markup", "table", count=len(tables))
    steps = parts.steps(page)
    if steps:
        yield Sign("process", "heading", steps[0], count=len(steps))


def _service(page: Page, path: str) -> Iterator[Sign]:
    """Yield the kind of service that the address names, or the heading."""
    by_address = names.service_in_address(path)
    if by_address is not None:
        yield Sign("service", "address", by_address[1], of=by_address[0])
        return
    by_heading = names.service_in_text(heading_of(page))
    if by_heading is not None:
        yield Sign("service", "heading", by_heading[1], of=by_heading[0])
