"""Page -> what a review holds of it beside its report: its bytes, the documents that it links to, the address that it gives as its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts import locale
from linter.facts.links.documents import document_format
from linter.model.held import Held
from linter.model.outline import LinkedDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.page import Page


def hold(page: Page) -> Held:
    """Return what is kept of a page."""
    return Held(page.document.source.data, tuple(_documents(page)), locale.canonical(page))


def _documents(page: Page) -> Iterator[LinkedDocument]:
    """Yield every document once, where the page links to it first."""
    seen: set[str] = set()
    for element, href in page.links:
        ending = document_format(href) if "." in href else None
        address = page.resolve(href) or href.strip()
        if ending is None or address in seen:
            continue
        seen.add(address)
        yield LinkedDocument(address, ending, " ".join(element.name.split()), page.location(element).line)
