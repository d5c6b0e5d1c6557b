"""Page -> the headings that name it, and what the names of the elements around one say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.dom import Element
    from linter.page.page import Page

_PART = re.compile(r"[A-ZÅÄÖ]?[a-zåäöæøü]+|[A-ZÅÄÖ]+")
_WORD = re.compile(r"[^\W_]+")
_MOST = 4
_SHORTEST_NAME = 4
_LONGEST_TITLE = 500
_NO_CONTENT = ("navigation", "footer")


def naming(page: Page) -> list[Element]:
    """Return the headings that the page's title repeats; without an `h1` among them, the first `h1` of the content too."""
    title = (page.title or "")[:_LONGEST_TITLE].lower()
    first = [heading for heading in page.tags("h1") if _is_named(heading, title)]
    if first:
        return first[:_MOST]
    h1 = [h for h in page.tags("h1") if h.has_text and h.region not in _NO_CONTENT]
    h1.sort(key=lambda h: h.region == "header")
    return [*h1[:1], *(heading for heading in page.tags("h2", "h3") if _is_named(heading, title))][:_MOST]


def leading(page: Page) -> list[Element]:
    """Return the headings that a date of publication may stand beside: those that name the page, the `h1`s, and the first.

    The first is that of a page whose own heading is an `h2`, with an `h1` above each of the boxes beside it.
    """
    title = (page.title or "")[:_LONGEST_TITLE].lower()
    named = [heading for heading in page.tags("h1", "h2", "h3") if _is_named(heading, title)]
    found = [*named, *(h for h in page.tags("h1") if h.has_text and h.region not in _NO_CONTENT)]
    found.extend(_first_of_content(page))
    articles = [article for article in page.tags("article") if article.region in ("main", None)]
    if len(articles) == 1:
        found.extend(articles[0].inside("h1", "h2", "h3")[:1])
    return list(dict.fromkeys(found))[: 2 * _MOST]


def _first_of_content(page: Page) -> list[Element]:
    """Return the first heading of the content, of whatever level."""
    firsts = (
        next((h for h in page.tags(tag) if h.has_text and h.region in ("main", None)), None)
        for tag in ("h1", "h2", "h3")
    )
    return sorted((heading for heading in firsts if heading is not None), key=lambda heading: heading.p0)[:1]


def words_of(name: str) -> Iterator[str]:
    """Yield the words of ids and class names, in lower case: `newsItem`, `news-item` and `newsitem` are not far apart."""
    for token in (*_PART.findall(name), *_WORD.findall(name), *name.replace("-", "").split()):
        yield token.lower()


def names_of(element: Element) -> str:
    """Return the class names and the id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def names_around(element: Element) -> str:
    """Return the class names and ids of an element and of all that holds it."""
    return " ".join(names_of(e) for e in (element, *element.ancestors()))


def _is_named(heading: Element, title: str) -> bool:
    if heading.region in _NO_CONTENT or not _may_be_in(heading, title):
        return False
    text = heading.text.lower()
    return len(text) >= _SHORTEST_NAME and text in title


def _may_be_in(heading: Element, title: str) -> bool:
    """Tell cheaply whether a title may repeat a heading: whether the first word of most headings stands in it."""
    layout = heading.layout
    if not layout.is_plain or heading.p1 <= heading.p0:
        return True
    word = layout.part_text[heading.p0][:_LONGEST_TITLE].split(None, 1)[:1]
    return not word or word[0].lower() in title
