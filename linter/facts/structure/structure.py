"""Facts of one page about how it is built, each read when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.structure import images, languages
from linter.page.lazy import lazy

if TYPE_CHECKING:
    from linter.facts.structure.images import DoubtfulImage
    from linter.facts.structure.languages import OtherLanguage
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
    def other_languages(self) -> tuple[OtherLanguage, ...]:
        """The texts that are in another language than is said of them."""
        return languages.other_languages(self._page)
