"""The dates that pages show -> dates that say that a page is new when its text is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.audit.fault import Judged, SiteFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.audit.sitewide.pages import SeenPage, Site
    from linter.model.finding import Outcome
    from linter.model.history import PageBefore

RULE = "freshness-false"
_FEWEST = 20
"""Pages that show the day of the visit as the day of updating, for nobody to have updated them all."""
_HALF = 2


def judge(site: Site, today: str, before: Mapping[str, PageBefore]) -> Judged:
    """Return the pages whose date moved while the text did not, and once for all pages that show the day of the visit."""
    dated = [page for page in site.pages if page.updated is not None]
    faults = [*_of_the_day(dated, today), *_moved(dated, before)]
    faults.sort(key=lambda one: (one.page, one.line, one.key))
    is_judged = len(dated) >= _FEWEST
    judged = {page.number for page in dated if is_judged or page.source in before}
    return Judged(RULE, tuple(faults), frozenset(judged))


def _of_the_day(dated: Sequence[SeenPage], today: str) -> Iterator[SiteFault]:
    """Yield one fault for all pages that show today: it is certain where they are half of those that show a date."""
    fresh = [page for page in dated if page.updated is not None and page.updated.value == today]
    if len(fresh) < _FEWEST:
        return
    first = fresh[0]
    assert first.updated is not None  # noqa: S101  those above
    data = {"number": len(fresh), "of": len(dated), "text": first.updated.text}
    outcome: Outcome = "failed" if len(fresh) * _HALF >= len(dated) else "cannot_tell"
    yield SiteFault(first.number, RULE, "of_the_day", data, outcome, line=first.updated.line, shown=first.updated.text)


def _moved(dated: Sequence[SeenPage], before: Mapping[str, PageBefore]) -> Iterator[SiteFault]:
    for page in dated:
        earlier = before.get(page.source)
        if earlier is None or page.updated is None or not earlier.updated or not earlier.text:
            continue
        was = earlier.updated[:10]
        if page.updated.value > was and earlier.text in (page.text, page.content):
            data = {"date": page.updated.value, "before": was, "seen": earlier.day or was}
            yield SiteFault(
                page.number, RULE, "moved", data, content="moved", line=page.updated.line, shown=page.updated.text
            )
