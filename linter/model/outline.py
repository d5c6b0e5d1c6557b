"""What of a page is enough to say what type of page it is, and which pages look different: what a sample is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PageType = Literal[
    "start",
    "login",
    "sitemap",
    "contact",
    "help",
    "legal",
    "statement",
    "feedback",
    "search",
    "service",
    "form",
    "table",
    "news",
    "document",
    "process",
]
SignKind = Literal[
    "root", "address", "host", "heading", "title", "purpose", "content", "markup", "link", "menu", "step", "corrected"
]
"""What says that a page is of a type; `purpose` is what classes, breadcrumbs and structured data say together, `content` what its
text does."""
Part = Literal[
    "table", "form", "search", "video", "audio", "map", "frame", "picture", "details", "tabs", "dialog", "cards"
]
"""What the content of a page has that people meet differently."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason why a page is taken for one of a type, in what is written there; a weak one needs another beside it.

    `of` is the kind of service where the type is that, `count` on how many pages a link stands.
    """

    type: PageType
    kind: SignKind
    says: str = ""
    is_weak: bool = False
    of: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Lead:
    """A link by which another page may be told: `is_menu` where it stands in the navigation, `is_framed` outside the content."""

    url: str
    text: str
    is_framed: bool
    is_menu: bool


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A file of the site that is no page, and that a page links to."""

    url: str
    format: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class PageOutline:
    """One page as a sample sees it; `source` is that of its report.

    `addresses` are those that others may link to it by, `path` its path on the site. `steps` are addresses that its own
    form, or a link to the next step, leads to.
    """

    source: str
    addresses: tuple[str, ...]
    path: str
    title: str
    heading: str
    signs: tuple[Sign, ...] = ()
    leads: tuple[Lead, ...] = ()
    steps: tuple[str, ...] = ()
    documents: tuple[LinkedDocument, ...] = ()
    layout: tuple[str, ...] = ()
    """The landmarks that it has."""
    parts: tuple[Part, ...] = ()
