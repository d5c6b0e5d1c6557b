"""Facts of one page about how it is built, each read when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.structure import aria, fields, forms, header_cells, images, links, tables, ways_past
from linter.page.lazy import lazy

if TYPE_CHECKING:
    from linter.facts.structure.aria import Prohibited
    from linter.facts.structure.fields import Field
    from linter.facts.structure.forms import Group
    from linter.facts.structure.images import DoubtfulImage
    from linter.facts.structure.links import Clickable, Pair
    from linter.facts.structure.tables import HeaderFault, Table
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

    @lazy
    def fields(self) -> tuple[Field, ...]:
        """The fields that people write or choose in."""
        return fields.read_fields(self._page)

    @lazy
    def unnamed_groups(self) -> tuple[Group, ...]:
        """The groups of radio buttons or checkboxes that nothing names."""
        return tuple(forms.unnamed_groups(self.fields))

    @lazy
    def vanishing_labels(self) -> tuple[Field, ...]:
        """The fields that only a text inside them names."""
        return tuple(forms.vanishing_labels(self.fields))

    @lazy
    def repeated_labels(self) -> tuple[tuple[Field, Field], ...]:
        """The fields with the label of another one, which comes with each."""
        return tuple(forms.repeated_labels(self.fields))

    @lazy
    def unsaid_requirements(self) -> tuple[Field, ...]:
        """The fields that have to be filled in, which nothing says."""
        return tuple(forms.unsaid_requirements(self._page, self.fields))

    @lazy
    def untied_errors(self) -> tuple[tuple[Field, Element | None], ...]:
        """The fields that are wrong, and the messages that stand by without belonging to them."""
        return tuple(forms.untied_errors(self._page, self.fields))

    @lazy
    def tables(self) -> tuple[Table, ...]:
        """The tables, row by row."""
        return tables.read_tables(self._page)

    @lazy
    def tables_without_headers(self) -> tuple[tuple[Table, HeaderFault], ...]:
        """The tables of data without header cells, with what tells that they are of data."""
        return tuple(tables.without_headers(self._page))

    @lazy
    def ambiguous_headers(self) -> tuple[tuple[Table, Element], ...]:
        """The first header of each table that does not say what it is about."""
        return tuple(tables.ambiguous_headers(self.tables))

    @lazy
    def layout_with_headers(self) -> tuple[tuple[Table, str], ...]:
        """The tables for layout with what only a table of data has."""
        return tuple(tables.layout_with_headers(self.tables))

    @lazy
    def nested_tables(self) -> tuple[Element, ...]:
        """The tables inside cells of others."""
        return tuple(tables.nested(self._page))

    @lazy
    def captions_in_cells(self) -> tuple[tuple[Table, Element], ...]:
        """The tables whose caption is a cell."""
        return tuple(tables.captions_in_cells(self.tables))

    @lazy
    def links_of_signs(self) -> tuple[tuple[Element, str], ...]:
        """The links that are called by signs alone, with their addresses."""
        return tuple(links.of_signs(self._page))

    @lazy
    def links_with_repeating_title(self) -> tuple[tuple[Element, str], ...]:
        """The links whose title is their text."""
        return tuple(links.with_repeating_title(self._page))

    @lazy
    def links_by_script(self) -> tuple[tuple[Element, str, str], ...]:
        """The links that lead nowhere without scripting."""
        return tuple(links.by_script(self._page))

    @lazy
    def link_pairs(self) -> tuple[Pair, ...]:
        """The links beside each other that lead to the same place."""
        return tuple(links.pairs(self._page))

    @lazy
    def access_keys(self) -> tuple[tuple[Element, str], ...]:
        """The elements with a key of their own."""
        return tuple(links.with_access_key(self._page))

    @lazy
    def mouse_only(self) -> tuple[tuple[Element, Clickable], ...]:
        """What can be clicked and not pressed."""
        return tuple(links.mouse_only(self._page))
