"""Page -> the headings that announce a list, and have nothing after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.labels import empty

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.labels.empty import EmptyLabel
    from linter.facts.search.word_search import Hit
    from linter.page.dom import Line
    from linter.page.page import Page

_MOST_WORDS = 5
_OWN = ("main", None, "aside")


def empty_announcements(page: Page, hits: Sequence[Hit]) -> Iterator[EmptyLabel]:
    """Yield the announcing headings of a page's content without a list, a text or anything else under them."""
    headings = list(_headings(hits))
    return empty.empty_headings(page, headings) if headings else iter(())


def _headings(hits: Sequence[Hit]) -> Iterator[Line]:
    for hit in hits:
        line = hit.line
        if hit.start or line.heading < 2 or line.region not in _OWN or line.text.endswith("?"):
            continue
        plain = line.lowercase.strip(" :")
        if hit.kind == "whole" and plain == hit.phrase:
            yield line
        elif hit.kind == "begins" and plain != hit.phrase and len(plain.split()) <= _MOST_WORDS:
            yield line
