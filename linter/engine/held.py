"""Page -> what a review holds of it beside its report: its bytes, and the address that it gives as its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts import locale
from linter.model.held import Held

if TYPE_CHECKING:
    from linter.page.page import Page


def hold(page: Page) -> Held:
    """Return what is kept of a page."""
    return Held(page.document.source.data, locale.canonical(page))
