"""Forms that lead from page to page -> pages that ask again for what people have just written (WCAG 3.3.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.audit.fault import Judged, SiteFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.audit.sitewide.pages import SeenPage, Site

RULE = "entry-repeated"


def judge(site: Site) -> Judged:
    """Return the pages that ask again; nobody can tell whether it is asked of the same person, or filled in when people come."""
    by_place = {place: page for page in reversed(site.pages) for place in page.keys}
    faults: dict[tuple[int, str], SiteFault] = {}
    judged: set[int] = set()
    for page in site.pages:
        for step in sorted(page.next_steps - page.keys):
            following = by_place.get(step)
            if following is None or not page.asks:
                continue
            judged.add(following.number)
            for fault in _repeated(page, following):
                faults.setdefault((fault.page, fault.content), fault)
    return Judged(RULE, tuple(sorted(faults.values(), key=lambda one: (one.page, one.line))), frozenset(judged))


def _repeated(page: SeenPage, following: SeenPage) -> Iterator[SiteFault]:
    asked = {one.purpose for one in page.asks}
    for one in following.asks:
        if one.purpose in asked:
            data = {"text": one.label or one.purpose, "before": page.title or page.source}
            yield SiteFault(
                following.number,
                RULE,
                "again",
                data,
                "cannot_tell",
                content=one.purpose,
                line=one.line,
                shown=one.label,
            )
