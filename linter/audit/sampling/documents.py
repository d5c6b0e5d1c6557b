"""Outlines of pages -> the documents that they link to, each once, with where it lies; none of them is examined."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from linter.model.audit import FoundDocument
from linter.model.paths import is_within
from linter.model.target import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.model.outline import LinkedDocument, PageOutline


def linked(outlines: Sequence[PageOutline], folders: Iterable[str]) -> tuple[FoundDocument, ...]:
    """Return the documents by address; only what lies in one of the folders is a file of the site, whatever a page links to."""
    roots = [Path(one) for one in folders]
    first: dict[str, tuple[LinkedDocument, str]] = {}
    times: Counter[str] = Counter()
    for source, documents in by_page(outlines).items():
        for one in documents:
            times[one.url] += 1
            first.setdefault(one.url, (one, source))
    return tuple(
        FoundDocument(url, one.format, one.text, times[url], source, one.line, one.is_own, _file(one, roots))
        for url, (one, source) in sorted(first.items())
    )


def by_page(outlines: Iterable[PageOutline]) -> dict[str, list[LinkedDocument]]:
    """Return the documents of every page once, although a page may have been read twice, with scripts and without."""
    found: dict[str, dict[str, LinkedDocument]] = {}
    for outline in outlines:
        of_page = found.setdefault(outline.source, {})
        for one in outline.documents:
            of_page.setdefault(one.url, one)
    return {source: list(some.values()) for source, some in found.items()}


def more(outlines: Iterable[PageOutline]) -> dict[str, int]:
    """Return the pages that link to more documents than are told, and to how many."""
    return {one.source: one.more_documents for one in outlines if one.more_documents}


def own(outlines: Iterable[PageOutline]) -> frozenset[str]:
    """Return the addresses of the site's own documents."""
    return frozenset(one.url for outline in outlines for one in outline.documents if one.is_own)


def _file(one: LinkedDocument, roots: Iterable[Path]) -> str | None:
    """Return the path of a document that is a file of the site."""
    if not one.is_own or is_address(one.url) or "\0" in one.url:
        return None
    path = Path(one.url)
    return one.url if any(is_within(path, root) for root in roots) and path.is_file() else None
