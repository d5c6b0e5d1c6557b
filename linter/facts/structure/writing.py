"""Facts of one page about its text: languages, headings, title, and marks of text, each read when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.structure import headings, languages, texts, titles
from linter.page.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.facts.structure.headings import Heading, Skip
    from linter.facts.structure.languages import OtherLanguage
    from linter.facts.structure.texts import ObsoleteMark, UnmarkedList, WrongDirection
    from linter.facts.structure.titles import SilentTitle
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page


class Writing:
    """How the text of a page is written and marked."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @lazy
    def other_languages(self) -> tuple[OtherLanguage, ...]:
        """The texts that are in another language than is said of them."""
        return languages.other_languages(self._page)

    @lazy
    def root(self) -> Location:
        """Where the page begins: the place of what it lacks as a whole."""
        return languages.root(self._page)

    @lazy
    def headings(self) -> tuple[Heading, ...]:
        """The headings, with their levels."""
        return headings.headings(self._page)

    @lazy
    def skips(self) -> tuple[Skip, ...]:
        """The headings that skip a level."""
        return headings.skips(self.headings)

    def silent_title(self, site_name: Callable[[], str | None], is_start: Callable[[], bool]) -> SilentTitle | None:
        """Return the title where it says nothing of the page."""
        return titles.silent_title(self._page, site_name, is_start)

    @lazy
    def heading_apart(self) -> str | None:
        """The main heading that has no word in common with the title."""
        return titles.heading_apart(self._page, self.headings)

    @lazy
    def words_apart(self) -> str | None:
        """The first long word of the title that a page without a main heading does not have."""
        return titles.words_apart(self._page)

    @lazy
    def unmarked_lists(self) -> tuple[UnmarkedList, ...]:
        """The lists that are marked as none."""
        return texts.unmarked_lists(self._page)

    @lazy
    def unmarked_headings(self) -> tuple[Line, ...]:
        """The headings that are marked as none."""
        return texts.unmarked_headings(self._page)

    @lazy
    def empty_paragraphs(self) -> tuple[tuple[Element, int], ...]:
        """The rows of empty paragraphs."""
        return texts.empty_paragraphs(self._page)

    @lazy
    def obsolete_marks(self) -> tuple[ObsoleteMark, ...]:
        """The elements that have gone out of use."""
        return texts.obsolete_marks(self._page)

    @lazy
    def moving_texts(self) -> tuple[Element, ...]:
        """The texts that move."""
        return texts.moving_texts(self._page)

    @lazy
    def unexplained(self) -> tuple[Element, ...]:
        """The marked abbreviations that nothing explains."""
        return texts.unexplained(self._page)

    @lazy
    def wrong_directions(self) -> tuple[WrongDirection, ...]:
        """The texts whose direction is not that of their script."""
        return texts.wrong_directions(self._page)
