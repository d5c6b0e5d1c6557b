"""The help that the pages' templates offer -> the pages where it comes in another order than on most (WCAG 3.2.6)."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from linter.audit.fault import Judged, SiteFault
from linter.audit.sitewide.contradictions import FEWEST
from linter.audit.statement.pages import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.audit.sitewide.pages import SeenPage, Site
    from linter.model.site_page import HelpItem, HelpKind

    Item = tuple[HelpKind, str]
    Pair = tuple[Item, Item]

RULE = "help-order-differs"
_OF = 4
_MOST = 12
"""Items of a page that are put in pairs."""


def judge(site: Site) -> Judged:
    """Return the pages on which two ways to get help have changed places; pages of another language are another set."""
    sets: dict[tuple[str, str], list[SeenPage]] = defaultdict(list)
    for page in site.pages:
        if len({item.kind for item in page.help}) > 1:
            sets[page.host, page.language].append(page)
    faults = [fault for some in sets.values() for fault in _of_set(some)]
    judged = frozenset(page.number for some in sets.values() if len(some) > FEWEST for page in some)
    return Judged(RULE, tuple(sorted(faults, key=lambda one: one.page)), judged)


def _of_set(pages: Sequence[SeenPage]) -> Iterator[SiteFault]:
    orders: Counter[Pair] = Counter()
    for page in pages:
        orders.update(pair for pair, _ in _pairs(page))
    for page in pages:
        for (first, second), item in _pairs(page):
            usual = orders[second, first]
            if usual >= FEWEST and usual * _OF >= (usual + orders[first, second]) * FEWEST:
                data = {"first": (first[0],), "second": (second[0],), "pages": usual}
                content = f"{first[0]} {second[0]}"
                yield SiteFault(page.number, RULE, "order", data, content=content, line=item.line)
                break  # one move puts every way to get help behind it in another order


def _pairs(page: SeenPage) -> list[tuple[Pair, HelpItem]]:
    """Return the pairs of a page's help of two kinds, the first before the second, with the first one.

    What stands in two places has no one order to the rest, unless all of it stands on one side.
    """
    places: dict[Item, list[tuple[int, HelpItem]]] = {}
    for number, item in enumerate(page.help):
        places.setdefault(_identity(item), []).append((number, item))
    some = list(places.items())[:_MOST]
    return [
        ((one, other), first[0][1])
        for one, first in some
        for other, second in some
        if one[0] != other[0] and first[-1][0] < second[0][0]
    ]


def _identity(item: HelpItem) -> Item:
    is_address = "//" in item.what or item.what.startswith("root:")
    return item.kind, key(item.what) if is_address else item.what
