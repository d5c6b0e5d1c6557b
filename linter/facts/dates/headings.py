"""Page -> the headings that name it, and what the names of the elements around one say."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from linter.facts.dates import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.dom import Element
    from linter.page.page import Page

_PART = re.compile(r"[A-ZÅÄÖ]?[a-zåäöæøü]+|[A-ZÅÄÖ]+")
_WORD = re.compile(r"[^\W_]+")
_MOST = 4
_SHORTEST_NAME = 4
_LONGEST_TITLE = 500
_LEADING = ("h1", "h2", "h3")
_NO_CONTENT = ("navigation", "footer")


def naming(page: Page) -> list[Element]:
    """Return the headings that the page's title repeats; without an `h1` among them, the first `h1` of the content too.

    Where an `h2` or `h3` above all `h1`s leads most of the text, it comes before that `h1`, which heads a box beside it.
    """
    title = (page.title or "")[:_LONGEST_TITLE].lower()
    first = [heading for heading in page.tags("h1") if _is_named(heading, title)]
    if first:
        return first[:_MOST]
    h1 = [h for h in page.tags("h1") if h.has_text and h.region not in _NO_CONTENT]
    h1.sort(key=lambda h: h.region == "header")
    lower = [heading for heading in page.tags("h2", "h3") if _is_named(heading, title)]
    own = _over_the_text(page) if h1 else []
    return list(dict.fromkeys([*own, *h1[:1], *lower]))[:_MOST]


def leading(page: Page) -> list[Element]:
    """Return the headings that a date of publication may stand beside: those that name the page, the `h1`s, and the first.

    The first, or the one over most of the text, is that of a page whose own heading is an `h2`, with an `h1` above
    each of the boxes beside it.
    """
    title = (page.title or "")[:_LONGEST_TITLE].lower()
    named = [heading for heading in page.tags("h1", "h2", "h3") if _is_named(heading, title)]
    found = [*named, *(h for h in page.tags("h1") if h.has_text and h.region not in _NO_CONTENT)]
    found.extend(_first_of_content(page))
    found.extend(_over_the_text(page))
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


def _over_the_text(page: Page) -> list[Element]:
    """Return the `h2` or `h3` under which most of the content's running text stands, before any `h1` of the content."""
    first = next(iter(_first_of_content(page)), None)
    if first is None or first.tag == "h1":
        return []  # most pages
    text: defaultdict[int, int] = defaultdict(int)
    under = -1
    for line in page.layout.lines_in("main", None):
        if line.heading:
            under = line.index if line.block.closest(*_LEADING) is not None else under
        elif len(line.text) > listing.RUNNING:
            text[under] += len(line.text)
    if not text:
        return []
    most = max(text, key=text.__getitem__)
    before = (h for h in page.tags("h1") if h.has_text and h.region in ("main", None))
    heading = page.layout.lines[most].block.closest("h2", "h3") if most >= 0 else None
    if heading is None or text[most] * 2 <= sum(text.values()) or any(h.p0 < heading.p0 for h in before):
        return []
    return [heading]


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
