"""Page -> the headings that announce a list, and have nothing after them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.labels import empty, value
from linter.page.nodes import next_element

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from linter.facts.labels.empty import EmptyLabel
    from linter.facts.search.word_search import Hit
    from linter.page.dom import Line
    from linter.page.page import Page

_MOST_WORDS = 5
_MOST = 100
"""How many headings of one page are looked under."""
_OWN = ("main", "aside")
_FILLED = frozenset({"div", "section", "ul", "ol", "table", "tbody", "span", "p"})
"""Elements that scripts fill with lists."""
_DIGIT = re.compile(r"\d")


def empty_announcements(page: Page, hits: Sequence[Hit]) -> Iterator[EmptyLabel]:
    """Yield the announcing headings of a page's content without a list, a text or anything else under them."""
    found = islice(_headings(hits), _MOST)
    headed = [(line, kind) for line, kind in found if not _heads_dated(page, line) and not _is_over_name(page, line)]
    announcing = {line.index for line, _ in headed}
    headings = [line for line, kind in headed if not (_may_hold(line, kind) and _heads_entries(page, line, announcing))]
    for label in empty.empty_headings(page, headings) if headings else ():
        yield replace(label, is_filled_by_script=label.is_filled_by_script or _may_be_filled(page, label.line))


def _may_hold(line: Line, kind: str) -> bool:
    """Return whether the entries of an announced list may have headings of the same level, as events and vacancies do."""
    return kind != "whole" or line.lowercase.strip(" :") in vocabulary.words("content", "headed_entries")


def _heads_dated(page: Page, line: Line) -> bool:
    """Return whether the next heading is an entry of the list, by the day or the number in it."""
    following = value.next_text(page, line)
    return following is not None and following.heading == line.heading and _DIGIT.search(following.text) is not None


def _is_over_name(page: Page, line: Line) -> bool:
    """Return whether a heading stands over that of the page, and says of what kind the page is."""
    following = value.next_text(page, line)
    return following is not None and following.heading == 1


def _heads_entries(page: Page, line: Line, announcing: Collection[int]) -> bool:
    """Return whether the next heading, of the same level, may be an entry of the list, and no section of its own."""
    following = value.next_text(page, line)
    if following is None or following.heading != line.heading or following.index in announcing:
        return False
    return _further().match(following.lowercase) is None


@cache
def _further() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.any_of(vocabulary.words('content', 'further_sections'))})(?!\w)")


def _may_be_filled(page: Page, line: Line) -> bool:
    """Return whether a script, or an empty element with a name, comes after a heading: lists mostly come by a script."""
    if not page.may_add_ids:
        return False
    if _is_script_next(line):
        return True
    after = value.empty_after(page, line)
    return any(
        one.tag in _FILLED and any(name in ("id", "class") or name.startswith("data-") for name in one.attributes)
        for one in after
    )


def _is_script_next(line: Line) -> bool:
    """Return whether a script stands right after a heading: it may write where it stands."""
    following = next_element(line.block.node)
    return following is not None and following.tag in ("script", "noscript")


def _headings(hits: Sequence[Hit]) -> Iterator[tuple[Line, str]]:
    told: set[int] = set()
    for hit in hits:
        line = hit.line
        if line.heading < 2 or line.region not in _OWN or line.text.endswith("?") or line.index in told:
            continue
        kind = _kind(hit, line.lowercase.strip(" :"))
        if kind is not None:
            told.add(line.index)
            yield line, kind


def _kind(hit: Hit, plain: str) -> str | None:
    """Return how a heading announces a list: it is a word for one, begins like one, or ends in one; None where it does not."""
    words = plain.split()
    if plain == hit.phrase:
        return hit.kind if hit.kind == "whole" else None
    if not 1 < len(words) <= _MOST_WORDS:
        return None
    if hit.kind != "whole":
        return hit.kind if not hit.start else None
    ends = bool(hit.start) and plain.endswith(f" {hit.phrase}")
    is_plain = vocabulary.words("content", "no_announcement").isdisjoint(words) and _further().match(plain) is None
    return "ends" if ends and is_plain else None
