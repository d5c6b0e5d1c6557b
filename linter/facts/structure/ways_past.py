"""Page -> whether those who go by keys or listen can get past what stands on every page before its own text.

The ways are those of WCAG's technique: a main landmark, a heading in the text, a link on the page itself, a part that closes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from linter.data.html import HEADINGS
from linter.facts.structure.aria import is_exposed

if TYPE_CHECKING:
    from linter.page.dom import Element
    from linter.page.page import Page

_REPEATED = frozenset({"navigation", "aside"})
_AROUND = "nav", "aside", "footer"
"""Elements whose headings lead to what they hold."""
_CLOSING = "button, summary, [onclick], [role=button], [aria-expanded], [aria-controls], input[type=button]"

Kind = Literal["none", "short"]


class NoWayPast(NamedTuple):
    """What stands in the way, and whether there is no way past it or one that ends `short` of the text."""

    kind: Kind
    element: Element


def no_way_past(page: Page) -> NoWayPast | None:
    """Return what there is no sure way past, None where there is one or nothing to get past."""
    if page.is_pasted or any(map(is_exposed, page.selected("main, [role=main]"))):
        return None
    before = _before_text(page)
    if before is None or _has_headings(page):
        return None
    links = [(element, page.by_id.get(href[1:])) for element, href in page.links if len(href) > 1 and href[0] == "#"]
    short = next((link for link, target in links if target is not None and _ends_short(target)), None)
    if any(href[1:] in page.ids for _, href in page.links if href.startswith("#")):
        return NoWayPast("short", short) if short is not None and len(links) == 1 else None
    return None if page.selected(_CLOSING) else NoWayPast("none", before)


def _before_text(page: Page) -> Element | None:
    """Return what stands before the page's own text and leads about the site; only a page with links has more pages."""
    if not any(href and not href.startswith("#") for _, href in page.links):
        return None
    first = next((line for line in page.lines if line.region in _REPEATED), None)
    if first is None or not any(line.region in (None, "main") for line in page.lines[first.index + 1 :]):
        return None
    return first.block


def _has_headings(page: Page) -> bool:
    headings = (*page.tags(*HEADINGS), *page.selected("[role=heading]"))
    return any(one.closest(*_AROUND) is None and is_exposed(one) for one in headings)


def _ends_short(target: Element) -> bool:
    """Return whether text of a repeated part follows where a link leads."""
    return target.region in _REPEATED and target.has_text
