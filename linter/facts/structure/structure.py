"""Facts of one page about how it is built, each read when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.structure import aria, header_cells, images, ways_past
from linter.page.lazy import lazy

if TYPE_CHECKING:
    from linter.facts.structure.aria import Prohibited
    from linter.facts.structure.images import DoubtfulImage
    from linter.facts.structure.ways_past import NoWayPast
    from linter.page.dom import Element
    from linter.page.page import Page


class Structure:
    """How a page is built."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @lazy
    def doubtful_images(self) -> tuple[DoubtfulImage, ...]:
        """The images whose alternatives tell nothing of what they show."""
        return images.doubtful_images(self._page)

    @lazy
    def prohibited_attributes(self) -> tuple[Prohibited, ...]:
        """The elements with an attribute that their role does not take."""
        return aria.prohibited(self._page)

    @lazy
    def lists_without_items(self) -> tuple[Element, ...]:
        """The lists that hold something, and no item."""
        return aria.lists_without_items(self._page)

    @lazy
    def unused_headers(self) -> tuple[Element, ...]:
        """The header cells that no other cell belongs to."""
        return header_cells.unused_headers(self._page)

    @lazy
    def no_way_past(self) -> NoWayPast | None:
        """What there is no sure way past to the page's own text."""
        return ways_past.no_way_past(self._page)
