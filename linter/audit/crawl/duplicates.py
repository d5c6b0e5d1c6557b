"""Pages as they were met -> each page once: what calls another one canonical, or is the same to the byte, is told and left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.audit.crawl.traps import without_visit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.audit.crawl.found import Visit
    from linter.audit.crawl.tally import Tally

_STEPS = 10
"""Redirects that are followed to the page that is meant."""


def without_duplicates(pages: Sequence[Visit], leads: Mapping[str, str], tally: Tally) -> list[Visit]:
    """Return the pages that are reviewed, in their order.

    A page stands back only for one that has the same title: templates that call the start page canonical on every page
    are common, and would hide a whole site.
    """
    known = {page.url: page for page in pages}
    meant = {page.url: _meant(page, known, leads) for page in pages}
    kept: list[Visit] = []
    digests: set[bytes] = set()
    for page in pages:
        other = meant[page.url]
        if other is not None and meant[other] is None and known[other].title == page.title:
            tally.add("canonical", page.url)
        elif page.digest in digests:
            tally.add("same", page.url)
        else:
            digests.add(page.digest)
            kept.append(page)
    return kept


def _meant(page: Visit, known: Mapping[str, Visit], leads: Mapping[str, str]) -> str | None:
    """Return the other page that a page calls canonical, where it was met."""
    if page.canonical is None:
        return None
    url = without_visit(page.canonical)
    for _ in range(_STEPS):
        if url in known or url not in leads:
            break
        url = leads[url]
    return url if url in known and url != page.url else None
