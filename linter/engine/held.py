"""Page -> what a review holds of it beside its report: its bytes, and the address that it gives as its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.model.held import Held
from linter.model.target import is_address
from linter.page.urls import resolve

if TYPE_CHECKING:
    from linter.page.page import Page


def hold(page: Page) -> Held:
    """Return what is kept of a page."""
    return Held(page.document.source.data, _canonical(page))


def _canonical(page: Page) -> str | None:
    """Return the address in `link rel=canonical`, None where it leads nowhere on the web."""
    written = next((one.get("href", "").strip() for one in page.metas if one.get("rel", "").lower() == "canonical"), "")
    found = resolve(page.document.url, written) if written else None
    return found.partition("#")[0] if found is not None and is_address(found) else None
