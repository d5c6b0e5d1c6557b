"""A document -> where it leads, read without laying it out: what a crawl goes on by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import turbohtml

from linter.page.refresh import forwarding
from linter.page.text import clean
from linter.page.urls import resolve, scheme, without_fragment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.source import Document

_MOST = 5_000
"""Links of one page that are followed."""


class Anchors(NamedTuple):
    """The title of a page, the addresses that it leads to in its own order, each once, and the one it calls canonical."""

    title: str
    links: tuple[str, ...]
    canonical: str | None
    is_cut: bool
    """Whether there were more links than are read."""


def anchors(document: Document) -> Anchors:
    """Read where a document leads."""
    tree = turbohtml.parse(document.text, scripting=False)
    base = tree.select_one("base[href]")
    under = resolve(document.url, str(base.attrs["href"])) if base is not None else None
    under = under or document.url
    title, canonical = tree.select_one("title"), tree.select_one("link[rel~=canonical i][href]")
    found: dict[str, None] = {}
    on = forwarding(tree, document) if "refresh" in document.text.lower() else None
    if on is not None:
        found[without_fragment(on)[0]] = None
    for written in _written(tree):
        address = resolve(under, written, document.encoding)
        if address is not None and scheme(address) in ("http", "https"):
            found[without_fragment(address)[0]] = None
    called = resolve(under, str(canonical.attrs["href"]), document.encoding) if canonical is not None else None
    return Anchors(
        clean(title.text) if title is not None else "",
        tuple(found)[:_MOST],
        without_fragment(called)[0] if called is not None and scheme(called) in ("http", "https") else None,
        len(found) > _MOST,
    )


def _written(tree: turbohtml.Document) -> Iterator[str]:
    """Yield what links lead to, as it is written; a place on the page itself leads nowhere."""
    for node in tree.select("a[href], area[href], frame[src]"):
        address = str(node.attrs.get("href") or node.attrs.get("src") or "").strip()
        if address and not address.startswith("#"):
            yield address
