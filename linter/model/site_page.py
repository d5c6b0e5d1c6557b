"""What of a page is enough to hold it against the other pages of its site: frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

HelpKind = Literal["details", "contact", "chat", "help"]
"""WCAG 3.2.6's kinds of help: how to reach a person, a way to do so, an automatic one, and answers that people find alone."""


@dataclass(frozen=True, slots=True)
class HelpItem:
    """One way to get help that a page's template offers; `what` is the same wherever it leads to the same help."""

    kind: HelpKind
    what: str
    line: int


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field that asks people for something about themselves; `purpose` is that in the words of autocomplete."""

    purpose: str
    label: str
    line: int


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page as its site sees it."""

    addresses: tuple[str, ...] = ()
    """Those that others may link to it by: its own first, then the one that it declares."""
    links: tuple[str, ...] = ()
    """The pages of the site that it leads to, by their addresses without a fragment."""
    help: tuple[HelpItem, ...] = ()
    """The help of header, navigation and footer, in the order of the source."""
    text: str = ""
    """What its main text is known by, the page's own dates left out; "" where it has none."""
    is_unlisted: bool = False
    """Whether it asks search engines not to list it."""
    numbers: tuple[tuple[str, str], ...] = ()
    """Its phone numbers in E.164, with what stands on the page."""
    switchboards: frozenset[str] = frozenset()
    """Those of them that it calls a switchboard's."""

    asks: tuple[AskedField, ...] = ()
    """The fields that ask people about themselves and hold no answer yet."""
    next_steps: tuple[str, ...] = ()
    """The pages of the site that its forms lead to."""

    @property
    def written(self) -> Mapping[str, str]:
        """What stands on the page for each of its numbers."""
        return dict(self.numbers)
